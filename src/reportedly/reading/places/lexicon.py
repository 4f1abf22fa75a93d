"""The words around place names, as the knowledge files list them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.vocabulary import PlaceKind

CONNECTORS = frozenset({
    "of", "de", "la", "le", "les", "du", "des", "da", "do", "dos", "del", "las", "los", "al", "el",
    "ez", "e", "i", "y", "upon", "on", "sur", "en", "am", "an", "der", "the", "and", "bin", "ad",
    "as", "ash", "ar", "es", "et", "aux", "di", "-", "–", "‑", "'", "’", "&", ".", "in",
})  # fmt: skip
SPEECH = frozenset({
    "say", "tell", "add", "claim", "accuse", "warn", "deny", "insist", "vow", "announce", "declare",
    "demand", "urge", "call", "threaten", "reject", "condemn", "report", "state", "argue", "want",
    "believe", "respond", "reply", "agree", "refuse", "pledge", "promise", "signal", "describe",
    "consider", "deem", "blame", "seek", "hope", "fear", "offer", "propose", "dismiss", "hail",
    "welcome", "denounce", "maintain", "allege", "acknowledge", "admit", "confirm", "decide", "ask",
    "criticise", "criticize", "complain", "regard", "view", "fire", "launch", "send", "impose",
    "back", "support", "approve", "oppose",
})  # fmt: skip


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
