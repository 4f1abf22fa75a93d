"""Claims, commitments, actors and sources: lists over the whole record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from sqlalchemy import select

from reportedly.api import (
    ActorPage,
    ActorRow,
    Claim,
    ClaimPage,
    CommitmentPage,
    Measure,
    MeasureList,
    Reprint,
    ReprintPage,
    Source,
    SourcePage,
)
from reportedly.desk.api.answers import Fresh, answered, counted
from reportedly.desk.api.asked import Id, Part, part_of
from reportedly.desk.api.behind import behind
from reportedly.desk.filters import Words, sought_figures
from reportedly.errors import RecordError
from reportedly.reconcile import SoughtFigures, thread_as_json
from reportedly.reconcile.looking import threads as from_json
from reportedly.reconcile.overview import measures, named, outlets, reprints
from reportedly.record.paging import Key, figures_after, threads_after
from reportedly.record.tables import threads
from reportedly.vocabulary import CommitmentKind, CommitmentStatus, Thread

router = APIRouter()
T = TypeVar("T")
MOST = 50_000  # names that are counted
Conditions = Annotated[SoughtFigures, Depends(sought_figures)]
InClaims = Annotated[Part, Depends(part_of(tuple[str | None, str, str, str]))]
InCommitments = Annotated[Part, Depends(part_of(tuple[date | None, str]))]
InNames = Annotated[Part, Depends(part_of(tuple[int, str]))]
InPairs = Annotated[Part, Depends(part_of(tuple[int, str, str]))]
Role = Annotated[
    Literal["speaker", "actor", "target", "side"],
    Query(description="Who speaks, acts, is struck; or for whom somebody speaks."),
]


@router.get("/claims", response_model=ClaimPage, dependencies=[Fresh])
def claims(request: Request, wanted: Conditions, part: InClaims) -> Response:
    """List figures of incidents with who says them, the latest day first."""
    with behind(request).record.transaction() as connection:
        rows = figures_after(connection, wanted, part.after, part.limit + 1)
    items, onward = part.cut(rows)
    found = tuple(Claim(**asdict(row)) for row in items)
    return answered(request, ClaimPage(items=found, next=onward))


@router.get("/measures", response_model=MeasureList)
def all_measures(request: Request) -> Response:
    """List what is counted: killed, launched, intercepted …"""
    record = behind(request).record
    found = counted(request, "measures", lambda: measures(record))
    rows = tuple(Measure(measure=name, figures=many, last_day=day) for name, many, day in found)
    return answered(request, MeasureList(items=rows))


@router.get("/commitments", response_model=CommitmentPage, dependencies=[Fresh])
def commitments(
    request: Request,
    part: InCommitments,
    status: CommitmentStatus | None = None,
    kind: CommitmentKind | None = None,
) -> Response:
    """List commitments over time, the latest first: the same pledge in many reports is one."""
    with behind(request).record.transaction() as connection:
        rows = threads_after(connection, kind, status, part.after, part.limit + 1)
    bodies, onward = part.cut(rows)
    found = tuple(from_json().validate_json(body) for body in bodies)
    return answered(request, CommitmentPage(items=found, next=onward))


@router.get("/commitments/{id}", response_model=Thread, dependencies=[Fresh])
def commitment(request: Request, id: Id) -> Response:
    """Show one commitment, and what became of it."""
    with behind(request).record.transaction() as connection:
        body = connection.execute(select(threads.c.body).where(threads.c.id == id)).scalar()
    if body is None:
        raise RecordError(f"no commitment has the id {id!r}: see /api/v1/commitments")
    return answered(request, thread_as_json(from_json().validate_json(body)))


@router.get("/actors", response_model=ActorPage)
def actors(request: Request, part: InNames, role: Role = "speaker", name: Words = None) -> Response:
    """List names by the number of incidents in which they stand in a role."""
    record, wanted = behind(request).record, (name or "").casefold()
    found = counted(request, ("actors", role), lambda: _rows(named(record, role, None, MOST)))
    rows = [it for it in found if wanted in it["name"].casefold()]
    items, onward = part.of_sorted(_falling(rows, "incidents", "name"))
    return answered(request, ActorPage(items=tuple(ActorRow(**it) for it in items), next=onward))


@router.get("/sources", response_model=SourcePage)
def sources(request: Request, part: InNames) -> Response:
    """List outlets, those of most reports first."""
    record = behind(request).record
    found = counted(request, "sources", lambda: _rows(outlets(record, MOST)))
    items, onward = part.of_sorted(_falling(found, "reports", "outlet"))
    return answered(request, SourcePage(items=tuple(Source(**it) for it in items), next=onward))


@router.get("/reprints", response_model=ReprintPage)
def who_reprints(request: Request, part: InPairs) -> Response:
    """List which outlet repeats which other's reports, the most frequent first."""
    record = behind(request).record
    found = counted(request, "reprints", lambda: _rows(reprints(record, MOST)))
    items, onward = part.of_sorted(_falling(found, "reports", "outlet", "of"))
    return answered(request, ReprintPage(items=tuple(Reprint(**it) for it in items), next=onward))


def _rows(found: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(row) for row in found]


def _falling(
    rows: Iterable[dict[str, Any]], number: str, *names: str
) -> list[tuple[Key, dict[str, Any]]]:
    """Return rows with their keys, those of the greatest number first."""
    keyed = [((-row[number], *(row[name] for name in names)), row) for row in rows]
    return sorted(keyed, key=lambda it: it[0])
