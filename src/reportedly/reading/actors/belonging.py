"""To whom descriptions belong: to a body ("RSF fighters"), to a place ("the junta in Niger")."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from reportedly.reading.actors.descriptions import below
from reportedly.reading.actors.mention import Mention
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Place

BESIDE = {"compound", "nmod", "poss", "amod"}
OF = {"of", "for", "from", "with"}
SEATED = {"of", "in", "from", "at"}
LENDING = {"REB", "PRM", "CRM", "IGO", "NGO", "UAF", "PTY", "BUS", "MNC"}
SAME = {
    "group", "movement", "faction", "organisation", "organization", "militia", "network", "party",
    "alliance", "bloc", "agency", "company", "force", "forces", "rebels", "insurgents", "militants",
    "mission", "charity", "front",
}  # fmt: skip
PLAIN = {"person", "people", "country"}
COLLECTIVES = {"group", "team", "crowd", "number", "family", "band", "column", "majority"}
OPEN = {None, "MIL", "REB", "UAF", "GOV", "PRM", "LAB", "COP"}  # roles that a body's own replaces
STAYING = {"fleeing", "living", "operating", "based", "trapped", "stranded", "fighting", "held",
           "displaced", "stationed", "working", "sheltering", "detained"}  # fmt: skip
ABROAD = {
    "ambassador", "envoy", "diplomat", "diplomats", "embassy", "consul", "consulate", "delegation",
    "delegations", "mediator", "negotiator", "attaché", "peacekeepers", "peacekeeping force",
    "observer", "monitor", "inspector", "coalition", "allies", "foreign forces", "foreign troops",
    "foreign media", "foreign national",
}  # fmt: skip
FOREIGN = {"foreign", "international", "western", "european", "arab", "allied", "regional",
           "multinational", "coalition", "peacekeeping", "both", "two", "neighbouring",
           "neighboring", "other", "african", "asian", "allies"}  # fmt: skip


def lend(doc: Doc, described: Iterable[Mention], named: list[Mention], notebook: Notebook) -> None:
    """Give descriptions the country and role of the body or place that stands with them."""
    bodies = {i: m for m in named if m.key[0] in {"body", "outlet"} for i in range(m.start, m.end)}
    for mention in described:
        of_body(doc, mention, bodies)
        if mention.country is None and mention.role not in {"IGO", "NGO"} and settled(doc, mention):
            mention.country = of_place(doc, mention, notebook)


def settled(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody may be of the country they are in: "foreign troops" are not."""
    title = mention.key[2] if len(mention.key) > 2 else ""
    inside = set(title.split())
    others = (t for t in doc[mention.start : mention.end] if t.lower_ not in inside)
    return title not in ABROAD and not any(foreign(t) for t in others)


def of_body(doc: Doc, mention: Mention, bodies: dict[int, Mention]) -> None:
    """Take over from a body before the head ("RSF fighters")."""
    head = doc[mention.head]
    for i in range(mention.start, mention.head):
        body = bodies.get(i)
        if body and doc[body.head].dep_ in BESIDE and below(doc[body.head], head):
            if i + 1 < mention.head and doc[body.end].text in "-–":
                continue
            if head.lower_ in SAME:
                become(mention, body)
            take(mention, body)
            return


def become(mention: Mention, body: Mention) -> None:
    """Make a description a mention of the body it names: "the Al-Shabaab group"."""
    mention.name, mention.kind, mention.key = body.name, body.kind, body.key
    mention.country, mention.role, mention.definite = body.country, body.role, False


def take(mention: Mention, body: Mention) -> None:
    """Take over a body's country, and its role where the own one leaves that open."""
    mention.country = mention.country or body.country
    if body.role in LENDING and mention.role in OPEN:
        mention.role = body.role


def of_place(doc: Doc, mention: Mention, notebook: Notebook) -> str | None:
    """Return the country of the place before or behind a head: "the junta in Niger"."""
    head = doc[mention.head]
    before = (t for t in doc[mention.start : mention.head] if t.dep_ in BESIDE and below(t, head))
    behind = (
        inner
        for prep in head.children
        if prep.dep_ == "prep" and prep.lower_ in SEATED and prep.i == head.i + 1
        for inner in prep.children
    )
    staying = (
        t
        for clause in head.children
        if clause.dep_ == "acl" and clause.lower_ in STAYING
        for t in clause.subtree
    )
    for token in (*before, *behind, *staying):
        place = notebook.place_of.get(token.i)
        if place and (country := notebook.get(Place, place).country):
            return country
    return None


def heads_of(doc: Doc, described: list[Mention], all_: list[Mention]) -> None:
    """Join a person to the body behind "of" or "for": "a spokeswoman for the ministry"."""
    starts = {m.start: m for m in all_}
    for mention in described:
        at = mention.end
        collective = doc[mention.head].lower_ in COLLECTIVES
        if not (collective or mention.kind in {"person", "people"}) or at + 1 >= len(doc):
            continue
        if doc[at].lower_ not in OF or doc[at].head.i != mention.head:
            continue
        body = starts.get(at + 1 + (doc[at + 1].dep_ == "det"))
        if body and doc[body.head].dep_ == "compound":  # "fighters of the al Qaeda affiliate JNIM"
            body = next((m for m in all_ if m.head == doc[body.head].head.i), body)
            take(mention, body)
            continue
        if body is None or (body.kind in PLAIN and not counts(mention, body)):
            continue
        mention.end = max(mention.end, body.end)
        mention.country = mention.country or body.country
        mention.role = body.role or mention.role
        if counts(mention, body):
            mention.kind, mention.plural = body.kind, True
            mention.name = doc[mention.start : mention.end].text


def counts(mention: Mention, body: Mention) -> bool:
    """Tell whether a collective only counts others: "a group of refugees", "of 35 nations"."""
    collective = mention.name.lower().split()[-1] in COLLECTIVES
    return collective and body.plural and body.kind in {"people", "country"}


def foreign(token: Token) -> bool:
    """Tell whether a word before a noun says that it isn't of one's own country."""
    return token.lower_ in FOREIGN
