"""Questions to a parse: who does, who suffers, what belongs to a clause."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

DEPTH = 12  # steps up a tree before a parse is taken for a tangle
CONTROLLED = {"of", "from", "for", "into"}
ACCOUNTS = {"account", "estimate", "count", "tally", "definition"}  # "by its own count"
RELATIVE = {"who", "which", "that", "whom"}
APART = {"ccomp", "relcl", "parataxis", "csubj"}  # clauses with a story of their own
SHARING = {"xcomp", "conj", "advcl", "pcomp", "ccomp", "acomp"}  # clauses that may borrow a subject


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children under any of these dependency labels, in order."""
    return [child for label, child in below(token.doc)[token.i] if label in labels]


@lru_cache(maxsize=1)
def below(doc: Doc) -> list[list[tuple[str, Token]]]:
    """Return for each word of the document that is being read its children and their labels."""
    found: list[list[tuple[str, Token]]] = [[] for _ in doc]
    for token in doc:
        head = token.head.i
        if head != token.i:
            found[head].append((token.dep_, token))
    return found


def above(token: Token) -> Iterator[Token]:
    """Yield the heads of a token, nearest first."""
    for _ in range(DEPTH):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def together(head: Token) -> list[Token]:
    """Return a noun and those coordinated with or in apposition to it."""
    found, waiting = [], [head]
    while waiting:
        token = waiting.pop(0)
        found.append(token)
        waiting += children(token, "conj")
    return found


def passive(verb: Token) -> bool:
    """Tell whether what the verb tells is suffered by its subject (or by the noun it modifies)."""
    if children(verb, "auxpass", "nsubjpass", "agent"):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not children(verb, "aux", "dobj"):
        return bool(children(verb.head, "auxpass"))
    if children(verb, "nsubj"):
        return False  # "reports that rebels had taken the airport"
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}


def own_subject(verb: Token) -> Token | None:
    """Return the subject that stands with the verb itself, relative pronouns resolved."""
    for child in children(verb, "nsubj", "nsubjpass"):
        if child.lower_ in RELATIVE and verb.dep_ in {"relcl", "ccomp"} and is_noun(verb.head):
            return verb.head
        return child
    return misread_subject(verb)


def misread_subject(verb: Token) -> Token | None:
    """Return the subject that a parse hung on "after" ("after an [attack] damaged a bridge")."""
    if verb.dep_ != "advcl" or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    times = children(verb, "npadvmod")  # "a day after [they] called"
    for prep in (*children(verb.head, "prep"), *(p for t in times for p in children(t, "prep"))):
        if prep.lower_ in {"after", "before", "since", "until"} and prep.right_edge.i == verb.i - 1:
            return next(iter(children(prep, "pobj")), None)
    return None


def subject(verb: Token) -> Token | None:
    """Return who the clause is about, borrowed from the clause above where it has no own one."""
    step = verb
    for _ in range(DEPTH):
        found = own_subject(step)
        if found is not None:
            return found
        if step.dep_ in {"acl", "relcl", "amod"}:
            return step.head if is_noun(step.head) else None
        outer = resumed(step)
        if outer is not None:
            step = outer
            continue
        if step.dep_ == "pcomp":
            step = step.head
            over = next((t for t in above(step) if t.pos_ == "VERB"), step)
            held = children(over, "dobj", "nsubjpass")
            if held and step.lower_ in CONTROLLED:  # "accused the army of [striking]"
                return held[0]
        elif step.dep_ not in SHARING or step.head.pos_ not in {"VERB", "AUX", "ADJ"}:
            return None
        if step.dep_ == "conj" and passive(step.head) != passive(step):
            return own_subject(step.head)
        if step.dep_ == "xcomp" and children(step.head, "dobj"):
            return children(step.head, "dobj")[0]
        step = step.head
    return None


def resumed(verb: Token) -> Token | None:
    """Return the verb from which one goes on that a parse joined to the clause between.

    "The army denied that a depot had been hit and [accused] …": tense tells where it belongs.
    """
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.head.tag_ == "VBD":
        return None
    if children(verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark"):
        return None
    inner = verb.head
    if inner.dep_ not in {"ccomp", "xcomp", "acl", "pcomp"} or inner.pos_ not in {"VERB", "AUX"}:
        return None
    outer = next((t for t in above(inner) if t.pos_ == "VERB"), None)
    return outer if outer is not None and outer.tag_ == "VBD" else None


def counted(noun: Token, counting: frozenset[str]) -> Token:
    """Return the head of the phrase that only counts a noun ("a round of [talks]"), or the noun."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ != "of" or prep.head.lemma_.lower() not in counting:
        return noun
    return prep.head


def is_noun(token: Token) -> bool:
    """Tell whether a token can name somebody or something."""
    return token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}


def doers(verb: Token) -> list[Token]:
    """Return the nouns for who does what the verb tells."""
    if passive(verb):
        agents = [p for by in children(verb, "agent") for p in children(by, "pobj")]
        agents = [agent for agent in agents if agent.lemma_.lower() not in ACCOUNTS]
        return [one for agent in agents for one in together(agent)]
    found = subject(verb)
    return together(found) if found is not None else []


def sufferers(verb: Token) -> list[Token]:
    """Return the nouns for whom or what it is done to: the object or the passive subject."""
    if passive(verb):
        found = subject(verb)
        return together(found) if found is not None else []
    objects = [c for c in children(verb, "dobj", "dative") if c.lower_ not in RELATIVE]
    if objects:  # no noun is joined to a verb: the parse lost "strike and decoy [drones]"
        lost = [c for c in children(verb, "conj") if c.pos_ == "NOUN" and c.i > verb.i]
        objects += [n for noun in lost for n in (noun, *children(noun, "dobj"))]
    objects = objects or shared_object(verb)
    if (
        not objects
        and verb.dep_ == "relcl"
        and any(c.lower_ in RELATIVE for c in children(verb, "dobj", "nsubj", "mark"))
    ):
        held = [c for c in children(verb, "nsubj") if c.lower_ not in RELATIVE]
        objects = [verb.head] if held else []
    return [one for noun in objects for one in together(noun)]


def shared_object(verb: Token) -> list[Token]:
    """Return the object of the verb joined to this one ("shot down or jammed [121 drones]")."""
    for other in children(verb, "conj"):
        if other.pos_ == "VERB" and other.i - verb.i <= 3:
            return children(other, "dobj")
    return []


def after(head: Token, words: frozenset[str] | tuple[str, ...]) -> list[Token]:
    """Return the nouns behind any of these prepositions where they hang on `head`."""
    found = []
    for prep in children(head, "prep", "prt", "agent", "dative"):
        if prep.lower_ in words:
            inner = [n for p in children(prep, "prep") for n in children(p, "pobj")]  # "out of"
            for noun in children(prep, "pobj") or inner:
                found += together(noun)
    return found


def clause(root: Token) -> list[Token]:
    """Return the words of a clause (or noun phrase), without the clauses that tell other things."""
    found, waiting = [], [root]
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting += [child for child in token.children if not tells_more(child)]
    return sorted(found, key=lambda token: token.i)


def tells_more(token: Token) -> bool:
    """Tell whether a token heads a clause with a subject of its own, or one joined by "and"."""
    if token.dep_ in APART:
        return True
    if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}:
        return True
    return token.dep_ == "advcl" and bool(children(token, "nsubj", "nsubjpass", "mark"))


def path(one: Token, other: Token) -> list[Token] | None:
    """Return the tokens whose edges to their heads join two tokens; None if nothing joins them."""
    up_one, up_other = [one, *above(one)], [other, *above(other)]
    where = {token.i: n for n, token in enumerate(up_other)}
    for n, token in enumerate(up_one):
        if token.i in where:
            return up_one[:n] + up_other[: where[token.i]]
    return None
