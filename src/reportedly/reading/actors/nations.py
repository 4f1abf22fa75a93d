"""Which country words name: by adjective, by name, by the place they stand in."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from reportedly.reading.actors import lexicon

LONGEST = 3
# "Syrian-backed", "rebel-held": the word before tells of somebody else's hand.
JOINED = {
    "backed", "held", "occupied", "controlled", "allied", "supported", "aligned", "friendly",
    "funded", "financed", "trained", "brokered", "sponsored", "linked", "installed", "armed",
    "mediated", "imposed", "made", "born", "speaking", "appointed", "claimed", "administered",
}  # fmt: skip
DISOWNED = {"pro", "anti", "ethnic", "non"}  # "pro-Iranian", "ethnic Albanians"


def nationality_in(doc: Doc, start: int, end: int, seats: bool = True) -> str | None:
    """Return the code of the first country named, or nationality told, in a stretch.

    Capitals and palaces count as their country where `seats` allows it.
    """
    table, firsts = lexicon.nationalities(), first_words()
    for i in range(start, end):
        text = doc[i].text
        if not text[0].isupper():
            continue
        size = adjective_size(doc, i, end) if text.lower() in firsts else 0
        code = table[words_of(doc, i, size)] if size else country_of(doc[i], seats)
        if code and owns(doc, i, i + max(size, 1)):
            return code
    return None


def adjective_size(doc: Doc, start: int, end: int) -> int:
    """Return of how many words the longest nationality is that begins at a token, or 0."""
    table = lexicon.nationalities()
    sizes = range(min(LONGEST, end - start), 0, -1)
    return next((size for size in sizes if words_of(doc, start, size) in table), 0)


def words_of(doc: Doc, start: int, size: int) -> tuple[str, ...]:
    """Return words in lower case."""
    return tuple(token.lower_ for token in doc[start : start + size])


@cache
def first_words() -> frozenset[str]:
    """Return the words that a nationality can begin with."""
    return frozenset(words[0] for words in lexicon.nationalities())


def owns(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a nationality is that of the noun it stands before."""
    back = start - 1 if start and doc[start - 1].text in "-–" else start
    if back and doc[back - 1].lower_ in DISOWNED:
        return False
    if end + 1 < len(doc) and doc[end].text in "-–":
        return doc[end + 1].lower_ not in JOINED
    return True


def country_of(token: Token, seats: bool = True) -> str | None:
    """Return the country that a word names by itself or as its speaking capital."""
    known = lexicon.names().get(token.text, {}).get((token.text,))
    sorts = {"country", "capital", "metonym"} if seats else {"country"}
    return known.country if known and known.sort in sorts else None
