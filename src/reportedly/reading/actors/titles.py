"""Titles and role nouns of a document, found once: "prime minister", "air force", "residents"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.attrs import LEMMA, LOWER, ORTH
from spacy.tokens import Doc

from reportedly.knowledge.schemas import Title
from reportedly.reading.actors import lexicon

LONGEST = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A title in the text: where its words begin, the words, and what is known of them."""

    start: int
    words: str
    row: Title


class Titles:
    """The words of a document, and the longest title or role noun that ends at each of them.

    Words are taken out of spaCy's arrays, each spelling once: a Token for every word of a report
    costs more than all that is asked of them.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.texts = spelled(doc, ORTH)
        self.lower = spelled(doc, LOWER)
        self.capitals = [i for i, text in enumerate(self.texts) if text[0].isupper()]
        ends = last_words()
        self._at: dict[int, Found] = {}
        for i, (word, base) in enumerate(zip(self.lower, spelled(doc, LEMMA), strict=True)):
            lemma = base.lower()
            if word in ends or lemma in ends:
                found = self._longest(i, (word,) if word == lemma else (word, lemma))
                if found:
                    self._at[i] = found

    def ending_at(self, i: int) -> Found | None:
        """Return the title whose last word is the token at an index."""
        return self._at.get(i)

    def all(self) -> dict[int, Found]:
        """Return all titles by the index of their last word."""
        return self._at

    def _longest(self, i: int, forms: tuple[str, ...]) -> Found | None:
        table = lexicon.titles()
        for size in range(min(LONGEST, i + 1), 0, -1):
            before = self.lower[i - size + 1 : i]
            for form in forms:
                row = table.get((*before, form))
                if row:
                    start = i - size + 1
                    return Found(start, self.doc[start : i + 1].text, row)
        return None


def spelled(doc: Doc, attribute: int) -> list[str]:
    """Return an attribute of all tokens as strings."""
    ids = doc.to_array(attribute).tolist()
    strings = doc.vocab.strings
    known = {number: strings[number] for number in set(ids)}
    return [known[number] for number in ids]


@cache
def last_words() -> frozenset[str]:
    """Return the words that a title can end with, so that most tokens are passed over quickly."""
    return frozenset(words[-1] for words in lexicon.titles())
