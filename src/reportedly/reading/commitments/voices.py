"""Whose words a verb stands in: reported clauses, quotations, statements."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.reading.commitments.gate import FIRST
from reportedly.reading.commitments.grammar import above, children, doers
from reportedly.reading.commitments.lexicon import Lexicon
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Actor, Statement

OWN = {"its", "their", "his", "her", "our", "my"}


@dataclass(frozen=True)
class Voices:
    """Tells whose words are whose, by statements where they are read, else by the parse."""

    notebook: Notebook
    lex: Lexicon

    def reported(self, verb: Token) -> bool:
        """Tell whether a verb stands in somebody's reported or quoted words."""
        return (
            self.cue(verb) is not None
            or self.quoted(verb)
            or self.notebook.statement_at(char_span(verb)) is not None
        )

    def quoted(self, token: Token) -> bool:
        """Tell whether a token stands inside quotation marks."""
        span = char_span(token)
        return any(span.within(quote) for quote in self.notebook.quotes)

    def cue(self, verb: Token) -> Token | None:
        """Return the verb of saying or warning that a clause hangs on, or that hangs on it."""
        step = verb
        for head in above(verb):
            if step.dep_ in {"ccomp", "parataxis", "advcl"} and self.says(head):
                return head
            if step.dep_ not in {"conj", "ccomp", "parataxis", "advcl", "xcomp", "acomp", "attr"}:
                break
            step = head
        for top in (verb, step):
            for child in children(top, "parataxis", "ccomp", "advcl"):
                if self.says(child) and not children(child, "mark"):
                    return child
        return None

    def says(self, verb: Token) -> bool:
        """Tell whether a verb is one of saying or warning."""
        lemma = verb.lemma_.lower()
        return self.lex.among(lemma, "reporting") or self.lex.among(lemma, "warning")

    def warned(self, verb: Token) -> bool:
        """Tell whether a clause is reported as a warning or threat."""
        cue = self.cue(verb)
        if cue is not None and self.lex.among(cue.lemma_, "warning"):
            return True
        found = self.notebook.statement_at(char_span(verb))
        return found is not None and self.notebook.get(Statement, found).act in {"warn", "threaten"}

    def speakers(self, verb: Token) -> list[Token]:
        """Return the heads of the phrases that name who says what a verb tells."""
        cue = self.cue(verb)
        return doers(cue) if cue is not None else []

    def speaker_id(self, verb: Token) -> str | None:
        """Return the actor id of who says what a verb tells, where it is known."""
        found = self.notebook.statement_at(char_span(verb))
        if found is not None:
            speaker = self.notebook.get(Statement, found).speaker
            if speaker is not None and speaker.actor is not None:
                return speaker.actor
        ids = [self.notebook.actor_of.get(s.i) for s in self.speakers(verb)]
        return next((i for i in ids if i), None)

    def speaks_of_self(self, verb: Token, doer: Token) -> bool:
        """Tell whether who is to act is who speaks, or whom the speaker speaks for."""
        if doer.lower_ in FIRST:
            return True
        speakers = self.speakers(verb)
        if any(c.lower_ in OWN for c in children(doer, "poss")):
            return bool(speakers) or self.speaker_id(verb) is not None
        if doer.pos_ != "PRON" and any(
            w.lower_ in OWN and w.dep_ == "poss" for s in speakers for w in s.subtree
        ):
            return True
        doing = self.notebook.actor_of.get(doer.i)
        speaking = self.speaker_id(verb)
        if doing and speaking:
            itself = doer.lower_ == "it" and bool(speakers) and self.is_body(speaking)
            return itself or doing == speaking or self.same_side(doing, speaking)
        if any(c.lower_ in OWN for c in children(doer, "poss")):
            return bool(speakers)
        if doer.pos_ == "PRON":
            return bool(speakers) and doer.lower_ in {"it", "he", "she", "they"}
        return any(w.lemma_ == doer.lemma_ for speaker in speakers for w in speaker.subtree)

    def is_body(self, actor: str) -> bool:
        """Tell whether an actor can be "it"."""
        return self.notebook.get(Actor, actor).kind not in {"person", "people"}

    def same_side(self, one: str, other: str) -> bool:
        """Tell whether two actors are of one country, neither of them opposing its government."""
        first, second = self.notebook.get(Actor, one), self.notebook.get(Actor, other)
        sides = {first.role, second.role}
        return (
            first.country is not None
            and first.country == second.country
            and not sides & {"REB", "OPP", "CVL", "MED", "NGO", "SEP", "UAF"}
        )
