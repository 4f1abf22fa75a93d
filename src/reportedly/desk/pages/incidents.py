"""Incidents: the list with its filters, and one as a ledger of who says what."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from reportedly.api import PREFIX
from reportedly.desk.answers import PAGE_SIZE, answer, pager, record_of, remembered
from reportedly.desk.api.exports import MOST
from reportedly.desk.areas import area_of, areas_of, precision_in_words
from reportedly.desk.filters import PageNumber, all_of, sought
from reportedly.desk.history import lines_of
from reportedly.desk.languages import Phrase as _
from reportedly.desk.ledger import bars_of, columns_of, compared, why_together
from reportedly.publish.exports import provided
from reportedly.reconcile import Sought, as_json, copies_of, incident_called, incidents_sought
from reportedly.reconcile.overview import number_sought
from reportedly.review import row_of, verdicts_in
from reportedly.vocabulary import Incident

router = APIRouter()
SoughtInAddress = Annotated[Sought, Depends(sought)]


@router.get("/incidents")
def incidents(request: Request, wanted: SoughtInAddress, page: PageNumber = 1) -> Response:
    """List incidents, the latest first."""
    record = record_of(request)
    found = incidents_sought(record, wanted)
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    every = all_of(wanted)
    total = remembered(request, every, lambda: number_sought(record, every))
    plain = {"total": total, "page": page, "incidents": [as_json(one) for one in found]}
    return answer(
        request, "incidents.html", plain, title=_("Incidents"), incidents=found, total=total,
        wanted=wanted, page=page, exports=_exports(request, total), areas=areas_of(found),
        pager=pager(request, page, more), tiles=request.app.state.tiles,
    )  # fmt: skip


def _exports(request: Request, total: int) -> list[tuple[str, str, str]]:
    """Return the formats that the list can be taken along in: name, what it is, address."""
    if not 0 < total <= MOST:
        return []
    asked = {key: value for key, value in request.query_params.items() if value}
    query = urlencode({**{key: asked[key] for key in asked if key != "page"}, "bundle": "true"})
    known = [it.offer for it in provided()[0]]
    return [(it.name, it.about, f"{PREFIX}/exports/{it.name}?{query}") for it in known]


@router.get("/incidents/{id}")
def incident(request: Request, id: str) -> Response:
    """Show one incident: each side's accounts, figures, what agrees and what contradicts."""
    record = record_of(request)
    found = incident_called(record, id)
    copies = copies_of(record, {account.cell.article for account in found.accounts})
    history = lines_of(record, found.id)
    with record.transaction() as connection:
        verdicts = verdicts_in(connection, {account.cell.article for account in found.accounts})
    plain = {
        **as_json(found), "area": area_of(found.place), "history": history,
        "copies_of": {article: copy.of for article, copy in copies.items()},
        "verdicts": [row_of(review) for given in verdicts.values() for review in given],
    }  # fmt: skip
    return answer(
        request, "incident.html", plain, title=_title(found), incident=found, copies=copies,
        verdicts=verdicts, columns=columns_of(found, copies), compared=compared(found),
        history=history,
        figures=[(group, bars_of(group)) for group in found.figures],
        links=why_together(found), areas=areas_of([found]), tiles=request.app.state.tiles,
        precision=precision_in_words(found.place) if found.place else None,
    )  # fmt: skip


def _title(found: Incident) -> str:
    return " ".join(found.title.split())[:90]
