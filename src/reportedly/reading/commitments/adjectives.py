"""Adjectives that bind ("prepared to host") and verdicts that refuse or threaten."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.commitments.candidate import Candidate
from reportedly.reading.commitments.frames import complements
from reportedly.reading.commitments.gate import doubtful, hostile, is_agent
from reportedly.reading.commitments.grammar import (
    children,
    doers,
    modals,
    negated,
    subject,
    together,
)
from reportedly.reading.commitments.lexicon import Adjective, Lexicon
from reportedly.reading.commitments.voices import Voices
from reportedly.reading.commitments.wording import clause, noun_phrase, trim
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import CommitmentKind

UNDER = {"oprd", "acomp", "prep", "pobj", "xcomp", "amod", "ccomp", "attr", "dobj"}
STOPS = {":", ";"}


def find_adjectives(doc: Doc, notebook: Notebook, lex: Lexicon) -> Iterator[Candidate]:
    """Yield what adjectives of the table commit somebody to."""
    for cue in doc:
        row = lex.adjectives.get(cue.lemma_.lower()) or lex.adjectives.get(cue.lower_)
        if row is None or "verdict" in row.frames or cue.dep_ == "amod":
            continue
        if cue.pos_ in {"ADJ", "VERB"}:
            yield from read_adjective(cue, row, notebook, lex)


def read_adjective(
    cue: Token, row: Adjective, notebook: Notebook, lex: Lexicon
) -> Iterator[Candidate]:
    """Yield the commitments of one adjective."""
    verb = copula(cue)
    if verb is None or doubtful(verb, lex) or (verb != cue and doubtful(cue, lex)):
        return
    found_subject = subject(cue)
    by = tuple(
        d
        for d in (together(found_subject) if found_subject is not None else [])
        if is_agent(d, notebook, lex)
    )
    if not by:
        return
    _, found = complements(cue, row.frames)
    for one in found:
        verbal = one.head.pos_ in {"VERB", "AUX"}
        lemma = one.head.lemma_.lower()
        if not verbal and not lex.among(lemma, "proposal"):
            continue
        kind: CommitmentKind | None = row.kind
        if negated(verb) or negated(cue):
            kind = row.negated
        elif row.hostile and hostile(one.head, lex):
            kind = row.hostile
        if kind is None or (verbal and kind != "refusal" and idle(one.head, lex)):
            continue
        yield Candidate(kind, cue, one.head, one.what, by, one.to)


def idle(verb: Token, lex: Lexicon) -> bool:
    """Tell whether a verb binds nobody to anything; "ready to be present" does."""
    being = children(verb, "acomp", "attr", "advmod") if verb.lemma_ == "be" else []
    there = any(lex.among(word.lemma_, "attending") for word in being)
    return lex.among(verb.lemma_, "inert") and not there


def copula(cue: Token) -> Token | None:
    """Return the "be" that an adjective stands behind; a participle may carry its own."""
    if cue.dep_ in {"acomp", "attr", "oprd", "xcomp"} and cue.head.pos_ in {"AUX", "VERB"}:
        return cue.head
    if cue.dep_ == "conj" and cue.head.dep_ in {"acomp", "attr"}:
        return cue.head.head
    if children(cue, "auxpass") or any(c.lemma_ == "be" for c in children(cue, "aux")):
        return cue
    return cue if cue.dep_ in {"advcl", "acl", "amod"} else None


def find_verdicts(
    doc: Doc, notebook: Notebook, lex: Lexicon, voices: Voices
) -> Iterator[Candidate]:
    """Yield judgements that bind who passes them: "unacceptable", "legitimate targets"."""
    for cue in doc:
        row = lex.adjectives.get(cue.lemma_.lower())
        if row is not None and "verdict" in row.frames:
            yield from refusing(cue, row, notebook, lex, voices)
        elif marked_out(cue, lex):
            yield from threatening(cue, notebook, lex, voices)
        elif lex.among(cue.lemma_, "retribution") and cue.pos_ == "NOUN":
            yield from promising_harm(cue, lex, voices)


def promising_harm(cue: Token, lex: Lexicon, voices: Voices) -> Iterator[Candidate]:
    """Yield the threat in "any attack would meet a crushing response"."""
    verb = cue.head
    if cue.dep_ == "pobj" and verb.lower_ == "with":
        verb = verb.head
    coming = modals(verb) & {"will", "would", "shall"} and not negated(verb)
    if not coming or not lex.among(verb.lemma_, "meeting") or not voices.reported(verb):
        return
    if children(verb, "nsubj", "nsubjpass"):
        yield Candidate("threat", cue, verb, clause(verb, whole=True), (), voice=True)


def refusing(
    cue: Token, row: Adjective, notebook: Notebook, lex: Lexicon, voices: Voices
) -> Iterator[Candidate]:
    """Yield the refusal in "called the terms unacceptable" or "the terms are unacceptable"."""
    verb = judging(cue, lex)
    kind = row.negated if negated(cue.head) or negated(cue) else row.kind
    if kind is None:
        return
    if verb is not None:
        by = tuple(d for d in doers(verb) if is_agent(d, notebook, lex))
        things = (
            children(verb, "dobj")
            or [t for t in children(verb, "oprd") if t.i < cue.i]
            or [
                s
                for small in (cue, *children(verb, "ccomp", "xcomp"))
                for s in children(small, "nsubj")
            ]
        )
        passive = children(verb, "nsubjpass")
        for thing in (passive or things)[:1]:
            if by and not doubtful(verb, lex):
                start, end = noun_phrase(thing)
                end = cue.left_edge.i if start < cue.left_edge.i < end else end
                yield Candidate(kind, cue, thing, trim(cue.doc, start, end), by)
        return
    if cue.dep_ != "acomp" or cue.head.lemma_ != "be":
        return
    to = [o for p in children(cue, "prep") if p.lower_ == "to" for o in children(p, "pobj")]
    by = tuple(o for o in to if is_agent(o, notebook, lex))
    for thing in children(cue.head, "nsubj")[:1]:
        if (by or voices.reported(cue.head)) and not doubtful(cue.head, lex):
            yield Candidate(kind, cue, thing, noun_phrase(thing), by, voice=not by)


def judging(cue: Token, lex: Lexicon) -> Token | None:
    """Return the verb of judging ("call", "describe as") that a verdict stands under."""
    step = cue
    for _ in range(3):
        head = step.head
        if lex.among(head.lemma_, "judging"):
            return head if step.i > head.i or cue.i > head.i else None
        if step.dep_ not in UNDER:
            return None
        step = head
    return None


def marked_out(cue: Token, lex: Lexicon) -> bool:
    """Tell whether a noun marks somebody out for attack ("legitimate target", "act of war")."""
    if cue.pos_ != "NOUN":
        return False
    if lex.among(cue.lemma_, "verdict_noun"):
        return any(lex.among(c.lemma_, "hostile_modifier") for c in children(cue, "amod"))
    if lex.among(cue.lemma_, "enemy"):
        return cue.dep_ == "pobj" and lex.among(cue.head.head.lemma_, "judging")
    return cue.lemma_ == "act" and any(
        o.lemma_ in {"war", "aggression"}
        for p in children(cue, "prep")
        for o in children(p, "pobj")
    )


def threatening(
    cue: Token, notebook: Notebook, lex: Lexicon, voices: Voices
) -> Iterator[Candidate]:
    """Yield the threat in "they will be considered legitimate targets"."""
    verb = cue.head
    if cue.dep_ == "pobj" and verb.lower_ == "as":
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"} or negated(verb) or doubtful(verb, lex):
        return
    judged = lex.among(verb.lemma_, "judging")
    if not judged and not (verb.lemma_ in {"be", "become"} and voices.reported(verb)):
        return
    by: tuple[Token, ...] = ()
    if judged:
        passive = bool(children(verb, "auxpass"))
        by = tuple(d for d in doers(verb) if is_agent(d, notebook, lex))
        if not by and not (passive and voices.reported(verb)):
            return
        if not passive:
            things = [c for c in verb.rights if c.i < cue.i and c.dep_ in {"dobj", "nsubj"}]
            start = min([c.left_edge.i for c in things], default=cue.left_edge.i)
            what = trim(cue.doc, start, cue.right_edge.i + 1)
            yield Candidate("threat", cue, verb, what, by)
            return
    what = clause(verb, whole=True)
    stops = [t.i + 1 for t in cue.doc[verb.sent.start : verb.i] if t.text in STOPS]
    if stops:  # parses lose the subject behind a colon: take all words since
        what = trim(cue.doc, max(stops), what[1])
    marked = tuple(children(verb, "nsubjpass") or children(verb, "nsubj"))
    yield Candidate("threat", cue, verb, what, by, marked, voice=not by)
