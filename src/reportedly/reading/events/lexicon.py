"""The tables of happenings: trigger words, kinds, weapons, effects, and what words do to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly.knowledge import load
from reportedly.knowledge.schemas import Country
from reportedly.reading.clues import WordClass
from reportedly.reading.events.wording import Terms
from reportedly.vocabulary import Acled, EventStatus

Governs = EventStatus | Literal["actual"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of a kind of happening, and what must stand with them (see the file)."""

    lemmas: tuple[str, ...]
    pos: Literal["VERB", "NOUN"]
    kind: str
    weight: float
    particle: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    scope: Literal["", "whole"] = ""
    at: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of happening in PLOVER's and CAMEO's codes; `foreseen` is what it is while to come."""

    kind: str
    sides: Literal["one", "two"]
    type: str = ""
    mode: str = ""
    cameo: str = ""
    foreseen: str = ""


@dataclass(frozen=True, slots=True)
class AcledRow:
    """An ACLED pair of names (or our own, "Outside ACLED") and the kinds that have its shape."""

    event_type: str
    sub_event_type: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refinement:
    """When means, doers, sufferers or the words near turn a kind into another."""

    kinds: tuple[str, ...]
    becomes: str
    means: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon or instrument by its everyday names."""

    name: str
    kind: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """Words for what came of a happening; `of` limits it to sentences about that class."""

    effect: str
    pos: Literal["VERB", "NOUN", "ADJ", "ADV"]
    lemmas: tuple[str, ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Governor:
    """What a governing word makes of the happening told below it."""

    status: Governs
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that say who is only held to have done it, and where they stand (see the file)."""

    frame: Literal[
        "doer", "taken_for", "beside", "laid_on", "accusing", "answering", "owning", "doing"
    ]
    status: Governs
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that open a condition; weak ones may also tell a time."""

    words: str
    weak: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class VerbForms:
    """Forms of a verb that pipelines may leave as they are."""

    lemma: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One lemma of a trigger row: its words in order and the row's place in the file."""

    words: tuple[str, ...]
    order: int
    row: Trigger
    asks: tuple[frozenset[str], ...] = ()  # words of each of which a sentence must hold one


@dataclass(frozen=True)
class Lexicon:
    """All tables, keyed for looking up. `classes` and `weapons` are keyed by term."""

    triggers: dict[tuple[str, str], tuple[Entry, ...]]
    kinds: dict[str, Kind]
    acled: dict[str, Acled]
    refinements: dict[str, tuple[Refinement, ...]]
    weapons: Terms[Weapon]
    classes: Terms[frozenset[str]]
    effects: dict[tuple[str, str], EffectRow]
    governors: dict[str, Governs]
    hedges: dict[str, dict[str, EventStatus | None]]  # by frame, then word; None: no doubt
    conditions: dict[str, tuple[tuple[str, ...], ...]]  # by the first word of what opens one
    words: dict[str, frozenset[str]]
    forms: dict[str, str]
    heads: frozenset[str]  # last words of all triggers, in every form listed

    def classed(self, terms: Iterable[str]) -> frozenset[str]:
        """Return the classes that any of the terms belongs to."""
        none: frozenset[str] = frozenset()
        return none.union(*(self.classes.get(term, none) for term in terms))


@cache
def lexicon() -> Lexicon:
    """Read the tables once."""
    kinds = {row.kind: row for row in load(Kind, "codebooks/plover/kinds.csv")}
    acled = {
        kind: Acled(row.event_type, row.sub_event_type)
        for row in load(AcledRow, "codebooks/acled.csv")
        for kind in row.kinds
    }
    rows = triggers()
    listed = load(VerbForms, "english/event_verb_forms.csv")
    return Lexicon(
        triggers=rows,
        kinds=kinds,
        acled=acled,
        refinements=refinements(),
        weapons=Terms(
            {lemma: row for row in load(Weapon, "weapons/weapons.csv") for lemma in row.lemmas}
        ),
        classes=classes(),
        effects={
            (lemma, row.pos): row
            for row in load(EffectRow, "english/event_effects.csv")
            for lemma in row.lemmas
        },
        governors={
            lemma: row.status
            for row in load(Governor, "english/event_governors.csv")
            for lemma in row.lemmas
        },
        hedges=hedges(),
        conditions=conditions(),
        words={
            row.name: frozenset(row.lemmas)
            for row in load(WordClass, "english/event_light_words.csv")
        },
        forms={form: row.lemma for row in listed for form in row.forms},
        heads=frozenset((*(word for _, word in rows), *(f for row in listed for f in row.forms))),
    )


@cache
def nations() -> dict[str, tuple[str, str]]:
    """Return for each adjective of nationality the country's code and name."""
    return {
        word: (row.code, row.name)
        for row in load(Country, "actors/countries.csv")
        for word in row.nationality
    }


@cache
def capitals() -> frozenset[str]:
    """Return the capitals that speak for their country."""
    return frozenset(name for row in load(Country, "actors/countries.csv") for name in row.capital)


def hedges() -> dict[str, dict[str, EventStatus | None]]:
    """Return for each frame its words and the status they lend."""
    found: dict[str, dict[str, EventStatus | None]] = {}
    for row in load(Hedge, "english/event_hedges.csv"):
        status = None if row.status == "actual" else row.status
        found.setdefault(row.frame, {}).update(dict.fromkeys(row.lemmas, status))
    return found


def conditions() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the words that surely open a condition, by the first of them."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in load(Marker, "english/condition_markers.csv"):
        words = tuple(row.words.split())
        if not row.weak:
            found[words[0]] = (*found.get(words[0], ()), words)
    return found


def triggers() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Return the trigger rows by part of speech and last word: longer first, then in file order."""
    found: dict[tuple[str, str], list[Entry]] = {}
    listed = (
        *load(Trigger, "english/event_phrases.csv"),
        *load(Trigger, "english/event_triggers.csv"),
    )
    for order, row in enumerate(listed):
        wanted = asks(row)
        for lemma in row.lemmas:
            words = tuple(lemma.split())
            found.setdefault((row.pos, words[-1]), []).append(Entry(words, order, row, wanted))
    return {
        key: tuple(sorted(entries, key=lambda e: (-len(e.words), e.order)))
        for key, entries in found.items()
    }


def refinements() -> dict[str, tuple[Refinement, ...]]:
    """Return the refinements of each kind in file order."""
    found: dict[str, list[Refinement]] = {}
    for row in load(Refinement, "english/event_refinements.csv"):
        for kind in dict.fromkeys(row.kinds):
            found.setdefault(kind, []).append(row)
    return {kind: tuple(rows) for kind, rows in found.items()}


def asks(row: Trigger) -> tuple[frozenset[str], ...]:
    """Return for each cell that only lists words those words of which a sentence must hold one."""
    cells = [cell for cell in (row.of, row.at, row.by) if cell and all(w[0] == "=" for w in cell)]
    if row.pos == "NOUN":
        cells = []
    found = [frozenset(end for word in cell for end in ends(word[1:])) for cell in cells]
    if row.particle:
        found.append(frozenset(row.particle))
    return tuple(found)


def ends(term: str) -> tuple[str, str]:
    """Return the last word of a term, and its last part where a pipeline may cut at hyphens."""
    last = term.rsplit(maxsplit=1)[-1]
    return last, last.split("-")[-1]


def classes() -> Terms[frozenset[str]]:
    """Return for each term the names of its classes."""
    found: dict[str, set[str]] = {}
    for row in load(WordClass, "english/event_word_classes.csv"):
        for lemma in row.lemmas:
            found.setdefault(lemma, set()).add(row.name)
    return Terms({term: frozenset(names) for term, names in found.items()})
