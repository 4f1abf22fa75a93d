"""What figures count, and over what, so that like is compared with like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from reportedly.knowledge.tables import load
from reportedly.reconcile.words import stem

PERSONS = "persons"  # people of no particular kind: "14 killed", "14 people", "14 lives"
THINGS = "things"  # of no particular kind: "twelve more alight"
ABOUT = 0.1  # "about" is so much either way
Basis = Literal["window", "scope", "later", "bound", "unsure", "part"]
Range = tuple[float | None, float | None]


@dataclass(frozen=True)
class Unit:
    """Nouns that count the same."""

    words: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class ScopeWord:
    """Words of a sentence that tell what its figures count."""

    words: str
    kind: Basis


def unit(words: str | None) -> str:
    """Return what a unit counts: its class, else its last word's stem; people if none is told."""
    if not words:
        return PERSONS
    low = words.lower()
    last = low.split(" ")[-1]
    return units().get(low) or units().get(stem(last)) or stem(last)


def of_people(counted: str) -> bool:
    """Tell whether a unit counts people, of whatever kind."""
    return counted in PEOPLE


@lru_cache(maxsize=4096)
def basis_of(sentence: str, from_hospital: bool = False) -> tuple[Basis, ...]:
    """Return what a sentence tells of the counting of its figures.

    The bodies that a hospital received are those of one place: at least so many.
    """
    found = [kind for kind, pattern in scope_table() if pattern.search(sentence)]
    if "bound" in found and not from_hospital and not re.search(r"\bburied\b", sentence):
        found.remove("bound")
    return tuple(found)


def bounds(low: float | None, high: float | None, comparator: str, basis: tuple[str, ...]) -> Range:
    """Return the range that a figure stands for: "about" widens it, a lower bound opens it."""
    if comparator == "about" and low is not None and low == high:
        low, high = low * (1 - ABOUT), low * (1 + ABOUT)
    if "bound" in basis and high:
        high = None
    return low, high


PEOPLE = frozenset({
    PERSONS, "soldiers", "officers", "fighters", "combatants", "children", "women", "journalists",
    "medics", "drivers", "hostages", "prisoners",
})  # fmt: skip


@cache
def units() -> dict[str, str]:
    """Return units by nouns as worded, and by their last word's stem."""
    found: dict[str, str] = {}
    for row in load(Unit, "reconcile/units.csv"):
        for words in row.words:
            found.setdefault(words, row.unit)
            if " " not in words:
                found.setdefault(stem(words), row.unit)
    return found


@cache
def scope_table() -> tuple[tuple[Basis, re.Pattern[str]], ...]:
    """Return the kinds of words about counting, each with the pattern of all its words."""
    words: dict[Basis, list[str]] = {}
    for row in load(ScopeWord, "reconcile/scopes.csv"):
        words.setdefault(row.kind, []).append(row.words)
    return tuple(
        (kind, re.compile(rf"\b(?:{'|'.join(some)})\b", re.IGNORECASE))
        for kind, some in words.items()
    )
