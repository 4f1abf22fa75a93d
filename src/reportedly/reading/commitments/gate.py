"""Who and what can be bound: the tests that every candidate has to pass."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.commitments.grammar import PAST, above, children, modals, together
from reportedly.reading.commitments.lexicon import Lexicon
from reportedly.reading.notebook import Notebook

NAMES = {"PERSON", "NORP", "GPE", "ORG"}
SPEAKERS = {"i", "we", "he", "she", "they", "it", "who", "both", "each", "neither", "you"}
FIRST = {"i", "we", "us", "me", "our", "my"}
DOUBTFUL = {"could", "may", "might", "should", "can", "must", "need"}
HYPOTHETICAL = {"if", "unless", "whether", "lest"}
CALLING_UP = 2  # words of another world that show a sentence is of sport, weather or business


def is_agent(token: Token, notebook: Notebook, lex: Lexicon) -> bool:
    """Tell whether a noun phrase names somebody who can be bound."""
    lemma = token.lemma_.lower()
    if lex.among(lemma, "offtopic") and not lex.among(lemma, "agent"):
        return False
    if token.i in notebook.actor_of or token.pos_ == "PROPN":
        return True
    if token.lower_ in SPEAKERS:
        return token.dep_ != "expl"
    if token.ent_type_ in NAMES or lex.among(token.lemma_, "agent"):
        return True
    counts = token.pos_ in {"NUM", "DET", "PRON", "ADJ"} or lex.among(lemma, "counting")
    if counts:  # "26 of the countries", "a number of states", "both sides"
        inner = [o for of in children(token, "prep") for o in children(of, "pobj")]
        return any(is_agent(o, notebook, lex) for o in inner if o.i > token.i)
    return False


def off_topic(cue: Token, by: tuple[Token, ...], lex: Lexicon) -> bool:
    """Tell whether the words are of sport, weather or business."""
    bar = lex.classes["offtopic"]
    others = bar - lex.classes["agent"]
    if any(t.lemma_.lower() in others for head in by for t in together(head)):
        return True
    return len({t.lemma_.lower() for t in cue.sent} & bar) >= CALLING_UP


def doubtful(cue: Token, lex: Lexicon) -> bool:
    """Tell whether a cue is only possible, supposed, wished or denied."""
    if modals(cue) & DOUBTFUL:
        return True
    step = finite(cue)
    for head in above(step):
        if any(c.dep_ == "mark" and c.lower_ in HYPOTHETICAL for c in step.children):
            return True
        lemma = head.lemma_.lower()
        if step.dep_ in {"xcomp", "ccomp", "pcomp", "prep"} and lex.among(lemma, "denying"):
            return True
        if step.dep_ == "xcomp" and head.pos_ in {"VERB", "ADJ", "AUX"}:
            if not (lex.among(lemma, "raising") or head.pos_ == "AUX"):
                return True
        elif step.dep_ not in {"conj", "ccomp", "advcl", "prep", "pcomp", "xcomp"}:
            return False
        step = head
    return False


def finite(cue: Token) -> Token:
    """Return the finite verb that a finite one is coordinated with, past infinitives between."""
    step = cue
    while step.dep_ == "conj" and cue.tag_ in PAST and step.head.tag_ not in PAST:
        step = step.head
        while step.dep_ == "xcomp":
            step = step.head
        if step.tag_ in PAST or step.dep_ != "conj":
            return step
    return cue


def hostile(head: Token, lex: Lexicon) -> bool:
    """Tell whether an act or thing is one of force."""
    lemma = head.lemma_.lower()
    if head.pos_ in {"NOUN", "PROPN"}:
        return lex.among(lemma, "hostile_noun") and not peaceful(head, lex)
    if lex.among(lemma, "hostile_verb"):
        return not any(lex.among(o.lemma_, "harmless") for o in children(head, "dobj"))
    things = children(head, "dobj", "nsubjpass")
    things += [
        o for p in children(head, "prep") if p.lower_ in {"with", "out", "up"} for o in p.children
    ]
    if lex.among(lemma, "launching") and any(hostile(v, lex) for v in children(head, "xcomp")):
        return True
    return lex.among(lemma, "launching") and any(
        lex.among(o.lemma_, "hostile_noun") and not peaceful(o, lex) for o in things
    )


def peaceful(noun: Token, lex: Lexicon) -> bool:
    """Tell whether a noun of force is ended ("an end to the war") or none ("rescue operation")."""
    if any(lex.among(c.lemma_, "relief") for c in children(noun, "amod", "compound")):
        return True
    return any(lex.among(step.lemma_, "cessation") for step in above(noun))


def silent(head: Token, lex: Lexicon) -> bool:
    """Tell whether an act refused is one of speech ("refused to give details")."""
    things = [*children(head, "dobj"), *(o for p in children(head, "prep") for o in p.children)]
    return lex.among(head.lemma_, "silence") or any(
        lex.among(o.lemma_, "silence_noun") for o in things
    )
