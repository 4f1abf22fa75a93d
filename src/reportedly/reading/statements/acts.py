"""What somebody does with words: claims, denies, warns, refuses to comment."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.clues import clue, verdicts
from reportedly.reading.statements.attribution import Attribution
from reportedly.vocabulary import Act


def act_of(doc: Doc, one: Attribution) -> Act:
    """Return the act by cue, negation and, for "call", by what the thing is called."""
    root = doc[one.root]
    content_heads = [doc[start:end].root for start, end in one.content]
    negated = any(child.dep_ == "neg" for child in root.children)
    if root.lemma_ in clue("refusing") and silent(root, content_heads):
        return "decline_comment"
    if negated and root.lemma_ in clue("silence"):
        return "decline_comment"
    if negated and one.act == "confirm":
        return "decline_comment"
    called = [t.lemma_.lower() for start, end in one.content for t in doc[start:end]]
    if one.lemma in {"call", "describe", "dismiss", "brand", "label", "deem", "term"}:
        for word in called:
            if word in verdicts():
                return verdicts()[word]
        return "demand" if calls_for(root) else one.act if one.lemma != "call" else "report"
    return one.act


def silent(verb: Token, heads: list[Token]) -> bool:
    """Tell whether what is refused is to speak."""
    verbs = [*heads, *(c for c in verb.children if c.dep_ == "xcomp")]
    return any(head.lemma_.lower() in clue("silence") for head in verbs)


def calls_for(verb: Token) -> bool:
    """Tell whether "call" goes with "for" or "on"."""
    return any(c.dep_ == "prep" and c.lower_ in {"for", "on", "upon"} for c in verb.children)
