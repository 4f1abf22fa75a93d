"""Whether a happening took place, according to the words around it and to whoever tells it."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.blame import unsaid
from reportedly.reading.events.candidate import Candidate, denies_account
from reportedly.reading.events.conditions import has_condition
from reportedly.reading.events.governing import governed
from reportedly.reading.events.grammar import above, children, counted
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.tense import (
    FUTURE,
    NEVER,
    PERHAPS,
    SUBJECTS,
    hedged,
    infinitive,
    of_verb,
)
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Actor, EventStatus, Statement

PARTIES = {"GOV", "MIL", "REB", "COP"}
KNOWN = {"the", "this", "that", "these", "those"}
WEAK = {"asserted", "claimed"}
ENDING = {"stop", "end", "halt", "cease"}
HELD = {"territory_taken", "territory_entered", "territory_lost", "territory_regained"}
OWN = {"his", "her", "its", "our", "their", "my"}  # "said his men had not looted": a denial
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
    owned = any(t.lower_ in OWN for noun in c.doers for t in children(noun, "poss"))
    told = statement is not None and (owned or kind.type == "ASSAULT" or c.kind in HELD)
    if told and statement is not None and (c.doers or answers_for(statement, notebook)):
        return "denied"
    if kind.type == "ASSAULT" and c.token.sent[0].lower_ == "contrary":
        return "denied"  # "contrary to reports, the airport was not bombed"
    future = any(t.lower_ in FUTURE for t in children(c.token, "aux"))
    if future and c.row.pos == "VERB" and kind.type in REFUSED:
        c.kind = "rejection"
        return "claimed" if statement is not None else "asserted"
    return "negated"


def grammatical(c: Candidate, lex: Lexicon) -> EventStatus | None:
    """Return the status that the grammar gives, nearest words first; None for a plain fact."""
    if c.row.pos == "NOUN" and (named := of_noun(c, lex)):
        return named
    step = c.verb if c.light and c.verb is not None else c.token
    if step.pos_ not in {"VERB", "AUX"}:
        return governed(step, lex)
    own = of_verb(step, lex) or hedged(step, lex)
    if own == "negated" and c.light and step.lemma_ in ENDING:
        return None  # "has not stopped the shooting"
    wanted = c.light and c.token.dep_ in {"dobj", "nsubjpass"}
    if own is None and wanted and lex.governors.get(step.lemma_) == "planned":
        return "planned"  # "ordered a strike", not "was set alight in a strike"
    if own == "planned" and step.dep_ in {"ccomp", "acl"} and governs(step, lex):
        return governed(step, lex)  # "fear that the army will return"
    return own or governed(step, lex)


def of_noun(c: Candidate, lex: Lexicon) -> EventStatus | None:
    """Return the status that the words around a noun give it."""
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
    if c.token.dep_ == "nsubjpass" and lex.governors.get(c.token.head.lemma_) == "negated":
        return "negated"  # "the march was prevented"
    if dependent(c.token, lex):
        return "conditional"
    if foreseen_by(counted(c.token, lex.words["counting"]), lex):
        return "planned"
    return "hypothetical" if supposed(c) else None


def never_held(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether the verb that carries a noun is negated ("the talks never took place")."""
    if not c.light or c.verb is None or c.verb.lemma_ in ENDING:
        return False
    return c.token.dep_ in SUBJECTS and of_verb(c.verb, lex) == "negated"


def foreseen_by(noun: Token, lex: Lexicon) -> bool:
    """Tell whether a noun is the subject of what is foreseen ("talks are set to resume")."""
    verb = noun.head
    if noun.dep_ not in SUBJECTS:
        return False
    for ready in children(verb, "acomp"):
        dated = children(ready, "npadvmod", "prep") + children(verb, "npadvmod")
        if lex.governors.get(ready.lower_) == "planned" and (children(ready, "xcomp") or dated):
            return True  # "the truce is due to start", "a verdict is due on Monday"
    if verb.lemma_ != "be" and lex.governors.get(verb.lemma_) != "planned":
        return False
    if noun.dep_ == "nsubjpass" and verb.lemma_.lower() in lex.words["dating"]:
        return True  # "manoeuvres are slated for May"
    return any(infinitive(clause) for clause in children(verb, "xcomp"))


def supposed(c: Candidate) -> bool:
    """Tell whether a noun names what might come to pass ("an attack could cause a famine")."""
    if c.token.dep_ != "nsubj" or c.light or children(c.token, "poss"):
        return False
    if any(t.lower_ in KNOWN for t in children(c.token, "det")):
        return False
    return any(t.lower_ in PERHAPS for t in children(c.token.head, "aux"))


def dependent(noun: Token, lex: Lexicon) -> bool:
    """Tell whether it hangs on something else ("is conditional on a vote", "depends on rain")."""
    verb = noun.head
    if noun.dep_ not in SUBJECTS:
        return False
    words = {t.lemma_.lower() for t in (verb, *children(verb, "acomp"))}
    return bool(words & lex.words["depending"]) and not children(verb, "neg")


def governs(verb: Token, lex: Lexicon) -> bool:
    """Tell whether a clause says what somebody fears or denies, whatever its own tense."""
    lemma = verb.head.lemma_.lower()
    return lemma in lex.words["fearing"] or lex.governors.get(lemma) == "denied"
