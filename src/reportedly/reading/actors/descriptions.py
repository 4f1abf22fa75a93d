"""Actors by what they are: "Ukraine's air force", "regional officials", "the Sudanese army"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from reportedly.reading.actors import lexicon
from reportedly.reading.actors.lexicon import Title
from reportedly.reading.actors.mention import Mention

LEFT = {
    "amod",
    "compound",
    "poss",
    "nmod",
    "det",
    "case",
    "nummod",
    "punct",
    "npadvmod",
    "quantmod",
}
LONGEST_TITLE = 4


def title_ending_at(token: Token) -> tuple[str, Title] | None:
    """Return the longest title or role noun whose last word is this token."""
    if token.lower_ not in last_words() and token.lemma_.lower() not in last_words():
        return None
    doc, table = token.doc, lexicon.titles()
    for size in range(min(LONGEST_TITLE, token.i + 1), 0, -1):
        words = doc[token.i - size + 1 : token.i + 1]
        for form in (token.lower_, token.lemma_.lower()):
            parts = (*(w.lower_ for w in words[:-1]), form)
            row = table.get(tuple(p for p in parts))
            if row:
                return words.text, row
    return None


@cache
def last_words() -> frozenset[str]:
    """Return the words that a title can end with, so that most tokens are passed over quickly."""
    return frozenset(words[-1] for words in lexicon.titles())


def descriptions(doc: Doc, taken: set[int]) -> Iterator[Mention]:
    """Yield noun phrases whose head is a role noun; `taken` are tokens of names."""
    for token in doc:
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if token.dep_ in {"compound", "amod", "npadvmod"} and token.head.pos_ in {"NOUN", "PROPN"}:
            continue
        found = title_ending_at(token)
        if found:
            yield description(token, *found)


def description(head: Token, words: str, row: Title) -> Mention:
    """Return the mention of a noun phrase by its head and the role it names."""
    doc = head.doc
    start = head.i
    while start > 0 and doc[start - 1].dep_ in LEFT and below(doc[start - 1], head):
        start -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    first = doc[start]
    definite = first.dep_ == "det" and first.lower_ in {"the", "this", "these", "both"}
    owned = any(t.dep_ == "poss" for t in doc[start : head.i])
    indefinite = first.dep_ == "det" and not definite
    if first.dep_ == "det":
        start += 1
    end, country = tail(head)
    country = nationality_in(doc, start, end) or country
    plural = head.tag_ in {"NNS", "NNPS"}
    known = lexicon.bodies().get(" ".join(t.lower_ for t in doc[start:end]).replace("’", "'"))
    if known:
        named: tuple[str, ...] = ("body", known.name)
        return Mention(start, end, head.i, known.name, known.kind, named, known.country, known.role)
    name = " ".join(t.text for t in doc[start:end]).replace(" 's", "'s").replace(" ’s", "’s")
    key: tuple[str, ...] = (
        row.kind,
        country or "",
        row.words.lower().replace("defense", "defence"),
        "many" if plural else "one",
    )
    if not (definite or owned or country):
        key = (*key, str(head.i))  # "officials", "a spokesperson": nobody met before
    elif row.kind == "person" and indefinite:
        key = (*key, str(head.i))
    return Mention(
        start, end, head.i, name, "people" if row.kind == "person" and plural else row.kind, key,
        country, row.role, words if row.kind == "person" and not plural else None,
        definite=definite, plural=plural,
    )  # fmt: skip


def below(token: Token, head: Token) -> bool:
    """Tell whether a word hangs on the head, over at most three steps."""
    for _ in range(3):
        if token.head.i == head.i:
            return True
        token = token.head
    return False


def tail(head: Token) -> tuple[int, str | None]:
    """Return the end of a description with its "of Country" and that country's code."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "from"} and child.i == head.i + 1:
            for inner in child.children:
                code = country_of(inner)
                if inner.dep_ == "pobj" and code:
                    return inner.i + 1, code
    return head.i + 1, None


def nationality_in(doc: Doc, start: int, end: int, seats: bool = True) -> str | None:
    """Return the code of the first country named, or nationality told, in a stretch.

    Capitals and palaces count as their country where `seats` allows it.
    """
    table = lexicon.nationalities()
    for i in range(start, end):
        for size in (3, 2, 1):
            words = tuple(t.lower_ for t in doc[i : min(i + size, end)])
            if len(words) == size and words in table and doc[i].text[0].isupper():
                return table[words]
        code = country_of(doc[i], seats)
        if code:
            return code
    return None


def country_of(token: Token, seats: bool = True) -> str | None:
    """Return the country that a word names by itself or as its speaking capital."""
    known = lexicon.names().get(token.text, {}).get((token.text,))
    sorts = {"country", "capital", "metonym"} if seats else {"country"}
    return known.country if known and known.sort in sorts else None
