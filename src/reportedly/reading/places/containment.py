"""Names that the text ties to the division or country they lie in."""

from __future__ import annotations

from spacy.tokens import Doc

from reportedly.reading.places.lexicon import Lexicon
from reportedly.reading.places.mention import Mention

LINK = 6
TRUST = {"comma": 2.5, "within": 0.8, "owner": 0.8}


def chain(doc: Doc, found: list[Mention], words: Lexicon) -> None:
    """Tie names to the division or country that the text says they lie in, and trust both more.

    That is "Goma, Congo", "Goma (Congo)", "Boulkessi in the Mopti region", and "the Kherson
    region's Henichesk district".
    """
    starts: dict[int, list[Mention]] = {}
    for mention in found:
        starts.setdefault(mention.start, []).append(mention)
    for mention in found:
        for at in range(mention.end + 1, min(mention.end + LINK, len(doc))):
            tie = link(doc, mention.end, at, words)
            for other in starts.get(at, ()) if tie else ():
                inner, outer = (other, mention) if tie == "owner" else (mention, other)
                if holds(outer, inner):
                    inner.score += TRUST[tie]
                    outer.score += TRUST[tie]
                    inner.inside.append(outer)


def link(doc: Doc, start: int, end: int, words: Lexicon) -> str:
    """Return how the words between two names tie them: "comma", "within", "owner" or not at all."""
    between = [token.lower_ for token in doc[start:end]]
    if between in ([","], ["("]):
        return "comma"
    while between and (between[0] in words.nouns or between[0] == "-"):
        between = between[1:]
    while between and (between[-1] == "the" or words.has("compass", between[-1])):
        between = between[:-1]
    if between in (["'s"], ["’s"]):
        return "owner"
    return "within" if between in (["in"], ["of"]) or between == [",", "in"] else ""


def holds(outer: Mention, inner: Mention) -> bool:
    """Tell whether a place of the outer name holds one of the inner name."""
    if not inner.entries:
        return any(e.kind in ("country", "admin1") and e.rank == 0 for e in outer.entries)
    for o in outer.entries:
        for e in inner.entries:
            if e.id == o.id:
                continue
            if o.kind == "country" and e.country == o.country and e.kind != "country":
                return True
            if o.kind in ("admin1", "admin2") and o.id in (e.admin1, e.admin2):
                return True
    return False
