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
from reportedly.reading.events.lexicon import Kind
from reportedly.reading.events.newsworthy import judge
from reportedly.reading.events.wording import Terms, longest, wording

CONFLICT = "conflict"
SURE = 3  # weight of one world that outweighs some words of conflict
MIXED = 2  # words of many worlds weigh as much as half as many of one
OLD = 1980  # years before this are history wherever reports are read today
WARLIKE = {"ASSAULT", "MOBILIZE", "RETREAT"}
WARLIKE_MODES = {"riot"}
LITERAL = {"sexual"}  # modes whose words no other world borrows


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


def of_conflict(doc: Doc) -> bool:
    """Tell whether a text may be about violence between people."""
    count = worlds(doc)
    conflict = count.pop(CONFLICT, 0)
    other = max(*count.values(), sum(count.values()) // MIXED)
    found = judge(doc.text)
    if other < SURE and found.clear:
        return True  # a word or two of another world in news of this one
    outweighs = other < conflict or (other < SURE and (conflict > 0 or other < SURE - 1))
    return outweighs and found.possible


def warlike(kind: Kind) -> bool:
    """Tell whether a kind of happening is one that other worlds only take the words of."""
    warlike_type = kind.type in WARLIKE and kind.mode not in LITERAL
    return warlike_type or kind.mode in WARLIKE_MODES
