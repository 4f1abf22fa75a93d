"""Word classes that readers share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.vocabulary import Act, ViaKind


@dataclass(frozen=True, slots=True)
class WordClass:
    """A named class of lemmas."""

    name: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """Words for the channel that carried a statement."""

    words: str
    kind: ViaKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """What it amounts to when somebody calls a thing so."""

    words: str
    act: Act


@cache
def clue(name: str) -> frozenset[str]:
    """Return the lemmas of a class in `speech_clues.csv`; KeyError if there is no such class."""
    table = {row.name: frozenset(row.lemmas) for row in load(WordClass, "english/speech_clues.csv")}
    return table[name]


@cache
def channels() -> dict[tuple[str, ...], ViaKind]:
    """Return kinds of channel by their words in lower case."""
    return {tuple(row.words.split()): row.kind for row in load(Channel, "english/relays.csv")}


@cache
def verdicts() -> dict[str, Act]:
    """Return acts by the word that somebody calls a thing."""
    return {row.words: row.act for row in load(Verdict, "english/verdicts.csv")}
