"""What reconciling keeps of commitments: rows in and out of its tables, no judgement."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from reportedly.record.ledger import portions
from reportedly.record.tables import thread_blocks, thread_members, threads

CellKey = tuple[str, str]
NONE = ""  # the thread of a passage that belongs to none


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep passages (article_id, commitment_id, body), in no thread yet."""
    if rows:
        connection.execute(insert(thread_members), [{**row, "thread_id": NONE} for row in rows])


def add_blocks(connection: Connection, rows: Sequence[tuple[str, str, str]]) -> None:
    """Keep the blocks of passages: block, article, entry."""
    if rows:
        values = [{"block": b, "article_id": a, "commitment_id": c} for b, a, c in rows]
        connection.execute(insert(thread_blocks), values)


def in_blocks(connection: Connection, some: Collection[str], limit: int) -> list[CellKey]:
    """Return the passages in any of some blocks, of each block at most so many.

    A word that more share than that tells little; rarer ones of the same passage find its like.
    """
    found: set[CellKey] = set()
    columns = (thread_blocks.c.article_id, thread_blocks.c.commitment_id)
    for block in some:
        asked = select(*columns).where(thread_blocks.c.block == block).order_by(*columns)
        found.update((a, c) for a, c in connection.execute(asked.limit(limit)))
    return sorted(found)


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
        found += connection.execute(asked.where(thread_members.c.thread_id.in_(some)))
    return sorted(found)


def place(connection: Connection, cells: Iterable[CellKey], thread: str) -> None:
    """Put passages into a thread."""
    key = tuple_(thread_members.c.article_id, thread_members.c.commitment_id)
    for some in portions(sorted(set(cells))):
        placed = update(thread_members).where(key.in_(some))
        connection.execute(placed.values(thread_id=thread))


def forget(connection: Connection, ids: Sequence[str]) -> list[CellKey]:
    """Drop the passages of articles; return those that stood in a thread with theirs."""
    left: set[CellKey] = set()
    for some in portions(ids):
        of_them = thread_members.c.article_id.in_(some)
        stood = select(thread_members.c.thread_id).where(of_them).distinct()
        beside = members_of(connection, list(connection.execute(stood).scalars()))
        left.update(cell for cell in beside if cell[0] not in set(ids))
        connection.execute(delete(thread_blocks).where(thread_blocks.c.article_id.in_(some)))
        connection.execute(delete(thread_members).where(of_them))
    return sorted(left)


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
