"""A card: one entry of a Reading as a person is shown it, on a page or in a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.vocabulary import Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words and, where they name another entry, its id."""

    words: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a card tells. `aside` facts are for pages, where room is no matter."""

    label: str
    told: tuple[Phrase, ...]
    aside: bool = False

    @property
    def words(self) -> str:
        """Return the fact without its links."""
        return "".join(phrase.words for phrase in self.told)


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a quoted sentence; `strong` where the entry stands on these words."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the article with the words that an entry stands on."""

    span: Span
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one entry.

    `tag` says in a word what it is (claim, denied, city), and `tone` the value that the tag's
    colour hangs on; `note` is a code beside the heading. `depth` counts the statements that a
    statement is told in.
    """

    id: str
    kind: str
    heading: tuple[Phrase, ...]
    tag: str | None
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    depth: int = 0
    tone: str | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """Return the heading without its links."""
        return "".join(phrase.words for phrase in self.heading)


@dataclass(frozen=True, slots=True)
class Section:
    """The cards of one kind, under their heading."""

    kind: str
    title: str
    cards: tuple[Card, ...]


def words(told: str) -> tuple[Phrase, ...]:
    """Return plain words as what a fact tells."""
    return (Phrase(told),)


def listed(phrases: list[Phrase], by: str = ", ") -> tuple[Phrase, ...]:
    """Return phrases with words set between them."""
    told: list[Phrase] = []
    for phrase in phrases:
        if told:
            told.append(Phrase(by))
        told.append(phrase)
    return tuple(told)


def fact(label: str, told: tuple[Phrase, ...] | str | None, aside: bool = False) -> list[Fact]:
    """Return a fact in a list, or an empty list where there is nothing to tell."""
    if not told:
        return []
    return [Fact(label, words(told) if isinstance(told, str) else told, aside)]
