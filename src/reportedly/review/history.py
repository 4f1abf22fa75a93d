"""Decisions as they are listed: what each says, and whether it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection

from reportedly.record.decisions import Wanted, find
from reportedly.review.bonds import cells_of, joined_and_parted
from reportedly.review.groups import Bond, cell_called, group_called
from reportedly.review.layers import State
from reportedly.review.record import as_it_stands
from reportedly.review.seen import seen_in
from reportedly.review.standing import taken_back
from reportedly.vocabulary import Cell, Review

Standing = State | Literal["unattached"]


@dataclass(frozen=True, slots=True)
class Line:
    """One decision of a list; `reason` says why it doesn't count."""

    review: Review
    state: Standing
    reason: str | None = None


def row_of(review: Review) -> dict[str, Any]:
    """Return a decision as plain values: `old` is the value that was seen, `words` its words."""
    seen = seen_in(review)
    told = asdict(review)
    told["old"] = seen.value if review.decision not in ("merge", "split") else None
    told["new"] = json.loads(review.new) if review.new is not None else None
    told["words"] = list(seen.sight.words) if seen.sight else []
    return told


def listed(connection: Connection, wanted: Wanted) -> list[Line]:
    """Return the decisions asked for, with whether somebody took them back."""
    undone = taken_back(find(connection, Wanted(decisions=("undo",))))
    return [_line(review, undone) for review in find(connection, wanted)]


def history(connection: Connection, name: str) -> list[Line]:
    """Return all decisions on a cell, an incident or a thread, and what became of each.

    To a cell belong those on entries that are called as it now, or were when they were made.
    RecordError if the name is neither a cell nor an incident or thread.
    """
    group = group_called(connection, name) if "/" not in name else None
    undone = taken_back(find(connection, Wanted(decisions=("undo",))))
    if group is not None:
        own = find(connection, Wanted(article="", entry=group.id))
        lines = [_line(review, undone) for review in own]
        bonded = _bonded(connection, set(group.cells), undone, group.id)
    else:
        cell = cell_called(connection, name)
        lines = list(_of_cell(connection, cell, undone))
        bonded = _bonded(connection, {cell}, undone)
    every = {line.review.number: line for line in (*lines, *bonded)}
    return [every[number] for number in sorted(every)]


def _of_cell(connection: Connection, cell: Cell, undone: dict[int, Review]) -> Iterator[Line]:
    stands = as_it_stands(connection, cell.article)
    for id_, told in stands.marks.items():
        for mark in told:
            if cell.entry in (id_, mark.review.entry):
                yield Line(mark.review, mark.state, mark.reason)
    for review in stands.unattached:
        if review.entry == cell.entry:
            yield Line(
                review, "unattached", "no entry of the present reading is the one decided on"
            )
    for review in find(connection, Wanted(article=cell.article, entry=cell.entry)):
        if review.decision == "undo":
            yield _line(review, undone)


def _bonded(
    connection: Connection, cells: set[Cell], undone: dict[int, Review], group: str = ""
) -> Iterator[Line]:
    """Yield the merges and splits that cells, or an incident or thread by its id, are in."""
    states = _states_of_bonds(connection)
    for review in find(connection, Wanted(decisions=("merge", "split"))):
        of = json.loads(review.old).get("of", ()) if review.old else ()
        named = {cell for pair in cells_of(review) for cell in pair}
        if named & cells or group in of:
            yield _line(review, undone, *states.get(review.number, ()))


def _states_of_bonds(connection: Connection) -> dict[int, tuple[Standing, str]]:
    states: dict[int, tuple[Standing, str]] = {}
    kinds: tuple[Bond, ...] = ("incident", "thread")
    for kind in kinds:
        bonds = joined_and_parted(connection, kind)
        standing = {pair.number for pair in (*bonds.together, *bonds.apart)}
        for pair in bonds.overruled:
            if pair.number not in standing:
                states[pair.number] = ("overruled", "a later decision rules it out")
        for review in bonds.unattached:
            states[review.number] = ("unattached", "a cell of it is not read any more")
    return states


def _line(
    review: Review, undone: dict[int, Review], state: Standing = "counts", reason: str | None = None
) -> Line:
    by = undone.get(review.number)
    if by is not None:
        return Line(review, "undone", f"taken back by {by.author} (decision {by.number})")
    return Line(review, state, reason)
