"""What people joined and parted across reports, and how they overruled a thread's status.

A merge or split is kept between cells, not between incidents: incidents are made again at each
run, cells stay. Each cell is kept as it was seen, and found again in a newer reading as any other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from reportedly.record.decisions import Wanted, find, reading_of
from reportedly.review.attachment import attach
from reportedly.review.groups import Bond, cell_from, lead_of, written
from reportedly.review.seen import Seen, hash_of, read_seen
from reportedly.review.standing import standing
from reportedly.vocabulary import Cell, CommitmentStatus, Reading, Review

Find = Callable[[Cell, Seen], Cell | None]
MOST_HELD = 200  # readings in memory
BONDING = Wanted(decisions=("merge", "split", "undo"))
OVERRULING = Wanted(article="", decisions=("correct", "undo"))  # of threads as such


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cells that a person joined or parted, as they are called in the present readings."""

    a: Cell
    b: Cell
    author: str
    at: str
    number: int
    note: str | None = None


class Bonds(NamedTuple):
    """Pairs that must be together and pairs that must be apart; the two never contradict.

    `overruled` are earlier pairs that later ones rule out, `unattached` decisions of whose
    pairs none has both its cells in the present readings.
    """

    together: list[Pair]
    apart: list[Pair]
    overruled: list[Pair]
    unattached: list[Review]


@dataclass(frozen=True, slots=True)
class StatusRuling:
    """The status that a person gave a thread. `cell` is its first member when that was decided."""

    thread: str
    cell: Cell | None
    status: CommitmentStatus
    author: str
    at: str
    number: int
    note: str | None = None


def joined_and_parted(decisions: Connection | Iterable[Review], bond: Bond = "incident") -> Bonds:
    """Return what people joined and parted: events of incidents, or commitments of threads.

    From a connection the decisions are read, and their cells found again in the readings that are
    kept now; reviews that are handed over are taken as they stand. Later decisions outrank
    earlier ones, also where the contradiction goes through others: of "a with b, b with c, a not
    with c" the earliest gives way.
    """
    reviews, where = _given(decisions, BONDING)
    settled = _Settled()
    unattached: list[Review] = []
    for review in reversed(standing(reviews)):
        if review.field != bond or review.decision not in ("merge", "split"):
            continue
        sights = sights_of(review)
        pairs = [_found(pair, sights, review, where) for pair in cells_of(review)]
        for pair in reversed(pairs):
            if pair is not None:
                settled.take(pair, review.decision == "merge")
        if not any(pairs):
            unattached.append(review)
    taken = (settled.together, settled.apart, settled.overruled)
    together, apart, overruled = (pairs[::-1] for pairs in taken)
    return Bonds(together, apart, overruled, unattached[::-1])


def thread_statuses(decisions: Connection | Iterable[Review]) -> list[StatusRuling]:
    """Return the statuses that people gave threads, the latest of each, in order of deciding.

    A thread is known by its id, or, should that have changed, by the cell that it holds.
    """
    reviews, where = _given(decisions, OVERRULING)
    latest: dict[Cell | str, StatusRuling] = {}
    for review in standing(reviews):
        if review.article or review.decision != "correct" or review.field != "status":
            continue
        cell = None
        if review.other:
            seen = sights_of(review).get(review.other, Seen())
            cell = where(cell_from(review.other), seen)
        status: CommitmentStatus = json.loads(review.new or "null")
        latest.pop(cell or review.entry, None)
        latest[cell or review.entry] = StatusRuling(
            review.entry, cell, status, review.author, review.at, review.number, review.note
        )
    return list(latest.values())


def cells_of(review: Review) -> Iterator[tuple[Cell, Cell]]:
    """Yield the pairs of cells that a merge or a split is about."""
    one = Cell(review.article, review.entry)
    others = json.loads(review.new) if review.new is not None else [review.other or ""]
    for other in others:
        yield one, cell_from(other)


def kept_sights(of: Iterable[str], seen: dict[Cell, str]) -> str:
    """Write, for `old`, the incidents or threads decided on and their cells as they were seen."""
    sights = {written(cell): json.loads(sight) for cell, sight in seen.items()}
    return json.dumps({"of": list(of), "cells": sights}, allow_nan=False)


def sights_of(review: Review) -> dict[str, Seen]:
    """Return the cells of a merge, split or overruling as they were seen, by their names."""
    old: Any = json.loads(review.old) if review.old is not None else None
    cells = old.get("cells") if isinstance(old, dict) else None
    return {name: read_seen(it) for name, it in cells.items()} if isinstance(cells, dict) else {}


def _found(
    cells: tuple[Cell, Cell], sights: dict[str, Seen], review: Review, where: Find
) -> Pair | None:
    one, other = (where(cell, sights.get(written(cell), Seen())) for cell in cells)
    if one is None or other is None or one == other:
        return None
    return Pair(one, other, review.author, review.at, review.number, review.note)


def _given(decisions: Connection | Iterable[Review], wanted: Wanted) -> tuple[list[Review], Find]:
    if not isinstance(decisions, Connection):
        return list(decisions), lambda cell, _: cell
    connection, readings = decisions, dict[str, Reading | None]()

    def where(cell: Cell, seen: Seen) -> Cell | None:
        if cell.article not in readings:
            if len(readings) > MOST_HELD:
                readings.clear()
            readings[cell.article] = reading_of(connection, cell.article)
        reading = readings[cell.article]
        if reading is None:
            return None
        same = seen.text is None or seen.text == hash_of(reading)
        entry = attach(reading, cell.entry, seen.sight, same)
        if entry is None and seen.sight is None and same and lead_of(connection, cell):
            return cell  # an account told by words alone, of which no entry tells
        return None if entry is None else Cell(cell.article, entry)

    return find(connection, wanted), where


class _Settled:
    """Pairs taken from the latest to the earliest; what contradicts a later one is overruled."""

    def __init__(self) -> None:
        self.together: list[Pair] = []
        self.apart: list[Pair] = []
        self.overruled: list[Pair] = []
        self._group: dict[Cell, set[Cell]] = {}
        self._enemies: dict[Cell, set[Cell]] = {}

    def take(self, pair: Pair, joined: bool) -> None:
        """Take a pair unless what is taken already rules it out."""
        one, other = (self._group.setdefault(cell, {cell}) for cell in (pair.a, pair.b))
        if joined:
            if one is not other and any(self._enemies.get(cell, set()) & other for cell in one):
                self.overruled.append(pair)
                return
            self.together.append(pair)
            if one is not other:
                one |= other
                self._group.update(dict.fromkeys(other, one))
        elif one is other:
            self.overruled.append(pair)
        else:
            self.apart.append(pair)
            self._enemies.setdefault(pair.a, set()).add(pair.b)
            self._enemies.setdefault(pair.b, set()).add(pair.a)
