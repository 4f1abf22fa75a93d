"""What reconciling keeps of commitments: rows in and out of its tables, no judgement."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, TextClause, delete, insert, select, text, tuple_, update

from reportedly.record.ledger import portions
from reportedly.record.tables import thread_blocks, thread_members, threads

CellKey = tuple[str, str]
NONE = ""  # the thread of a passage that belongs to none
SEARCHED = 100  # blocks that one statement asks for


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep passages (article_id, commitment_id, thread_id, body)."""
    if rows:
        connection.execute(insert(thread_members), list(rows))


def add_blocks(connection: Connection, rows: Sequence[tuple[str, str, str]]) -> None:
    """Keep the blocks of passages: block, article, entry."""
    if rows:
        values = [{"block": b, "article_id": a, "commitment_id": c} for b, a, c in rows]
        connection.execute(insert(thread_blocks), values)


def in_blocks(
    connection: Connection, some: Collection[str], limit: int
) -> dict[str, list[CellKey]]:
    """Return the passages in each of some blocks, of each block at most so many.

    A word that more share than that tells little; rarer ones of the same passage find its like.
    """
    found: dict[str, list[CellKey]] = {}
    wanted = sorted(set(some))
    for start in range(0, len(wanted), SEARCHED):
        asked = wanted[start : start + SEARCHED]
        values = {f"b{i}": block for i, block in enumerate(asked)}
        rows = connection.execute(search_of(len(asked)), {**values, "limit": limit})
        for block, article, entry in rows:
            found.setdefault(block, []).append((article, entry))
    return found


@lru_cache(maxsize=SEARCHED)
def search_of(count: int) -> TextClause:
    """Return a statement that asks for some passages of each of so many blocks.

    Written out: to build it anew from columns would take longer than to run it.
    """
    one = (
        "SELECT * FROM (SELECT block, article_id, commitment_id FROM thread_blocks "
        "WHERE block = :b{i} ORDER BY article_id DESC, commitment_id DESC LIMIT :limit) AS s{i}"
    )
    return text(" UNION ALL ".join(one.format(i=i) for i in range(count)))


def bodies_of(connection: Connection, cells: Iterable[CellKey]) -> dict[CellKey, tuple[str, str]]:
    """Return thread and body of passages."""
    found: dict[CellKey, tuple[str, str]] = {}
    key = tuple_(thread_members.c.article_id, thread_members.c.commitment_id)
    for some in portions(sorted(set(cells))):
        asked = select(
            thread_members.c.article_id, thread_members.c.commitment_id,
            thread_members.c.thread_id, thread_members.c.body,
        ).where(key.in_(some))  # fmt: skip
        for article, entry, thread, body in connection.execute(asked):
            found[article, entry] = thread, body
    return found


def members_of(connection: Connection, ids: Iterable[str]) -> list[CellKey]:
    """Return the passages of threads."""
    found: list[CellKey] = []
    for some in portions(sorted({id_ for id_ in ids if id_ != NONE})):
        asked = select(thread_members.c.article_id, thread_members.c.commitment_id)
        rows = connection.execute(asked.where(thread_members.c.thread_id.in_(some)))
        found += [(article, entry) for article, entry in rows]
    return sorted(found)


def place(connection: Connection, cells: Iterable[CellKey], thread: str) -> None:
    """Put passages into a thread."""
    key = tuple_(thread_members.c.article_id, thread_members.c.commitment_id)
    for some in portions(sorted(set(cells))):
        placed = update(thread_members).where(key.in_(some))
        connection.execute(placed.values(thread_id=thread))


def forget(connection: Connection, ids: Sequence[str]) -> tuple[list[CellKey], dict[CellKey, str]]:
    """Drop the passages of articles.

    Return those of others that stood in a thread with theirs, and in which thread each of theirs
    stood; `remove_empty` drops those threads that stay without any.
    """
    dropped: dict[CellKey, str] = {}
    for some in portions(ids):
        of_them = thread_members.c.article_id.in_(some)
        columns = (thread_members.c.article_id, thread_members.c.commitment_id)
        asked = select(*columns, thread_members.c.thread_id).where(of_them)
        for article, entry, thread in connection.execute(asked):
            if thread != NONE:
                dropped[article, entry] = thread
        connection.execute(delete(thread_blocks).where(thread_blocks.c.article_id.in_(some)))
        connection.execute(delete(thread_members).where(of_them))
    return members_of(connection, set(dropped.values())), dropped


def remove_empty(connection: Connection, ids: Iterable[str]) -> None:
    """Drop those of some threads that have no member."""
    for some in portions(sorted(set(ids))):
        asked = select(thread_members.c.thread_id).where(thread_members.c.thread_id.in_(some))
        peopled = set(connection.execute(asked.distinct()).scalars())
        remove(connection, [id_ for id_ in some if id_ not in peopled])


def put(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep threads in place of what was kept under their ids."""
    remove(connection, [row["id"] for row in rows])
    if rows:
        connection.execute(insert(threads), list(rows))


def remove(connection: Connection, ids: Iterable[str]) -> None:
    """Drop threads."""
    for some in portions(ids):
        connection.execute(delete(threads).where(threads.c.id.in_(some)))


def taken(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return which ids threads have."""
    found: set[str] = set()
    for some in portions(ids):
        asked = select(threads.c.id).where(threads.c.id.in_(some))
        found.update(connection.execute(asked).scalars())
    return found
