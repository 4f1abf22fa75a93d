"""Cells of many reports that belong together: the accounts of an incident, a thread's members."""

from __future__ import annotations

import json
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from reportedly.errors import RecordError
from reportedly.record.decisions import article_called
from reportedly.record.tables import (
    accounts,
    articles,
    incident_aliases,
    incidents,
    thread_members,
    threads,
)
from reportedly.vocabulary import Cell

Bond = Literal["incident", "thread"]
BONDS: dict[str, Bond] = {"events": "incident", "commitments": "thread"}


class Group(NamedTuple):
    """An incident or a thread, with its cells, the first published first."""

    bond: Bond
    id: str
    cells: tuple[Cell, ...]


def written(cell: Cell) -> str:
    """Return a cell as it is written: "article/entry"."""
    return f"{cell.article}/{cell.entry}"


def cell_from(name: str) -> Cell:
    """Return the cell of "article/entry"; RecordError if it is written otherwise."""
    article, slash, entry = name.rpartition("/")
    if not (article and slash and entry):
        raise RecordError(f"{name!r} is no cell: write ARTICLE/ENTRY, as in r12ab/e412")
    return Cell(article, entry)


def cell_called(connection: Connection, name: str) -> Cell:
    """Return the cell of "article/entry", where a beginning of the article's id is enough."""
    cell = cell_from(name)
    return Cell(article_called(connection, cell.article), cell.entry)


def group_called(connection: Connection, name: str) -> Group | None:
    """Return the incident or thread of this id, also of one that was joined to another."""
    alias = select(incident_aliases.c.incident_id).where(incident_aliases.c.id == name)
    incident = connection.execute(alias).scalar() or name
    if _is_there(connection, incidents.c.id, incident):
        return Group("incident", incident, _accounts(connection, incident))
    if _is_there(connection, threads.c.id, name):
        return Group("thread", name, _members(connection, name))
    return None


def lead_of(connection: Connection, cell: Cell) -> Cell | None:
    """Return the cell by which the account is known that tells of this one, None if none does."""
    own = select(accounts.c.event_id, accounts.c.body).where(accounts.c.article_id == cell.article)
    for event, body in connection.execute(own.order_by(accounts.c.number)):
        kept = json.loads(body)
        told = {account["cell"][1] for account in kept.get("accounts", ())}
        if cell.entry in (event, *told, *kept.get("trace", {}).get("events", ())):
            return Cell(cell.article, event)
    return None


def _is_there(connection: Connection, column: object, id_: str) -> bool:
    return connection.execute(select(column).where(column == id_)).first() is not None  # type: ignore[call-overload]


def _accounts(connection: Connection, incident: str) -> tuple[Cell, ...]:
    asked = (
        select(accounts.c.article_id, accounts.c.event_id)
        .join(articles, articles.c.id == accounts.c.article_id)
        .where(accounts.c.incident_id == incident)
        .order_by(articles.c.published.asc().nulls_last(), accounts.c.number)
    )
    return tuple(Cell(*row) for row in connection.execute(asked))


def _members(connection: Connection, thread: str) -> tuple[Cell, ...]:
    asked = (
        select(thread_members.c.article_id, thread_members.c.commitment_id)
        .join(articles, articles.c.id == thread_members.c.article_id)
        .where(thread_members.c.thread_id == thread)
        .order_by(articles.c.published.asc().nulls_last(), articles.c.number)
        .order_by(thread_members.c.commitment_id)
    )
    return tuple(Cell(*row) for row in connection.execute(asked))
