"""Threats of force: who says what would be done, to whom, is the one who threatens.

"Troops would be fired upon, the minister warned" tells of no shooting: it is the minister's act.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import above, children, doers, passive, sufferers
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.wording import terms
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Actor, Span, Statement

KIND = "violent_threat"
FORESEEN = {"planned", "hypothetical", "conditional"}
WARNING = {"warn", "threaten"}
ARMED = frozenset({"state_force", "nonstate", "force_group"})
OWN = {"its", "their", "his", "her", "our", "my"}
POWERS = {"GOV", "MIL", "REB"}  # roles that have force to threaten with


def weigh_threat(c: Candidate, notebook: Notebook, lex: Lexicon) -> None:
    """Turn an assault that its speaker warns of into a threat, and find who threatens."""
    statement = notebook.get(Statement, c.statement) if c.statement else None
    if statement is not None and warned_of(c, statement, notebook, lex):
        c.kind, c.doers = KIND, []
        c.status = "conditional" if c.status == "conditional" else "asserted"
    elif c.kind == KIND and c.row.kind == KIND:
        marked_out(c, lex)
    if c.kind != KIND or any(noun.i in notebook.actor_of for noun in c.doers):
        return
    if statement is not None and statement.speaker is not None:
        c.doers = named(c.token.doc, statement.speaker.span, notebook)
    if c.status == "asserted":
        c.performed, c.statement = c.statement or c.performed, None


def marked_out(c: Candidate, lex: Lexicon) -> None:
    """Find who holds whom for a target: "Chad sees them as fair game", "they are fair game"."""
    judge = next((t for t in above(c.token) if t.lemma_.lower() in lex.words["judging"]), None)
    if judge is not None:
        c.doers, c.sufferers = doers(judge), sufferers(judge)
    else:
        c.doers, c.sufferers = [], doers(c.verb) if c.verb is not None else []


def warned_of(c: Candidate, statement: Statement, notebook: Notebook, lex: Lexicon) -> bool:
    """Tell whether an assault with no doer, on armed people, is what a power warns of.

    Whom it would befall may stand far from the verb ("soldiers who land … would be fired upon").
    """
    if c.status not in FORESEEN or lex.kinds[c.kind].type != "ASSAULT" or statement.speaker is None:
        return False
    speaker = statement.speaker.actor
    if statement.act not in WARNING or speaker is None or c.doers or not passive(c.token):
        return False
    told = statement.content[0]
    words = [t for t in c.token.doc[c.token.sent.start : c.token.i] if char_span(t).within(told)]
    hurt = [t for t in words if t.dep_ in {"nsubj", "nsubjpass"} and armed(t, lex)]
    c.sufferers = hurt[:1] or c.sufferers
    who = notebook.get(Actor, speaker)
    return bool(hurt) and (who.role in POWERS or who.kind == "country")


def armed(noun: Token, lex: Lexicon) -> bool:
    """Tell whether a noun names people under arms, other than the speaker's own."""
    own = any(word.lower_ in OWN for word in children(noun, "poss"))
    return not own and bool(lex.classed(terms(noun, lex.words["counting"])) & ARMED)


def named(doc: Doc, span: Span, notebook: Notebook) -> list[Token]:
    """Return the first word of a speaker's phrase that names an actor, if there is one."""
    piece = doc.char_span(span.start, span.end, alignment_mode="expand")
    words = [] if piece is None else [t for t in piece if t.i in notebook.actor_of]
    return words[:1]


def threatens_again(old: Candidate, new: Candidate, notebook: Notebook) -> bool:
    """Tell whether one side threatens force a second time in a story: with the same."""
    return old.kind == new.kind == KIND and bool(sides(old, notebook) & sides(new, notebook))


def sides(c: Candidate, notebook: Notebook) -> set[str]:
    """Return the countries (else the actors) of those who do what is told."""
    ids = {found for noun in c.doers if (found := notebook.actor_of.get(noun.i))}
    return {notebook.get(Actor, one).country or one for one in ids}
