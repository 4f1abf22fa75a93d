"""What a happening takes from one told before: who launched what is shot down, whose offer it is.

"The army rejected the offer" answers whoever made it; "121 of the drones were shot down" befalls
whoever launched them, on the same night. Only what the later words point back to is taken over,
and only where the article told it in the sentences before.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import after, children
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.mentions import REACH, Told
from reportedly.reading.events.writing import same_side
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Actor, Event, Place

POINTING = {"the", "this", "that", "these", "those"}
OFFERED = {"AGREE", "CONSULT", "CONCEDE"}
MEANT = {
    "offer": OFFERED, "invitation": OFFERED, "overture": OFFERED, "promise": OFFERED,
    "pledge": OFFERED, "proposal": {*OFFERED, "REQUEST"}, "initiative": {*OFFERED, "REQUEST"},
    "demand": {"REQUEST"}, "request": {"REQUEST"}, "call": {"REQUEST"}, "appeal": {"REQUEST"},
    "ultimatum": {"REQUEST", "THREATEN"}, "condition": {"REQUEST"},
}  # fmt: skip
MUTUAL = {"agreement", "accord"}
FLYING = frozenset({"drone", "missile", "aircraft", "artillery"})  # kinds of means


def take_over(told: list[Told], doc: Doc, notebook: Notebook, lex: Lexicon) -> None:
    """Write into the entries of a document what they leave to earlier ones."""
    order = {sentence.start: n for n, sentence in enumerate(doc.sents)}
    for n, one in enumerate(told):
        event = notebook.get(Event, one.entry)
        if one.cause is not None:
            launched(one, one.cause, notebook)
        if event.targets:
            continue
        near = [t for t in told[:n] if 0 <= gap(t, one, order) <= REACH]
        if one.candidate.kind == "interception":
            brought_down(one.candidate, event, near, notebook, lex)
        elif one.candidate.kind in MUTUAL:
            partners(one.candidate, event, near, notebook, lex)
        elif lex.kinds[one.candidate.kind].type == "REJECT":
            answered(one.candidate, event, near, notebook, lex)


def gap(old: Told, new: Told, order: dict[int, int]) -> int:
    """Return how many sentences lie between two happenings."""
    last = max(order.get(s.start, 0) for s in old.sentences)
    return order.get(new.candidate.token.sent.start, 0) - last


def brought_down(
    c: Candidate, event: Event, near: list[Told], notebook: Notebook, lex: Lexicon
) -> None:
    """Give an interception the launcher and the night of the attack whose drones it means."""
    if not any(points_back(noun) for noun in c.sufferers):
        return
    for other in reversed(near):
        o = other.candidate
        launched = lex.kinds[o.kind].type == "ASSAULT" and o.kind != "interception"
        if not launched or not FLYING & {kind for kind, _ in o.means}:
            continue
        attack = notebook.get(Event, other.entry)
        if attack.actors and not shared(attack.actors, event.actors, notebook):
            time = event.time or attack.time
            notebook.revise(event.id, targets=attack.actors, time=time)
        return


def launched(one: Told, cause: Told, notebook: Notebook) -> None:
    """Give a hit without a doer that goes on with a barrage those who launched it.

    Only where the article tells both in its own voice, and the hit lies in the land attacked.
    """
    event, attack = notebook.get(Event, one.entry), notebook.get(Event, cause.entry)
    if event.actors or event.statement or attack.statement or not attack.actors or not event.place:
        return
    lands = {notebook.get(Actor, i).country for i in attack.targets}
    if notebook.get(Place, event.place).country in lands - {None}:
        notebook.revise(event.id, actors=attack.actors, targets=event.targets or attack.targets)


def partners(
    c: Candidate, event: Event, near: list[Told], notebook: Notebook, lex: Lexicon
) -> None:
    """Give an agreement that "we" have come to those whom the meeting told before brought in."""
    if not event.actors or not any(noun.lower_ == "we" for noun in c.doers):
        return
    for other in reversed(near):
        met = notebook.get(Event, other.entry)
        if lex.kinds[other.candidate.kind].type == "CONSULT" and met.actors:
            sides = (*met.actors, *met.targets)
            targets = tuple(i for i in sides if not shared((i,), event.actors, notebook))
            notebook.revise(event.id, targets=targets)
            return


def answered(
    c: Candidate, event: Event, near: list[Told], notebook: Notebook, lex: Lexicon
) -> None:
    """Give a rejection the side that made the offer or demand it means."""
    objects = [noun for noun in c.sufferers if points_back(noun)]
    wanted = {kind for noun in objects for kind in MEANT.get(noun.lemma_.lower(), ())}
    for other in reversed(near):
        if lex.kinds[other.candidate.kind].type not in wanted:
            continue
        offer = notebook.get(Event, other.entry)
        if offer.actors and not shared(offer.actors, event.actors, notebook):
            notebook.revise(event.id, targets=offer.actors)
        return


def points_back(noun: Token) -> bool:
    """Tell whether a noun phrase, or what it counts, takes something told before for known."""
    for one in (noun, *after(noun, ("of",))):
        if one.pos_ == "PRON" or any(t.lower_ in POINTING for t in children(one, "det", "amod")):
            return True
    return False


def shared(one: tuple[str, ...], other: tuple[str, ...], notebook: Notebook) -> bool:
    """Tell whether two sets of actors have a side in common."""
    mine, theirs = ([notebook.get(Actor, i) for i in side] for side in (one, other))
    return any(
        a.id == b.id or (a.country is not None and same_side(a, b)) for a in mine for b in theirs
    )
