"""Whether the words around a time look forward or back."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Span, Token

from reportedly.reading.times.lexicon import phrases

Outlook = Literal["past", "future", "either", "unsaid"]
CLIMB = 12  # heads between a time and the verb it belongs to


def outlook(doc: Doc, start: int, end: int, *, deadline: bool = False) -> Outlook:
    """Return where the clause of an expression at characters `start` to `end` looks.

    `deadline` is true for "by …": then anything but a finished action looks forward. What was
    planned and has met its fate ("the talks planned for Friday were called off") looks either way.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return "unsaid"
    if put_off(span):
        return "future"
    if announced(span.root):
        return "either" if decided(span.root) else "future"
    if not deadline and follows_past(doc, span.start):
        return "past"
    verb = governing_verb(span.root)
    if verb is None:
        return "future" if deadline else "unsaid"
    if forward(verb, direct=hangs_on(span.root, verb)):
        return "future"
    if deadline:
        return "past" if finished(verb) else "future"
    return "past" if past(verb) else "unsaid"


def announced(root: Token) -> bool:
    """Tell whether a time hangs on a word of what is to come.

    That is a noun or adjective ("payable Dec. 1"), a verb with "for" ("called a vote for Sunday"),
    or "as early as".
    """
    through = root.head if root.head.pos_ in {"ADP", "SCONJ"} else None
    head = through.head if through is not None else root.head
    if through is not None and through.lower_ == "as" and head.lower_ in {"early", "soon"}:
        return True
    if head.lemma_.lower() not in phrases("outlook"):
        return False
    arranged_for = through is not None and through.lower_ == "for" and head.pos_ == "VERB"
    return arranged_for or head.pos_ in {"NOUN", "ADJ"}


def put_off(span: Span) -> bool:
    """Tell whether "until …" ends a delay or a grace: "postponed until Friday", "has until May"."""
    if span[0].lower_ not in {"until", "till"}:
        return False
    verb = governing_verb(span[0])
    if verb is None or verb.lemma_.lower() not in phrases("deferring"):
        return False
    return not any(child.lower_ == "had" for child in verb.children)


def decided(root: Token) -> bool:
    """Tell whether what was planned for a time is the subject of a past verb."""
    plan = root.head.head if root.head.pos_ in {"ADP", "SCONJ"} else root.head
    if plan.dep_ not in {"acl", "amod"} or plan.head.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = plan.head.head
    return verb.pos_ in {"VERB", "AUX"} and past(verb)


def hangs_on(root: Token, verb: Token) -> bool:
    """Tell whether a time hangs on a verb itself, not on one of its nouns."""
    return verb in (root, root.head) or (root.head.pos_ == "ADP" and root.head.head == verb)


def follows_past(doc: Doc, at: int) -> bool:
    """Tell whether a past verb stands right before a time: "said on Tuesday it would leave".

    The parser often hangs such a time on the clause that follows.
    """
    before = at - 2 if at > 1 and doc[at - 1].lower_ == "on" else at - 1
    return before >= 0 and doc[before].tag_ == "VBD"


def governing_verb(token: Token) -> Token | None:
    """Return the verb that a token hangs on, however loosely."""
    for _ in range(CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def forward(verb: Token, *, direct: bool) -> bool:
    """Tell whether a verb is in the future, or an infinitive under a word of intent.

    `direct` is true for a time that hangs on the verb itself.
    """
    ahead = phrases("outlook")
    children = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.lower_ in ahead or child.lemma_.lower() in ahead for child in children):
        return not any(child.lower_ in {"have", "’ve", "'ve"} for child in children)
    if present(verb):
        return arranged(verb, direct=direct)
    if any(child.lower_ == "had" for child in children):
        return False
    infinitive = any(child.tag_ == "TO" for child in children)
    if awaited(verb) and not infinitive:  # "talks expected on Friday", "a vote set for May"
        return True
    if not infinitive or verb.dep_ not in {"xcomp", "advcl", "acl", "ccomp", "ROOT", "relcl"}:
        return False
    head = verb.head
    if any(child.lower_ == "had" for child in head.children):  # "had been due to expire"
        return False
    return head != verb and (head.lemma_.lower() in ahead or head.lemma_ == "be")


def present(verb: Token) -> bool:
    """Tell whether a verb stands in the simple present, active or passive."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if verb.tag_ == "VBN":
        return any(c.tag_ in {"VBZ", "VBP"} and c.lemma_ == "be" for c in helpers)
    return verb.tag_ in {"VBZ", "VBP"} and not helpers


def arranged(verb: Token, *, direct: bool) -> bool:
    """Tell whether the present of a verb speaks of what is to come.

    So do verbs of what is arranged ("the pause begins on Monday", "is expected on Friday"), a bare
    "is" with the time on it ("the vote is on Monday", not "Monday's losses are heavy"), and any
    verb of a clause that waits for something ("when the case is heard in May").
    """
    if verb.lemma_ == "be":
        return direct
    if verb.lemma_.lower() in phrases("scheduled"):
        return True
    if awaited(verb):
        return True
    return any(c.lower_ in {"when", "once", "until", "before"} for c in verb.children) or (
        verb.tag_ != "VBN" and verb.lemma_.lower() in phrases("outlook")
    )


def awaited(verb: Token) -> bool:
    """Tell whether a past participle dates what is to come, not itself: "expected", "set for"."""
    if verb.tag_ != "VBN" or verb.lemma_.lower() not in phrases("outlook"):
        return False
    meant_for = any(child.lower_ == "for" for child in verb.children)
    return meant_for or verb.lemma_.lower() in phrases("awaited")


def past(verb: Token) -> bool:
    """Tell whether a verb tells of something done."""
    if verb.dep_ in {"acomp", "oprd"} and verb.head.i != verb.i:  # "stays closed"
        return past(verb.head)
    if verb.tag_ == "VBD":
        return True
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.tag_ == "VBD" or child.lower_ in {"has", "have"} for child in helpers):
        return True
    return verb.tag_ == "VBN" and not helpers


def finished(verb: Token) -> bool:
    """Tell whether a verb tells of something complete ("had fled by Sunday", "was reached by")."""
    if verb.pos_ == "AUX" and verb.tag_ == "VBD":
        return True
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return any(
        child.tag_ in {"VBD", "VBP", "VBZ"} and child.lemma_ in {"have", "be"} for child in helpers
    )
