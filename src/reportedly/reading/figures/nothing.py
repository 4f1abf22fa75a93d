"""Counts of nothing: "no one was hurt", "no casualties", "none were killed"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.reading.figures.clue import clue_measure, measure_of
from reportedly.reading.figures.counted import Counted
from reportedly.reading.figures.phrases import class_of, noun_phrase

HARMS = frozenset({"killed", "wounded", "casualties", "missing", "damaged", "trapped"})


@dataclass(frozen=True, slots=True)
class Zero:
    """A count of nothing: its words, its measure and the noun, if one is named."""

    number: Token
    start: int
    end: int
    measure: str
    unit: str | None


def zeros(doc: Doc, blocked: frozenset[int]) -> Iterator[Zero]:
    """Yield the counts of nothing that tell of people or things unharmed."""
    for token in doc:
        if token.lower_ in {"nobody", "none"}:
            yield from of_pronoun(doc, token, token)
        elif token.lower_ == "no" and token.i + 1 < len(doc) and token.i not in blocked:
            following = doc[token.i + 1]
            if following.lower_ in {"one", "body"}:
                yield from of_pronoun(doc, token, following)
            else:
                yield from of_noun(doc, token, blocked)


def of_pronoun(doc: Doc, first: Token, last: Token) -> Iterator[Zero]:
    """Yield "no one" and "nobody" where harm is told of them."""
    measure = measure_of(doc, Counted(last, None, last.i, last.i, "person"), first.i)
    if measure in HARMS:
        yield Zero(first, first.idx, last.idx + len(last), measure, None)


def of_noun(doc: Doc, no: Token, blocked: frozenset[int]) -> Iterator[Zero]:
    """Yield "no casualties" and "no civilians were killed"."""
    found = noun_phrase(doc, no.i + 1, blocked, None)
    if found is None:
        return
    first, head = found
    own = clue_measure(head, "self", "")
    phrase = Counted(head, head, first, head.i, class_of(doc, first, head))
    measure = own if own in HARMS else measure_of(doc, phrase, no.i)
    person = phrase.kind in {"person", "troops", "official"}
    if measure in HARMS and (own or person):
        yield Zero(no, no.idx, no.idx + len(no), measure, doc[first : head.i + 1].text)
