"""What is only mentioned: conditions, dates, and words that say which one is meant.

"If troops appear", "since the invasion", "the 35 nations that support Kyiv": such clauses tell of
no happening for its own sake, and a list of happenings that held them would be crowded with them.
"""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import above, children
from reportedly.reading.events.lexicon import Lexicon

CONDITION = {"if", "unless", "once", "provided", "whether", "providing", "lest"}
DEEDS = {"ASSAULT", "COERCE", "MOBILIZE"}
PRESENT = {"VBZ", "VBP"}


def background(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether a trigger stands in words that only frame what is told.

    What somebody is feared to do stays, as a conditional deed: "if the army bombs the port".
    """
    deed = c.row.pos == "VERB" and lex.kinds[c.kind].type in DEEDS
    return (in_condition(c.token) and not deed) or since(c.token) or identifies(c)


def in_condition(token: Token) -> bool:
    """Tell whether a word stands in a clause that says on which condition."""
    for step in (token, *above(token)):
        if step.dep_ in {"advcl", "ccomp", "pcomp"} and opens_with(step, CONDITION):
            return True
        if any(t.lower_ == "once" and t.i < step.i for t in children(step, "advmod")):
            return step.pos_ in {"NOUN", "PROPN"}
        if step.lower_ in {"provided", "providing"} and step.i < token.i:
            return True
    return False


def opens_with(verb: Token, words: set[str]) -> bool:
    """Tell whether one of the words opens a clause."""
    first = (verb.left_edge, *children(verb, "mark"))
    return any(word.lower_ in words and word.i < verb.i for word in first)


def since(token: Token) -> bool:
    """Tell whether a happening only serves as a date ("since the invasion in 2022")."""
    for step in (token, *above(token)):
        if step.lower_ == "since" and step.dep_ == "prep":
            return True
        if step.dep_ == "advcl" and opens_with(step, {"since"}):
            return True
        if step.pos_ in {"VERB", "AUX"} and step.i != token.i:
            return False
    return False


def identifies(c: Candidate) -> bool:
    """Tell whether a clause in the present only says who is meant ("who control the north")."""
    verb = c.token
    return c.row.pos == "VERB" and verb.dep_ == "relcl" and verb.tag_ in PRESENT
