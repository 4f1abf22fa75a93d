"""What became of a commitment: kept, broken, withdrawn."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.commitments.grammar import children, modals, negated
from reportedly.reading.commitments.lexicon import Lexicon
from reportedly.vocabulary.reading import CommitmentStatus

NOT_YET = {"will", "would", "must", "should", "could", "may", "might", "can", "to"}


def outcome(noun: Token, lex: Lexicon) -> CommitmentStatus | None:
    """Return the status that the verb governing a noun gives it, or None."""
    verb, link = noun.head, ""
    if noun.dep_ == "pobj":
        link = verb.lower_
        verb = verb.head
    elif noun.dep_ not in {"dobj", "nsubjpass"}:
        return None
    if modals(verb) & NOT_YET:
        return None
    denied = negated(verb) or (verb.dep_ == "xcomp" and verb.head.lemma_ in {"fail", "refuse"})
    beside = {c.lower_ for c in children(verb, "prt", "advmod")}
    for row in lex.outcomes:
        if row.lemma != verb.lemma_.lower() or row.link != link:
            continue
        if row.lemma in {"go", "walk"} and not beside & {"back", "away"}:
            continue
        return row.negated if denied else row.status
    return None
