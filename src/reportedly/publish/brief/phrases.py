"""What sentences of a brief are put together with: templates, and the words they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import Formatter

from reportedly.knowledge.tables import bundled, read

TABLE = "brief/phrases.csv"
WORD = re.compile(r"[^\W_]+(?:[-.,:'’‑][^\W_]+)*")
LOOSE = re.compile(r"\s+([,.;:])")


@dataclass(frozen=True)
class Phrase:
    """A template; words in braces are its slots."""

    name: str
    phrase: str


@cache
def phrases() -> dict[str, str]:
    """Return the templates by name. A user's own are not taken: what they add is not checked."""
    return {row.name: row.phrase for row in read(Phrase, bundled(TABLE))}


@cache
def connecting() -> frozenset[str]:
    """Return the closed vocabulary: all words of templates outside their slots, in lower case."""
    literal = (text for phrase in phrases().values() for text, *_ in Formatter().parse(phrase))
    return frozenset(word.lower() for text in literal for word in words_of(text))


def words_of(text: str) -> list[str]:
    """Return the words and numbers of a text: "4,300" and "p.m" are one each."""
    return WORD.findall(text)


def filled(name: str, slots: dict[str, str]) -> str:
    """Return a template with its slots filled, on one line."""
    text = phrases()[name].format_map({key: line(value) for key, value in slots.items()})
    return LOOSE.sub(r"\1", text)


def line(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())
