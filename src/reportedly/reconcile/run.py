"""Reconciling a record: the readings that wait, in portions, each portion in one transaction.

Killed at any moment, a run leaves whole portions behind and the next one goes on with the rest.
What a report adds is compared with the accounts of its blocks alone, and only the incidents it
touches are made again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from reportedly.reconcile.accounts import accounts_of
from reportedly.reconcile.blocking import blocks_of, blocks_to_search
from reportedly.reconcile.comparison import compare
from reportedly.reconcile.copies import Texts, find_copies
from reportedly.reconcile.decided import newly_decided, people_of
from reportedly.reconcile.gathering import gather
from reportedly.reconcile.happenings import happenings
from reportedly.reconcile.keeping import Kept, Seen, account_body, recall
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.traces import traces
from reportedly.reconcile.weaving import newly_ruled, weave
from reportedly.record import Record, ledger
from reportedly.review import all_as_they_stand
from reportedly.vocabulary import Reading

PORTION = 200  # reports of one transaction
COMPARED = 400  # accounts of its blocks with which one is compared, the latest first
LINKED = 0.5  # chance from which two accounts are linked
REMEMBERED = 20_000  # accounts that are kept in memory between portions

Stood = Mapping[tuple[str, str], str]  # the incidents in which accounts (article, event) stood
Progress = Callable[[int], None]


@dataclass(slots=True)
class Tally:
    """How much a run did: reports taken in, and the ids of incidents made or made again."""

    reports: int = 0
    incidents: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Memory:
    """What is remembered between portions, so that it need not be read again."""

    seen: Seen = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)

    def forget_some(self) -> None:
        """Let the oldest accounts go where they are too many."""
        while len(self.seen) > REMEMBERED:
            del self.seen[next(iter(self.seen))]


def reconcile(record: Record, told: Progress = lambda _: None, portion: int = PORTION) -> Tally:
    """Reconcile all reports that wait; `told` hears how many are done after each portion."""
    tally, memory = Tally(), Memory()
    while True:
        with record.transaction(writes=True) as connection:
            if not reconcile_some(connection, portion, memory, tally):
                return tally
        told(tally.reports)
        memory.forget_some()


def reconcile_some(connection: Connection, portion: int, memory: Memory, tally: Tally) -> bool:
    """Reconcile a portion of what waits; return whether there was anything to do."""
    ledger.lock(connection)
    gone = ledger.outdated(connection)
    waiting = ledger.pending(connection, portion)
    decided, ruled = newly_decided(connection), newly_ruled(connection)
    if not waiting and not gone and not decided and not ruled:
        return False
    ids = [id_ for id_, _ in waiting]
    beside, stood = ledger.forget(connection, [*gone, *ids])
    touched = decided | set(beside)
    readings = [one.reading for one in all_as_they_stand(connection, ids)]
    touched |= take_in(connection, readings, memory.seen, stood)
    concerned = find_copies(connection, readings, memory.texts)
    touched |= {number for number, _, _ in ledger.accounts_at(connection, sorted(concerned))}
    there = touched & set(ledger.standing(connection, touched))
    tally.incidents |= gather(connection, there, memory.seen, people_of(connection))
    weave(connection, [*gone, *ids], readings, ruled)
    ledger.remove_empty(connection, set(stood.values()))
    ledger.mark(connection, waiting)
    tally.reports += len(waiting)
    return True


def take_in(
    connection: Connection, readings: Iterable[Reading], seen: Seen, stood: Stood
) -> set[int]:
    """Keep the accounts of readings with their blocks and links; return their numbers.

    An account that is told again stands, until it is looked at, in the incident in which it stood.
    """
    taken: set[int] = set()
    for reading in readings:
        fresh = keep_accounts(connection, reading, stood)
        link(connection, fresh, seen)
        seen.update((one.number, one) for one in fresh)
        rows = [(block, one.number) for one in fresh for block in blocks_of(one.trace)]
        ledger.add_blocks(connection, rows)
        taken |= {one.number for one in fresh}
    return taken


def keep_accounts(connection: Connection, reading: Reading, stood: Stood) -> list[Kept]:
    """Keep the happenings of a reading as accounts."""
    known = Told(reading)
    found = happenings(known)
    pairs = [
        (trace, accounts_of(known, one))
        for trace, one in zip(traces(known, found), found, strict=True)
    ]
    rows = [
        {
            "article_id": trace.article,
            "event_id": trace.event,
            "incident_id": stood.get((trace.article, trace.event)),
            "body": account_body(trace, told),
        }
        for trace, told in pairs
    ]
    numbers = ledger.add_accounts(connection, rows)
    return [Kept(n, trace, told) for n, (trace, told) in zip(numbers, pairs, strict=True)]


def link(connection: Connection, fresh: list[Kept], seen: Seen) -> None:
    """Compare the new accounts of a report with those of their blocks and keep the links."""
    likely: list[Likely] = []
    for one in fresh:
        near = ledger.in_blocks(connection, blocks_to_search(one.trace), COMPARED)
        for other in recall(connection, near, seen):
            score, reasons = compare(one.trace, other.trace)
            if score >= LINKED:
                likely.append(Likely(score, one, other, reasons))
    rivals: dict[tuple[int, str], list[Likely]] = defaultdict(list)
    for it in likely:
        rivals[it.other.number, ""].append(it)
        rivals[it.one.number, it.other.trace.article].append(it)
    rows = []
    for it in likely:
        beside = (*rivals[it.other.number, ""], *rivals[it.one.number, it.other.trace.article])
        if any(outdone(it, rival) for rival in beside):
            continue
        a, b = sorted((it.one.number, it.other.number))
        told = json.dumps(it.reasons, ensure_ascii=False)
        rows.append({"a": a, "b": b, "score": it.score, "reasons": told})
    ledger.add_links(connection, rows)


@dataclass(frozen=True, slots=True)
class Likely:
    """Two accounts that may be of one incident."""

    score: float
    one: Kept
    other: Kept
    reasons: tuple[str, ...]


def outdone(it: Likely, rival: Likely) -> bool:
    """Tell whether a rival is likelier, of what one report tells of two places.

    A report that tells of two towns tells of an incident in one of them only once.
    """
    if rival.score <= it.score:
        return False
    if rival.other is it.other:
        return two_places(rival.one, it.one)
    return two_places(rival.other, it.other)


def two_places(one: Kept, other: Kept) -> bool:
    """Tell whether two happenings of a report are told of places without a name in common."""
    mine, theirs = one.trace.called, other.trace.called
    return bool(one.trace.spots and other.trace.spots) and not mine & theirs
