"""What the reader of figures knows: measures, counted nouns, clue words, comparators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly import knowledge
from reportedly.vocabulary import Comparator

Slot = Literal["object", "subject", "with", "of", "to", "state", "self"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure and the classes of counted nouns it takes (none named: any)."""

    measure: str
    classes: tuple[str, ...] = ()
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Nouns:
    """A class of counted nouns."""

    kind: str
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that choose a measure for what hangs on them in a slot.

    `particle` must stand near; an empty value among `classes` lets a bare number in.
    """

    words: tuple[str, ...]
    slot: Slot
    measure: str
    particle: str = ""
    classes: tuple[str, ...] = ()

    def takes(self, kind: str) -> bool:
        """Tell whether the clue speaks of this class of noun ("" for none)."""
        return not self.classes or kind in self.classes


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words before or after a number that bound it."""

    phrase: str
    where: Literal["before", "after"]
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class Label:
    """A word or phrase next to a number that makes it no figure."""

    word: str
    where: Literal["before", "after"]


@cache
def measures() -> dict[str, Measure]:
    """Return the measures by name."""
    return {row.measure: row for row in knowledge.load(Measure, "english/measures.csv")}


@cache
def noun_classes() -> dict[str, str]:
    """Return the class of each counted noun, the first listed winning."""
    found: dict[str, str] = {}
    for row in knowledge.load(Nouns, "english/counted_nouns.csv"):
        for noun in row.nouns:
            found.setdefault(noun, row.kind)
    return found


@cache
def clues() -> dict[str, tuple[Clue, ...]]:
    """Return the clues by lemma; those with a particle come first."""
    found: dict[str, list[Clue]] = {}
    for row in knowledge.load(Clue, "english/figure_clues.csv"):
        for word in row.words:
            found.setdefault(word, []).append(row)
    return {word: tuple(sorted(rows, key=lambda r: not r.particle)) for word, rows in found.items()}


# what a class of noun counts where no other word tells it
PLAIN = {
    "weapon": "weapons", "troops": "troops", "person": "people", "official": "people",
    "hostage": "hostages", "prisoner": "prisoners", "body": "killed", "country": "countries",
    "place": "settlements", "site": "locations", "building": "buildings", "vehicle": "vehicles",
    "household": "households", "unit": "units", "flight": "flights", "attack": "strikes",
    "violation": "violations", "times": "occurrences", "distance": "distance", "area": "area",
    "time": "duration", "money": "money", "weight": "weight", "volume": "volume",
    "percent": "percentage",
}  # fmt: skip
FIXED = frozenset(
    {"distance", "area", "time", "weight", "volume", "money", "percent", "times", "flight"}
)


@cache
def hedges(where: str) -> tuple[tuple[re.Pattern[str], Comparator], ...]:
    """Return the patterns of the hedges before or after a number, longest first."""
    rows = [row for row in knowledge.load(Hedge, "english/comparators.csv") if row.where == where]
    rows.sort(key=lambda row: (-len(row.phrase), row.phrase))
    found = []
    for row in rows:
        words = re.escape(row.phrase).replace(r"\ ", r"\s+")
        if where == "after":
            lead = "" if row.phrase == "+" else r"\s"
            body = rf"^{lead}{words}(?!\w)"
        else:
            tail = "" if row.phrase == "~" else r"(?:\s+the)?\s"
            body = rf"(?<!\w){words}{tail}\s?$"
        found.append((re.compile(body, re.IGNORECASE), row.comparator))
    return tuple(found)


@cache
def labels(where: str) -> frozenset[str]:
    """Return the words that make a number beside them a name, not a count."""
    rows = knowledge.load(Label, "english/number_labels.csv")
    return frozenset(row.word for row in rows if row.where == where)
