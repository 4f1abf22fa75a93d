"""Passages on commitments → threads in the record, with ids that last.

Only the threads that new reports touch are made again: what is new is compared with the passages
of about the same time that share a word of what is promised, and with all that hang together with
these. Where more than `NEAR` passages of a period share a word, only so many are compared by that
word; as long as fewer do, the outcome does not depend on the order in which reports come.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pydantic import TypeAdapter
from sqlalchemy import Connection

from reportedly.reconcile.clusters import clusters
from reportedly.reconcile.pledges import Pledged, pledged_from, pledges_of
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.threads import (
    LONG,
    blocks_of,
    blocks_to_search,
    chance,
    in_order,
    new_id,
    thread,
)
from reportedly.record import ledger, thread_rows
from reportedly.record.decisions import find
from reportedly.record.thread_rows import NONE, CellKey
from reportedly.review import joined_and_parted, thread_statuses
from reportedly.review.bonds import BONDING, OVERRULING, StatusRuling, cells_of
from reportedly.vocabulary import Reading, Thread, Turn

NEAR = 30  # passages of a block that one is compared with
MOST = 300  # passages that hang together
LIKELY = 0.5  # chance from which two passages are linked
SEEN = "last decision on threads"
PERIODS = "first and last period of commitments"
ADAPTER = TypeAdapter(Thread)
Links = dict[tuple[CellKey, CellKey], float]
Kept = dict[CellKey, Pledged]


def weave(
    connection: Connection,
    gone: Sequence[str],
    readings: Iterable[Reading],
    decided: Iterable[CellKey] = (),
) -> set[str]:
    """Make the threads of new readings, and of what people decided since; return their ids.

    `gone` are the articles whose passages are dropped first, those of the readings among them.
    """
    beside, dropped = thread_rows.forget(connection, gone)
    touched = {*beside, *decided, *keep_passages(connection, readings, dropped)}
    made = weave_some(connection, touched) if touched else set()
    thread_rows.remove_empty(connection, set(dropped.values()) - made)
    return made


def weave_some(connection: Connection, touched: set[CellKey]) -> set[str]:
    """Make the threads of some passages again, with all that hang together; return their ids."""
    pairs = joined_and_parted(connection, "thread")
    joined = [(pair.a, pair.b) for pair in pairs.together]
    parted = [(pair.a, pair.b) for pair in pairs.apart]
    kept, stood, links = hanging_together(connection, touched, joined)
    order = [one.cell for one in in_order(kept.values())]
    scored = [(a, b, score) for (a, b), score in links.items()]

    def between(a: CellKey, b: CellKey) -> float:
        return links.get((min(a, b), max(a, b))) or max(chance(kept[a], kept[b]), 0.021)

    groups = clusters(order, scored, between, joined, parted)
    return settle(connection, groups, kept, stood)


def keep_passages(
    connection: Connection, readings: Iterable[Reading], stood: Mapping[CellKey, str]
) -> set[CellKey]:
    """Keep the passages of readings that speak of commitments; return their cells.

    One that is told again stands, until it is looked at, in the thread in which it stood.
    """
    found = {one.cell: one for reading in readings for one in pledges_of(Told(reading))}
    rows = [
        {
            "article_id": cell[0],
            "commitment_id": cell[1],
            "thread_id": stood.get(cell, NONE),
            "body": one.to_json(),
        }
        for cell, one in found.items()
    ]
    thread_rows.add(connection, rows)
    blocks = [(block, *cell) for cell, one in found.items() for block in blocks_of(one)]
    thread_rows.add_blocks(connection, blocks)
    days = [one.published for one in found.values() if one.published is not None]
    if days:
        widen(connection, min(days) // LONG, max(days) // LONG)
    return set(found)


def widen(connection: Connection, first: int, last: int) -> None:
    """Note that there are passages of these periods."""
    known = periods(connection)
    if first not in known or last not in known:
        first, last = min([first, *known[:1]]), max([last, *known[-1:]])
        ledger.put_state(connection, PERIODS, f"{first} {last}")


def periods(connection: Connection) -> range:
    """Return the periods of which there are passages."""
    first, last = map(int, (ledger.state(connection, PERIODS) or "0 -1").split())
    return range(first, last + 1)


def newly_ruled(connection: Connection) -> set[CellKey]:
    """Return the passages of threads that people decided on since the last run."""
    bonds = [one for one in find(connection, BONDING) if one.field in {"thread", ""}]
    rulings = find(connection, OVERRULING)
    last = str(max((one.number for one in (*bonds, *rulings)), default=0))
    if last == (ledger.state(connection, SEEN) or "0"):
        return set()
    ledger.put_state(connection, SEEN, last)
    cells: set[CellKey] = {
        cell for one in bonds if one.decision != "undo" for pair in cells_of(one) for cell in pair
    }
    ruled = [one.entry for one in rulings if one.decision == "correct"]
    cells |= set(thread_rows.members_of(connection, ruled))
    cells |= {one.cell for one in thread_statuses(connection) if one.cell}
    return set(thread_rows.bodies_of(connection, cells))


def hanging_together(
    connection: Connection, touched: set[CellKey], joined: Iterable[tuple[CellKey, CellKey]]
) -> tuple[Kept, dict[CellKey, str], Links]:
    """Return all passages that hang together with some: themselves, their threads, their links."""
    beside: dict[CellKey, set[CellKey]] = {}
    for a, b in joined:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    kept: Kept = {}
    stood: dict[CellKey, str] = {}
    links: Links = {}
    read: dict[CellKey, tuple[str, str]] = {}  # those compared, not all of which hang together
    wave = touched
    while wave and len(kept) < MOST:
        fetch(connection, wave, read)
        fresh = sorted(cell for cell in wave if cell in read)
        for cell in fresh:
            stood[cell], kept[cell] = read[cell][0], pledged_from(read[cell][1])
        near = alike(connection, fresh, read, links)
        near.update(other for cell in fresh for other in beside.get(cell, ()))
        near.update(thread_rows.members_of(connection, {stood[cell] for cell in fresh}))
        wave = near - set(kept)
    rest = set(thread_rows.members_of(connection, set(stood.values()))) - set(kept)
    fetch(connection, rest, read)  # a thread is made again whole, or not at all
    for cell in sorted(rest):
        stood[cell], kept[cell] = read[cell][0], pledged_from(read[cell][1])
    links = {pair: score for pair, score in links.items() if set(pair) <= set(kept)}
    return kept, stood, links


def fetch(
    connection: Connection, cells: Iterable[CellKey], read: dict[CellKey, tuple[str, str]]
) -> None:
    """Read thread and body of passages that were not read yet."""
    unknown = [cell for cell in cells if cell not in read]
    if unknown:
        read.update(thread_rows.bodies_of(connection, unknown))


def alike(
    connection: Connection,
    cells: Sequence[CellKey],
    read: dict[CellKey, tuple[str, str]],
    links: Links,
) -> set[CellKey]:
    """Compare passages with those of their blocks, note links, and return all they are like."""
    known = periods(connection)
    wanted = {cell: blocks_to_search(pledged_from(read[cell][1]), known) for cell in cells}
    there = thread_rows.in_blocks(connection, {b for some in wanted.values() for b in some}, NEAR)
    near = {
        cell: {other for block in some for other in there.get(block, ())} - {cell}
        for cell, some in wanted.items()
    }
    fetch(connection, set().union(*near.values()), read)
    found: set[CellKey] = set()
    for cell, others in near.items():
        one = pledged_from(read[cell][1])
        for other in others:
            pair = (min(cell, other), max(cell, other))
            if pair in links or linked(one, pledged_from(read[other][1]), pair, links):
                found.add(other)
    return found


def linked(one: Pledged, other: Pledged, pair: tuple[CellKey, CellKey], links: Links) -> bool:
    """Tell whether two passages are likely of one commitment, and note the link."""
    if one.kind is None and other.kind is None:
        return False  # two outcomes are of one commitment only by way of it
    score = chance(one, other)
    if score >= LIKELY:
        links[pair] = score
    return score >= LIKELY


def settle(
    connection: Connection, groups: list[list[CellKey]], kept: Kept, stood: dict[CellKey, str]
) -> set[str]:
    """Give each group the id of the thread it was, keep it, and drop what is no more."""
    real = [group for group in groups if any(kept[cell].kind for cell in group)]
    ids = ids_of(connection, real, kept, stood)
    rulings = ruled(connection)
    made = []
    for id_, group in zip(ids, real, strict=True):
        thread_rows.place(connection, [cell for cell in group if stood[cell] != id_], id_)
        members = [kept[cell] for cell in group]
        made.append(thread(id_, members, rulings_on(id_, group, rulings)))
    bare = [group for group in groups if not any(kept[cell].kind for cell in group)]
    in_none = [cell for group in bare for cell in group if stood[cell] != NONE]
    thread_rows.place(connection, in_none, NONE)
    thread_rows.remove(connection, sorted({id_ for id_ in stood.values() if id_} - set(ids)))
    thread_rows.put(connection, [row_of(one, kept) for one in made])
    return set(ids)


def ids_of(
    connection: Connection, groups: list[list[CellKey]], kept: Kept, stood: dict[CellKey, str]
) -> list[str]:
    """Return the id of each group: that of the thread most of whose members it has, or new."""
    shares = Counter((stood[c], i) for i, group in enumerate(groups) for c in group if stood[c])
    given: dict[int, str] = {}
    used: set[str] = set()
    for (id_, i), _ in sorted(shares.items(), key=lambda one: (-one[1], one[0][1], one[0][0])):
        if i not in given and id_ not in used:
            given[i] = id_
            used.add(id_)
    for i, group in enumerate(groups):
        if i in given:
            continue
        wanted = new_id(in_order(kept[cell] for cell in group if kept[cell].kind)[0].cell)
        while wanted in used or thread_rows.taken(connection, [wanted]):
            wanted = "t" + hashlib.sha256(wanted.encode()).hexdigest()[:11]
        given[i] = wanted
        used.add(wanted)
    return [given[i] for i in range(len(groups))]


def ruled(connection: Connection) -> list[StatusRuling]:
    """Return the statuses that people gave threads."""
    return thread_statuses(connection)


def rulings_on(id: str, group: list[CellKey], rulings: list[StatusRuling]) -> list[Turn]:
    """Return what people ruled on a thread, by its id or a cell of it."""
    return [
        Turn(one.status, None, None, (), one.author)
        for one in rulings
        if one.thread == id or (one.cell and one.cell in group)
    ]


def row_of(one: Thread, kept: Kept) -> dict[str, object]:
    """Return the row of a thread."""
    days = [day for cell in one.members if (day := kept[cell].published)]
    return {
        "id": one.id,
        "kind": one.kind,
        "status": one.status,
        "due": one.due,
        "first_published": date.fromordinal(min(days)) if days else None,
        "body": ADAPTER.dump_json(one).decode(),
    }
