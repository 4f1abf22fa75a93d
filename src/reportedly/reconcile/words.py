"""What a passage is about: its stems, with names and numbers apart from other words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.knowledge.schemas import Country
from reportedly.knowledge.tables import load

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*\d|\d")
SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s+|\n\s*)['\"“‘(\[]*$")
# Endings that inflect an English word, longest first; what is left must keep three letters.
ENDINGS = ("ments", "ment", "ings", "ing", "ions", "ion", "ies", "ers", "er", "ed", "es", "s", "e")
COMMON_WORDS = """
a about after again against all also an and any are as at be because been before
being between both but by can could did do does during each for from further had has
have he her here him his how i if in into is it its itself just more most near no
nor not now of off on once one only or other our out over own same she should since
so some such than that the their them then there these they this those through to
too under until up us very was we were what when where which while who whom why will
with would you your say says said tell tells told report reports reported according
"""
COMMON = frozenset(COMMON_WORDS.split())


DAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December President Minister Ministry Colonel "
    "General Lt Brigadier Force Forces Army Defence Defense Region Regional"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Names, numbers and other content words of a passage, as stems."""

    names: frozenset[str]
    numbers: frozenset[str]
    others: frozenset[str]

    def all(self) -> frozenset[str]:
        """Return the three together."""
        return self.names | self.numbers | self.others


def words_of(passages: Iterable[str]) -> Words:
    """Return the words of passages; a capital that only begins a sentence makes no name."""
    some = [words_in(passage) for passage in passages]
    names = frozenset[str]().union(*(one.names for one in some))
    numbers = frozenset[str]().union(*(one.numbers for one in some))
    return Words(names, numbers, frozenset[str]().union(*(one.others for one in some)) - names)


@lru_cache(maxsize=4096)
def words_in(passage: str) -> Words:
    """Return the words of a passage."""
    names, numbers, others = set(), set(), set()
    for found in WORD.finditer(passage):
        word = found[0]
        if word[0].isdigit():
            numbers.add(word.replace(",", ""))
        elif word.lower() in COMMON:
            continue
        elif word[0].isupper() and not SENTENCE_START.search(
            passage[max(0, found.start() - 4) : found.start()]
        ):
            names.add(stem(word.lower()))
        elif len(word) > 1:
            others.add(stem(word.lower()))
    return Words(frozenset(names), frozenset(numbers), frozenset(others - names))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without what inflects it: "strikes", "striking" and "strike" are one."""
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in ENDINGS:
        left = word.removesuffix(ending)
        if left != word and len(left) >= 3:
            return left[:-1] if len(left) > 3 and left[-1] == left[-2] else left
    return word


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words in common, of all there are in both (Jaccard)."""
    whole = len(one | other)
    return len(one & other) / whole if whole else 0.0


@cache
def everyday() -> frozenset[str]:
    """Return stems of names that tell little: days, months, countries and their peoples."""
    rows = load(Country, "actors/countries.csv")
    named = [*DAYS.split(), *(word for row in rows for word in (
        row.name, *row.aliases, *row.nationality, *row.people, *row.capital
    ))]  # fmt: skip
    return words_of(f"in {name}" for name in named).names


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of some words as whole words, longer ones first."""
    longest_first = sorted(words, key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
