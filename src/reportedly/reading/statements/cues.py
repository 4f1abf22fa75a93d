"""The words of a cue: the verb with its auxiliaries, negation, particle and adverbs."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.statements.attribution import Range

BEFORE = {"aux", "auxpass", "neg", "advmod"}
AFTER = {"prt", "neg"}


def cue_range(verb: Token, until: Token | None = None) -> Range:
    """Return the tokens of a verb cue, up to a preposition it governs where one is given."""
    start, end = verb.i, verb.i + 1
    doc = verb.doc
    while start > 0 and doc[start - 1].head.i == verb.i and doc[start - 1].dep_ in BEFORE:
        start -= 1
    while start < verb.i and doc[start].dep_ == "advmod" and doc[start].tag_ == "WRB":
        start += 1
    while end < len(doc) and doc[end].head.i == verb.i and doc[end].dep_ in AFTER:
        end += 1
    if until is not None and until.i == end:
        end += 1
    return start, end
