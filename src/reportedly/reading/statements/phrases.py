"""Cues that are no verbs: according to X, reportedly, X's claim that, a warning from X."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.clues import clue
from reportedly.reading.statements import lexicon
from reportedly.reading.statements.attribution import (
    Attribution,
    Range,
    subtree,
    touches,
    without,
)
from reportedly.reading.statements.sources import source_of, wording
from reportedly.reading.statements.verbs import verb_row

CLAUSE = {"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "xcomp"}


def find_phrases(doc: Doc) -> Iterator[Attribution]:
    """Yield what "according to" and its like attribute, and hearsay adverbs."""
    lower = [token.lower_ for token in doc]
    for words, row in lexicon.phrases("source").items():
        for at in positions(lower, words):
            found = by_source(doc, (at, at + len(words)))
            if found:
                source, content = found
                lemma = " ".join(words)
                yield Attribution(
                    at, lemma, row.act, (at, at + len(words)), source, content, None, relays=True
                )
    for words, row in lexicon.phrases("hearsay").items():
        for at in positions(lower, words):
            parts = without(clause_around(doc[at]), [(at, at + 1)])
            yield Attribution(at, words[0], row.act, (at, at + 1), None, tuple(parts))

    marks = [doc[i] for i, word in enumerate(lower) if word == "as"]
    for token in sorted({mark.head for mark in marks if mark.i < mark.head.i}):
        whole = as_clause(token, next(m for m in marks if m.head.i == token.i))
        if whole:
            yield whole


def as_clause(token: Token, mark: Token) -> Attribution | None:
    """Return "…, as reported by X" or "…, as X put it": the main clause is what is said."""
    row = verb_row(token)
    if row is None or token.dep_ not in {"advcl", "parataxis", "ROOT", "acl"}:
        return None
    if any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in token.children):
        return None
    agent, _ = source_of(token)
    if agent is None or agent.i < mark.i:
        return None
    source = wording(agent, token.i)
    by = next((c.i + 1 for c in token.children if c.dep_ == "agent"), token.i + 1)
    parts = without((token.sent.start, token.sent.end), [(mark.i, max(source[1], by))])
    if not parts:
        return None
    return Attribution(
        token.i, row.lemma, row.act, (mark.i, by), source, tuple(parts), None, relays=True
    )


def positions(lower: list[str], words: tuple[str, ...]) -> Iterator[int]:
    """Yield the index of each occurrence of a phrase in a doc's words, given in lower case."""
    for i, word in enumerate(lower):
        if word == words[0] and tuple(lower[i : i + len(words)]) == words:
            yield i


def by_source(doc: Doc, cue: Range) -> tuple[Range, tuple[Range, ...]] | None:
    """Return source and content of a source phrase: the clause that it stands in or after."""
    last = doc[cue[1] - 1]
    head = next((c for c in last.children if c.dep_ in {"pobj", "pcomp"}), None)
    if head is None and cue[1] < len(doc) and doc[cue[1]].pos_ in {"PROPN", "NOUN", "DET"}:
        head = next((t for t in doc[cue[1] : cue[1] + 8] if t.pos_ in {"PROPN", "NOUN"}), None)
    if head is None or head.i < cue[1]:
        return None
    source = wording(head, cue[0])
    source = (max(source[0], cue[1]), max(source[1], cue[1] + 1))
    anchor = doc[cue[0]].head if doc[cue[0]].head.i != cue[0] else last.head
    while anchor.dep_ not in CLAUSE and anchor.head.i != anchor.i:
        anchor = anchor.head
    around = subtree(anchor) if anchor.dep_ != "ROOT" else (anchor.sent.start, anchor.sent.end)
    tail = doc[source[1] : anchor.sent.end]
    closes = cue[0] > 0 and doc[cue[0] - 1].text == "," and not any(t.is_alpha for t in tail)
    if cue[0] <= anchor.i < source[1] or closes:
        around = (anchor.sent.start, anchor.sent.end)
    parts = without(around, [(cue[0], source[1])])
    return (source, tuple(parts)) if parts else None


def clause_around(token: Token) -> Range:
    """Return the clause that an adverb belongs to."""
    anchor = token.head
    while anchor.dep_ not in CLAUSE and anchor.head.i != anchor.i:
        anchor = anchor.head
    return subtree(anchor)


def find_nouns(doc: Doc) -> Iterator[Attribution]:
    """Yield what nouns of speech attribute: Moscow's claim that, a warning from X about."""
    for token in doc:
        row = lexicon.nouns().get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if row is None:
            continue
        lender = light_verb(token)
        source = noun_source(token) or lent_source(lender, token)
        content = noun_content(token, row.frames) or after_colon(token)
        if source and content:
            cue = (lender.i if lender is not None else token.i, token.i + 1)
            cue = cue if not touches(cue, source) else (token.i, token.i + 1)
            yield Attribution(token.i, row.lemma, row.act, cue, source, (content,))


def noun_source(noun: Token) -> Range | None:
    """Return whose claim it is: the possessor, or the noun after "by" or "from"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return subtree(child)
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return wording(inner, noun.i)
    return None


def light_verb(noun: Token) -> Token | None:
    """Return the verb that lends a noun its speaker: issued a warning."""
    verb = noun.head
    light = noun.dep_ == "dobj" and verb.lemma_ in clue("light") and verb.i < noun.i
    return verb if light else None


def lent_source(verb: Token | None, noun: Token) -> Range | None:
    """Return the subject of a light verb."""
    speaker = source_of(verb)[0] if verb is not None else None
    return wording(speaker, noun.i) if speaker is not None else None


def after_colon(noun: Token) -> Range | None:
    """Return what follows "issued a warning:" up to the end of the sentence."""
    end = noun.i + 1
    if end < len(noun.doc) and noun.doc[end].text == ":":
        return end + 1, noun.sent.end if noun.sent.end > end + 1 else noun.doc[end + 1].sent.end
    return None


def noun_content(noun: Token, frames: tuple[str, ...]) -> Range | None:
    """Return what the noun's complement tells."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        clause = child.dep_ in {"acl", "relcl", "ccomp"}
        that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        infinitive = child.tag_ == "VB" and any(c.lower_ == "to" for c in child.children)
        if clause and (("that" in frames and that) or ("inf" in frames and infinitive)):
            return subtree(child)
        if child.dep_ == "prep" and child.lower_ in frames:
            return subtree(child)
    return None
