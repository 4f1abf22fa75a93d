"""Nouns that bind: "a promise to", "an ultimatum", guarantees that somebody gives."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.commitments.candidate import Candidate
from reportedly.reading.commitments.frames import complements, recipients
from reportedly.reading.commitments.gate import doubtful, hostile, is_agent
from reportedly.reading.commitments.grammar import children, doers, negated
from reportedly.reading.commitments.lexicon import Lexicon, Noun
from reportedly.reading.commitments.outcomes import outcome
from reportedly.reading.commitments.voices import OWN
from reportedly.reading.commitments.wording import noun_phrase, trim
from reportedly.reading.notebook import Notebook


def find_nouns(doc: Doc, notebook: Notebook, lex: Lexicon) -> Iterator[Candidate]:
    """Yield what nouns of the table commit somebody to."""
    for cue in doc:
        row = lex.nouns.get(cue.lemma_.lower()) if cue.pos_ == "NOUN" else None
        if row is not None:
            yield from read_noun(cue, row, notebook, lex)


def read_noun(cue: Token, row: Noun, notebook: Notebook, lex: Lexicon) -> Iterator[Candidate]:
    """Yield the commitments of one noun."""
    verb = governor(cue)
    if any(c.dep_ == "det" and c.lower_ == "no" for c in cue.children):
        return
    if verb is not None and doubtful(verb, lex):
        return
    by = tuple(d for d in givers(cue, verb, lex) if is_agent(d, notebook, lex))
    frame, found = complements(cue, row.frames)
    if frame == "to" and found and is_agent(found[0].head, notebook, lex):
        found = []  # that is to whom, not to what
    given = verb is not None and lex.among(verb.lemma_, "guarantor") and cue.dep_ == "dobj"
    if given and row.kind == "guarantee":
        found = found if frame in {"that", "to-verb"} else []
    if given and not found and by and row.kind in {"guarantee", "demand"}:
        yield Candidate(row.kind, cue, cue, spelled_out(cue), by, told(cue, verb), cue)
    ended = outcome(cue, lex)
    if verb is not None and negated(verb) and ended is None and lex.among(verb.lemma_, "light"):
        return
    if ended is not None and not found and by and row.kind not in {"demand", "refusal"}:
        yield Candidate(row.kind, cue, cue, noun_phrase(cue), by, told(cue, verb), cue)
    for one in found if by or row.bare else []:
        if one.head.pos_ in {"VERB", "AUX"} and lex.among(one.head.lemma_, "inert"):
            continue
        kind = row.hostile if row.hostile and hostile(one.head, lex) else row.kind
        yield Candidate(kind, cue, one.head, one.what, by, told(cue, verb), cue)


def spelled_out(cue: Token) -> tuple[int, int]:
    """Return a noun's words, or what a colon behind it spells out ("an ultimatum: leave")."""
    doc = cue.doc
    after = cue.i + 1
    if after < len(doc) and doc[after].text == ":" and after + 1 < cue.sent.end:
        return trim(doc, after + 1, cue.sent.end)
    return noun_phrase(cue)


def governor(cue: Token) -> Token | None:
    """Return the verb that a noun is the object or subject of, also through a preposition."""
    head = cue.head
    if cue.dep_ == "pobj" and head.dep_ in {"prep", "agent"}:
        head = head.head
    return head if head.pos_ == "VERB" and cue.dep_ in {"dobj", "nsubjpass", "pobj"} else None


def givers(cue: Token, verb: Token | None, lex: Lexicon) -> list[Token]:
    """Return who is bound: the owner, a "by" or "from" phrase, or the giver's verb's subject."""
    owners = [c for c in cue.lefts if c.dep_ == "poss" or children(c, "case")]
    named = [o for o in owners if o.lower_ not in OWN]
    if named:
        return named
    for prep in children(cue, "prep"):
        if prep.lower_ in {"by", "from"}:
            return children(prep, "pobj")
    if verb is None:
        return owners
    if cue.dep_ == "nsubjpass":
        return owners or doers(verb)
    receives = verb.lemma_ in {"receive", "secure", "obtain", "get", "win"}
    light = lex.among(verb.lemma_, "light") and not receives
    if owners or light or outcome(cue, lex) is not None:
        return doers(verb) or owners
    return []


def told(cue: Token, verb: Token | None) -> tuple[Token, ...]:
    """Return to whom a promise, offer or demand is made."""
    preps = [p for p in children(cue, "prep") if p.lower_ in {"to", "on"}]
    own = [o for p in preps for o in children(p, "pobj")]
    return (*own, *(recipients(verb) if verb is not None else ()))
