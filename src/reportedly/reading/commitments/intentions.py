"""Intentions in reported or quoted words: "we will respond if …", "said it would reopen …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.commitments.candidate import Candidate
from reportedly.reading.commitments.conditions import Clauses
from reportedly.reading.commitments.gate import doubtful, hostile, is_agent, silent
from reportedly.reading.commitments.grammar import (
    children,
    doers,
    is_to_verb,
    modals,
    negated,
    subject,
    together,
)
from reportedly.reading.commitments.lexicon import Lexicon
from reportedly.reading.commitments.voices import OWN, Voices
from reportedly.reading.commitments.wording import clause, noun_phrase
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import CommitmentKind

WILL = {"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"}
BESIDE = {"before", "after", "until", "when", "while", "because", "as", "since", "though", "so"}
CLAUSAL = {"ccomp", "ROOT", "conj", "parataxis", "advcl"}


class Intentions:
    """Finds what somebody says that they will or would do, and what others must."""

    def __init__(self, notebook: Notebook, lex: Lexicon, voices: Voices, clauses: Clauses) -> None:
        self.notebook, self.lex, self.voices, self.clauses = notebook, lex, voices, clauses

    def find(self, doc: Doc) -> Iterator[Candidate]:
        """Yield the commitments of a document's modal clauses."""
        for verb in doc:
            if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ not in CLAUSAL:
                continue
            if any(c.dep_ == "mark" and c.lower_ in BESIDE for c in verb.lefts):
                continue
            own = modals(verb)
            if not own and verb.tag_ == "VB":  # "will stay and fight"
                own = modals(verb.head) & WILL
            can = "could" in own and self.clauses.conditioned(verb)
            if not (own & (WILL | {"must"}) or can) or self.clauses.holds(verb):
                continue
            if self.voices.reported(verb):
                yield from self.obliging(verb) if "must" in own else self.willing(verb, can)

    def willing(self, verb: Token, can: bool = False) -> Iterator[Candidate]:
        """Yield the pledge, threat or refusal of a "will" or "would" clause.

        What somebody `can` do themselves on a condition, they offer.
        """
        perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
        if perfect or self.denied(verb):
            return
        if children(verb, "expl"):
            yield from self.excluded(verb)
            return
        act, refused = self.act(verb)
        if self.lex.among(act.lemma_, "inert"):
            return
        conditional = self.clauses.conditioned(verb)
        if children(verb, "nsubjpass"):
            yield from self.suffered(verb, conditional)
            return
        doer = subject(verb)
        if doer is None or not is_agent(doer, self.notebook, self.lex) or doer.lower_ == "you":
            return
        speakers = self.voices.speakers(verb)
        if speakers and not any(is_agent(s, self.notebook, self.lex) for s in speakers):
            return
        own = self.voices.speaks_of_self(verb, doer)
        if can and not own:
            return
        unknown = doer.pos_ == "PRON" and doer.i not in self.notebook.actor_of
        if not own and (unknown or not conditional):
            return
        by = tuple(d for d in doers(verb) if is_agent(d, self.notebook, self.lex))
        if refused and silent(act, self.lex):
            return
        warned = self.voices.warned(verb)
        kind = self.kind(act, refused, conditional, warned)
        if own and warned and conditional and kind == "pledge" and not refused:
            kind = "pledge" if self.lex.among(act.lemma_, "granting") else "threat"
        kind = "offer" if can and kind == "pledge" else kind
        start, end = clause(act)
        what = (act.i, end) if kind == "refusal" else (start, end)
        yield Candidate(kind, verb, act, what, by)

    def act(self, verb: Token) -> tuple[Token, bool]:
        """Return what is to be done and whether it is refused; "not hesitate to" does it."""
        refused = negated(verb)
        inner = [c for c in children(verb, "xcomp") if is_to_verb(c)]
        if refused and inner and self.lex.among(verb.lemma_, "denying"):
            return inner[0], False
        return verb, refused

    def denied(self, verb: Token) -> bool:
        """Tell whether the saying itself is denied or doubtful."""
        cue = self.voices.cue(verb)
        return cue is not None and (negated(cue) or doubtful(cue, self.lex))

    def kind(self, act: Token, refused: bool, conditional: bool, warned: bool) -> CommitmentKind:
        """Return the kind of an intention."""
        force = hostile(act, self.lex)
        if refused:
            return "pledge" if force else "refusal"
        if force or (self.lex.among(act.lemma_, "coercive") and (conditional or warned)):
            return "threat"
        return "pledge"

    def suffered(self, verb: Token, conditional: bool) -> Iterator[Candidate]:
        """Yield the threat in "the camps will be bombed" or "raids would be expanded".

        Who "warned that its camps would be bombed" fears for them.
        """
        thing = children(verb, "nsubjpass")[0]
        if self.lex.among(verb.lemma_, "judging"):
            return
        owners = children(thing, "poss")[:1] if verb.dep_ == "ccomp" else []
        own = any(o.lower_ in OWN and o.i and o.nbor(-1).text != "," for o in owners)
        means = self.lex.among(thing.lemma_, "hostile_subject")
        force = means or (hostile(verb, self.lex) and not own)
        if conditional and not force and self.lex.among(verb.lemma_, "granting"):
            yield from self.granted(verb, thing)
            return
        if any(self.lex.among(t.lemma_, "victim") for t in together(thing)):
            return
        if not force or negated(verb) or not (conditional or self.voices.warned(verb)):
            return
        by = tuple(d for d in doers(verb) if is_agent(d, self.notebook, self.lex))
        yield Candidate("threat", verb, verb, clause(verb, whole=True), by, (thing,), voice=not by)

    def granted(self, verb: Token, thing: Token) -> Iterator[Candidate]:
        """Yield the pledge, or refusal, in "prisoners would be freed once …"."""
        by = tuple(d for d in doers(verb) if is_agent(d, self.notebook, self.lex))
        kind: CommitmentKind = "refusal" if negated(verb) else "pledge"
        coercive = self.lex.among(verb.lemma_, "coercive") or self.voices.warned(verb)
        if kind == "pledge" and coercive:
            kind = "threat"
        yield Candidate(kind, verb, verb, clause(verb, whole=True), by, (thing,), voice=not by)

    def excluded(self, verb: Token) -> Iterator[Candidate]:
        """Yield the refusal in "there will be no talks until …"."""
        for thing in children(verb, "attr", "nsubj"):
            no = next((c for c in thing.children if c.lower_ == "no"), None)
            if no is not None and self.lex.among(thing.lemma_, "proposal"):
                start, end = noun_phrase(thing)
                what = (no.i + 1 if no.i == start else start, end)
                yield Candidate("refusal", verb, thing, what, (), voice=True)

    def obliging(self, verb: Token) -> Iterator[Candidate]:
        """Yield the demand in "they must withdraw", unless it is to the speaker's own side."""
        things = children(verb, "nsubj", "nsubjpass")
        if not things or self.denied(verb):
            return
        thing = things[0]
        passive = thing.dep_ == "nsubjpass"
        if not passive and not is_agent(thing, self.notebook, self.lex):
            return
        if not passive and self.voices.speaks_of_self(verb, thing):
            return
        told = self.lex.among(verb.lemma_, "silence") or self.voices.says(verb)
        if not passive and (told or self.lex.among(verb.lemma_, "inert")):
            return
        to = () if passive else (thing,)
        yield Candidate("demand", verb, verb, clause(verb, whole=True), (), to, voice=True)
