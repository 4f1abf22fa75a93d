"""Sources: the outlets, and who reprints whom."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.desk.answers import answer, record_of, remembered
from reportedly.desk.languages import Phrase as _
from reportedly.reconcile.overview import outlets, reprints
from reportedly.record.overview_rows import ReprintRow

router = APIRouter()
ROW = 26.0
LEFT, RIGHT = 260.0, 460.0
DRAWN = 30


@dataclass(frozen=True, slots=True)
class Graph:
    """Outlets that reprint on the left, those they reprint on the right, lines between them."""

    height: float
    left: tuple[tuple[str, float], ...]
    right: tuple[tuple[str, float], ...]
    lines: tuple[tuple[float, float, float, ReprintRow], ...]


@router.get("/sources")
def sources(request: Request) -> Response:
    """List outlets and their reprints, and draw who repeats whom."""
    record = record_of(request)
    found, repeated = remembered(request, "sources", lambda: (outlets(record), reprints(record)))
    plain = {
        "outlets": [asdict(it) for it in found], "reprints": [asdict(it) for it in repeated],
    }  # fmt: skip
    return answer(
        request, "sources.html", plain, title=_("Sources"), outlets=found, reprints=repeated,
        graph=_graph(repeated[:DRAWN]),
    )  # fmt: skip


def _graph(rows: list[ReprintRow]) -> Graph | None:
    if not rows:
        return None
    left = {name: ROW * (i + 0.7) for i, name in enumerate(dict.fromkeys(r.outlet for r in rows))}
    right = {name: ROW * (i + 0.7) for i, name in enumerate(dict.fromkeys(r.of for r in rows))}
    most = max(row.reports for row in rows)
    lines = [(left[row.outlet], right[row.of], 1 + 6 * row.reports / most, row) for row in rows]
    height = ROW * max(len(left), len(right)) + 8
    return Graph(height, tuple(left.items()), tuple(right.items()), tuple(lines))
