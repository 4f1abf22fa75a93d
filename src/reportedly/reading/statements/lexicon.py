"""The words of saying and thinking, from the knowledge tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.vocabulary import Act


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb that can be a cue; `frames` tell how its content hangs on it."""

    lemma: str
    act: Act
    frames: tuple[str, ...]
    particle: str = ""


@dataclass(frozen=True, slots=True)
class SpeechNoun:
    """A noun that can be a cue where it has a source and a complement."""

    lemma: str
    act: Act
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeechPhrase:
    """A fixed phrase: `source` phrases name who says it, `hearsay` words hide it."""

    words: str
    kind: str
    act: Act


@cache
def verbs() -> dict[tuple[str, str], SpeechVerb]:
    """Return the verbs by lemma and particle ("" for none)."""
    rows = load(SpeechVerb, "english/speech_verbs.csv")
    return {(row.lemma, row.particle): row for row in rows}


@cache
def nouns() -> dict[str, SpeechNoun]:
    """Return the nouns by lemma."""
    return {row.lemma: row for row in load(SpeechNoun, "english/speech_nouns.csv")}


@cache
def phrases(kind: str) -> dict[tuple[str, ...], SpeechPhrase]:
    """Return the phrases of a kind by their words."""
    rows = load(SpeechPhrase, "english/speech_phrases.csv")
    return {tuple(row.words.split()): row for row in rows if row.kind == kind}
