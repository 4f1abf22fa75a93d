"""Reports: the list, and one with its cells marked in the text."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.desk.answers import PAGE_SIZE, answer, pager, record_of
from reportedly.desk.filters import PageNumber
from reportedly.desk.languages import Phrase as _
from reportedly.desk.voices import relays_of, voices_of
from reportedly.publish.sheet import Sheet
from reportedly.reconcile import copies_of
from reportedly.reconcile.overview import incidents_told_in
from reportedly.record.decisions import article_called
from reportedly.record.document import as_document
from reportedly.review import as_it_stands

router = APIRouter()


@router.get("/articles")
def articles(request: Request, page: PageNumber = 1) -> Response:
    """List the reports, the latest first."""
    found = record_of(request).list(PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    names = ("id", "title", "outlet", "statements", "events", "figures", "commitments", "places")
    plain: list[dict[str, Any]] = [
        {name: getattr(it, name) for name in names}
        | {"published": it.published.isoformat() if it.published else None}
        for it in found
    ]
    return answer(
        request, "articles.html", {"page": page, "articles": plain}, title=_("Reports"),
        entries=found, pager=pager(request, page, more),
    )  # fmt: skip


@router.get("/articles/{id}")
def article(request: Request, id: str) -> Response:
    """Show a report with its cells, as people's decisions leave it."""
    record = record_of(request)
    with record.transaction() as connection:
        stands = as_it_stands(connection, article_called(connection, id))
    reading = stands.reading
    copy = copies_of(record, [reading.article.id]).get(reading.article.id)
    sheet = Sheet(reading)
    return answer(
        request, "article.html", as_document(reading), title=sheet.title, sheet=sheet,
        voices=voices_of(reading), relays=relays_of(reading), copy=copy, marks=stands.marks,
        told_of=incidents_told_in(record, reading.article.id),
    )  # fmt: skip


@router.get("/articles/{id}/{entry}")
def cell(request: Request, id: str, entry: str) -> Response:
    """Go to a cell where it stands in its report."""
    with record_of(request).transaction() as connection:
        found = article_called(connection, id)
    anchor = "".join(sign for sign in entry if sign.isalnum())[:40]
    query = "?format=json" if request.query_params.get("format") == "json" else ""
    return RedirectResponse(f"/articles/{found}{query}#w-{anchor}", 303)
