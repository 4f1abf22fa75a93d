"""People's decisions laid over a reading: the reading as it stands, and who decided what in it.

Decisions are laid in the order in which they were made, so that a later one outranks an earlier
one. What a person accepted or corrected stays as they saw it when a newer version of the reader
tells it otherwise. A decision that finds no entry, or a value that no longer fits, is told.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from reportedly.record.references import (
    Entry,
    entries_of,
    lies_in,
    references_of,
    spans_in,
    value_of,
)
from reportedly.review.attachment import attach
from reportedly.review.fields import MACHINES, Unfit, corrected, plain_entry, value_at
from reportedly.review.pointers import pointed, without
from reportedly.review.seen import Seen, hash_of, seen_in
from reportedly.review.standing import overruling, taken_back
from reportedly.vocabulary import Event, Reading, Review

State = Literal["counts", "overruled", "undone", "unfit"]
LAID = ("accept", "correct", "reject", "rate", "comment")
NOT_VOUCHED_FOR = MACHINES | {"mentions"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of one decision on one entry.

    `entry` is its id in this reading. `reason` says why the decision doesn't count: who overruled
    or undid it, or why its value no longer fits.
    """

    entry: str
    review: Review
    state: State
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reading as it stands, and what people decided on it.

    `marks` are by the entry's id in the machine's reading, in the order of the decisions; entries
    that were rejected have theirs too. `unattached` are decisions whose entry isn't there.
    """

    reading: Reading
    marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    unattached: tuple[Review, ...] = ()


def reviewed(reading: Reading, reviews: Iterable[Review]) -> Reading:
    """Return the reading as it stands when people's decisions are laid over it."""
    return lay(reading, reviews).reading


def marks(reading: Reading, reviews: Iterable[Review]) -> dict[str, tuple[Mark, ...]]:
    """Return for each entry that somebody decided on who decided what, and what counts."""
    return lay(reading, reviews).marks


def lay(reading: Reading, reviews: Iterable[Review]) -> Reviewed:
    """Lay decisions over a reading; those on other articles are passed over."""
    mine = sorted(
        (it for it in reviews if it.article == reading.article.id), key=lambda it: it.number
    )
    if not mine:
        return Reviewed(reading)
    undone = taken_back(mine)
    by_entry: dict[str, list[tuple[Review, Seen]]] = {}
    unattached = []
    for review in mine:
        if review.decision not in LAID:
            continue
        seen = seen_in(review)
        entry = attach(reading, review.entry, seen.sight, _same_text(seen, reading))
        if entry is None:
            unattached.append(review)
        else:
            by_entry.setdefault(entry, []).append((review, seen))
    found = {entry.id: (kind, entry) for kind, entry in entries_of(reading)}
    layers = {
        id_: _Layer(reading, *found[id_]).laid(decisions, undone)
        for id_, decisions in by_entry.items()
    }
    standing = _with_entries(reading, {id_: layer.entry for id_, layer in layers.items()})
    gone = frozenset(id_ for id_, layer in layers.items() if layer.rejected)
    told = {id_: tuple(layer.marks) for id_, layer in layers.items()}
    return Reviewed(without(standing, gone), told, tuple(unattached))


def fit(reading: Reading, kind: str, entry: Entry) -> None:
    """Raise Unfit if an entry points outside the text or at what the reading doesn't have."""
    for span in spans_in(entry):
        if not lies_in(span, reading.article.text):
            raise Unfit(f"[{span.start}, {span.end}] lies outside the text")
    for name, referred, id_ in references_of(kind, entry):
        if all(id_ != it.id for it in getattr(reading, referred)):
            raise Unfit(f"{name}: there is no {id_} among the {referred}")


class _Layer:
    """One entry while decisions are laid over it."""

    def __init__(self, reading: Reading, kind: str, entry: Entry) -> None:
        self.reading, self.kind, self.entry = reading, kind, entry
        self.rejected = False
        self.marks: list[Mark] = []

    def laid(self, decisions: list[tuple[Review, Seen]], undone: dict[int, Review]) -> _Layer:
        """Lay decisions over the entry, in their order."""
        counting = [(it, seen) for it, seen in decisions if it.number not in undone]
        problems = {it.number: self._decide(it, seen) for it, seen in counting}
        counting = [
            (it, seen)
            for it, seen in counting
            if it.decision == "accept" or not problems[it.number]
        ]
        for review, _ in decisions:
            self.marks.append(
                Mark(self.entry.id, review, *_state(review, problems, undone, counting))
            )
        return self

    def _decide(self, review: Review, seen: Seen) -> str | None:
        """Lay one decision; return why its values don't fit, if they don't."""
        problem = None
        if review.decision in ("rate", "comment"):  # neither is about how the report was read
            return None
        if review.decision == "correct":
            problem = self._correct(review.field, json.loads(review.new or "null"), seen)
            if problem:
                return problem
        if review.decision == "accept":
            problem = self._accept(review.field, seen)
        self.rejected = review.decision == "reject"
        return problem

    def _accept(self, name: str, seen: Seen) -> str | None:
        """Make the entry, or one field of it, what was accepted."""
        if isinstance(self.entry, Event) and not name:
            self.entry = dataclasses.replace(self.entry, confidence=1.0)
        if seen.sight is None:
            return None
        problems = []
        for it in [name] if name else self._pinned(seen, seen.sight.entry):
            try:
                value = value_at(plain_entry(self.kind, seen.sight.entry), it)
                same = value == value_at(plain_entry(self.kind, self.entry), it)
                problem = None if same else self._correct(it, value, seen)
            except Unfit as error:
                problem = str(error)
            if problem:
                problems.append(f"{it}: {problem}")
        return "; ".join(problems) or None

    def _pinned(self, seen: Seen, entry: Entry) -> list[str]:
        """Return the fields that who accepts an entry vouches for: not all places of its name.

        Where the text has changed, no field that points into it.
        """
        names = [it.name for it in dataclasses.fields(entry) if it.name not in NOT_VOUCHED_FOR]
        if _same_text(seen, self.reading):
            return names
        return [it for it in names if not any(spans_in(getattr(entry, it)))]

    def _correct(self, name: str, value: object, seen: Seen) -> str | None:
        try:
            renewed = corrected(self.kind, self.entry, name, value)
            root = name.split(".", maxsplit=1)[0]
            if not _same_text(seen, self.reading) and any(spans_in(value_of(renewed, root))):
                return "the text has changed, and the words it names may stand elsewhere"
            renewed = pointed(self.kind, renewed, self._renamed(seen), root)
            fit(self.reading, self.kind, renewed)
        except Unfit as error:
            return str(error)
        self.entry = renewed
        return None

    def _renamed(self, seen: Seen) -> Any:
        """Return the renaming from ids as they were when the decision was made."""
        same = _same_text(seen, self.reading)
        present = {it.id for _, it in entries_of(self.reading)}

        def rename(_: str, id_: str) -> str:
            sight = seen.referred.get(id_)
            if sight is None or (same and id_ in present):
                return id_
            found = attach(self.reading, id_, sight, same)
            if found is None:
                raise Unfit(f"{id_}, which it refers to, is not read any more")
            return found

        return rename


def _state(
    review: Review,
    problems: dict[int, str | None],
    undone: dict[int, Review],
    counting: list[tuple[Review, Seen]],
) -> tuple[State, str | None]:
    """Return what becomes of a decision, and why it doesn't count."""
    by = undone.get(review.number)
    if by is not None:
        return "undone", f"taken back by {_who(by)}"
    problem = problems[review.number]
    if problem is not None:
        return "unfit", problem
    over = overruling(review, counting)
    return ("counts", None) if over is None else ("overruled", f"overruled by {_who(over)}")


def _with_entries(reading: Reading, renewed: dict[str, Entry]) -> Reading:
    kinds = {kind for kind, entry in entries_of(reading) if entry.id in renewed}
    lists: dict[str, Any] = {
        kind: tuple(renewed.get(it.id, it) for it in getattr(reading, kind)) for kind in kinds
    }
    return dataclasses.replace(reading, **lists)


def _same_text(seen: Seen, reading: Reading) -> bool:
    return seen.text is None or seen.text == hash_of(reading)


def _who(review: Review) -> str:
    return f"{review.author} (decision {review.number})"
