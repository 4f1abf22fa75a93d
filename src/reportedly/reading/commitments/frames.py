"""What a word commits to: its complement, by the frames its table row names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.reading.commitments.grammar import SUBJECTS, acts, children, is_to_verb, modals
from reportedly.reading.commitments.wording import clause, noun_phrase

PEOPLE = {"PERSON", "NORP", "GPE", "ORG"}
SAME = {"it", "he", "she", "they", "we", "i"}
WILL = {"will", "would", "shall", "'ll", "’ll", "wo"}
INFINITIVE = ("xcomp", "acl", "relcl", "ccomp", "advcl", "dep")


@dataclass(frozen=True, slots=True)
class Complement:
    """The head of what is committed to, its words [start, end), and the addressed."""

    head: Token
    what: tuple[int, int]
    to: tuple[Token, ...] = ()


def complements(cue: Token, frames: tuple[str, ...]) -> tuple[str, list[Complement]]:
    """Return the first frame that fits and what it holds; several where acts are coordinated."""
    for frame in frames:
        found = list(fits(cue, frame))
        if found:
            return frame, found
    return "", []


def fits(cue: Token, frame: str) -> Iterator[Complement]:
    """Yield the complements of a cue in one frame."""
    if frame in SIMPLE:
        yield from SIMPLE[frame](cue)
    elif frame.endswith("+to-verb"):
        yield from addressed(cue, frame.removesuffix("+to-verb"))
    else:
        yield from prepositional(cue, frame)


def infinitives(cue: Token) -> list[Token]:
    """Return the infinitives that hang on a cue to its right."""
    return [c for c in children(cue, *INFINITIVE) if c.i > cue.i and is_to_verb(c)]


def to_verb(cue: Token) -> Iterator[Complement]:
    """Yield the acts of "pledged to send … and to train …"."""
    for head in infinitives(cue)[:1]:
        things = [c for c in children(cue, "dobj") if c.ent_type_ not in PEOPLE and c.i < head.i]
        given = any(c.pos_ == "NOUN" and children(c, "poss", "nummod", "quantmod") for c in things)
        aside = head.doc[head.left_edge.i - 1].text == ","
        if not children(head, *SUBJECTS) and not given and not (things and aside):
            to = tuple(children(cue, "dative", "dobj"))
            yield from (Complement(act, clause(act), to) for act in acts(head))


def that_clause(cue: Token) -> Iterator[Complement]:
    """Yield the clause of "promised that …", or the quotation that a verb stands behind."""
    aside = [o for p in children(cue, "prep") if p.lower_ == "in" for o in children(p, "pobj")]
    strays = [c for o in aside for c in children(o, "acl") if cue.pos_ == "VERB" and marked(c)]
    for head in (*children(cue, "ccomp", "acl"), *strays):
        if is_to_verb(head) or not children(head, *SUBJECTS):
            continue
        to = tuple(children(cue, "dative", "dobj"))
        again = any(c.lower_ in SAME for c in children(head, *SUBJECTS)) and modals(head) & WILL
        yield Complement(head, clause(head, whole=not again), to)
        yield from (Complement(act, clause(act), to) for act in acts(head)[1:])
        return
    host = cue.head  # "…, Kyiv promised, the trains will run"
    if cue.dep_ == "parataxis" and host.pos_ in {"VERB", "AUX"} and children(host, *SUBJECTS):
        start = children(host, *SUBJECTS)[0].left_edge.i
        if start > cue.i or cue.i > host.i:
            end = clause(host)[1]
            yield Complement(host, (start, cue.left_edge.i if start < cue.i < end else end))


def marked(clause_head: Token) -> bool:
    """Tell whether a clause opens with "that"."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause_head.lefts)


def term(cue: Token) -> Iterator[Complement]:
    """Yield what "gave them until noon to go" or "gave them two days to go" asks for."""
    times = [c for c in children(cue, "dobj", "npadvmod") if c.ent_type_ in {"TIME", "DATE"}]
    until = [p for p in children(cue, "prep") if p.lower_ in {"until", "till"}]
    heads = infinitives(cue) + [v for t in times for v in infinitives(t)]
    to = tuple(c for c in children(cue, "dative", "dobj") if c not in times)
    if (times or until) and to and heads:
        yield Complement(heads[0], clause(heads[0]), to)


def direct_object(cue: Token) -> Iterator[Complement]:
    """Yield the object of "pledged 40 trucks", also where it is the subject of a passive."""
    passive = bool(children(cue, "auxpass"))
    heads = children(cue, "nsubjpass") if passive else children(cue, "dobj", "oprd")
    if cue.dep_ == "acl" and cue.tag_ == "VBN":
        heads = [cue.head]
    elif cue.dep_ == "relcl" and heads and heads[0].lower_ in {"that", "which"}:
        heads = [cue.head]  # "conditions that the group has rejected"
    for head in heads[:1]:
        if head.pos_ in {"NOUN", "PROPN", "NUM", "SYM"} and (
            passive or head.i > cue.i or head == cue.head
        ):
            yield Complement(head, noun_phrase(head), recipients(cue))


def recipients(cue: Token) -> tuple[Token, ...]:
    """Return to whom something is promised, offered or given."""
    out = [c for c in children(cue, "dative") if c.pos_ != "ADP"]
    for prep in children(cue, "prep", "dative"):
        if prep.lower_ == "to":
            out += children(prep, "pobj")
    return tuple(out)


def gerund(cue: Token) -> Iterator[Complement]:
    """Yield the act of "ruled out sending …"."""
    for head in children(cue, "xcomp", "advcl", "dobj", "ccomp", "pcomp"):
        if head.tag_ == "VBG" and head.i > cue.i and not any(c.dep_ == "mark" for c in head.lefts):
            yield from (Complement(act, clause(act)) for act in acts(head))
            return


def addressed(cue: Token, link: str) -> Iterator[Complement]:
    """Yield what the addressed is to do: "urged them to leave", "called on them to leave"."""
    if link == "object":
        to = children(cue, "dobj", "nsubjpass" if children(cue, "auxpass") else "dobj")
        if to and children(cue, "auxpass"):
            to = children(cue, "nsubjpass")
        heads = infinitives(cue) + [v for t in to for v in infinitives(t)]
    else:
        preps = [p for p in children(cue, "prep", "agent") if p.lower_ == link]
        to = [o for p in preps for o in children(p, "pobj")]
        heads = infinitives(cue) + [v for t in (*preps, *to) for v in infinitives(t)]
        heads += [v for p in preps for v in children(p, "pcomp") if is_to_verb(v)]
    for head in heads[:1]:
        own = children(head, "nsubj", "nsubjpass")
        marked = any(c.dep_ in {"mark", "prep"} and c.lower_ == link for c in head.lefts)
        if to or own:
            if own and link != "object" and not (marked or to):
                continue
            for act in acts(head):
                yield Complement(act, clause(act), tuple(to or own))


def prepositional(cue: Token, link: str) -> Iterator[Complement]:
    """Yield what a preposition leads to: "called for a truce", "committed to leaving"."""
    for prep in children(cue, "prep", "agent"):
        if prep.lower_ != link or prep.i < cue.i:
            continue
        for head in children(prep, "pobj", "pcomp"):
            if head.pos_ == "VERB":
                yield from (Complement(act, clause(act)) for act in acts(head))
            elif head.pos_ in {"NOUN", "PROPN"}:
                to = () if link == "to" else recipients(cue)
                yield Complement(head, noun_phrase(head), (*children(cue, "dobj"), *to))
            return


SIMPLE: dict[str, Callable[[Token], Iterator[Complement]]] = {
    "to-verb": to_verb,
    "that": that_clause,
    "object": direct_object,
    "gerund": gerund,
    "term": term,
}
