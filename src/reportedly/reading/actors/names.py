"""Names known from the tables: bodies, outlets, seats of power, countries and peoples."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.actors import lexicon
from reportedly.reading.actors.lexicon import Known
from reportedly.reading.actors.mention import LOCATIVE, Mention, acts
from reportedly.reading.actors.nations import owns
from reportedly.reading.actors.titles import Titles
from reportedly.reading.clues import clue

LONGEST = 8
DEALT_WITH = {"pobj", "dobj", "dative", "conj", "poss"}
ADDRESSING = {
    "accuse", "blame", "urge", "tell", "ask", "warn", "invite", "thank", "assure", "inform",
    "criticise", "criticize", "condemn", "press", "pressure", "persuade", "convince", "praise",
    "threaten", "notify", "remind", "consult", "promise", "offer", "give", "sue", "sanction",
}  # fmt: skip


def known_names(titles: Titles, placed: set[int]) -> Iterator[Mention]:
    """Yield the longest known name at each place, where it stands for an actor.

    `placed` are the tokens of places.
    """
    doc, at = titles.doc, 0
    while at < len(doc):
        found = longest(titles.texts, at)
        if found is None:
            at += 1
            continue
        end, known = found
        inner = longest(titles.texts, at + 1) if titles.texts[at] == "the" else None
        if inner and inner[0] >= end:  # "the UN Security Council" begins no mention of the UN
            at += 1
            continue
        head = head_of(doc, at, end)
        if surname(doc, at, end):
            at = end
            continue
        if stands_for_actor(head, known, head.i in placed):
            yield as_mention(at, end, head, known)
        at = end


def surname(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name of one word ends a person's: "Thérèse Kayikwamba Wagner"."""
    if end - start > 1 or start == 0 or doc[start].ent_type_ != "PERSON":
        return False
    return doc[start].ent_iob_ == "I" and doc[start - 1].pos_ == "PROPN"


def longest(texts: list[str], at: int) -> tuple[int, Known] | None:
    """Return the end and meaning of the longest known name that starts at a word."""
    table = lexicon.names().get(texts[at])
    if not table:
        return None
    words = [text.replace("’", "'") for text in texts[at : at + LONGEST]]
    for size in range(len(words), 0, -1):
        known = table.get(tuple(words[:size]))
        if known:
            return at + size, known
    return None


def head_of(doc: Doc, start: int, end: int) -> Token:
    """Return the word of a name on which the others hang."""
    root = doc[start:end].root
    return doc[end - 1] if root.dep_ == "det" else root  # "the Taliban" before another noun


def stands_for_actor(head: Token, known: Known, placed: bool) -> bool:
    """Tell whether a known name means somebody here, rather than a place or a modifier."""
    if head.dep_ in {"compound", "amod", "nmod"} and known.sort != "body":
        return False
    if known.sort == "capital":
        return capital_acts(head) or (not placed and head.dep_ in DEALT_WITH and alone(head))
    if known.sort == "country":
        return acts(head) and not bounds(head)
    if known.sort == "metonym":
        return not (head.dep_ == "pobj" and head.head.lower_ in LOCATIVE)
    return True


def alone(head: Token) -> bool:
    """Tell whether a name has no other name beside it, which would make it a person's."""
    doc, i = head.doc, head.i
    around = [*doc[max(0, i - 1) : i], *doc[i + 1 : i + 2]]
    return head.text[1:].islower() and not any(t.pos_ == "PROPN" for t in around)


def bounds(head: Token) -> bool:
    """Tell whether a country is only what a border runs along: "the border with Chad"."""
    return head.dep_ == "pobj" and head.head.head.lemma_.lower() in {"border", "frontier"}


def capital_acts(head: Token) -> bool:
    """Tell whether a capital's name means its government: "Moscow said", "Kyiv's allies"."""
    if head.dep_ == "nsubj":
        return head.head.pos_ == "VERB" and head.head.lemma_ not in clue("place_verb")
    if head.dep_ in {"dobj", "dative"}:
        return head.head.lemma_.lower() in ADDRESSING
    if head.dep_ == "poss":
        return head.head.pos_ == "NOUN" and head.head.lemma_.lower() in clue("owned")
    if head.dep_ == "pobj":
        return head.head.lower_ in {"by", "between", "against"} and head.head.dep_ != "pobj"
    if head.dep_ == "conj" and head.head.i != head.i:
        return capital_acts(head.head)
    return False


def as_mention(start: int, end: int, head: Token, known: Known) -> Mention:
    """Return the mention of a known name."""
    if known.sort == "people" and not owns(head.doc, start, end):  # "ethnic Albanians"
        name = head.doc[start:end].text
        return Mention(
            start, end, head.i, name, "people", ("people", name), role="CVL", plural=True
        )
    key = (known.sort, known.name) if known.sort != "country" else ("country", known.country or "")
    return Mention(
        start, end, head.i, known.name, known.kind, key, known.country, known.role,
        plural=known.sort == "people",
    )  # fmt: skip
