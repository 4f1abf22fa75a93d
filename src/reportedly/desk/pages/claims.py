"""Claims: what is counted, by measure and side, over time."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from reportedly.desk.answers import answer, record_of, remembered
from reportedly.desk.charts import chart_of
from reportedly.desk.filters import sought_figures
from reportedly.desk.languages import Phrase as _
from reportedly.reconcile import SoughtFigures, figures_sought
from reportedly.reconcile.overview import measures

router = APIRouter()
WINDOW = timedelta(days=60)


@router.get("/claims")
def claims(request: Request, asked: Annotated[SoughtFigures, Depends(sought_figures)]) -> Response:
    """Show the figures of one measure over time, each with its speaker."""
    record = record_of(request)
    known = remembered(request, "measures", lambda: measures(record))
    wanted = _narrowed(asked, known)
    rows = figures_sought(record, wanted) if wanted.measure else []
    plain = {
        "measure": wanted.measure, "since": wanted.since, "until": wanted.until,
        "measures": [{"measure": name, "figures": count} for name, count, _ in known],
        "figures": [asdict(row) for row in rows],
    }  # fmt: skip
    return answer(
        request, "claims.html", plain, title=_("Claims"), measures=known, wanted=wanted, rows=rows,
        chart=chart_of(rows), full=len(rows) >= wanted.limit,
    )  # fmt: skip


def _narrowed(asked: SoughtFigures, known: list[tuple[str, int, str | None]]) -> SoughtFigures:
    """Return what is shown: if none is named, the commonest measure in its last sixty days."""
    measure = asked.measure or (known[0][0] if known else None)
    last = next((day for name, _, day in known if name == measure), None)
    if asked.since or asked.until or last is None:
        return replace(asked, measure=measure)
    since = (date.fromisoformat(last) - WINDOW).isoformat()
    return replace(asked, measure=measure, since=since)
