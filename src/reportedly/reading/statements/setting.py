"""Where, when and on what occasion words were spoken."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.clues import clue
from reportedly.reading.notebook import Notebook, char_span
from reportedly.reading.statements.attribution import Attribution, Range
from reportedly.vocabulary import Said, Span, Time

SPOKEN_AT = {"at", "in", "during", "after", "following", "on", "before"}
STEPS = 8


def said_of(doc: Doc, notebook: Notebook, one: Attribution) -> Said:
    """Return the setting that hangs on the cue, outside of what is said."""
    return Said(time_of(doc, notebook, one), place_of(doc, notebook, one), occasion_of(doc, one))


def time_of(doc: Doc, notebook: Notebook, one: Attribution) -> str | None:
    """Return the id of the time that belongs to the cue."""
    sentence = char_span(doc[one.root].sent)
    for time in notebook.inside(Time, sentence):
        span = doc.char_span(*time.span, alignment_mode="expand")
        if span is not None and hangs_on_cue(span.root, one):
            return time.id
    return None


def place_of(doc: Doc, notebook: Notebook, one: Attribution) -> str | None:
    """Return the id of the place in which the words were spoken."""
    sentence = doc[one.root].sent
    for i in range(sentence.start, sentence.end):
        place = notebook.place_of.get(i)
        if place is None or doc[i].dep_ != "pobj":
            continue
        if doc[i].head.lower_ in {"in", "at", "from"} and hangs_on_cue(doc[i], one):
            return place
    return None


def occasion_of(doc: Doc, one: Attribution) -> Span | None:
    """Return the words for the gathering: "at a forum", "told the Security Council"."""
    for token in doc[one.root].sent:
        if token.dep_ != "pobj" or token.head.lower_ not in SPOKEN_AT:
            continue
        named = token.lemma_.lower() in clue("occasion") and token.pos_ in {"NOUN", "PROPN"}
        if named and hangs_on_cue(token, one):
            return char_span(doc[token.left_edge.i : token.i + 1])
    return None


def hangs_on_cue(token: Token, one: Attribution) -> bool:
    """Tell whether a word modifies the cue directly, and is no part of what is said."""
    if any(covers(part, token.i) for part in one.content):
        return False
    if one.source and covers(one.source, token.i):
        return False
    for step in range(STEPS):
        if token.i == one.root:
            return True
        if token.head.i == token.i or token.pos_ in {"VERB", "AUX"}:
            return False
        if step and token.pos_ == "NOUN" and token.lemma_ not in clue("occasion"):
            return False  # "since the invasion in 2022" dates the invasion
        token = token.head
    return False


def covers(part: Range, index: int) -> bool:
    """Tell whether a range holds a token."""
    return part[0] <= index < part[1]


def speaking_at(doc: Doc, notebook: Notebook, sentence: Token) -> tuple[str, Said] | None:
    """Return who is told to speak somewhere in a sentence: "Speaking at a forum, she …"."""
    for verb in sentence.sent:
        if verb.lemma_ not in clue("speaking") or verb.pos_ != "VERB":
            continue
        speaker = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if speaker is None and verb.head.i != verb.i:
            speaker = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
        actor = notebook.actor_of.get(speaker.i) if speaker is not None else None
        alone = Attribution(verb.i, verb.lemma_, "report", (verb.i, verb.i + 1), None, ())
        said = said_of(doc, notebook, alone)
        if actor and said != Said():
            return actor, said
    return None
