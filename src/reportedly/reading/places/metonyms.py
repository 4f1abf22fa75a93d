"""Capitals' names that stand for the governments that sit there."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.places.lexicon import Lexicon
from reportedly.reading.places.mention import Mention
from reportedly.reading.places.phrases import dateline, speaks

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def is_metonym(doc: Doc, mention: Mention, words: Lexicon) -> bool:
    """Tell whether a capital's name stands for its government: "Moscow denied it"."""
    if not any(e.capital and e.rank == 0 for e in mention.entries[:3]):
        return False
    if dateline(doc, mention) or mention.inside:
        return False
    root = doc[mention.start : mention.end].root
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    head, relation = root.head, root.dep_
    if relation in SUBJECTS:
        return speaks(head) or any(c.dep_ == "xcomp" and speaks(c) for c in head.children)
    if relation == "poss":
        return not (
            head.ent_type_ or head.lower_ in words.nouns or words.has("dweller", head.lower_)
        )
    if relation == "pobj":
        return stands_for_government(head, words)
    return relation in ("dobj", "obj") and words.has("urged", head.lemma_)


def opens_clause(preposition: Token) -> bool:
    """Tell whether a clause begins with a preposition: "for Kyiv, they are a lifeline"."""
    return bool(preposition.is_sent_start) or preposition.nbor(-1).text in (";", ":", "—", "–")


def stands_for_government(preposition: Token, words: Lexicon) -> bool:
    """Tell whether what follows a preposition acts or is dealt with ("talks with Minsk")."""
    word, governor = preposition.lower_, preposition.head
    if word == "for":
        return opens_clause(preposition)
    if word in ("with", "between", "among"):
        return words.has("dealings", governor.lemma_.lower()) or speaks(governor)
    return words.has("about", word)
