"""Numbers told of a toll, count or total: "the death toll rose to 17"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.figures.counted import Counted
from reportedly.reading.figures.phrases import class_of, noun_phrase
from reportedly.reading.figures.sentences import sentence_start

TOLLS = frozenset({"toll"})
QUANTITIES = TOLLS | {"loss", "number", "count", "total", "figure", "tally", "estimate", "sum"}
PUT = {"dead": "killed", "wounded": "wounded", "injured": "wounded", "missing": "missing"}
LINKS = frozenset({
    "to", "at", "from", "of", "by", "be", "is", "was", "than", "as", "below", "above", "near",
    "reach", "exceed", "surpass", "top", "hit", "pass", "stand",
})  # fmt: skip
OVER = frozenset({"exceed", "surpass", "top", "reach", "near"})


def quantity(doc: Doc, number: Token, start: int) -> Token | None:
    """Return the noun of quantity that a bare number tells the size of, or None.

    `start` is the index of the figure's first token, hedge included.
    """
    first = sentence_start(number)
    if start - 1 >= first and doc[start - 1].lower_ in {"the", "its", "a"}:
        start -= 1
    linked = doc[start].lemma_.lower() in OVER
    if start - 1 < first or not (linked or doc[start - 1].lemma_.lower() in LINKS):
        return None
    for i in range(start - (1 if linked else 2), max(first, start - 40) - 1, -1):
        token = doc[i]
        if token.lemma_.lower() in QUANTITIES and token.tag_ in {"NN", "NNS"}:
            return token
        if token.lower_ in PUT and is_put(token, doc[start - 1]):
            return token
        if token.text in {";", ":"}:
            return None
    return None


def is_put(token: Token, at: Token) -> bool:
    """Tell whether those in a state are put at a number: "put the dead in the east at 7,000"."""
    return at.lower_ == "at" and token.dep_ == "dobj" and at.head.i == token.head.i


def told_of(noun: Token) -> str | None:
    """Return the measure that a noun of quantity tells by itself."""
    lemma = noun.lemma_.lower()
    return "killed" if lemma in TOLLS else PUT.get(noun.lower_)


def complement(doc: Doc, noun: Token, blocked: frozenset[int]) -> Counted | None:
    """Return what a noun of quantity counts: "the number of people wounded"."""
    of = next((child for child in noun.children if child.lower_ == "of" and child.i > noun.i), None)
    i = of.i if of is not None else noun.i + 1
    if i >= len(doc) or doc[i].lower_ != "of":
        return None
    i += 1
    if i in blocked:
        return None
    while i < len(doc) and doc[i].lower_ in {"the", "its", "their"}:
        i += 1
    found = noun_phrase(doc, i, blocked, None)
    if found is None or found[1].lemma_.lower() in {"dead", "wounded", "injured"}:
        token = doc[min(i, len(doc) - 1)]
        return Counted(token, None, i, i - 1, "")
    first, head = found
    return Counted(head, head, first, head.i, class_of(doc, first, head))
