"""How words are looked up: single words and runs of words, lower case, plural or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from spacy.tokens import Doc, Token

from reportedly.reading.events.grammar import after, children

LONGEST = 5  # tokens of a term ("rocket-propelled grenade" is four)
MODIFIERS = ("compound", "amod", "nmod", "poss")

V = TypeVar("V")


def forms(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the ways in which the words [start, end) may be listed as a term."""
    last = doc[end - 1]
    lead = doc[start : end - 1].text_with_ws if end - start > 1 else ""
    lead = " ".join(lead.lower().split()) + (" " if lead[-1:].isspace() else "")
    word = last.lower_
    short = word[:-1] if word.endswith("s") and len(word) > 3 else word
    return tuple(dict.fromkeys((lead + word, lead + last.lemma_.lower(), lead + short)))


def ending_at(token: Token, floor: int = 0) -> Iterator[tuple[str, int]]:
    """Yield (term, first word's index) for runs of words that end at a token, longest first."""
    first = max(floor, token.i - LONGEST + 1, token.sent.start)
    for start in range(first, token.i + 1):
        for term in forms(token.doc, start, token.i + 1):
            yield term, start


def terms(noun: Token, counting: frozenset[str]) -> list[str]:
    """Return the terms that name what a noun phrase is about, its head's before its modifiers'.

    Words that only count ("dozens of", "members of") give way to what they count.
    """
    found = [term for term, _ in ending_at(noun, noun.left_edge.i)]
    if noun.lemma_.lower() in counting or noun.pos_ in {"NUM", "DET"}:
        for counted in after(noun, ("of",)):
            found += [term for term, _ in ending_at(counted, counted.left_edge.i)]
    return found


def modifiers(noun: Token) -> list[str]:
    """Return the terms of the words that describe a noun."""
    found = []
    for child in children(noun, *MODIFIERS):
        found += [term for term, _ in ending_at(child, child.left_edge.i)]
    return found


def longest(tokens: Iterable[Token], table: Mapping[str, V]) -> Iterator[tuple[V, int, int]]:
    """Yield (value, start, end) of the longest listed terms inside the tokens, none inside another.

    `start` and `end` are indexes of words; a term must lie wholly among the tokens.
    """
    inside = sorted(tokens, key=lambda token: token.i)
    here = {token.i for token in inside}
    taken = -1
    for token in inside:
        if token.i <= taken:
            continue
        doc = token.doc
        for end in range(min(token.i + LONGEST, len(doc)), token.i, -1):
            if not all(i in here for i in range(token.i, end)):
                continue
            hit = next((table[f] for f in forms(doc, token.i, end) if f in table), None)
            if hit is not None:
                yield hit, token.i, end
                taken = end - 1
                break
