"""Passages on commitments → threads in the record, with ids that last.

Only the threads that new reports touch are made again: what is new is compared with the passages
that share a word of what is promised, and with all that hang together with these.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import TypeAdapter
from sqlalchemy import Connection

from reportedly.reconcile.clusters import clusters
from reportedly.reconcile.pledges import Pledged, pledged_from, pledges_of
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.threads import blocks_of, chance, in_order, new_id, thread
from reportedly.record import ledger, thread_rows
from reportedly.record.decisions import find
from reportedly.record.thread_rows import NONE, CellKey
from reportedly.review import joined_and_parted, thread_statuses
from reportedly.review.bonds import BONDING, OVERRULING, StatusRuling, cells_of
from reportedly.vocabulary import Reading, Thread, Turn

NEAR = 100  # passages of a block that one is compared with
MOST = 1_000  # passages that hang together
LIKELY = 0.5  # chance from which two passages are linked
SEEN = "last decision on threads"
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
    touched = set(thread_rows.forget(connection, gone))
    for reading in readings:
        touched |= keep_passages(connection, reading)
    touched |= set(decided)
    if not touched:
        return set()
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


def keep_passages(connection: Connection, reading: Reading) -> set[CellKey]:
    """Keep the passages of a reading that speak of commitments; return their cells."""
    found = {one.cell: one for one in pledges_of(Told(reading))}
    rows = [
        {"article_id": cell[0], "commitment_id": cell[1], "body": one.to_json()}
        for cell, one in found.items()
    ]
    thread_rows.add(connection, rows)
    blocks = [(block, *cell) for cell, one in found.items() for block in set(blocks_of(one))]
    thread_rows.add_blocks(connection, blocks)
    return set(found)


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
    wave = touched
    while wave and len(kept) < MOST:
        for cell, (thread_id, body) in thread_rows.bodies_of(connection, wave).items():
            kept[cell], stood[cell] = pledged_from(body), thread_id
        near: set[CellKey] = set()
        for cell in sorted(wave & set(kept)):
            near |= alike(connection, cell, kept, links) | beside.get(cell, set())
        near |= set(thread_rows.members_of(connection, {stood[c] for c in wave if c in stood}))
        wave = near - set(kept)
    links = {pair: score for pair, score in links.items() if set(pair) <= set(kept)}
    return kept, stood, links


def alike(connection: Connection, cell: CellKey, kept: Kept, links: Links) -> set[CellKey]:
    """Compare a passage with those of its blocks, note the links, and return whom it is like."""
    near = set(thread_rows.in_blocks(connection, blocks_of(kept[cell]), NEAR)) - {cell}
    found: set[CellKey] = set()
    unknown = [other for other in near if other not in kept]
    read = {c: pledged_from(body) for c, (_, body) in bodies(connection, unknown).items()}
    for other in sorted(near):
        pair = (min(cell, other), max(cell, other))
        beside = kept.get(other) or read.get(other)
        if beside is None:
            continue
        if kept[cell].kind is None and beside.kind is None:
            continue  # two outcomes are of one commitment only by way of it
        if pair not in links:
            score = chance(kept[cell], beside)
            if score < LIKELY:
                continue
            links[pair] = score
        found.add(other)
    return found


def bodies(connection: Connection, cells: list[CellKey]) -> dict[CellKey, tuple[str, str]]:
    """Return thread and body of passages, nothing for none."""
    return thread_rows.bodies_of(connection, cells) if cells else {}


def settle(
    connection: Connection, groups: list[list[CellKey]], kept: Kept, stood: dict[CellKey, str]
) -> set[str]:
    """Give each group the id of the thread it was, keep it, and drop what is no more."""
    real = [group for group in groups if any(kept[cell].kind for cell in group)]
    ids = ids_of(connection, real, kept, stood)
    rulings = ruled(connection)
    made = []
    for id_, group in zip(ids, real, strict=True):
        thread_rows.place(connection, group, id_)
        members = [kept[cell] for cell in group]
        made.append(thread(id_, members, rulings_on(id_, group, rulings)))
    in_none = [cell for group in groups if group not in real for cell in group]
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
