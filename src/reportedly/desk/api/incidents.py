"""Incidents: the list with its filters, and one with its accounts and how they stand together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from reportedly.api import (
    AccountPage,
    Extent,
    IncidentCounts,
    IncidentPage,
    IncidentSummary,
    IncidentWhole,
    LedgerColumn,
    RelationPage,
)
from reportedly.desk.api.answers import Fresh, answered
from reportedly.desk.api.asked import WHOLE, Id, Part, part_of
from reportedly.desk.api.behind import behind
from reportedly.desk.filters import all_of, conditions
from reportedly.desk.ledger import KINDS, columns_of
from reportedly.reconcile import Sought, copies_of, incident_called
from reportedly.reconcile.looking import incidents as from_json
from reportedly.reconcile.overview import number_sought
from reportedly.record.paging import incidents_after
from reportedly.vocabulary import Account, Copy, Incident, Relation, RelationKind

router = APIRouter()
MOST = 200  # of each list within one incident
NAMED = 20  # participants of an incident in a list
ORDER = {kind: place for place, (kind, _, _) in enumerate(KINDS)}
Conditions = Annotated[Sought, Depends(conditions)]
InList = Annotated[Part, Depends(part_of(tuple[str | None, int, str]))]
InAccounts = Annotated[Part, Depends(part_of(tuple[str, str, str]))]
InRelations = Annotated[Part, Depends(part_of(tuple[int, str, str, str, str, str]))]
Count = Annotated[bool, Query(description="Whether to count all that match (`total`).")]
Kind = Annotated[
    Literal["contradicts", "corroborates", "agrees_in_part", "updates", "differs"] | None, Query()
]


@router.get("/incidents", response_model=IncidentPage, dependencies=[Fresh])
def incidents(request: Request, wanted: Conditions, part: InList, count: Count = False) -> Response:
    """List incidents, the latest first, those without a day last."""
    here = behind(request)
    with here.record.transaction() as connection:
        rows = incidents_after(connection, wanted, part.after, part.limit + 1)
    bodies, onward = part.cut(rows)
    every = all_of(wanted)
    stamp = here.changes.stamp() if count else ""
    total = (
        here.remembered.get(("api", every, stamp), lambda: number_sought(here.record, every))
        if count
        else None
    )
    found = tuple(summary_of(from_json().validate_json(body)) for body in bodies)
    return answered(request, IncidentPage(items=found, next=onward, total=total))


@router.get("/incidents/{id}", response_model=IncidentWhole, dependencies=[Fresh])
def incident(request: Request, id: Id) -> Response:
    """Show one incident; the id of one that was joined to another leads to that."""
    record = behind(request).record
    found = incident_called(record, id)
    copies = copies_of(record, {account.cell.article for account in found.accounts[:MOST]})
    return answered(request, whole_of(found, copies))


@router.get("/incidents/{id}/accounts", response_model=AccountPage, dependencies=[Fresh])
def accounts(request: Request, id: Id, part: InAccounts) -> Response:
    """List all accounts of an incident, the first published first."""
    found = incident_called(behind(request).record, id).accounts
    items, onward = part.of_sorted(sorted((_by_day(it), it) for it in found))
    return answered(request, AccountPage(items=tuple(items), next=onward))


@router.get("/incidents/{id}/relations", response_model=RelationPage, dependencies=[Fresh])
def relations(request: Request, id: Id, part: InRelations, kind: Kind = None) -> Response:
    """List how accounts of an incident stand to each other, contradictions first.

    `contradicts`, `corroborates`, `agrees_in_part` (one tells a part of what the other does),
    `updates` (a later count), `differs` (with the condition that failed).
    """
    found = incident_called(behind(request).record, id).relations
    rows = [(_by_kind(it), it) for it in found if kind in (None, it.kind)]
    items, onward = part.of_sorted(sorted(rows, key=lambda row: row[0]))
    return answered(request, RelationPage(items=tuple(items), next=onward))


def summary_of(one: Incident) -> IncidentSummary:
    """Return an incident as it stands in a list."""
    return IncidentSummary(
        id=one.id, kind=one.kind, sub_event_type=one.sub_event_type, title=one.title,
        place=one.place, start=one.start, end=one.end, participants=one.participants[:NAMED],
        sides=tuple(sorted({it.side for it in one.accounts if it.side})),
        ranges=tuple(
            Extent(measure=it.measure, unit=it.unit, low=it.low, high=it.high, figures=len(it.told))
            for it in one.figures
        ),
        status=one.status, counts=counts_of(one),
    )  # fmt: skip


def counts_of(one: Incident) -> IncidentCounts:
    """Return how much there is of an incident."""
    kinds = Counter[RelationKind](it.kind for it in one.relations)
    return IncidentCounts(
        accounts=len(one.accounts), reports=len({it.cell.article for it in one.accounts}),
        copies=one.copies, said_by=len(one.said_by), origins=len(one.origins),
        contradictions=kinds["contradicts"], relations=len(one.relations), links=len(one.links),
    )  # fmt: skip


def whole_of(one: Incident, copies: dict[str, Copy]) -> IncidentWhole:
    """Return an incident as it is shown alone: the first of each list."""
    own = {name: getattr(one, name) for name in one.__dataclass_fields__}
    relations = sorted(one.relations, key=_by_kind)
    cut: dict[str, Any] = {
        "accounts": one.accounts[:MOST],
        "relations": tuple(relations[:MOST]),
        "links": one.links[:MOST],
        "figures": tuple(replace(it, told=it.told[:MOST]) for it in one.figures),
    }
    columns = columns_of(one, copies)
    ledger = tuple(
        LedgerColumn(
            side=it.side, accounts=tuple(told.cell for told in it.accounts[:MOST]), copies=it.copies
        )
        for it in columns
    )
    return IncidentWhole(
        **{**own, **cut}, ledger=ledger, copies_of=tuple(copies.values()), counts=counts_of(one)
    )


def _by_day(one: Account) -> tuple[str, str, str]:
    return (one.published.isoformat() if one.published else "9999", *one.cell)


def _by_kind(one: Relation) -> tuple[int, str, str, str, str, str]:
    return (ORDER.get(one.kind, WHOLE), *one.a, *one.b, one.measure or "")
