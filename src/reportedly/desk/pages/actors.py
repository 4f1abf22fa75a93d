"""Actors: who speaks, acts and is struck, and how often on one source alone."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from reportedly.desk.answers import PAGE_SIZE, answer, pager, record_of, remembered
from reportedly.desk.filters import PageNumber, Words
from reportedly.desk.languages import Phrase as _
from reportedly.reconcile.overview import named

router = APIRouter()
ROLES = {
    "speaker": _("Who speaks"), "actor": _("Who acts"), "target": _("Who is struck"),
    "side": _("Sides"),
}  # fmt: skip


@router.get("/actors")
def actors(
    request: Request,
    role: Annotated[str, Query(pattern="^(speaker|actor|target|side)$")] = "speaker",
    name: Words = None,
    page: PageNumber = 1,
) -> Response:
    """List names by the number of incidents in which they stand in a role."""
    record, start = record_of(request), (page - 1) * PAGE_SIZE
    found = remembered(
        request,
        ("actors", role, name, page),
        lambda: named(record, role, name, PAGE_SIZE + 1, start),
    )
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    plain = {"role": role, "page": page, "actors": [asdict(it) for it in found]}
    return answer(
        request, "actors.html", plain, title=_("Actors"), rows=found, role=role, roles=ROLES,
        name=name or "", pager=pager(request, page, more),
    )  # fmt: skip
