"""The words of a sentence that may tell what is counted, nearest first."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading import numerals
from reportedly.reading.figures.counted import Counted
from reportedly.reading.figures.lexicon import Slot
from reportedly.reading.figures.phrases import NOUNS, known
from reportedly.reading.figures.sentences import sentence_end, sentence_start

OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "nsubj:pass", "oprd"})
SUBJECTS = frozenset({"nsubj", "csubj"})
ONWARD = frozenset({"conj", "appos", "nummod", "dep", "nmod", "npadvmod", "quantmod"})
LINKS = frozenset({"including", "include", "among", "of", "like"})
GROUPS = frozenset({
    "group", "total", "crowd", "team", "convoy", "number", "contingent", "lot", "majority",
    "rest", "arsenal", "haul", "cache",
})  # fmt: skip
HELPERS = frozenset({
    "be", "have", "get", "also", "reportedly", "allegedly", "already", "now", "since",
    "still", "later", "all", "both", "then", "subsequently", "either", "to", "leave",
    "feared", "believe", "confirm", "report", "say", "know", "think", "presume", "fear", "estimate",
})  # fmt: skip
ACTIVE = frozenset({
    "attack", "target", "fire", "launch", "bomb", "raid", "seize", "capture", "move", "use",
    "deploy", "land", "rally", "withdraw", "surrender", "march", "shell", "escape",
})  # fmt: skip
UNMOVED = frozenset({"launch", "shoot", "deploy", "use", "jam"})  # no weapon does it by itself
CLIMB = 8  # heads between a noun and the verb that tells of it
REACH = 16  # words back to a verb that "with …" may belong to


def governors(doc: Doc, found: Counted, start: int) -> Iterator[tuple[Token, Slot]]:
    """Yield the words that may tell what is counted, the nearest first, with their slots."""
    if found.total:  # "121 of the 157 drones that Russia launched"
        yield from participles(found)
        yield from relative(found)
        return
    yield from described(doc, found)
    yield from participles(found)
    yield from parsed(found)
    yield from neighbours(doc, found, start)
    for i in range(found.first, found.end - 1):
        if doc[i].tag_ in {"JJ", "VBN"}:
            yield doc[i], "state"
            yield doc[i], "object"
    if found.head is not None:
        yield found.head, "self"
    yield from relative(found)


def described(doc: Doc, found: Counted) -> Iterator[tuple[Token, Slot]]:
    """Yield describing words: "13 dead", "people missing", "were displaced"."""
    last = sentence_end(found.anchor)
    i = found.end
    if i < last and doc[i].tag_ in {"JJ", "VBN", "NN", "NNS", "VBD", "NNP", "VB"}:
        yield doc[i], "state"
        if participle_like(doc[i], found.kind):
            yield doc[i], "object"
    passive = False
    while i < last and i < found.end + 5 and doc[i].lemma_.lower() in HELPERS:
        passive, i = passive or doc[i].lemma_ == "be", i + 1
    if i > found.end and i < last and doc[i].tag_ in {"JJ", "VBN", "VBG"}:
        yield doc[i], "state"
        if passive and doc[i].lower_.endswith("ed"):
            yield doc[i], "object"


def participle_like(verb: Token, kind: str) -> bool:
    """Tell whether a verb after its noun reads as "31 civilians killed", not as "they took …"."""
    if verb.tag_ == "VBN":
        return not has_object(verb)
    lemma = verb.lemma_.lower()
    likely = verb.lower_.endswith("ed") and lemma not in ACTIVE
    likely = likely or (kind == "weapon" and lemma in UNMOVED)
    return verb.tag_ == "VBD" and likely and not has_object(verb)


def has_object(verb: Token) -> bool:
    """Tell whether a verb has an object of its own."""
    return any(child.dep_ in {"dobj", "obj"} and child.i > verb.i for child in verb.children)


def participles(found: Counted) -> Iterator[tuple[Token, Slot]]:
    """Yield participles that describe the noun: "251 people taken", "drones launched"."""
    token = found.head if found.head is not None else found.anchor
    for child in token.children:
        if child.dep_ in {"acl", "reduced"} and child.i > token.i:
            yield child, "subject" if child.tag_ == "VBG" else "object"


def relative(found: Counted) -> Iterator[tuple[Token, Slot]]:
    """Yield the verb of a relative clause: "the drones that Russia launched"."""
    token = found.head if found.head is not None else found.anchor
    for child in token.children:
        if child.dep_ == "relcl":
            subject = any(c.dep_ == "nsubj" and c.tag_ in {"WDT", "WP"} for c in child.children)
            yield child, "subject" if subject else "object"


def parsed(found: Counted) -> Iterator[tuple[Token, Slot]]:
    """Yield the verbs and nouns above the counted noun in the parse."""
    token, late = found.anchor, []
    for _ in range(CLIMB):
        head, dep = token.head, token.dep_
        if head is token:
            break
        if dep in OBJECTS:
            yield head, "object"
            break
        if dep in SUBJECTS:
            yield head, "subject"
            for complement in head.children:
                if complement.dep_ == "xcomp":  # "are known to have died"
                    yield complement, "subject"
            if participle_like(head, found.kind):
                yield head, "object"
            break
        if dep in {"pobj", "pcomp"}:
            now, onward = from_preposition(head)
            if onward is None:
                yield from now
                break
            late += now
            token = onward
        elif dep in ONWARD:
            if head.pos_ in {"VERB", "AUX"}:
                yield head, "object"
                break
            token = head
        else:
            break
    yield from late


def from_preposition(preposition: Token) -> tuple[list[tuple[Token, Slot]], Token | None]:
    """Return what a preposition's governor tells, and the noun to climb on from, if any."""
    word, above = preposition.lower_, preposition.head
    if word == "with" and above.lower_ in {"along", "together"}:
        return [(above.head, "object")], None
    if word in {"with", "using"}:
        return [(above, "with")], None
    if word in {"of", "for"} and above.tag_ in NOUNS:
        if above.lower_ in numerals.numerals():
            return [], above  # "thousands of civilians"
        grouped = word == "of" and (above.lemma_.lower() in GROUPS or known(above) == "body")
        return [(above, "of")], above if grouped else None
    if word in LINKS and above.tag_ in NOUNS | {"CD"}:
        return [], above
    return [(above, "to")] if word in {"to", "on", "against"} else [], None


def neighbours(doc: Doc, found: Counted, start: int) -> Iterator[tuple[Token, Slot]]:
    """Yield the words right before and after, where the parse may have gone astray."""
    first, last = sentence_start(found.anchor), sentence_end(found.anchor)
    i = start - 1
    while i >= first and i > start - 4 and doc[i].tag_ in {"RB", "DT", "PRP$", "RP", "JJ"}:
        i -= 1
    if i >= first and doc[i].pos_ in {"VERB", "NOUN"} and doc[i].tag_ not in NOUNS | {"VBN"}:
        yield doc[i], "object"
    if i >= first and doc[i].lower_ == "of" and i > first:
        yield doc[i - 1], "of"
    i = found.end
    passive = helped = False
    while i < last and i < found.end + 5 and doc[i].lemma_.lower() in HELPERS | {"who", "that"}:
        helped, passive, i = True, passive or doc[i].lemma_ == "be", i + 1
    if i < last and doc[i].tag_ in {"VBN", "VBD"}:
        if passive or (doc[i].tag_ == "VBN" and not helped):
            yield doc[i], "object"
        yield doc[i], "subject"
    yield from instruments(doc, start)


def instruments(doc: Doc, start: int) -> Iterator[tuple[Token, Slot]]:
    """Yield what "with …" may tell the instrument of, where the parse hangs it elsewhere."""
    first = sentence_start(doc[start]) if start < len(doc) else start
    if start - 1 < first or doc[start - 1].lower_ not in {"with", "using"}:
        return
    for i in range(start - 2, max(first, start - REACH) - 1, -1):
        if doc[i].pos_ == "VERB":
            yield doc[i], "with"
