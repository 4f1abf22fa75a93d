"""Terms of an agreement, told in the article's own voice: "Under the accord the rebels will …".

Who has signed is bound by what the text of an accord says, whoever tells it. Terms stand behind
"under the deal", are what an accord requires or provides for, or follow in the sentences after one
that tells of it. Plans and drafts bind nobody yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.reading.commitments.candidate import Candidate
from reportedly.reading.commitments.gate import doubtful, is_agent
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
from reportedly.reading.commitments.voices import Voices
from reportedly.reading.commitments.wording import clause, noun_phrase
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Statement

UNDER = {"under", "per"}
WILL = {"will", "would", "shall", "must", "'ll", "’ll"}
HELD = {"will", "shall", "must"}  # how sentences after the first go on
AFTER = 3  # sentences after the last one that tells of the accord
MAIN = {"ROOT", "conj", "ccomp", "advcl"}


@dataclass(frozen=True)
class Terms:
    """Finds what agreements bind their parties to."""

    notebook: Notebook
    lex: Lexicon
    voices: Voices

    def find(self, doc: Doc) -> Iterator[Candidate]:
        """Yield the terms told in a document."""
        since = AFTER + 1
        for sentence in doc.sents:
            since = AFTER + 1 if "\n" in sentence.text_with_ws.rstrip(" ")[:1] else since + 1
            accords = [t for t in sentence if self.accord(t)]
            if any(self.under(t) for t in accords):
                yield from self.acts(sentence, WILL)
                since = 0
                continue
            for token in accords:
                yield from self.required(token)
            if any(self.settled(t) for t in accords):
                since = 0
            elif since <= AFTER:
                yield from (c for c in self.acts(sentence, HELD) if self.undertaken(c))

    def accord(self, token: Token) -> bool:
        """Tell whether a word names an agreement that binds, not a plan or draft of one."""
        if token.pos_ not in {"NOUN", "PROPN"} or not self.lex.among(token.lemma_, "accord"):
            return False
        words = [c.lemma_ for c in children(token, "amod", "compound")]
        return not any(self.lex.among(word, "unsettled") for word in words)

    def under(self, accord: Token) -> bool:
        """Tell whether a sentence tells what holds under an accord ("under the terms of …")."""
        step = accord
        while step.dep_ == "pobj" and step.head.lower_ == "of":
            step = step.head.head
        return step.dep_ == "pobj" and step.head.lower_ in UNDER

    def settled(self, accord: Token) -> bool:
        """Tell whether somebody signs, reaches or announces an accord."""
        verb = accord.head
        if accord.dep_ not in {"dobj", "nsubjpass", "pobj", "nsubj"}:
            return False
        verb = verb.head if verb.dep_ == "prep" else verb
        done = verb.pos_ in {"VERB", "AUX"} and not modals(verb) and not negated(verb)
        return done and self.lex.among(verb.lemma_, "settling") and not doubtful(verb, self.lex)

    def acts(self, sentence: DocSpan, words: set[str]) -> Iterator[Candidate]:
        """Yield what a sentence says in the article's own voice that somebody is to do."""
        for verb in sentence:
            if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ not in MAIN or negated(verb):
                continue
            if modals(verb) & words and not self.reported(verb):
                yield from self.act(verb, verb)
            elif verb.lemma_ == "be" and not modals(verb) and not self.reported(verb):
                tied = [c for c in children(verb, "xcomp") if is_to_verb(c)]
                for act in (a for c in tied for a in (c, *children(c, "conj"))):
                    yield from self.act(act, verb)

    def reported(self, verb: Token) -> bool:
        """Tell whether somebody other than the accord itself says what a verb tells."""
        if self.voices.cue(verb) is not None or self.voices.quoted(verb):
            return True
        found = self.notebook.statement_at(char_span(verb))
        speaker = self.notebook.get(Statement, found).speaker if found else None
        return speaker is not None and speaker.actor is not None

    def act(self, verb: Token, bearer: Token) -> Iterator[Candidate]:
        """Yield the pledge of one clause; `bearer` is the verb that the subject stands with."""
        if self.lex.among(verb.lemma_, "inert") and not children(verb, "nsubjpass"):
            return
        if things := children(verb, "nsubjpass"):
            by = [d for d in doers(verb) if is_agent(d, self.notebook, self.lex)]
            if by or self.lex.among(verb.lemma_, "undertaking"):
                yield Candidate(
                    "pledge", verb, verb, clause(verb, whole=True), tuple(by), (things[0],)
                )
            return
        doer = subject(bearer)
        by = [d for d in together(doer) if is_agent(d, self.notebook, self.lex)] if doer else []
        if by and doer is not None and doer.lower_ not in {"it", "you"}:
            yield Candidate("pledge", verb, verb, clause(verb), tuple(by))

    def undertaken(self, found: Candidate) -> bool:
        """Tell whether an act is of those that accords are made of (to release, to monitor …)."""
        return self.lex.among(found.head.lemma_, "undertaking")

    def required(self, accord: Token) -> Iterator[Candidate]:
        """Yield what an accord itself requires: "commits them to a truce", "obliges X to leave"."""
        verb = accord.head
        if accord.dep_ != "nsubj" or not self.lex.among(verb.lemma_, "requiring"):
            antecedents = [v for v in children(accord, "relcl") if children(v, "nsubj")]
            verbs = [v for v in antecedents if self.lex.among(v.lemma_, "requiring")]
            if not verbs or children(verbs[0], "nsubj")[0].lower_ not in {"that", "which"}:
                return
            verb = verbs[0]
        if negated(verb) or modals(verb) & {"could", "may", "might"}:
            return
        held = [d for o in children(verb, "dobj") for d in together(o)]
        acts = [c for c in children(verb, "xcomp", "ccomp") if is_to_verb(c)]
        held = held or [s for act in acts for s in children(act, "nsubj")]
        by = tuple(d for d in held if is_agent(d, self.notebook, self.lex))
        for act in (a for c in acts for a in (c, *children(c, "conj"))) if by else ():
            yield Candidate("pledge", verb, act, clause(act), by)
        things = [o for p in children(verb, "prep", "dative") if p.lower_ in {"to", "for"} for o in
                  children(p, "pobj")]  # fmt: skip
        for thing in things if by and not acts else ():
            yield Candidate("pledge", verb, thing, noun_phrase(thing), by)
