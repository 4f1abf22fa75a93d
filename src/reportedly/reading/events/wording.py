"""How words are looked up: single words and runs of words, lower case, plural or not.

The words of a document are written out once, since each is looked at many times over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from spacy.tokens import Doc, Token

from reportedly.reading.events.grammar import after, children

LONGEST = 5  # tokens of a term ("rocket-propelled grenade" is four)
MODIFIERS = ("compound", "amod", "nmod", "poss")

V = TypeVar("V")


class Terms(dict[str, V]):
    """A table by term, which also knows the beginnings of its terms (`leads`)."""

    def __init__(self, rows: Mapping[str, V]) -> None:
        super().__init__(rows)
        self.leads = frozenset(term[:n] for term in rows for n in range(len(term)))


class Wording:
    """The words of a document as they may be listed: plain, as lemma, and without an s."""

    def __init__(self, doc: Doc) -> None:
        self.raw: list[str] = []
        self.last: list[tuple[str, ...]] = []
        for token in doc:
            word = token.lower_
            self.raw.append(word + token.whitespace_)
            self.last.append(endings(word, token.lemma_.lower()))
        self.named: dict[int, tuple[str, ...]] = {}
        self.described: dict[int, tuple[str, ...]] = {}

    def forms(self, start: int, end: int) -> tuple[str, ...]:
        """Return the ways in which the words [start, end) may be listed as a term."""
        last = self.last[end - 1]
        if end - start == 1:
            return last
        lead = plain("".join(self.raw[start : end - 1]))
        return tuple(lead + word for word in last)


def endings(word: str, lemma: str) -> tuple[str, ...]:
    """Return the forms under which the last word of a term may be listed."""
    short = word[:-1] if word.endswith("s") and len(word) > 3 else word
    if word == lemma == short:
        return (word,)
    return tuple(dict.fromkeys((word, lemma, short)))


def plain(lead: str) -> str:
    """Return words with single spaces between them and at most one behind them."""
    if "  " not in lead and lead.isprintable():
        return lead
    return " ".join(lead.split()) + (" " if lead[-1:].isspace() else "")


@lru_cache(maxsize=1)
def wording(doc: Doc) -> Wording:
    """Return the words of the document that is being read."""
    return Wording(doc)


def forms(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the ways in which the words [start, end) may be listed as a term."""
    return wording(doc).forms(start, end)


def ending_at(token: Token, floor: int) -> Iterator[str]:
    """Yield the terms made of runs of words that end at a token, longest first."""
    words = wording(token.doc)  # a subtree keeps to its sentence, so `floor` does
    for start in range(max(floor, token.i - LONGEST + 1), token.i + 1):
        yield from words.forms(start, token.i + 1)


def terms(noun: Token, counting: frozenset[str]) -> list[str]:
    """Return the terms that name what a noun phrase is about, its head's before its modifiers'.

    Words that only count ("dozens of", "members of") give way to what they count.
    """
    known = wording(noun.doc).named
    if noun.i not in known:
        found = [*ending_at(noun, noun.left_edge.i)]
        if noun.lemma_.lower() in counting or noun.pos_ in {"NUM", "DET"}:
            for counted in after(noun, ("of",)):
                found += ending_at(counted, counted.left_edge.i)
        known[noun.i] = tuple(found)
    return [*known[noun.i]]


def modifiers(noun: Token) -> list[str]:
    """Return the terms of the words that describe a noun."""
    known = wording(noun.doc).described
    if noun.i not in known:
        describing = children(noun, *MODIFIERS)
        known[noun.i] = tuple(t for c in describing for t in ending_at(c, c.left_edge.i))
    return [*known[noun.i]]


def longest(doc: Doc, indexes: Iterable[int], table: Terms[V]) -> Iterator[tuple[V, int, int]]:
    """Yield (value, start, end) of the longest listed terms among the words, none in another.

    `start` and `end` are indexes of words; a term must lie wholly among those of `indexes`.
    """
    here, taken = set(indexes), -1
    words = wording(doc)
    for first in sorted(here):
        begins = words.raw[first] in table.leads or not table.keys().isdisjoint(words.last[first])
        hit = longest_at(words, first, here, table) if begins and first > taken else None
        if hit is not None:
            yield hit[0], first, hit[1]
            taken = hit[1] - 1


def longest_at(words: Wording, first: int, here: set[int], table: Terms[V]) -> tuple[V, int] | None:
    """Return the value of the longest term that begins at a word and the word behind its end."""
    found, raw, lead = None, "", ""
    for at in range(first, first + LONGEST):
        if at not in here or lead not in table.leads:
            break
        term = next((lead + word for word in words.last[at] if lead + word in table), None)
        if term is not None:
            found = (table[term], at + 1)
        raw += words.raw[at]
        lead = plain(raw)
    return found
