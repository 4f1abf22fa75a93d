"""Commitments: a board by what became of them."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from reportedly.desk.answers import answer, pager, record_of
from reportedly.desk.filters import PageNumber
from reportedly.desk.languages import Phrase as _
from reportedly.reconcile import thread_as_json
from reportedly.reconcile.overview import board, statuses
from reportedly.vocabulary import CommitmentKind, CommitmentStatus

router = APIRouter()
STATUSES: tuple[CommitmentStatus, ...] = get_args(CommitmentStatus)
KINDS: tuple[CommitmentKind, ...] = get_args(CommitmentKind)
IN_COLUMN, ALONE = 20, 60


@router.get("/commitments")
def commitments(
    request: Request,
    status: Annotated[str, Query(pattern="^(open|met|broken|withdrawn)?$")] = "",
    kind: Annotated[str, Query(pattern="^(pledge|offer|threat|demand|refusal|guarantee)?$")] = "",
    page: PageNumber = 1,
) -> Response:
    """Show commitments by status, the latest first; one status alone in pages."""
    record = record_of(request)
    size = ALONE if status else IN_COLUMN
    columns = [
        (name, board(record, name, kind or None, size + 1, (page - 1) * size))
        for name in ([status] if status else STATUSES)
    ]
    more = bool(status) and len(columns[0][1]) > size
    shown = [(name, found[:size], len(found) > size) for name, found in columns]
    counted = statuses(record)
    plain = {
        "counted": counted, "page": page,
        **{name: [thread_as_json(it) for it in found] for name, found, _ in shown},
    }  # fmt: skip
    return answer(
        request, "commitments.html", plain, title=_("Commitments"), columns=shown, counted=counted,
        kinds_known=KINDS, status=status, kind=kind, pager=pager(request, page, more),
    )  # fmt: skip
