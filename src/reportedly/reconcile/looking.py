"""Looking at what reconciling made: incidents, copies and threads, as they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import TypeAdapter

from reportedly.record import Record, ledger
from reportedly.vocabulary import Copy, Incident, Thread


def all_incidents(record: Record) -> Iterator[Incident]:
    """Yield all incidents, the latest first; those without a day last."""
    with record.transaction() as connection:
        for body in ledger.incident_bodies(connection):
            yield incidents().validate_json(body)


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
