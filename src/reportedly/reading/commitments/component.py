"""The component: finds commitments, weighs them, ties conditions to them, writes them down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.commitments import parties
from reportedly.reading.commitments.adjectives import find_adjectives, find_verdicts
from reportedly.reading.commitments.binding import bind
from reportedly.reading.commitments.candidate import Candidate
from reportedly.reading.commitments.conditions import Clause, Clauses
from reportedly.reading.commitments.gate import off_topic
from reportedly.reading.commitments.intentions import Intentions
from reportedly.reading.commitments.lexicon import Lexicon, lexicon
from reportedly.reading.commitments.nouns import find_nouns
from reportedly.reading.commitments.outcomes import outcome
from reportedly.reading.commitments.repeats import Written, joined
from reportedly.reading.commitments.terms import Terms
from reportedly.reading.commitments.verbs import find_verbs
from reportedly.reading.commitments.voices import Voices
from reportedly.reading.notebook import Notebook, char_span, notebook_of
from reportedly.vocabulary import Commitment, Condition, Span

GIVEN = {"guarantee", "pledge", "offer"}  # what a visitor gets ("safe, should he come")
ANSWERS = {"refusal", "demand"}  # what is done with a promise or offer, beside making it


@Language.factory(
    "reportedly_commitments",
    requires=[
        "doc.sents", "token.tag", "token.dep", "token.lemma", "doc.ents",
        "doc._.reportedly_quotes", "doc._.reportedly_places", "doc._.reportedly_actors",
        "doc._.reportedly_figures", "doc._.reportedly_statements",
    ],
    assigns=["doc._.reportedly_commitments"],
)  # fmt: skip
def make_commitments(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that finds pledges, offers, threats, demands, refusals, guarantees."""
    return read_commitments


def read_commitments(doc: Doc) -> Doc:
    """Write the commitments of a document into its notebook."""
    if not doc.has_annotation("DEP"):
        return doc
    notebook, lex = notebook_of(doc), lexicon()
    voices = Voices(notebook, lex)
    clauses = Clauses(doc, lex)
    found = [c for c in find(doc, notebook, lex, voices, clauses) if not clauses.holds(c.cue)]
    found = [c for c in found if not clauses.holds(c.head)]
    kept = weigh([c for c in found if not off_topic(c.cue, c.by, lex)])
    told = [
        Written(candidate.cue.idx, write(candidate, clause, notebook, lex, voices))
        for candidate, clause in bind(kept, clauses.found)
    ]
    for start, one in joined(told, notebook):
        notebook.add(replace(one, id=notebook.new_id(Commitment, start)))
    return doc


def find(
    doc: Doc, notebook: Notebook, lex: Lexicon, voices: Voices, clauses: Clauses
) -> Iterator[Candidate]:
    """Yield all candidates; where two finders meet on one act, the earlier one wins."""
    yield from find_nouns(doc, notebook, lex)
    yield from find_verbs(doc, notebook, lex)
    yield from find_adjectives(doc, notebook, lex)
    yield from find_verdicts(doc, notebook, lex, voices)
    yield from Intentions(notebook, lex, voices, clauses).find(doc)
    yield from Terms(notebook, lex, voices).find(doc)


def weigh(candidates: list[Candidate]) -> list[Candidate]:
    """Keep one candidate for an act, and none that is part of what another one binds to."""
    kept: list[Candidate] = []
    heads: set[int] = set()
    cues: set[int] = set()
    nouns = {c.cue.i: c for c in candidates if c.noun is not None}
    answered = {c.head.i for c in candidates if c.noun is None and c.kind in ANSWERS}
    for c in candidates:
        if c.what[0] >= c.what[1]:  # a verb that asks, with nothing behind it
            continue
        if c.noun is not None and not c.by and c.cue.i in answered:
            continue
        if c.head.i in heads or (c.head.i in nouns and c.noun is None and c.kind not in ANSWERS):
            continue
        if c.cue == c.head and c.cue.i in cues:
            continue
        heads.add(c.head.i)
        cues.add(c.cue.i)
        kept.append(c)
    outer = [c for c in kept if not any(nested(c, o) for o in kept)]
    return sorted(outer, key=lambda c: (c.cue.i, c.what))


def nested(inner: Candidate, outer: Candidate) -> bool:
    """Tell whether the word that binds is itself what somebody is bound to."""
    if inner is outer or inner.cue == outer.cue:
        return False
    return outer.what[0] <= inner.cue.i < outer.what[1]


def write(
    candidate: Candidate, clause: Clause | None, notebook: Notebook, lex: Lexicon, voices: Voices
) -> Commitment:
    """Return the entry for a candidate, without an id."""
    doc = candidate.cue.doc
    start, end = candidate.what
    what = char_span(doc[start:end])
    condition = None
    if clause is not None:
        condition = Condition(char_span(doc[clause.start : clause.end]), clause.kind)
    sentence = doc[candidate.cue.sent.start : candidate.cue.sent.end]
    to = parties.addressed(candidate, notebook, lex)
    if not to and clause is not None and clause.kind == "visit" and candidate.kind in GIVEN:
        to = parties.visitors(clause.node, candidate, notebook)
    return Commitment(
        id="",
        kind=candidate.kind,
        by=parties.bound(candidate, notebook, voices),
        to=to,
        what=what,
        condition=condition,
        parties=parties.counted(candidate, notebook),
        status=(outcome(candidate.noun, lex) if candidate.noun is not None else None) or "open",
        statement=notebook.statement_at(char_span(candidate.cue)) or notebook.statement_at(what),
        evidence=(tidy(doc.text, char_span(sentence)),),
    )


def tidy(text: str, span: Span) -> Span:
    """Drop white space at both ends of a span."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, span.start + len(words.rstrip()))
