"""Of which world a text is: of conflict, or of sport, film, history, markets … and their wars.

Such texts are full of attacks, battles and bombardments that nobody suffers. Each word of the
table counts once for its world; where another world outweighs conflict, the text tells of no
violence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from reportedly.knowledge import load
from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.lexicon import Kind
from reportedly.reading.events.naming import ARMED, Naming
from reportedly.reading.events.newsworthy import leaning as judged
from reportedly.reading.events.wording import Terms, longest, wording

CONFLICT = "conflict"
SURE, OPEN = 0.9, -0.2  # log odds from which a text is of conflict, or at least may be
WORTH = 0.3  # log odds for one word
PROOFS = 2
WEAPONS = {"drone", "aircraft", "missile", "artillery", "mine", "suicide", "grenade", "chemical"}
MIXED = 2  # words of many worlds weigh as much as half as many of one
OLD = 1980  # years before this are history wherever reports are read today
WARLIKE = {"ASSAULT", "MOBILIZE", "RETREAT"}
WARLIKE_MODES = {"riot"}
LITERAL = {"sexual", "resign"}  # modes whose words no other world borrows


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that show of which world a text is, and how much each of them counts."""

    name: str
    weight: int
    lemmas: tuple[str, ...]


@cache
def topics() -> Terms[dict[str, int]]:
    """Return for each term what it counts for which worlds."""
    found: dict[str, dict[str, int]] = {}
    for row in load(Topic, "english/event_topics.csv"):
        for lemma in row.lemmas:
            found.setdefault(lemma, {})[row.name] = row.weight
    return Terms(found)


def worlds(doc: Doc) -> Counter[str]:
    """Return how much the words of a text count for each world."""
    words = wording(doc)
    found = longest(doc, range(len(doc)), topics())
    told = {words.forms(start, end)[0]: worth for worth, start, end in found}
    count: Counter[str] = Counter()
    for worth in told.values():
        count.update(worth)
    count["history"] += len({forms[0] for forms in words.last if old_year(forms[0])})
    return count


def old_year(word: str) -> bool:
    """Tell whether a number is a year long past."""
    return len(word) == 4 and word.isdigit() and 1000 <= int(word) < OLD


def leaning(doc: Doc) -> float:
    """Return how far a text leans towards conflict between people, as log odds.

    The model judges the text as a whole; each word of conflict adds to it, each of another world
    takes off.
    """
    count = worlds(doc)
    conflict = count.pop(CONFLICT, 0)
    other = max(*count.values(), sum(count.values()) // MIXED)
    return judged(doc.text) + WORTH * (conflict - other)


def borne_out(c: Candidate, naming: Naming) -> bool:
    """Tell whether the words of a deed show by themselves that it was one of armed people.

    Asked where the text as a whole leaves it open, as with a colourful report from a village.
    """
    nouns = (*c.doers, *c.sufferers)
    armed = any(naming.classes(noun) & ARMED for noun in nouns)
    weapon = any(kind in WEAPONS for kind, _ in c.means)
    hurt = any(effect.kind in {"killed", "wounded"} for effect in c.effects)
    return (armed or weapon) and armed + weapon + hurt + (c.place is not None) >= PROOFS


def warlike(kind: Kind) -> bool:
    """Tell whether a kind of happening is one that other worlds only take the words of."""
    warlike_type = kind.type in WARLIKE and kind.mode not in LITERAL
    return warlike_type or kind.mode in WARLIKE_MODES
