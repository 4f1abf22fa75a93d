"""Verbs that bind: pledged to, demanded that, called on them to, ruled out sending."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.commitments.candidate import Candidate
from reportedly.reading.commitments.frames import Complement, complements
from reportedly.reading.commitments.gate import doubtful, hostile, is_agent, silent
from reportedly.reading.commitments.grammar import children, doers, modals, negated, together
from reportedly.reading.commitments.lexicon import Lexicon, Verb
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import CommitmentKind

ORDERS = {"must", "should", "shall"}


def find_verbs(doc: Doc, notebook: Notebook, lex: Lexicon) -> Iterator[Candidate]:
    """Yield what verbs of the table commit somebody to."""
    for cue in doc:
        if cue.pos_ not in {"VERB", "AUX"} or cue.dep_ == "amod":
            continue
        for row in lex.verbs.get(cue.lemma_.lower(), ()):
            found = list(read_verb(cue, row, notebook, lex))
            yield from found
            if found:
                break


def read_verb(cue: Token, row: Verb, notebook: Notebook, lex: Lexicon) -> Iterator[Candidate]:
    """Yield the commitments of one verb under one row of the table."""
    if particle(cue) != row.particle or doubtful(cue, lex):
        return
    by = tuple(d for d in bound(cue) if is_agent(d, notebook, lex))
    if not by:
        return
    frame, found = complements(cue, row.frames)
    if frame == "object" and row.kind == "offer" and cue.tag_ in {"VBZ", "VBP"}:
        return  # what shops do
    if frame == "that" and row.lemma == "insist":
        found = [c for c in found if ordered(c.head, cue)]
    for one in found:
        kind = kind_of(cue, row, one, lex)
        if kind is not None and fitting(one, frame, row, kind, lex):
            yield Candidate(kind, cue, one.head, one.what, by, addressed(one, frame, kind))


def bound(cue: Token) -> list[Token]:
    """Return those a verb binds; a participle behind a noun binds only its "by" phrase."""
    if cue.dep_ == "acl" and cue.tag_ == "VBN":
        if cue.head.dep_ == "ROOT" and cue.nbor(-1).text == ",":
            return together(cue.head)  # "the minister, who …, offered": the parse lost its verb
        return [o for by in children(cue, "agent") for o in children(by, "pobj")]
    return doers(cue)


def particle(cue: Token) -> str:
    """Return the particle of a verb ("out" of "ruled out"), or nothing."""
    found = [c.lower_ for c in cue.rights if c.dep_ == "prt"]
    after = cue.nbor() if cue.i + 1 < len(cue.doc) else cue
    if not found and after.head == cue and after.lower_ in {"out", "down", "off"}:
        found = [after.lower_]
    return found[0] if found else ""


def kind_of(cue: Token, row: Verb, one: Complement, lex: Lexicon) -> CommitmentKind | None:
    """Return what a verb means here: denied, an act of force, or plain."""
    if negated(cue) or no_one(cue):
        return row.negated
    if row.hostile and not negated(one.head):
        return row.hostile if hostile(one.head, lex) else row.kind
    return row.kind


def no_one(cue: Token) -> bool:
    """Tell whether the subject of a verb is denied ("neither side offered")."""
    return any(
        d.lower_ in {"neither", "none", "nobody"}
        or any(c.lower_ in {"no", "neither", "none"} for c in d.lefts)
        for d in doers(cue)
    )


def fitting(one: Complement, frame: str, row: Verb, kind: CommitmentKind, lex: Lexicon) -> bool:
    """Tell whether a complement is something one can be bound to."""
    head = one.head
    lemma = head.lemma_.lower()
    if frame in {"object", "for", "on", "to", "with", "of"} and head.pos_ != "VERB":
        if any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in head.children):
            return False
        if kind == "refusal" and any(lex.among(t.lemma_, "silence_noun") for t in head.subtree):
            return False
        if kind in {"pledge", "offer"} and lex.among(lemma, "courtesy"):
            return False
        return allowed(lemma, row.objects if frame in {"object", "on", "for"} else "", lex)
    if kind == "refusal" and silent(head, lex):
        return False
    return kind in {"demand", "refusal"} or not lex.among(lemma, "inert")


def allowed(lemma: str, objects: str, lex: Lexicon) -> bool:
    """Tell whether a noun is of the class that a row asks for, or not of the one it bars."""
    if objects.startswith("-"):
        return not lex.among(lemma, objects[1:])
    return not objects or lex.among(lemma, objects)


def ordered(head: Token, cue: Token) -> bool:
    """Tell whether a clause says what is to be, not what is ("insisted that they leave")."""
    if modals(head) & ORDERS:
        return True
    lead = next((c for c in head.lefts if c.dep_ in {"aux", "auxpass"}), head)
    alone = any(s.tag_ in {"NN", "NNP"} for s in children(head, "nsubj", "nsubjpass"))
    if alone and lead.tag_ == "VBP":  # "that Kigali withdraw"
        return True
    return lead.tag_ in {"VB", "NN"} or (lead.tag_ == "VBP" and cue.tag_ in {"VBD", "VBN"})


def addressed(one: Complement, frame: str, kind: CommitmentKind) -> tuple[Token, ...]:
    """Return the addressed; a demand "that they leave" is addressed to them."""
    if kind == "demand" and frame == "that" and not one.to:
        return tuple(children(one.head, "nsubj"))
    return one.to
