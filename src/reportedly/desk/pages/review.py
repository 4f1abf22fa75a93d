"""Review: what to look at first, and decisions by a single key."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from reportedly.desk.answers import answer, pager, record_of, remembered, wants_json
from reportedly.desk.deciding import Quicker, cells_of, decide, latest_number
from reportedly.desk.filters import PageNumber
from reportedly.desk.history import lines_of, told
from reportedly.desk.languages import Phrase as _
from reportedly.desk.pages.login import address_of, own
from reportedly.desk.people import People
from reportedly.desk.session import needs, own_form
from reportedly.errors import RecordError
from reportedly.reconcile import as_json, incident_called, reconcile
from reportedly.reconcile.overview import doubts, still_waiting
from reportedly.reconcile.overview import queue as queue_of
from reportedly.record.overview_rows import DoubtRow
from reportedly.review import Wanted, listed, row_of
from reportedly.review.deciding import CLAIMS
from reportedly.vocabulary import Review, Verdict

router = APIRouter()
Form = Annotated[FormData, Depends(own_form)]
IN_QUEUE = 25


@router.get("/review")
def queue(request: Request, page: PageNumber = 1) -> Response:
    """Show what to review, the least sure of the greatest consequence first."""
    record = record_of(request)
    rows, start = _queue(request), (page - 1) * IN_QUEUE
    found, total = doubts(record, rows[start : start + IN_QUEUE]), len(rows)
    with record.transaction() as connection:
        latest = listed(connection, Wanted(limit=15, newest_first=True))
    lines: list[dict[str, Any]] = [
        {**row_of(line.review), "state": line.state, "told": told(row_of(line.review))}
        for line in latest
    ]
    plain = {
        "total": total, "page": page, "latest": lines,
        "queue": [
            {"confidence": it.confidence, "weight": it.weight, "reasons": list(it.reasons),
             "incident": as_json(it.incident)}
            for it in found
        ],
    }  # fmt: skip
    return answer(
        request, "review.html", plain, title=_("Review"), queue=found, total=total,
        latest=lines, waiting=request.app.state.waiting.number(),
        pager=pager(request, page, total > page * IN_QUEUE),
    )  # fmt: skip


@router.get("/review/{id}")
def item(request: Request, id: str) -> Response:
    """Show one incident to review: each account with the cell as it stands."""
    record = record_of(request)
    found = incident_called(record, id)
    seen = latest_number(record)
    cells = cells_of(record, found)
    after = [it.incident for it in _queue(request) if it.incident != found.id]
    history = lines_of(record, found.id)
    plain = {
        "incident": as_json(found), "history": history,
        "cells": [it.plain() for it in cells], "next": after[:1], "seen": seen,
    }  # fmt: skip
    return answer(
        request, "review_item.html", plain, title=_("Review"), incident=found, cells=cells,
        history=history, verdicts=get_args(Verdict), claims=CLAIMS, after=after[:1],
        seen=seen, waiting=request.app.state.waiting.number(),
    )  # fmt: skip


@router.post("/review/decide")
def decided(request: Request, form: Form) -> Response:
    """Keep a decision; 409 if another reviewer decided on the same in the meantime."""
    person = needs(request, "reviewer")
    record = record_of(request)
    fields = {name: str(value) for name, value in form.items()}
    try:
        kept = decide(record, person.name, fields)
    except Quicker as other:
        return _told_of(request, other.args[0], fields)
    except (RecordError, ValueError) as error:
        raise HTTPException(422, str(error)) from None
    request.app.state.waiting.decided()
    _note(request, person.name, f"decision {kept.number}: {told(row_of(kept))}")
    if wants_json(request):
        return answer(request, "error.html", row_of(kept), 201)
    return RedirectResponse(_back(fields, kept), 303)


@router.post("/review/reconcile")
def up_to_date(request: Request, form: Form) -> Response:
    """Make the incidents again from what was decided."""
    person = needs(request, "reviewer")
    reconcile(record_of(request))
    request.app.state.waiting.count()
    request.app.state.remembered.forget()
    _note(request, person.name, "incidents brought up to date")
    return RedirectResponse(own(str(form.get("back", "/review"))), 303)


def _told_of(request: Request, other: _, fields: dict[str, str]) -> Response:
    """Tell of another's decision; what this person wanted waits in a form until they choose."""
    reason = _("meanwhile %(other)s: look again, then decide", other=other)
    again = fields | {"after": str(latest_number(record_of(request)))}
    return answer(
        request, "conflict.html", {"error": reason}, 409, title=_("Somebody was quicker"),
        reason=reason, fields=again, back=_back(fields),
    )  # fmt: skip


def _queue(request: Request) -> list[DoubtRow]:
    """Return what waits, in an order that may be a minute old."""
    record = record_of(request)
    return still_waiting(record, remembered(request, "queue", lambda: queue_of(record)))


def _back(fields: dict[str, str], kept: Review | None = None) -> str:
    path = own(fields.get("back", "/review"))
    mark = fields.get("cell", "").replace("/", "-")
    safe = "".join(sign for sign in mark if sign.isalnum() or sign == "-")[:80]
    query = f"?decided={kept.number}" if kept else ""
    return f"{path}{query}#c-{safe}" if safe else path


def _note(request: Request, name: str, did: str) -> None:
    people: People | None = request.app.state.people
    if people is not None:
        people.note(name, address_of(request), did)
