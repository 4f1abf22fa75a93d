"""A stretch of words that may name a place."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from reportedly.knowledge.gazetteer import Entry, fold
from reportedly.vocabulary import PlaceKind, Span


@dataclass(slots=True)
class Mention:
    """Tokens `start` to `end` of a doc, with the places they may name.

    `name` is what was looked up; `hints` the kinds that a class noun allows ("county"), best
    first; `bears` tells that the entries are those of the place whose name a site bears;
    `inside` the mentions that the words around it say it lies in.
    """

    start: int
    end: int
    name: str
    entries: tuple[Entry, ...] = ()
    hints: tuple[PlaceKind, ...] = ()
    label: str = ""
    score: float = 0.0
    bears: bool = False
    inside: list[Mention] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What mentions of one name share."""
        return fold(self.name) or self.name.lower()

    def span(self, doc: Doc) -> Span:
        """Return the characters the mention covers."""
        last = doc[self.end - 1]
        return Span(doc[self.start].idx, last.idx + len(last))
