"""Deciding: looks at the record, checks that a decision can mean something, and keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args

from sqlalchemy import Connection

from reportedly.errors import RecordError
from reportedly.record import Record
from reportedly.record.decisions import LONGEST_VALUE, append, get
from reportedly.record.references import Entry
from reportedly.review.bonds import kept_sights
from reportedly.review.fields import Unfit, corrected, in_words, plain_entry, value_at
from reportedly.review.groups import (
    BONDS,
    Bond,
    Group,
    cell_called,
    group_called,
    lead_of,
    written,
)
from reportedly.review.layers import fit
from reportedly.review.record import as_it_stands, as_it_was_read
from reportedly.review.seen import Seen, entry_called, hash_of, look, to_json
from reportedly.vocabulary import Cell, CommitmentStatus, Decision, Reading, Review

CLAIMS = ("statements", "events", "figures")
MOST_CELLS = 500  # accounts that one is joined to, or parted from, in one decision

MOST_SEEN = LONGEST_VALUE // 2  # characters of what was seen, before what is kept of the last


class Reviewer:
    """One person deciding, within a writing transaction.

    Names are cells ("r12ab/e412", where a beginning of the article's id is enough) or ids of
    incidents and threads. Every call returns the decision as it is kept, and raises RecordError if
    what it names isn't there or a value can't be.
    """

    def __init__(self, connection: Connection, author: str) -> None:
        self._connection = connection
        self._author = author

    def accept(self, name: str, field: str = "", note: str | None = None) -> Review:
        """Accept an entry, or one field of it, as it stands; or an incident or a thread."""
        group = self._group(name)
        if group is not None:
            return self._keep("accept", Cell("", group.id), note=note)
        cell, reading, _ = self._entry(name)
        try:
            old = to_json(look(reading, cell.entry, field))
        except Unfit as error:
            raise RecordError(f"{written(cell)}: {error}") from None
        return self._keep("accept", cell, field=field, old=old, note=note)

    def reject(self, name: str, note: str | None = None) -> Review:
        """Reject an entry: it is not what the report tells."""
        cell, reading, _ = self._entry(name)
        old = to_json(look(reading, cell.entry))
        return self._keep("reject", cell, old=old, note=note)

    def correct(self, name: str, field: str, new: object, note: str | None = None) -> Review:
        """Give a field of an entry another value (as JSON has it), or a thread another status."""
        group = self._group(name)
        if group is not None:
            return self._overrule(group, field, new, note)
        cell, reading, entry = self._entry(name)
        kind, _ = entry_called(reading, cell.entry)
        try:
            renewed = corrected(kind, entry, field, new)
            fit(reading, kind, renewed)
            if value_at(plain_entry(kind, entry), field) == new:
                raise Unfit(f"{field} is that already: accept it")
        except Unfit as error:
            raise RecordError(f"{written(cell)}: {error}") from None
        old = to_json(look(reading, cell.entry, field, renewed))
        given = json.dumps(new, allow_nan=False)
        return self._keep("correct", cell, field=field, old=old, new=given, note=note)

    def correct_in_words(
        self, name: str, field: str, words: str, note: str | None = None
    ) -> Review:
        """Correct a field to what somebody typed: JSON where that fits ("12", "null"), or text."""
        if self._group(name) is not None:
            return self.correct(name, field, words, note)
        cell, reading, entry = self._entry(name)
        kind, _ = entry_called(reading, cell.entry)
        return self.correct(name, field, in_words(kind, entry, field, words), note)

    def rate(self, name: str, verdict: str, grounds: str) -> Review:
        """Say whether what an entry claims is so; how it was read stays as it is.

        `verdict` is a Verdict. Statements, events and figures are claims; what was rejected is
        none.
        """
        cell, reading, _ = self._entry(name)
        kind, _ = entry_called(reading, cell.entry)
        if kind not in CLAIMS:
            raise RecordError(f"{written(cell)} is among the {kind}, which claim nothing")
        stands = as_it_stands(self._connection, cell.article).reading
        if all(cell.entry != it.id for it in getattr(stands, kind)):
            raise RecordError(f"{written(cell)} is rejected: the report doesn't tell it")
        old, new = to_json(look(reading, cell.entry)), json.dumps(verdict)
        return self._keep("rate", cell, old=old, new=new, note=grounds)

    def comment(self, name: str, note: str) -> Review:
        """Say something of an entry, an incident or a thread; nothing in it changes."""
        group = self._group(name)
        if group is not None:
            return self._keep("comment", Cell("", group.id), note=note)
        cell, reading, _ = self._entry(name)
        return self._keep("comment", cell, old=to_json(look(reading, cell.entry)), note=note)

    def undo(self, number: int, note: str | None = None) -> Review:
        """Take a decision back, one's own or another's; an undo can be taken back too."""
        undone = get(self._connection, number)
        cell = Cell(undone.article, undone.entry)
        return self._keep("undo", cell, field=undone.field, note=note, undoes=number)

    def merge(self, one: str, other: str, note: str | None = None) -> Review:
        """Say that two incidents (or accounts of them) are one; or two threads (or commitments).

        Who joins two incidents has seen all their accounts: each is joined to the first published.
        """
        groups = [self._group_or_cell(name) for name in (one, other)]
        bond = _one_bond(*groups)
        (a, *more), (b, *others) = (group.cells for group in groups)
        if a == b or groups[0].id == groups[1].id != "":
            raise RecordError(f"{one} and {other} are the same already")
        rest = list(dict.fromkeys(it for it in (b, *more, *others) if it != a))[:MOST_CELLS]
        return self._bond("merge", bond, groups, a, rest, note)

    def split(self, one: str, other: str, note: str | None = None) -> Review:
        """Part an account from an incident, or a commitment from a thread, or two cells.

        A cell parted from an incident is parted from each of the incident's other accounts.
        """
        groups = [self._group_or_cell(name) for name in (one, other)]
        bond = _one_bond(*groups)
        whole, part = sorted(groups, key=lambda it: it.id == "", reverse=False)
        if part.id:
            raise RecordError("name the account that is parted: split INCIDENT ARTICLE/ENTRY")
        cell = part.cells[0]
        if whole.id and cell not in whole.cells:
            raise RecordError(f"{written(cell)} is none of the {len(whole.cells)} of {whole.id}")
        rest = [it for it in whole.cells if it != cell][:MOST_CELLS]
        if not rest:
            raise RecordError(f"there is nothing else that {written(cell)} is parted from")
        return self._bond("split", bond, groups, cell, rest, note)

    def _bond(  # noqa: PLR0913, PLR0917 (a row's worth)
        self,
        decision: Decision,
        bond: Bond,
        groups: list[Group],
        cell: Cell,
        rest: list[Cell],
        note: str | None,
    ) -> Review:
        """Keep that a cell is one with each of the rest, or with none of them."""
        old = self._sights(groups, (cell, *rest))
        new = json.dumps([written(it) for it in rest])
        other = written(rest[0])
        return self._keep(decision, cell, field=bond, old=old, new=new, other=other, note=note)

    def _overrule(self, group: Group, field: str, new: object, note: str | None) -> Review:
        if group.bond != "thread" or field != "status":
            raise RecordError(f"of {group.id} only a thread's status is corrected")
        if new not in get_args(CommitmentStatus):
            raise RecordError(
                f"{new!r} is no status: one of {', '.join(get_args(CommitmentStatus))}"
            )
        first = group.cells[:1]
        return self._keep(
            "correct", Cell("", group.id), field=field, new=json.dumps(new), note=note,
            old=self._sights([group], first), other=written(first[0]) if first else None,
        )  # fmt: skip

    def _group(self, name: str) -> Group | None:
        return None if "/" in name else self._known(name)

    def _known(self, name: str) -> Group:
        group = group_called(self._connection, name)
        if group is None:
            raise RecordError(f"{name!r} is no incident or thread; a cell is ARTICLE/ENTRY")
        return group

    def _group_or_cell(self, name: str) -> Group:
        """Return an incident or thread, or a cell as a group without an id."""
        group = self._group(name)
        if group is not None:
            if not group.cells:
                raise RecordError(f"{name} has no accounts: run reportedly reconcile")
            return group
        lead = lead_of(self._connection, cell_called(self._connection, name))
        if lead is not None:
            return Group("incident", "", (lead,))
        cell, reading, _ = self._entry(name)
        kind, _ = entry_called(reading, cell.entry)
        if kind not in BONDS:
            raise RecordError(f"{written(cell)} is among the {kind}, and no account of an incident")
        return Group(BONDS[kind], "", (cell,))

    def _entry(self, name: str) -> tuple[Cell, Reading, Entry]:
        """Return a cell with the reading in which it is to be seen: as it stands, if it does."""
        cell = cell_called(self._connection, name)
        for look_up in (as_it_stands, as_it_was_read):
            reading = look_up(self._connection, cell.article).reading
            try:
                return cell, reading, entry_called(reading, cell.entry)[1]
            except KeyError:
                continue
        raise RecordError(f"{cell.article} has no entry {cell.entry!r}: see reportedly show")

    def _sights(self, groups: list[Group], cells: tuple[Cell, ...]) -> str:
        """Write what is to be seen of cells; of one that is no entry, the text that it is in.

        Of the last of very many as well: a decision has a bound.
        """
        seen: dict[Cell, str] = {}
        size = 0
        for cell in cells:
            reading = as_it_was_read(self._connection, cell.article).reading
            try:
                _, stands, _ = self._entry(written(cell))
                told = to_json(look(stands, cell.entry))
            except RecordError:
                told = ""
            size += len(told)
            if not told or size > MOST_SEEN:
                told = to_json(Seen(reader=reading.reader, text=hash_of(reading)))
            seen[cell] = told
        return kept_sights([group.id for group in groups if group.id], seen)

    def _keep(self, decision: Decision, cell: Cell, **told: object) -> Review:
        review = Review(0, "", self._author, decision, cell.article, cell.entry, **told)  # type: ignore[arg-type]
        return append(self._connection, review)


@contextmanager
def reviewing(record: Record, author: str) -> Iterator[Reviewer]:
    """Begin a transaction in which one person decides; all of it is kept, or nothing."""
    with record.transaction(writes=True) as connection:
        yield Reviewer(connection, author)


def _one_bond(one: Group, other: Group) -> Bond:
    if one.bond != other.bond:
        raise RecordError("an incident and a thread can't be joined or parted: name two of a kind")
    return one.bond
