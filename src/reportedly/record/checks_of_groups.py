"""What must hold of incidents, threads and copies; each docstring is the line that is printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Column, Connection, Select, func, select

from reportedly.record.checks_of_readings import Kept
from reportedly.record.originals import original
from reportedly.record.references import entries_of, lies_in
from reportedly.record.tables import (
    accounts,
    articles,
    copies,
    incident_aliases,
    incidents,
    originals,
    reconciled,
    thread_members,
    threads,
    told,
)
from reportedly.vocabulary import Copy, Incident, Reading, Span, Thread

AT_ONCE = 100  # rows in memory


def cells_resolve(connection: Connection, portion: Sequence[Kept]) -> Iterator[str]:
    """Every account, figure and thread's member is an entry that was read."""
    readings = {kept.id: kept.reading for kept in portion if kept.reading is not None}
    asked = select(reconciled.c.article_id).where(reconciled.c.article_id.in_(readings))
    current = set(connection.execute(asked).scalars())
    for name, (column, kind) in CELLS.items():
        table = column.table
        rows = select(table.c.article_id, column).where(table.c.article_id.in_(current))
        for article, id_ in connection.execute(rows):
            if all(id_ != entry.id for entry in getattr(readings[article], kind)):
                yield f"{article}: {name} {id_}: there is none among the {kind}"
    kept = select(accounts.c.article_id, accounts.c.event_id, accounts.c.body)
    for article, id_, body in connection.execute(kept.where(accounts.c.article_id.in_(current))):
        for problem in _account_stands(id_, body, readings[article]):
            yield f"{article}: {problem}"


# What is an entry of a reading: the column that has its id, and its kind.
CELLS: dict[str, tuple[Column[Any], str]] = {
    "figure": (told.c.figure_id, "figures"),
    "member": (thread_members.c.commitment_id, "commitments"),
}


def originals_have_their_hash(connection: Connection) -> Iterator[str]:
    """Every report is kept as it came, under its hash."""
    for (sha256,) in _rows(connection, select(originals.c.sha256)):
        data, _ = original(connection, sha256)
        if data is None:
            yield f"{sha256}: the bytes have another hash"


def versions_are_there(connection: Connection) -> Iterator[str]:
    """Every report that another took the place of is followed by one that is there."""
    later = articles.alias()
    asked = (
        select(articles.c.id, articles.c.superseded_by)
        .outerjoin(later, later.c.id == articles.c.superseded_by)
        .where(articles.c.superseded_by.isnot(None), later.c.id.is_(None))
    )
    for id_, version in _rows(connection, asked):
        yield f"{id_}: there is no {version}"


def copies_are_of_reports(connection: Connection) -> Iterator[str]:
    """Every copy can be read, and is of a report that is there."""
    asked = select(copies.c.article_id, copies.c.of, copies.c.body, articles.c.id)
    joined = asked.outerjoin(articles, articles.c.id == copies.c.of)
    for id_, of, body, there in _rows(connection, joined):
        copy = _read(_copies(), body)
        if there is None or of == id_:
            yield f"{id_}: there is no other report {of}"
        elif isinstance(copy, str) or (copy.article, copy.of) != (id_, of):
            yield f"{id_}: {copy if isinstance(copy, str) else 'it tells of others'}"


def accounts_have_incidents(connection: Connection) -> Iterator[str]:
    """Every account, and every id that was given up, leads to an incident that is there."""
    rows = (
        (accounts.c.event_id, accounts.c.incident_id),
        (incident_aliases.c.id, incident_aliases.c.incident_id),
    )
    for name, incident in rows:
        asked = select(name, incident).outerjoin(incidents, incidents.c.id == incident)
        missing = asked.where(incident.isnot(None), incidents.c.id.is_(None))
        for id_, led_to in _rows(connection, missing):
            yield f"{id_}: there is no incident {led_to}"


def incidents_have_accounts(connection: Connection) -> Iterator[str]:
    """Every incident can be read, and has the accounts that it tells of."""
    for id_, body in _rows(connection, select(incidents.c.id, incidents.c.body)):
        incident = _read(_incidents(), body)
        if isinstance(incident, str):
            yield f"{id_}: {incident}"
            continue
        asked = select(accounts.c.article_id).where(accounts.c.incident_id == id_)
        kept = set(connection.execute(asked).scalars())
        if not kept:
            yield f"{id_}: it has none"
        for account in incident.accounts:
            if account.cell.article not in kept:
                yield f"{id_}: {account.cell.article}/{account.cell.entry} is no account of it"
        if incident.id != id_:
            yield f"{id_}: it calls itself {incident.id}"


def threads_have_members(connection: Connection) -> Iterator[str]:
    """Every thread can be read, and has the members that it tells of."""
    for id_, body in _rows(connection, select(threads.c.id, threads.c.body)):
        thread = _read(_threads(), body)
        if isinstance(thread, str):
            yield f"{id_}: {thread}"
            continue
        asked = select(thread_members.c.article_id, thread_members.c.commitment_id)
        rows = connection.execute(asked.where(thread_members.c.thread_id == id_))
        kept = {(article, commitment) for article, commitment in rows}
        if not kept:
            yield f"{id_}: it has none"
        for cell in thread.members:
            if tuple(cell) not in kept:
                yield f"{id_}: {cell.article}/{cell.entry} is no member of it"


def members_have_threads(connection: Connection) -> Iterator[str]:
    """Every member of a thread leads to one that is there."""
    asked = (
        select(thread_members.c.article_id, thread_members.c.thread_id)
        .outerjoin(threads, threads.c.id == thread_members.c.thread_id)
        .where(threads.c.id.is_(None))
    )
    for article, thread in _rows(connection, asked):
        yield f"{article}: there is no thread {thread}"


CHECKS: tuple[Callable[[Connection], Iterator[str]], ...] = (
    originals_have_their_hash,
    versions_are_there,
    copies_are_of_reports,
    accounts_have_incidents,
    incidents_have_accounts,
    threads_have_members,
    members_have_threads,
)


def _account_stands(lead: str, body: str, reading: Reading) -> Iterator[str]:
    """Yield what an account's own copy of entries says that the reading doesn't bear out.

    It is known by an event, a toll, a statement, or by words that no entry tells of: then by
    the offset of those words, and its evidence must hold them.
    """
    ids, text = {entry.id for _, entry in entries_of(reading)}, reading.article.text
    try:
        told_of = json.loads(body)["accounts"]
        evidence = [Span(*span) for account in told_of for span in account["evidence"]]
        if lead not in ids and not _on_words(lead, evidence):
            yield f"an account is known by {lead}, which was not read"
        for account in told_of:
            parts = [(account["cell"], account["evidence"], account["words"])]
            parts += [(it["cell"], [it["span"]], it["words"]) for it in account["figures"]]
            for (article, id_), places, words in parts:
                spans = [Span(*span) for span in places]
                if article != reading.article.id or not (id_ in ids or _on_words(id_, spans)):
                    yield f"an account tells of {article}/{id_}, which was not read"
                if not all(lies_in(span, text) for span in spans):
                    yield f"the evidence of {id_} lies outside the text"
                elif spans and words != spans[0].of(text):
                    yield f"the words of {id_} are not those of the text"
    except (ValueError, TypeError, KeyError) as error:
        yield f"an account can't be read: {error}"


def _on_words(id_: str, spans: Sequence[Span]) -> bool:
    """Tell whether an id that no entry has is the offset of words within some spans."""
    at = id_[1:]
    return at.isdecimal() and any(span.start <= int(at) < span.end for span in spans)


def _rows(connection: Connection, asked: Select[Any]) -> Iterator[Any]:
    """Yield rows, few in memory at a time."""
    with connection.execute(asked.execution_options(yield_per=AT_ONCE)) as rows:
        yield from rows


def _read(adapter: TypeAdapter[Any], body: str) -> Any:
    """Return what a body tells, or why it can't be read."""
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


@cache
def _incidents() -> TypeAdapter[Incident]:
    return TypeAdapter(Incident)


@cache
def _threads() -> TypeAdapter[Thread]:
    return TypeAdapter(Thread)


@cache
def _copies() -> TypeAdapter[Copy]:
    return TypeAdapter(Copy)


def count_rows(connection: Connection, table: Any) -> int:
    """Return how many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
