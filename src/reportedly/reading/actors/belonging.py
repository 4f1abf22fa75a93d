"""To whom descriptions belong: to a body ("RSF fighters"), a place, the one country told of."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from reportedly.reading.actors.descriptions import below
from reportedly.reading.actors.mention import Mention
from reportedly.reading.actors.merging import Group
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Place

BESIDE = {"compound", "nmod", "poss", "amod"}
OF = {"of", "for", "from", "with"}
SEATED = {"of", "in", "from", "at"}
LENDING = {"REB", "PRM", "CRM", "IGO", "NGO", "UAF", "PTY", "BUS", "MNC"}
OPEN = {None, "MIL", "REB", "UAF", "GOV", "PRM", "LAB", "COP"}  # roles that a body's own replaces
AT_HOME = {"GOV", "LEG", "JUD", "COP", "MIL", "REB", "OPP", "SPY", "PTY", "PRM"}
ABROAD = {
    "ambassador", "envoy", "diplomat", "diplomats", "embassy", "consul", "consulate", "delegation",
    "delegations", "mediator", "negotiator", "attaché", "peacekeepers", "peacekeeping force",
    "observer", "monitor", "inspector", "coalition", "allies",
}  # fmt: skip
FOREIGN = {"foreign", "international", "western", "european", "arab", "allied", "regional",
           "multinational", "coalition", "peacekeeping", "both", "two", "neighbouring",
           "neighboring", "other", "african", "asian", "allies"}  # fmt: skip


def lend(doc: Doc, described: Iterable[Mention], named: list[Mention], notebook: Notebook) -> None:
    """Give descriptions the country and role of the body or place that stands with them."""
    bodies = {i: m for m in named if m.key[0] in {"body", "outlet"} for i in range(m.start, m.end)}
    for mention in described:
        of_body(doc, mention, bodies)
        if mention.country is None and mention.role not in {"IGO", "NGO"}:
            mention.country = of_place(doc, mention, notebook)


def of_body(doc: Doc, mention: Mention, bodies: dict[int, Mention]) -> None:
    """Take over from a body before the head ("RSF fighters")."""
    head = doc[mention.head]
    for i in range(mention.start, mention.head):
        body = bodies.get(i)
        if body and doc[body.head].dep_ in BESIDE and below(doc[body.head], head):
            if i + 1 < mention.head and doc[body.end].text in "-–":  # noqa: RUF001  ("Hamas-run")
                continue
            take(mention, body)
            return


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
    for token in (*before, *behind):
        place = notebook.place_of.get(token.i)
        if place and (country := notebook.get(Place, place).country):
            return country
    return None


def heads_of(doc: Doc, described: list[Mention], all_: list[Mention]) -> None:
    """Join a person to the body behind "of" or "for": "a spokeswoman for the ministry"."""
    starts = {m.start: m for m in all_}
    for mention in described:
        at = mention.end
        if mention.kind not in {"person", "people"} or at + 1 >= len(doc):
            continue
        if doc[at].lower_ not in OF or doc[at].head.i != mention.head:
            continue
        body = starts.get(at + 1 + (doc[at + 1].dep_ == "det"))
        if body is None or body.kind in {"person", "people", "country"}:
            continue
        mention.end = max(mention.end, body.end)
        mention.country = mention.country or body.country
        mention.role = body.role or mention.role


def at_home(doc: Doc, groups: list[Group], notebook: Notebook) -> None:
    """Give those who belong to a state the country of an article that names only one."""
    told = {place.country for place in notebook.all(Place)}
    told |= {g.first("country") for g in groups if g.mentions[0].kind != "outlet"}
    countries = {country for country in told if country}
    if len(countries) != 1:
        return
    country = countries.pop()
    for group in groups:
        if group.first("country") is None and all(native(doc, m) for m in group.mentions):
            group.mentions[0].country = country


def native(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody told of without a country must be of the article's own."""
    if mention.role not in AT_HOME or len(mention.key) < 3 or mention.key[2] in ABROAD:
        return False
    inside = set(mention.key[2].split())
    return not any(foreign(t) for t in doc[mention.start : mention.end] if t.lower_ not in inside)


def foreign(token: Token) -> bool:
    """Tell whether a word before a noun says that it isn't of one's own country."""
    return token.lower_ in FOREIGN
