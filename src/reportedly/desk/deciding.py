"""Decisions as forms send them, and the cells that they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from reportedly.desk.languages import Phrase as _
from reportedly.publish.wording import plainly
from reportedly.record import Record
from reportedly.record.decisions import find, hold
from reportedly.review import Reviewed, Reviewer, Wanted, as_it_stands, cell_from, row_of
from reportedly.review.fields import plain_entry
from reportedly.review.seen import entry_called
from reportedly.vocabulary import Account, Cell, Event, Figure, Incident, Review

MOST_CELLS = 40
FIELDS = {
    "events": ("status", "place", "time"),
    "figures": ("measure", "low", "high", "unit", "comparator"),
    "statements": ("act", "mode"),
    "commitments": ("kind", "status"),
}


@dataclass(frozen=True, slots=True)
class CellToReview:
    """A cell of an incident: how it stands, and what was decided on it.

    `kind` is null where the reading has no such entry any more (it was rejected).
    """

    account: Account
    cell: Cell
    kind: str | None
    confidence: float | None
    fields: tuple[tuple[str, str], ...]
    decisions: tuple[dict[str, Any], ...]

    @property
    def name(self) -> str:
        """Return the cell as it is written."""
        return f"{self.cell.article}/{self.cell.entry}"

    def plain(self) -> dict[str, Any]:
        """Return the cell as plain values."""
        return {
            "cell": self.name, "kind": self.kind, "confidence": self.confidence,
            "fields": dict(self.fields), "words": self.account.words,
            "decisions": list(self.decisions),
        }  # fmt: skip


def cells_of(record: Record, one: Incident) -> list[CellToReview]:
    """Return the cells of an incident's accounts with their figures, in their order."""
    stands: dict[str, Reviewed] = {}
    made: dict[Cell, CellToReview] = {}
    with record.transaction() as connection:
        for account in one.accounts:
            article = account.cell.article
            if article not in stands:
                stands[article] = as_it_stands(connection, article)
            for cell in (account.cell, *(told.cell for told in account.figures)):
                if cell not in made and len(made) < MOST_CELLS:
                    made[cell] = _cell(stands[cell.article], account, cell)
    return list(made.values())


def latest_number(record: Record) -> int:
    """Return the number of the latest decision of all, 0 if there is none."""
    with record.transaction() as connection:
        return max(
            (it.number for it in find(connection, Wanted(newest_first=True, limit=1))), default=0
        )


class Quicker(Exception):  # noqa: N818 (who, not what went wrong)
    """Somebody else decided on the same since the form was made; says who, and what."""


def decide(record: Record, author: str, form: dict[str, str]) -> Review:
    """Keep the decision that a form asks for; RecordError or ValueError if it can't be.

    Quicker if another person decided on the same cell since the form was made: of two who decide
    at the same moment, one is told.
    """
    cell, note = form.get("cell", ""), form.get("note", "").strip() or None
    with record.transaction(writes=True) as connection:
        hold(connection)
        other = newer_than(connection, form, author)
        if other is not None:
            raise Quicker(other)
        reviewer = Reviewer(connection, author)
        match form.get("decision"):
            case "accept":
                return reviewer.accept(cell, note=note)
            case "reject":
                return reviewer.reject(cell, note)
            case "correct":
                words = form.get("value", "").strip()
                return reviewer.correct_in_words(cell, form.get("field", ""), words, note)
            case "rate":
                return reviewer.rate(cell, form.get("value", ""), note or "")
            case "comment":
                return reviewer.comment(cell, note or "")
            case "merge":
                return reviewer.merge(form.get("other", "").strip(), cell, note)
            case "split":
                return reviewer.split(form.get("other", "").strip(), cell, note)
            case "undo":
                return reviewer.undo(int(form.get("number", "")), note)
    raise ValueError("a decision is accept, reject, correct, rate, comment, merge, split or undo")


def newer_than(connection: Connection, form: dict[str, str], author: str) -> _ | None:
    """Return what another person decided on a cell since the form was made, None if nothing."""
    seen, name = form.get("after", ""), form.get("cell", "")
    if not seen.isdecimal() or not name:
        return None
    cell = cell_from(name) if "/" in name else Cell("", name)
    wanted = Wanted(article=cell.article, entry=cell.entry, after=int(seen))
    others = [it for it in find(connection, wanted) if it.author != author]
    if not others:
        return None
    last = others[-1]
    decision = _(plainly(last.decision))
    return _("%(author)s decided %(decision)s on %(cell)s", author=last.author, decision=decision,
             cell=name)  # fmt: skip


def _cell(stands: Reviewed, account: Account, cell: Cell) -> CellToReview:
    marks = stands.marks.get(cell.entry, ())
    decisions = tuple(
        {**row_of(mark.review), "state": mark.state, "reason": mark.reason} for mark in marks
    )
    try:
        kind, entry = entry_called(stands.reading, cell.entry)
    except KeyError:
        return CellToReview(account, cell, None, None, (), decisions)
    document = plain_entry(kind, entry)
    fields = tuple(
        (name, "" if document.get(name) is None else str(document[name]))
        for name in FIELDS.get(kind, ())
    )
    confidence = entry.confidence if isinstance(entry, Event) else None
    if isinstance(entry, Figure) and entry.event is not None:
        tied = next((it for it in stands.reading.events if it.id == entry.event), None)
        confidence = tied.confidence if tied else None
    return CellToReview(account, cell, kind, confidence, fields, decisions)
