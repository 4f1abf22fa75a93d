"""The words around place names, as the knowledge files list them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.vocabulary import PlaceKind


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words of one role; `kind` is what a place they name is."""

    role: str
    words: tuple[str, ...]
    kind: PlaceKind | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words by role; `nouns` and `plurals` map class nouns to the kinds of place they name."""

    roles: dict[str, frozenset[str]]
    nouns: dict[str, tuple[PlaceKind, ...]]
    plurals: dict[str, tuple[PlaceKind, ...]]

    def has(self, role: str, word: str) -> bool:
        """Tell whether a word, in lower case, has that role."""
        return word in self.roles[role]


@cache
def lexicon() -> Lexicon:
    """Return the English words around place names."""
    roles: defaultdict[str, set[str]] = defaultdict(set)
    nouns: defaultdict[str, list[PlaceKind]] = defaultdict(list)
    plurals: defaultdict[str, list[PlaceKind]] = defaultdict(list)
    for row in load(PlaceWords, "english/place_words.csv"):
        roles[row.role].update(row.words)
        for word in row.words if row.kind else ():
            (plurals if row.role == "divisions" else nouns)[word].append(row.kind or "region")
    return Lexicon(
        {role: frozenset(words) for role, words in roles.items()},
        {word: tuple(kinds) for word, kinds in nouns.items()},
        {word: tuple(kinds) for word, kinds in plurals.items()},
    )
