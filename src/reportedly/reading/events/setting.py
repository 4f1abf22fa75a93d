"""Where and when it happened: from the words of the happening, its sentence, or the one before."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from reportedly.reading.events.candidate import Candidate, hosted
from reportedly.reading.events.grammar import above
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.locating import dateline_place, teller_place
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Place, Statement, Time

FINEST = ("facility", "city", "admin2", "region", "admin1", "sea", "country")
VERBAL = {"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"}
SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT"}
DONE = {"asserted", "pledged", "conditional"}  # what is done by saying it
MOVING = {"CONSULT", "MOBILIZE", "AID", "RETREAT", "COERCE"}  # "to" leads to where it happened
LEAVING = {"withdrawal", "displacement", "expulsion_of_people", "rescue"}  # "left from" a place
AWAY = {"from", "for", "by", "of", "with"}
CONTEST = {"battle", "fight", "fighting", "struggle", "offensive", "clash"}  # "battle for Goma"


class Settings:
    """Looks up places and times around the happenings of one document."""

    def __init__(self, doc: Doc, notebook: Notebook, lex: Lexicon) -> None:
        self.doc = doc
        self.notebook = notebook
        self.lex = lex
        self.places = {place.id: place for place in notebook.all(Place)}
        self.moving = self.leaving = False
        self.scope = set[int]()  # the words that tell of the happening
        self.struck = set[int]()  # the happening's own word and those for what suffers
        self.opening = {i for sentence in doc.sents for i in opening(sentence)}
        self.untold: dict[int, list[Token]] = {}
        self.cues = {i for s in notebook.all(Statement) for i in self.words(s.cue.span)}
        self.deeds: set[int] = set()  # words of the sentence that tell of deeds, also if reported
        self.times: dict[int, Time] = {}
        for time in notebook.all(Time):
            for i in self.words(time.span):
                self.times[i] = time
        self.named = {*self.times, *notebook.place_of}

    def look_at(self, found: list[Candidate]) -> None:
        """Note which words of a sentence tell of what was done, and not only of what was said."""
        done = (c for c in found if self.lex.kinds[c.kind].type not in VERBAL)
        self.deeds = {c.token.i for c in done}

    def words(self, span: tuple[int, int]) -> range:
        """Return the indexes of the words inside a character span."""
        piece = self.doc.char_span(span[0], span[1], alignment_mode="expand")
        return range(piece.start, piece.end) if piece is not None else range(0)

    def place(self, c: Candidate) -> str | None:
        """Return where a happening took place, by its own words, else by its sentence."""
        own = [self.doc[i] for i in sorted(c.scope)]
        self.struck, self.scope = set[int](), c.scope
        told = c.row.kind if c.status in {"planned", "conditional"} else c.kind
        if self.lex.kinds[told].type in VERBAL:
            found = self.best(t for t in own if self.located(t))
            return found or dateline_place(c, self.doc, self.notebook, self.lex)
        self.moving = self.lex.kinds[told].type in MOVING
        self.leaving = c.row.kind in LEAVING
        self.struck = {c.token.i, *(noun.i for noun in c.sufferers)}
        found = self.best(own) or (None if hosted(c) else self.best(self.around(c)))
        found = found or teller_place(c, self.doc, self.notebook, self.lex)
        return found or dateline_place(c, self.doc, self.notebook, self.lex)

    def located(self, token: Token) -> bool:
        """Tell whether a word hangs on a preposition of place."""
        prep = next((t for t in above(token) if t.dep_ == "prep"), None)
        return prep is not None and prep.lower_ in self.lex.words["where_only"]

    def best(self, tokens: Iterable[Token]) -> str | None:
        """Return the most exact place among tokens that stand as a place, the first of equals."""
        found: list[tuple[int, int, str]] = []
        for token in tokens:
            name = self.notebook.place_of.get(token.i)
            place = self.places.get(name or "")
            if place is None or not self.stands(token):
                continue
            found.append((FINEST.index(place.kind), token.i, place.id))
        return min(found)[2] if found else None

    def stands(self, token: Token) -> bool:
        """Tell whether a place's name says where, and is neither doer nor origin."""
        for step in (token, *above(token)):
            if step.i in self.struck and step.pos_ != "VERB":
                return True
            if step.dep_ in {"poss", "compound", "nmod"} and self.thing(step.head):
                continue
            if step.dep_ in {"nsubj", "poss", "agent"}:
                return False
            if step.dep_ in {"compound", "amod", "nmod"} and not self.same(step, step.head):
                return False
            if step.dep_ == "prep":
                if step.lower_ == "to" and not self.moving:
                    return False
                left = self.leaving and step.lower_ == "from" and step.head.i in self.scope
                return (
                    left or step.lower_ not in AWAY or self.stands_far(step) or self.contested(step)
                )
            if step.dep_ in {"dobj", "nsubjpass"}:  # not what another verb is about
                return step.head.i in self.scope or step.head.pos_ not in {"VERB", "AUX"}
            if step.dep_ == "npadvmod":
                return True
            if step.pos_ in {"VERB", "AUX"} and step.i != token.i:
                return False
        return False

    def same(self, one: Token, other: Token) -> bool:
        """Tell whether two words belong to one place's name or to a site named after it."""
        of = self.notebook.place_of
        return of.get(one.i) == of.get(other.i) or other.lemma_.lower() in self.lex.words["site"]

    def thing(self, noun: Token) -> bool:
        """Tell whether a noun that nobody is meant by suffers ("Odesa's [port] was hit")."""
        return noun.i in self.struck and noun.i not in self.notebook.actor_of

    def contested(self, prep: Token) -> bool:
        """Tell whether a phrase says what is fought over or befallen ("the shelling of Goma")."""
        if prep.lower_ == "for":
            return prep.head.lemma_.lower() in CONTEST
        return prep.lower_ == "of" and prep.head.i in self.struck

    def stands_far(self, prep: Token) -> bool:
        """Tell whether "of" only joins a place to a place word that says where itself."""
        if prep.lower_ != "of":
            return False
        noun = prep.head
        return noun.dep_ == "pobj" and noun.head.lower_ in self.lex.words["where"]

    def around(self, c: Candidate) -> list[Token]:
        """Return the places and times of the sentence by the same teller, not of the speaking."""
        sentence = c.token.sent
        named = [self.doc[i] for i in range(sentence.start, sentence.end) if i in self.named]
        if c.statement is None:
            if sentence.start not in self.untold:
                own = [t for t in named if not self.told_in_speaking(t)]
                self.untold[sentence.start] = own
            return self.untold[sentence.start]
        inside = self.notebook.get(Statement, c.statement).content
        own = [t for t in named if any(char_span(t).within(part) for part in inside)]
        return own + [t for t in named if t.i in self.opening]

    def told_in_speaking(self, token: Token, but: frozenset[int] | set[int] = frozenset()) -> bool:
        """Tell whether a word hangs on the verb of a statement ("said on Monday in Geneva").

        `but` are verbs that tell of the happening itself ("accused them on Monday").
        """
        if token.i in self.opening:
            return False
        for step in above(token):
            if step.pos_ == "VERB":
                return step.i in self.cues - self.deeds and step.i not in but
        return False

    def time(self, c: Candidate) -> str | None:
        """Return when it happened, by its own words, else by its sentence."""
        words = [i for i in sorted(c.scope) if i in self.times]
        mine = {t.i for part in (c, *c.absorbed) for t in (part.token, part.verb) if t is not None}
        own = [self.times[i] for i in words if self.tells_when(i, mine)]
        if own:
            return own[0].id
        tokens = [t for t in self.around(c) if t.i in self.times and self.tells_when(t.i)]
        near = [self.times[t.i] for t in tokens if self.joined(t, c)]
        nearest = sorted(near, key=lambda time: abs(time.span.start - c.token.idx))
        return nearest[0].id if nearest else self.spoken(c)

    def spoken(self, c: Candidate) -> str | None:
        """Return when the words were spoken that are themselves the happening ("he threatened")."""
        if self.lex.kinds[c.kind].type not in SPOKEN or c.status not in DONE:
            return None
        mine = {t.i for t in (c.token, c.verb) if t is not None}
        for statement in self.notebook.all(Statement):
            inside = c.performed == statement.id
            if inside or mine & set(self.words(statement.cue.span)):
                return statement.said.time
        return None

    def joined(self, token: Token, c: Candidate) -> bool:
        """Tell whether a time hangs on the trigger's clause or on one above it."""
        verb = next((t for t in above(token) if t.pos_ in {"VERB", "AUX"}), None)
        over = {t.i for t in above(c.token)} | {c.token.i}
        return verb is None or verb.i in over or verb.i in c.scope

    def dates_another(self, i: int) -> bool:
        """Tell whether a time belongs to what serves as a date ("since the invasion in 2022")."""
        over = [*above(self.doc[i])]
        mark = next((n for n, t in enumerate(over) if t.lower_ in {"since", "until"}), None)
        return mark is not None and any(
            t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ not in {"DATE", "TIME"} for t in over[:mark]
        )

    def tells_when(self, i: int, mine: frozenset[int] | set[int] = frozenset()) -> bool:
        """Tell whether a time is that of a happening, and not that of speaking or of a date."""
        return not self.told_in_speaking(self.doc[i], mine) and not self.dates_another(i)


def opening(sentence: Span) -> range:
    """Return the words of the phrase of place that opens a sentence."""
    first = sentence[0]
    if first.dep_ != "prep" or first.lower_ not in {"in", "near", "at"}:
        return range(0)
    return range(first.i, first.right_edge.i + 1)
