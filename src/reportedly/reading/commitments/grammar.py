"""Questions to a parse: who is the subject, where a clause ends, what is negated."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
CLAUSES = {"ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "parataxis", "pcomp", "dep"}
RELATIVE = {"who", "which", "that"}
NEVER = {"never", "not", "n't", "n’t", "no"}
PAST = {"VBD", "VBZ"}
DEPTH = 12  # steps up a tree before a parse is taken for a tangle


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children under any of these dependency labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def above(token: Token) -> Iterator[Token]:
    """Yield the heads of a token, nearest first."""
    for _ in range(DEPTH):
        if token.head == token:
            return
        token = token.head
        yield token


def subject(verb: Token) -> Token | None:
    """Return who does what the verb tells, borrowing the subject from the verbs above it."""
    for step in (verb, *above(verb)):
        own = [c for c in step.children if c.dep_ in SUBJECTS and c.dep_ != "csubj"]
        if own:
            return antecedent(own[0], step)
        if step.dep_ in {"acl", "relcl"} and step.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            active = step.tag_ in {"VBG", "VBD"} or (
                step.head.dep_ == "ROOT" and children(step, "dobj")
            )
            return step.head if active else None
        if step.dep_ == "ROOT":
            return neighbour(step)
        if step.dep_ not in CLAUSES | {"acomp", "attr", "prep", "aux"}:
            return None
    return None


def neighbour(verb: Token) -> Token | None:
    """Return the noun in front of a finite verb that the parse left without a subject."""
    lead = min([c.i for c in children(verb, "aux", "neg")] + [verb.i])
    finite = verb.tag_ in PAST or lead < verb.i
    if not finite or lead == verb.sent.start:
        return None
    before = verb.doc[lead - 1]
    while before.dep_ in {"conj", "compound"} and before.head.dep_ != "pobj":
        before = before.head
    return before if before.pos_ in {"NOUN", "PROPN"} else None


def antecedent(word: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for, or the word itself."""
    if word.lower_ in RELATIVE:
        for step in (verb, *above(verb)):
            if step.dep_ == "relcl":
                return step.head
    return word


def doers(verb: Token) -> list[Token]:
    """Return the heads of the noun phrase that a verb binds: its subject, or its "by" phrase."""
    if children(verb, "auxpass"):
        agents = [p for by in children(verb, "agent") for p in children(by, "pobj")]
        return [one for agent in agents for one in together(agent)]
    found = subject(verb)
    return together(found) if found is not None else []


def together(head: Token) -> list[Token]:
    """Return a noun and those coordinated with it."""
    out = [head]
    for child in children(head, "conj"):
        out += together(child)
    return out


def negated(token: Token) -> bool:
    """Tell whether a verb or adjective is denied where it stands."""
    return any(c.dep_ == "neg" or c.lower_ in {"never", "nor"} for c in token.children)


def modals(verb: Token) -> set[str]:
    """Return the lower-case auxiliaries of a verb."""
    return {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def is_to_verb(token: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def acts(verb: Token) -> list[Token]:
    """Return a verb and the verbs coordinated with it that share its subject."""
    out = [verb]
    for child in children(verb, "conj"):
        alike = (child.tag_ in PAST) == (verb.tag_ in PAST)
        if child.pos_ in {"VERB", "AUX"} and alike and not children(child, *SUBJECTS):
            out += acts(child)
    return out


def right_edge(token: Token) -> int:
    """Return the index of the last word of a token's phrase."""
    return token.right_edge.i


def phrase(head: Token) -> tuple[int, int]:
    """Return the words [start, end) of a token's phrase."""
    return head.left_edge.i, head.right_edge.i + 1
