"""Where the readers write, and the gate through which their entries become a Reading.

The notebook travels in `doc._.notebook`. A reader adds entries of the vocabulary's own types; a
later reader may revise one (a figure learns its event). `seal` refuses whatever the text does
not support, so a learnt reader passes the same gate as a rule.
"""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Iterator
from itertools import chain, count
from typing import Any, TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.errors import ReadingError
from reportedly.vocabulary import (
    Actor,
    Article,
    Commitment,
    Event,
    Figure,
    Place,
    Reading,
    Span,
    Statement,
    Time,
)

Entry = Actor | Place | Time | Statement | Event | Figure | Commitment
E = TypeVar("E", Actor, Place, Time, Statement, Event, Figure, Commitment)

LETTERS: dict[type, str] = {
    Actor: "a", Place: "p", Time: "t", Statement: "s", Event: "e", Figure: "f", Commitment: "c",
}  # fmt: skip


class Notebook:
    """The entries found so far in one article.

    `quotes` holds quotations as character spans, marks included. `actor_of` maps the index of a
    token inside a mention, or of a pronoun, to an actor id, `place_of` that of a token inside a
    place's mention to a place id; where mentions nest, the inner one wins.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.quotes: list[Span] = []
        self.actor_of: dict[int, str] = {}
        self.place_of: dict[int, str] = {}
        self._entries: dict[str, Entry] = {}
        self._in_order: dict[type, list[Any]] = {}  # forgotten at each change

    def new_id(self, kind: type[E], anchor: int) -> str:
        """Return a free id for an entry whose words start at character `anchor`."""
        stem = f"{LETTERS[kind]}{anchor}"
        tails = chain(("", *string.ascii_lowercase[1:]), (f"b{n}" for n in count()))
        free: str = next(stem + tail for tail in tails if stem + tail not in self._entries)
        return free

    def add(self, entry: E) -> E:
        """Write an entry; its id must be new."""
        if entry.id in self._entries:
            raise ReadingError(f"{self.article.id}: two entries are called {entry.id}")
        self._entries[entry.id] = entry
        self._in_order.pop(type(entry), None)
        return entry

    def revise(self, entry_id: str, **changes: Any) -> None:
        """Replace fields of an entry that is already there."""
        entry = self._entries[entry_id]
        self._entries[entry_id] = dataclasses.replace(entry, **changes)
        self._in_order.pop(type(entry), None)

    def get(self, kind: type[E], entry_id: str) -> E:
        """Return the entry of that kind and id; KeyError if there is none."""
        entry = self._entries[entry_id]
        if not isinstance(entry, kind):
            raise KeyError(entry_id)
        return entry

    def all(self, kind: type[E]) -> list[E]:
        """Return the entries of a kind in the order of the text."""
        found = self._in_order.get(kind)
        if found is None:
            same = (e for e in self._entries.values() if isinstance(e, kind))
            found = sorted(same, key=lambda e: (anchor_of(e.id), e.id))
            self._in_order[kind] = found
        return list(found)

    def inside(self, kind: type[E], span: Span) -> list[E]:
        """Return the entries of a kind that are told of by words inside `span`."""
        return [e for e in self.all(kind) if any(own.within(span) for own in own_spans(e))]

    def statement_at(self, span: Span) -> str | None:
        """Return the id of the innermost statement whose content covers `span`."""
        around = [
            (part.end - part.start, s.id)
            for s in self.all(Statement)
            for part in s.content
            if span.within(part)
        ]
        return min(around)[1] if around else None

    def seal(self, reader: str) -> Reading:
        """Check every span and reference and return the immutable Reading."""
        reading = self.unsealed(reader)
        check(reading)
        return reading

    def unsealed(self, reader: str) -> Reading:
        """Return what was found so far, unchecked."""
        return Reading(
            article=self.article,
            reader=reader,
            actors=tuple(self.all(Actor)),
            places=tuple(self.all(Place)),
            times=tuple(self.all(Time)),
            statements=tuple(self.all(Statement)),
            events=tuple(self.all(Event)),
            figures=tuple(self.all(Figure)),
            commitments=tuple(self.all(Commitment)),
        )


def anchor_of(entry_id: str) -> int:
    """Return the character offset that an id was made from."""
    return int("".join(c for c in entry_id.split("b", maxsplit=1)[0] if c.isdigit()) or 0)


def char_span(piece: Token | DocSpan) -> Span:
    """Return the character span of a token or a spaCy span."""
    if isinstance(piece, Token):
        return Span(piece.idx, piece.idx + len(piece))
    return Span(piece.start_char, piece.end_char)


def notebook_of(doc: Doc) -> Notebook:
    """Return the doc's notebook, opening one if the pipeline runs without `read`."""
    if doc._.notebook is None:
        doc._.notebook = Notebook(Article(id="doc", text=doc.text))
    notebook: Notebook = doc._.notebook
    return notebook


def own_spans(entry: Entry) -> tuple[Span, ...]:
    """Return the spans that an entry stands on: its mentions, its own words or its evidence."""
    match entry:
        case Actor() | Place():
            return entry.mentions
        case Time() | Figure():
            return (entry.span,)
        case Statement():
            return (entry.cue.span,)
        case Event() | Commitment():
            return entry.evidence


def spans_in(value: object) -> Iterator[Span]:
    """Yield every span inside an entry, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_in(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans_in(getattr(value, field.name))


def references_in(reading: Reading) -> Iterator[tuple[str, str | None]]:
    """Yield (entry id, id it refers to) for every reference in a Reading."""
    for s in reading.statements:
        refs = [s.said.time, s.said.place, s.inside]
        refs += [part.actor for part in (s.speaker, s.addressee) if part]
        yield from ((s.id, ref) for ref in refs)
    for e in reading.events:
        for ref in (*e.actors, *e.targets, *e.figures, e.place, e.time, e.statement):
            yield e.id, ref
    for f in reading.figures:
        yield from ((f.id, ref) for ref in (f.event, f.statement))
    for c in reading.commitments:
        yield from ((c.id, ref) for ref in (*c.by, *c.to, c.parties, c.statement))


def check(reading: Reading) -> None:
    """Raise ReadingError unless every span is inside the text and every reference resolves."""
    size = len(reading.article.text)
    entries: list[Entry] = [
        *reading.actors, *reading.places, *reading.times, *reading.statements,
        *reading.events, *reading.figures, *reading.commitments,
    ]  # fmt: skip
    for entry in entries:
        for span in spans_in(entry):
            if not 0 <= span.start < span.end <= size:
                raise ReadingError(f"{reading.article.id}: {entry.id} points outside the text")
    ids = {entry.id for entry in entries}
    for source, ref in references_in(reading):
        if ref is not None and ref not in ids:
            raise ReadingError(
                f"{reading.article.id}: {source} refers to {ref}, which is not there"
            )
