"""Whether a verb tells again of what an earlier sentence told ("the drones were intercepted")."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import children
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.wording import terms

KNOWN = {"the", "this", "these", "those", "both"}
OTHER = {"other", "another", "second", "third", "more", "further", "new", "next"}
THEM = {"these", "those", "them", "which"}
LIKE = frozenset({"airborne", "aircraft_doer", "deal"})  # classes whose words stand for each other


def repeats(old: Candidate, new: Candidate, lex: Lexicon) -> bool:
    """Tell whether a later verb means an earlier happening of its kind."""
    if new.row.pos != "VERB":
        return False
    if old.status == new.status == "denied":
        return lex.kinds[old.kind].type == lex.kinds[new.kind].type
    if old.kind != new.kind or {"negated", "denied"} & {old.status, new.status}:
        return False
    return of_these(new.token) or same_count(old, new) or same_things(old, new, lex)


def of_these(verb: Token) -> bool:
    """Tell whether a clause counts out what was told before ("of these, 24 were shot down")."""
    return any(
        word.lower_ in THEM
        for prep in children(verb, "prep")
        if prep.lower_ == "of" and prep.i < verb.i
        for word in children(prep, "pobj")
    )


def same_count(old: Candidate, new: Candidate) -> bool:
    """Tell whether the same number of the same do both ("26 countries")."""
    mine, theirs = counted(new), counted(old)
    return bool(mine & theirs)


def counted(c: Candidate) -> set[tuple[str, str]]:
    """Return the doers that come with a number, as (number, lemma)."""
    return {
        (number.lower_, noun.lemma_.lower())
        for noun in c.doers
        for number in children(noun, "nummod")
        if number.lower_ not in {"one", "two"}
    }


def same_things(old: Candidate, new: Candidate, lex: Lexicon) -> bool:
    """Tell whether a noun with "the" takes up one that the earlier happening came with."""
    before = [noun for noun in (*old.doers, *old.sufferers) if noun.pos_ == "NOUN"]
    for noun in (*new.doers, *new.sufferers):
        words = {t.lower_ for t in noun.children}
        if not words & KNOWN or words & OTHER:
            continue
        if any(alike(noun, other, lex) for other in before):
            return True
    return False


def alike(one: Token, other: Token, lex: Lexicon) -> bool:
    """Tell whether two nouns may name the same thing."""
    if one.lemma_.lower() == other.lemma_.lower():
        return True
    kinds = [lex.classed(terms(noun, lex.words["counting"])) & LIKE for noun in (one, other)]
    return bool(kinds[0] & kinds[1])
