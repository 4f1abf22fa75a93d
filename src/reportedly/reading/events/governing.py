"""What the words that a happening hangs on make of it: "denied", "plans to", "fears that", "if"."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from reportedly.reading.events.blame import refused
from reportedly.reading.events.grammar import DEPTH, children, resumed
from reportedly.reading.events.lexicon import Governs, Lexicon
from reportedly.reading.events.tense import infinitive, of_verb
from reportedly.vocabulary import EventStatus

AHEAD = {"planned", "pledged", "hypothetical"}
FORCE = {"ASSAULT", "COERCE"}
BESIDE = {"after", "following", "amid", "since", "during", "before", "despite"}
LATER = {"after", "when", "before", "until"}  # "will leave after the rebels disarm"
WITHIN = {"in", "by"}  # "set alight in the attack": a place in what happened
CONTENT = {
    "ccomp",
    "xcomp",
    "pcomp",
    "acl",
    "dobj",
    "pobj",
    "prep",
    "oprd",
    "conj",
    "agent",
    "advcl",
}


def apart(step: Token) -> bool:
    """Tell whether a word doesn't hang on another as its content."""
    return step.dep_ not in CONTENT or (step.dep_ == "prep" and step.lower_ in BESIDE)


def governed(step: Token, lex: Lexicon) -> EventStatus | None:
    """Return the status from the words that a trigger hangs on, up to the statement's own verb."""
    for _ in range(DEPTH):
        outer, head = resumed(step), step.head
        if outer is not None:
            return of_verb(outer, lex) or governed(outer, lex)
        if step.dep_ == "relcl" and children(step, "mark") and disputed(head, lex):
            return "denied"  # "rejects the allegation of … that volunteers killed herders"
        if head.i == step.i or apart(step):
            return None
        if step.i < head.i and any(t.text == ";" for t in step.doc[step.i : head.i]):
            return None  # sentences of their own, which the parse hung together
        joined = step.dep_ == "conj"
        if step.dep_ == "advcl" and not infinitive(step):
            ahead = of_verb(head, lex)
            later = ahead == "planned" and any(t.lower_ in LATER for t in children(step, "mark"))
            return ahead if later or ahead == "conditional" else None
        if joined and children(step, "nsubj", "nsubjpass"):
            return None
        if head.pos_ in {"VERB", "ADJ", "NOUN", "AUX"} and not joined:
            found = verdict(step, head, lex)
            if step.dep_ == "xcomp" and found not in {None, "actual", "negated"}:
                found = "negated" if of_verb(head, lex) == "negated" else found
            if found is not None or step.dep_ == "ccomp":
                return found if found != "actual" else None
        tied = step.dep_ in {"xcomp", "conj", "pcomp", "oprd"} or step.lower_ == "with"
        if head.pos_ == "VERB" and tied:
            own = of_verb(head, lex)
            if own:
                return own
        step = head
    return None


def disputed(noun: Token, lex: Lexicon) -> bool:
    """Tell whether somebody rejects what a noun says ("rejected the claim that …")."""
    if noun.pos_ != "NOUN" or "claim" not in lex.classed((noun.lemma_.lower(),)):
        return False
    verb, untrue = noun.head, lex.words["untrue"]
    said = [t for t in children(verb, "acomp", "attr", "oprd", "ccomp", "xcomp") if t.i != noun.i]
    said += [
        t for clause in said if clause.lemma_ == "be" for t in children(clause, "acomp", "attr")
    ]
    said += [p for prep in children(verb, "prep") for p in (*prep.children,) if prep.lower_ == "as"]
    if any(t.lemma_.lower() in lex.words["true"] for t in said) and children(verb, "neg"):
        return True  # "the reports are not true"
    if any(t.lemma_.lower() in untrue for t in (verb, *said)):
        return True  # "reports of a massacre are baseless", "called the reports lies"
    if noun.dep_ == "pobj" and verb.head.lemma_.lower() in lex.words["true"]:
        return any(t.lower_ == "no" for t in children(verb.head, "det"))  # "no truth in reports"
    return noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in lex.words["rejecting"]


def disowned(prep: Token, head: Token, lex: Lexicon) -> bool:
    """Tell whether somebody has no part in what follows ("was not responsible for the blast")."""
    if prep.dep_ != "prep":
        return False
    if head.lemma_ == "do":
        return any(t.lower_ == "nothing" for t in (head.head, *children(head.head, "dobj")))
    if head.pos_ == "ADJ":
        return head.lemma_.lower() in lex.hedges["answering"] and refused(head.head, lex)
    shared = head.pos_ == "NOUN" and head.lemma_.lower() in lex.words["sharing"]
    denied = any(t.lower_ in {"no", "any"} for t in children(head, "det"))
    return (
        shared
        and denied
        and (head.head.lemma_ in {"have", "play", "be"} or refused(head.head, lex))
    )


def aim(verb: Token, lex: Lexicon) -> bool:
    """Tell whether a clause says what an idea is for ("the aim is to …")."""
    return any(t.lemma_.lower() in lex.words["aim"] for t in children(verb, "nsubj"))


def listed_as(head: Token, lex: Lexicon) -> Governs | None:
    """Return what the table says of a word, first of it as this part of speech."""
    lemma = head.lemma_.lower()
    keys = (f"{lemma}/{head.pos_}", lemma, head.lower_)
    return next((lex.governors[key] for key in keys if key in lex.governors), None)


def verdict(step: Token, head: Token, lex: Lexicon) -> EventStatus | Literal["actual"] | None:
    """Return what a word makes of what hangs on it; None where it leaves that open."""
    listed = listed_as(head, lex)
    if head.pos_ == "NOUN" and listed in AHEAD and any(t.lower_ == "no" for t in head.children):
        return "negated"  # "has no plans to withdraw"
    if listed == "negated" and of_verb(head, lex) == "negated":
        return "actual"  # "did not stop the shooting"
    untrue = head.pos_ in {"ADJ", "NOUN"} and head.lemma_.lower() in lex.words["untrue"]
    if (
        disowned(step, head, lex)
        or disputed(head, lex)
        or (untrue and step.dep_ in {"ccomp", "acl", "csubj"})
    ):
        return "denied"
    if head.lemma_ == "be" and step.dep_ in {"ccomp", "csubj"}:
        judged = children(head, "acomp", "attr")
        if any(t.lemma_.lower() in lex.words["untrue"] for t in judged):
            return "denied"  # "it was untrue that …"
    from_it = step.dep_ == "prep" and step.lower_ == "from"  # "distanced itself from"
    if listed == "denied" and (from_it or step.dep_ in {"dobj", "ccomp", "xcomp", "pcomp"}):
        return "denied"
    if listed and listed != "actual" and (infinitive(step) or relevant(step, head, listed)):
        return listed
    if infinitive(step) and listed is None:
        if head.lower_ == "going":
            return "planned"
        ahead = gathered_for(step, head, lex) or (head.lemma_ == "be" and not aim(head, lex))
        return "planned" if ahead else "hypothetical"
    return None


def gathered_for(step: Token, head: Token, lex: Lexicon) -> bool:
    """Tell whether a force is gathered or sent for a deed ("massed to storm the city")."""
    if head.lemma_.lower() not in lex.words["gathering"] or step.i < head.i:
        return False
    rows = lex.triggers.get(("VERB", step.lemma_.lower()), ())
    return any(lex.kinds[entry.row.kind].type in FORCE for entry in rows)


def relevant(step: Token, head: Token, verdict: str) -> bool:
    """Tell whether a governor reaches a happening that is no infinitive ("prevented an attack")."""
    if head.pos_ == "NOUN":
        return step.dep_ in {"acl", "prep"}
    if verdict in {"claimed"}:
        return step.dep_ in {"ccomp", "xcomp", "pcomp", "prep"}
    if verdict in {"planned", "hypothetical"} and step.lower_ in WITHIN:
        return False
    return step.dep_ in {"dobj", "xcomp", "pcomp", "prep", "ccomp"}
