"""Looking at what reconciling made: incidents, copies and threads, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from reportedly.record import Record, ledger
from reportedly.record.incident_rows import (
    FigureRow,
    Sought,
    SoughtFigures,
    find_figures,
    find_incidents,
    find_threads,
)
from reportedly.record.incident_rows import incident_called as row_called
from reportedly.vocabulary import Copy, Incident, Thread


def all_incidents(record: Record) -> Iterator[Incident]:
    """Yield all incidents, the latest first; those without a day last."""
    with record.transaction() as connection:
        for body in ledger.incident_bodies(connection):
            yield incidents().validate_json(body)


def waiting(record: Record) -> int:
    """Return how many reports wait to be reconciled."""
    with record.transaction() as connection:
        return ledger.count_pending(connection)


def incidents_sought(record: Record, sought: Sought) -> list[Incident]:
    """Return the incidents that are asked for, the latest first."""
    with record.transaction() as connection:
        return [incidents().validate_json(body) for body in find_incidents(connection, sought)]


def incident_called(record: Record, name: str) -> Incident:
    """Return the incident of this id or beginning of one; RecordError if there is none."""
    with record.transaction() as connection:
        return incidents().validate_json(row_called(connection, name))


def figures_sought(record: Record, sought: SoughtFigures) -> list[FigureRow]:
    """Return the figures of incidents that are asked for, by day."""
    with record.transaction() as connection:
        return list(find_figures(connection, sought))


def threads_sought(
    record: Record, kind: str | None = None, status: str | None = None, limit: int = 50
) -> list[Thread]:
    """Return the threads of commitments that are asked for, the latest first."""
    with record.transaction() as connection:
        return [
            threads().validate_json(body) for body in find_threads(connection, kind, status, limit)
        ]


def copies_of(record: Record, articles: Iterable[str]) -> dict[str, Copy]:
    """Return which of some articles repeat others."""
    with record.transaction() as connection:
        rows = ledger.copies_among(connection, articles)
    return {id_: copies().validate_json(body) for id_, body in sorted(rows.items())}


def as_json(incident: Incident) -> dict[str, Any]:
    """Return an incident as plain JSON values."""
    values: dict[str, Any] = incidents().dump_python(incident, mode="json")
    return values


def thread_as_json(thread: Thread) -> dict[str, Any]:
    """Return a thread of commitments as plain JSON values."""
    values: dict[str, Any] = threads().dump_python(thread, mode="json")
    return values


def all_copies(record: Record) -> Iterator[Copy]:
    """Yield which reports repeat others."""
    with record.transaction() as connection:
        for body in ledger.copy_bodies(connection):
            yield copies().validate_json(body)


def all_threads(record: Record) -> Iterator[Thread]:
    """Yield all threads of commitments, the latest first."""
    with record.transaction() as connection:
        for body in ledger.thread_bodies(connection):
            yield threads().validate_json(body)


@cache
def incidents() -> TypeAdapter[Incident]:
    """Return the adapter between incidents and JSON, built once."""
    return TypeAdapter(Incident)


@cache
def copies() -> TypeAdapter[Copy]:
    """Return the adapter between copies and JSON, built once."""
    return TypeAdapter(Copy)


@cache
def threads() -> TypeAdapter[Thread]:
    """Return the adapter between threads and JSON, built once."""
    return TypeAdapter(Thread)
