"""Numbers as reports write them: "2,500", "1.2 million", "twenty-six", "a dozen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly import knowledge

DIGITS = re.compile(r"\d{1,3}(?:[,  ]\d{3}){1,4}(?:\.\d{1,3})?|\d{1,15}(?:\.\d{1,6})?")
HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
LARGEST = 1e15  # nothing that a report counts is larger; keeps long runs of scales finite


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number word: what it adds or multiplies by, or the least that a vague one claims."""

    word: str
    kind: Literal["unit", "scale", "vague"]
    value: float | None = None
    low: float | None = None


@cache
def numerals() -> dict[str, Numeral]:
    """Return the number words of English by word."""
    return {row.word: row for row in knowledge.load(Numeral, "english/numerals.csv")}


def amount(text: str) -> float | None:
    """Return the value of a number in digits ("2,500", "1.2"), or None."""
    if text in HALVES:
        return HALVES[text]
    if not DIGITS.fullmatch(text):
        return None
    return float(re.sub(r"[,  ]", "", text))


def pieces(text: str) -> list[str]:
    """Split a number as written into its words, lower-cased: "twenty-six" → twenty, six."""
    return [part for part in re.split(r"[\s\-‑–]+", text.lower()) if part]


def value_of(words: Sequence[str]) -> float | None:
    """Return the value of number words in order, or None if they make no number.

    "and" and "a"/"an" are passed over where they join ("two hundred and six", "a dozen").
    """
    total, current, seen = 0.0, 0.0, False
    for i, word in enumerate(words):
        known = numerals().get(word)
        digits = amount(word)
        if digits is not None:
            if seen and digits >= 1:
                return None
            current, seen = current + digits, True
        elif known and known.kind == "unit" and known.value is not None:
            if current % 100 and not (
                current % 100 >= 20 and not current % 10 and known.value < 10
            ):
                return None
            current, seen = current + known.value, True
        elif known and known.kind == "scale" and known.value is not None:
            current, seen = (current or 1.0) * known.value, True
            if known.value >= 1000:
                total, current = total + current, 0.0
        elif word == "half" and i and words[i - 1] in {"a", "and"}:
            current += 0.5
        elif word not in {"a", "an", "and"}:
            return None
    value = round(total + current, 6)
    return value if seen and value <= LARGEST else None


def number(text: str) -> float | None:
    """Return the value of a number as written ("1.2 million", "twenty-six"), or None."""
    whole = amount(text.strip())
    return value_of(pieces(text)) if whole is None else whole


@cache
def pattern() -> str:
    """Return a regular expression (no groups) for small numbers in words or digits."""
    small = [row.word for row in numerals().values() if row.kind == "unit" and row.value]
    words = "|".join(sorted(small, key=lambda word: (-len(word), word)))
    return rf"(?:\d{{1,4}}|(?:{words})(?:[- ](?:{words}))?)"
