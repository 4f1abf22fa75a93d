"""Whether the words around a time look forward or back."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

from reportedly.reading.times.lexicon import phrases

Outlook = Literal["past", "future", "unsaid"]
CLIMB = 12  # heads between a time and the verb it belongs to


def outlook(doc: Doc, start: int, end: int, *, deadline: bool = False) -> Outlook:
    """Return where the clause of an expression at characters `start` to `end` looks.

    `deadline` is true for "by …": then anything but a finished action looks forward.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return "unsaid"
    if span.root.head.lemma_.lower() in phrases("outlook") and span.root.head.pos_ == "NOUN":
        return "future"
    verb = governing_verb(span.root)
    if verb is None:
        return "future" if deadline else "unsaid"
    if forward(verb):
        return "future"
    if deadline:
        return "past" if finished(verb) else "future"
    return "past" if past(verb) else "unsaid"


def governing_verb(token: Token) -> Token | None:
    """Return the verb that a token hangs on, however loosely."""
    for _ in range(CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head is token:
            return None
        token = token.head
    return None


def forward(verb: Token) -> bool:
    """Tell whether a verb is in the future, or an infinitive under a word of intent."""
    ahead = phrases("outlook")
    children = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.lower_ in ahead or child.lemma_.lower() in ahead for child in children):
        return not any(child.lower_ in {"have", "’ve", "'ve"} for child in children)
    infinitive = any(child.tag_ == "TO" for child in children)
    if verb.lemma_.lower() in ahead and not infinitive:  # "is expected on Friday"
        return verb.tag_ in {"VBN", "VBZ", "VBP"}
    if not infinitive or verb.dep_ not in {"xcomp", "advcl", "acl", "ccomp", "ROOT", "relcl"}:
        return False
    head = verb.head
    return head is not verb and (head.lemma_.lower() in ahead or head.lemma_ == "be")


def past(verb: Token) -> bool:
    """Tell whether a verb tells of something done."""
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
