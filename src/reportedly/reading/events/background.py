"""What is only mentioned: conditions, dates, and words that say which one is meant.

"If troops appear", "since the invasion", "the 35 nations that support Kyiv": such clauses tell of
no happening for its own sake, and a list of happenings that held them would be crowded with them.
"""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.conditions import within_condition
from reportedly.reading.events.grammar import above, children
from reportedly.reading.events.lexicon import Lexicon

CONDITION = {"if", "unless", "once", "provided", "whether", "providing", "lest"}
DEEDS = {"ASSAULT", "COERCE", "MOBILIZE"}
STANCES = {"SUPPORT", "AGREE", "CONSULT", "REQUEST", "REJECT"}
PREPOSED = {"provided", "providing", "once"}
LASTING = {"be", "continue", "last", "rage", "drag", "go"}
PRESENT = {"VBZ", "VBP"}


def background(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether a trigger stands in words that only frame what is told.

    What somebody is feared to do stays, as a conditional deed: "if the army bombs the port".
    """
    deed = c.row.pos == "VERB" and lex.kinds[c.kind].type in DEEDS
    framed = in_condition(c.token) or within_condition(c.token, lex)
    if (framed and not deed) or only_asked(c.token):
        return True
    if c.row.pos == "NOUN" and (goes_on_meanwhile(c.token) or only_thought_of(c)):
        return True
    return since(c.token) or identifies(c, lex)


def in_condition(token: Token) -> bool:
    """Tell whether a word stands in a clause that says on which condition."""
    for step in (token, *above(token)):
        if step.dep_ in {"advcl", "ccomp", "pcomp"} and opens_with(step, CONDITION):
            return True
        if any(t.lower_ == "once" and t.i < step.i for t in children(step, "advmod")):
            return step.pos_ in {"NOUN", "PROPN"}
        if step.lower_ in PREPOSED and step.dep_ in {"prep", "mark"} and step.i < token.i:
            return True
    return False


def only_asked(token: Token) -> bool:
    """Tell whether a clause only asks ("had yet to establish how much had been destroyed")."""
    for step in (token, *above(token)):
        first = step.left_edge
        if step.dep_ == "ccomp" and first.lower_ == "how":
            return first.nbor().lower_ in {"much", "many"}
    return False


def opens_with(verb: Token, words: set[str]) -> bool:
    """Tell whether one of the words opens a clause."""
    edge = verb.left_edge
    first = [edge, *children(verb, "mark")]
    if edge.i > verb.sent.start:
        first.append(edge.nbor(-1))  # where the parse hung it on the verb above
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


def goes_on_meanwhile(noun: Token) -> bool:
    """Tell whether a clause only says that it is still the case ("while fighting continues")."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in LASTING:
        return False
    return opens_with(verb, {"while", "as", "until"})


def only_thought_of(c: Candidate) -> bool:
    """Tell whether a bare noun names what may or may not come ("insurance against an attack")."""
    return c.status == "hypothetical" and not c.light and c.token.dep_ != "nsubj"


def identifies(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether a clause only says who is meant ("who control the north", "any troops sent")."""
    verb = c.token
    if c.row.pos != "VERB":
        return False
    apart = verb.dep_ in {"relcl", "acl"}
    meant = [*children(verb, "nsubj", "nsubjpass"), *([verb.head] if apart else [])]
    if any(t.lower_ == "any" for noun in meant for t in children(noun, "det")):
        return c.status not in {"denied", "negated"}  # "denied that any depot had been hit"
    if not apart:
        return False
    if verb.dep_ == "acl":
        who = lex.kinds[c.kind].type in STANCES or c.kind == "displacement"  # "people fleeing"
        return verb.tag_ == "VBG" and who
    return verb.tag_ in PRESENT
