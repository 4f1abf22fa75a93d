"""What a verb's own words make of what it tells: auxiliaries, negation, adverbs, days to come."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.conditions import has_condition
from reportedly.reading.events.grammar import children
from reportedly.reading.events.lexicon import Lexicon
from reportedly.vocabulary import EventStatus

CONDITION = {"if", "unless", "once", "until", "provided", "should", "whether"}
FUTURE = {"will", "shall", "'ll", "’ll", "wo"}
PERHAPS = {"may", "might", "could", "can", "would"}
NEVER = {"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "nothing"}
SUBJECTS = {"nsubj", "nsubjpass"}
OCCASIONS = {"time", "way", "circumstance", "account", "point", "stage", "case", "moment"}
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}


def hedged(verb: Token, lex: Lexicon) -> EventStatus | None:
    """Return what an adverb makes of a verb ("allegedly", "possibly")."""
    listed = (lex.governors.get(word.lower_) for word in children(verb, "advmod"))
    return next((found for found in listed if found and found != "actual"), None)


def of_verb(verb: Token, lex: Lexicon) -> EventStatus | None:
    """Return what auxiliaries, negation and conjunctions make of a verb."""
    words = {
        t.lower_ for t in verb.children if t.dep_ in {"aux", "neg", "mark", "advmod", "preconj"}
    }
    if words & CONDITION:
        return "conditional"
    subjects = children(verb, *SUBJECTS)
    words |= {t.lower_ for s in subjects for t in (s, *children(s, "det", "preconj"))}
    if words & NEVER or yet_to(verb) or at_no_time(verb):
        return "negated"
    going = any(t.lower_ == "going" for t in verb.children)
    if words & FUTURE or going:
        return "conditional" if has_condition(verb, lex) else "planned"
    if words & PERHAPS:
        if has_condition(verb, lex):
            return "conditional"
        return "planned" if "would" in words and verb.dep_ == "ccomp" else "hypothetical"
    return "planned" if to_come(verb, lex) else None


def at_no_time(verb: Token) -> bool:
    """Tell whether a phrase before a verb negates it ("at no time did we fire")."""
    for prep in children(verb, "prep"):
        if prep.i < verb.i and any(t.lemma_.lower() in OCCASIONS for t in children(prep, "pobj")):
            return any(t.lower_ == "no" for noun in prep.children for t in children(noun, "det"))
    return False


def yet_to(verb: Token) -> bool:
    """Tell whether something has not come to pass so far ("have yet to take the bridge")."""
    if verb.dep_ != "xcomp" or not infinitive(verb) or verb.head.lemma_ not in {"have", "be"}:
        return False
    return any(t.lower_ == "yet" for t in verb.sent[: verb.i - verb.sent.start])


def to_come(verb: Token, lex: Lexicon) -> bool:
    """Tell whether a verb in the present, or one that sets a date, tells of a day to come."""
    beside = children(verb, "npadvmod", "advmod", "prep", "tmod")
    beside += [p for thing in children(verb, "dobj") for p in children(thing, "prep")]
    if verb.lemma_.lower() in lex.words["dating"] and any(for_a_day(t) for t in beside):
        return True  # "called a strike for Thursday"
    if verb.tag_ not in {"VBZ", "VBP", "VBG"} or children(verb, "auxpass"):
        return False
    ahead = {t.lower_ for phrase in beside for t in phrase.subtree} & {"tomorrow", "next"}
    going = verb.tag_ == "VBG" and any(t.tag_ in {"VBZ", "VBP"} for t in children(verb, "aux"))
    if going or (verb.tag_ != "VBG" and not children(verb, "aux")):
        held = [t for prep in beside if prep.lower_ == "on" for t in children(prep, "pobj")]
        ahead |= {t.lower_ for t in held if t.lower_ in DAYS}  # "talks open on Monday"
    if going:  # "is withdrawing its troops by June"
        due = [t for prep in beside if prep.lower_ == "by" for t in children(prep, "pobj")]
        ahead |= {t.lower_ for t in due if t.ent_type_ == "DATE"}
    return bool(ahead) and (
        verb.tag_ != "VBG" or any(t.tag_ != "VBD" for t in children(verb, "aux"))
    )


def for_a_day(prep: Token) -> bool:
    """Tell whether a phrase dates what is called for ("for Thursday"), and isn't how long."""
    days = children(prep, "pobj") if prep.lower_ == "for" else []
    lasting = {"day", "hour", "week", "month", "year", "minute", "time", "decade"}
    dated = [t for t in days if t.ent_type_ == "DATE" and not children(t, "nummod", "quantmod")]
    return any(t.lemma_.lower() not in lasting or children(t, "amod") for t in dated)


def infinitive(verb: Token) -> bool:
    """Tell whether a verb stands with "to"."""
    return verb.pos_ == "VERB" and any(t.lower_ == "to" for t in children(verb, "aux"))
