"""Whether a happening took place, according to the words around it and to whoever tells it."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from reportedly.reading.events.blame import unsaid
from reportedly.reading.events.candidate import Candidate, denies_account
from reportedly.reading.events.conditions import has_condition
from reportedly.reading.events.grammar import above, children
from reportedly.reading.events.lexicon import Governs, Lexicon
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Actor, EventStatus, Statement

CONDITION = {"if", "unless", "once", "until", "provided", "should", "whether"}
FUTURE = {"will", "shall", "'ll", "’ll", "wo"}
PERHAPS = {"may", "might", "could", "can", "would"}
BESIDE = {"after", "following", "amid", "since", "during", "before", "despite"}
LATER = {"after", "when", "before", "until"}  # "will leave after the rebels disarm"
WITHIN = {"in", "by"}  # "set alight in the attack": a place in what happened
NEVER = {"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "nothing"}
SUBJECTS = {"nsubj", "nsubjpass"}
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
PARTIES = {"GOV", "MIL", "REB", "COP"}
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
WEAK = {"asserted", "claimed"}
ENDING = {"stop", "end", "halt", "cease"}
PERFORMED = {"SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN"}
REFUSED = {"AGREE", "SUPPORT", "CONSULT", "CONCEDE", "RETREAT", "AID", "COOPERATE"}


def weigh(c: Candidate, notebook: Notebook, lex: Lexicon) -> None:
    """Write status and statement of a candidate, and the kind it has while it is only foreseen."""
    c.statement = notebook.statement_at(char_span(c.token))
    if denies_account(c):
        c.status, c.statement = "denied", c.statement or told_by(c.token, notebook)
        return
    statement = notebook.get(Statement, c.statement) if c.statement else None
    if statement is not None and unsaid(cue_of(statement, c), lex):
        statement = c.statement = None
    status = grammatical(c, lex)
    if status is None and statement is not None:
        status = "denied" if statement.act == "deny" else "claimed"
        if status == "claimed" and performed(c, statement, notebook, lex):
            status, c.performed, c.statement = "asserted", c.statement, None
    if status == "negated":
        status = negated(c, statement, notebook, lex)
        if c.kind == "rejection" and statement is not None:
            own = performed(c, statement, notebook, lex)
            status = "asserted" if own else status
            c.performed, c.statement = (c.statement, None) if own else (None, c.statement)
    c.status = status or c.hedge or "asserted"
    foreseen = lex.kinds[c.kind].foreseen
    if c.status in {"planned", "pledged"} and foreseen:
        c.kind = foreseen
    if c.status == "planned" and any(has_condition(t, lex) for t in (c.token, *above(c.token))):
        c.status = "conditional"
    must = c.row.pos == "VERB" and any(t.lower_ == "must" for t in c.token.children)
    if must and c.status in WEAK:
        c.kind, c.status = "demand", "claimed" if statement is not None else "asserted"
        c.sufferers, c.doers = c.doers, []
    if c.kind == "pledge" and c.status in WEAK and c.row.scope == "whole":
        c.status = "pledged"


def told_by(verb: Token, notebook: Notebook) -> str | None:
    """Return the statement whose cue a verb is."""
    here = char_span(verb)
    return next((s.id for s in notebook.all(Statement) if here.within(s.cue.span)), None)


def cue_of(statement: Statement, c: Candidate) -> Token | None:
    """Return the word by which a statement is one, where it stands in the sentence."""
    span = statement.cue.span
    return next((t for t in c.token.sent if t.idx <= span.start < t.idx + len(t)), None)


def performed(c: Candidate, statement: Statement, notebook: Notebook, lex: Lexicon) -> bool:
    """Tell whether somebody tells of their own act in words, which is done by telling it."""
    if c.row.pos != "VERB" or lex.kinds[c.kind].type not in PERFORMED:
        return False
    acting = {found for noun in c.doers if (found := notebook.actor_of.get(noun.i))}
    speakers = named_in(statement, c, notebook)
    if not speakers or not acting:
        return False
    countries = {notebook.get(Actor, one).country for one in speakers}
    lands = {notebook.get(Actor, one).country for one in acting if one not in speakers}
    return bool(speakers & acting) or (lands <= countries and None not in lands)


def named_in(statement: Statement, c: Candidate, notebook: Notebook) -> set[str]:
    """Return who speaks, or whom the words for it name ("a statement from its ministry")."""
    speaker = statement.speaker
    if speaker is None or speaker.actor is not None:
        return {speaker.actor} if speaker is not None and speaker.actor is not None else set()
    span = speaker.span
    piece = c.token.doc.char_span(span.start, span.end, alignment_mode="expand")
    return {i for t in piece or () if (i := notebook.actor_of.get(t.i))}


def answers_for(statement: Statement, notebook: Notebook) -> bool:
    """Tell whether a party speaks, whose "there was no attack" denies one."""
    speaker = statement.speaker.actor if statement.speaker is not None else None
    who = notebook.get(Actor, speaker) if speaker is not None else None
    return who is not None and (who.role in PARTIES or who.kind in {"country", "armed_group"})


def negated(
    c: Candidate, statement: Statement | None, notebook: Notebook, lex: Lexicon
) -> EventStatus:
    """Return what "not" makes of a happening: a denial of violence, a refusal of good will."""
    kind = lex.kinds[c.kind]
    told = statement is not None and kind.type == "ASSAULT"
    if told and statement is not None and (c.doers or answers_for(statement, notebook)):
        return "denied"
    future = any(t.lower_ in FUTURE for t in children(c.token, "aux"))
    if future and c.row.pos == "VERB" and kind.type in REFUSED:
        c.kind = "rejection"
        return "claimed" if statement is not None else "asserted"
    return "negated"


def grammatical(c: Candidate, lex: Lexicon) -> EventStatus | None:
    """Return the status that the grammar gives, nearest words first; None for a plain fact."""
    if c.row.pos == "NOUN":
        if any(t.lower_ in NEVER for t in children(c.token, "det", "neg")) or never_held(c, lex):
            return "negated"
        if any(t.lower_ == "any" for t in children(c.token, "det")):
            if c.light and c.verb is not None and of_verb(c.verb, lex) == "negated":
                return "negated"  # "had not carried out any strikes"
            return "denied" if governed(c.token, lex) == "denied" else "hypothetical"
        for word in children(c.token, "amod"):
            found = lex.governors.get(word.lemma_.lower()) or lex.governors.get(word.lower_)
            if found in {"claimed", "planned", "hypothetical"}:
                return found
        if foreseen_by(c.token, lex):
            return "planned"
    start = (
        c.token if c.row.pos == "VERB" else (c.verb if c.light and c.verb is not None else c.token)
    )
    step = start
    if step.pos_ in {"VERB", "AUX"}:
        own = of_verb(step, lex) or hedged(step, lex)
        if own == "negated" and c.light and step.lemma_ in ENDING:
            return None  # "has not stopped the shooting"
        wanted = c.light and c.token.dep_ in {"dobj", "nsubjpass"}
        if own is None and wanted and lex.governors.get(step.lemma_) == "planned":
            return "planned"  # "ordered a strike", not "was set alight in a strike"
        if own:
            return own
    return governed(step, lex)


def never_held(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether the verb that carries a noun is negated ("the talks never took place")."""
    if not c.light or c.verb is None or c.verb.lemma_ in ENDING:
        return False
    return c.token.dep_ in SUBJECTS and of_verb(c.verb, lex) == "negated"


def foreseen_by(noun: Token, lex: Lexicon) -> bool:
    """Tell whether a noun is the subject of what is foreseen ("talks are set to resume")."""
    verb = noun.head
    if noun.dep_ not in SUBJECTS or lex.governors.get(verb.lemma_) != "planned":
        return False
    if noun.dep_ == "nsubjpass" and verb.lemma_.lower() in lex.words["dating"]:
        return True  # "manoeuvres are slated for May"
    return any(infinitive(clause) for clause in children(verb, "xcomp"))


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
    if words & NEVER or yet_to(verb):
        return "negated"
    going = any(t.lower_ == "going" for t in verb.children)
    if words & FUTURE or going:
        return "conditional" if has_condition(verb, lex) else "planned"
    if words & PERHAPS:
        if has_condition(verb, lex):
            return "conditional"
        return "planned" if "would" in words and verb.dep_ == "ccomp" else "hypothetical"
    return "planned" if to_come(verb, lex) else None


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
    if verb.tag_ != "VBG" and not children(verb, "aux"):
        held = [t for prep in beside if prep.lower_ == "on" for t in children(prep, "pobj")]
        ahead |= {t.lower_ for t in held if t.lower_ in DAYS}  # "talks open on Monday"
    return bool(ahead) and (
        verb.tag_ != "VBG" or any(t.tag_ != "VBD" for t in children(verb, "aux"))
    )


def for_a_day(prep: Token) -> bool:
    """Tell whether a phrase dates what is called for ("for Thursday"), and isn't how long."""
    days = children(prep, "pobj") if prep.lower_ == "for" else []
    lasting = {"day", "hour", "week", "month", "year", "minute", "time", "decade"}
    dated = [t for t in days if t.ent_type_ == "DATE" and not children(t, "nummod", "quantmod")]
    return any(t.lemma_.lower() not in lasting or children(t, "amod") for t in dated)


def governed(step: Token, lex: Lexicon) -> EventStatus | None:
    """Return the status from the words that a trigger hangs on, up to the statement's own verb."""
    for head in above(step):
        if step.dep_ not in CONTENT or (step.dep_ == "prep" and step.lower_ in BESIDE):
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
    said += [p for prep in children(verb, "prep") for p in (*prep.children,) if prep.lower_ == "as"]
    if any(t.lemma_.lower() in untrue for t in (verb, *said)):
        return True  # "reports of a massacre are baseless", "called the reports lies"
    return noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in lex.words["rejecting"]


def aim(verb: Token, lex: Lexicon) -> bool:
    """Tell whether a clause says what an idea is for ("the aim is to …")."""
    return any(t.lemma_.lower() in lex.words["aim"] for t in children(verb, "nsubj"))


def infinitive(verb: Token) -> bool:
    """Tell whether a verb stands with "to"."""
    return verb.pos_ == "VERB" and any(t.lower_ == "to" for t in children(verb, "aux"))


def listed_as(head: Token, lex: Lexicon) -> Governs | None:
    """Return what the table says of a word, first of it as this part of speech."""
    lemma = head.lemma_.lower()
    keys = (f"{lemma}/{head.pos_}", lemma, head.lower_)
    return next((lex.governors[key] for key in keys if key in lex.governors), None)


def verdict(step: Token, head: Token, lex: Lexicon) -> EventStatus | Literal["actual"] | None:
    """Return what a word makes of what hangs on it; None where it leaves that open."""
    listed = listed_as(head, lex)
    if listed == "negated" and of_verb(head, lex) == "negated":
        return "actual"  # "did not stop the shooting"
    untrue = head.pos_ in {"ADJ", "NOUN"} and head.lemma_.lower() in lex.words["untrue"]
    if disputed(head, lex) or (untrue and step.dep_ in {"ccomp", "acl", "csubj"}):
        return "denied"
    if head.lemma_ == "be" and step.dep_ in {"ccomp", "csubj"}:
        judged = children(head, "acomp", "attr")
        if any(t.lemma_.lower() in lex.words["untrue"] for t in judged):
            return "denied"  # "it was untrue that …"
    if listed == "denied" and step.dep_ in {"dobj", "ccomp", "xcomp", "pcomp"}:
        return "denied"
    if listed and listed != "actual" and (infinitive(step) or relevant(step, head, listed)):
        return listed
    if infinitive(step) and listed is None:
        return "planned" if head.lemma_ == "be" and not aim(head, lex) else "hypothetical"
    return None


def relevant(step: Token, head: Token, verdict: str) -> bool:
    """Tell whether a governor reaches a happening that is no infinitive ("prevented an attack")."""
    if head.pos_ == "NOUN":
        return step.dep_ in {"acl", "prep"}
    if verdict in {"claimed"}:
        return step.dep_ in {"ccomp", "xcomp", "pcomp", "prep"}
    if verdict in {"planned", "hypothetical"} and step.lower_ in WITHIN:
        return False
    return step.dep_ in {"dobj", "xcomp", "pcomp", "prep", "ccomp"}
