"""Actors: who speaks and acts, with kind, country, role and office, one entry for each."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.actors import owners
from reportedly.reading.actors.belonging import heads_of, lend
from reportedly.reading.actors.descriptions import descriptions
from reportedly.reading.actors.home import at_home
from reportedly.reading.actors.mention import Mention
from reportedly.reading.actors.merging import Group, grouped, outermost
from reportedly.reading.actors.names import known_names
from reportedly.reading.actors.organisations import organisations, publisher
from reportedly.reading.actors.persons import persons
from reportedly.reading.actors.pronouns import resolve
from reportedly.reading.actors.titles import Titles
from reportedly.reading.notebook import Notebook, char_span, notebook_of
from reportedly.vocabulary import Actor, ActorKind

NO_COUNTRY = {"IGO", "NGO"}


@Language.factory(
    "reportedly_actors",
    requires=[
        "doc.sents", "token.tag", "token.dep", "token.lemma", "doc.ents",
        "doc._.reportedly_quotes", "doc._.reportedly_places",
    ],
    assigns=["doc._.reportedly_actors"],
)  # fmt: skip
def make_actors(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that notes who an article tells of."""
    return find_actors


def find_actors(doc: Doc) -> Doc:
    """Write the actors into the notebook, and map tokens and pronouns to them."""
    if not doc.has_annotation("SENT_START"):
        return doc
    notebook = notebook_of(doc)
    titles = Titles(doc)
    groups = grouped(doc, find_mentions(titles, notebook))
    pronouns = resolve(titles, owners.entries(groups))
    owner_of = owners.owners(doc, groups, pronouns, notebook.quotes)
    owners.inherit(groups, owner_of)
    at_home(doc, groups, notebook)
    owners.inherit(groups, owner_of)
    again = dict(owners.joined(groups, owner_of))
    for number, earlier in again.items():
        groups[earlier].mentions += groups[number].mentions
    actors: dict[str, str] = {}
    for number, group in enumerate(groups):
        if number in again:
            actors[str(number)] = actors[str(again[number])]
            continue
        actor_id = notebook.add(as_actor(doc, notebook, group)).id
        actors[str(number)] = actor_id
        for mention in group.mentions:
            notebook.actor_of.update(dict.fromkeys(range(mention.start, mention.end), actor_id))
    notebook.actor_of.update({token: actors[number] for token, number in pronouns.items()})
    return doc


def find_mentions(titles: Titles, notebook: Notebook) -> list[Mention]:
    """Return all mentions of actors, none inside another."""
    doc = titles.doc
    placed = set(notebook.place_of)
    named = list(known_names(titles, placed))
    known = {i for m in named for i in range(m.start, m.end)}
    named += (m for m in publisher(doc) if known.isdisjoint(range(m.start, m.end)))
    bodies = {i for m in named for i in range(m.start, m.end)}
    people = list(persons(titles, notebook.article.published, bodies | placed))
    taken = bodies | {m.head for m in people}
    described = [m for m in descriptions(titles, taken) if acts_as(doc, m, placed)]
    lend(doc, described, named, notebook)
    outlet = notebook.article.outlet
    unknown = list(organisations(titles, taken | placed, outlet))
    heads_of(doc, described, [*named, *described, *unknown])
    return outermost(introduced(described, [*named, *people, *unknown]))


def acts_as(doc: Doc, mention: Mention, placed: set[int]) -> bool:
    """Tell whether a description means somebody; "a state in the west" may be only a place."""
    head = doc[mention.head]
    if mention.kind in {"country", "government", "person"} and mention.head in placed:
        return False
    return mention.kind != "country" or mention.plural or head.dep_ in {"nsubj", "agent"}


def introduced(described: list[Mention], named: list[Mention]) -> list[Mention]:
    """Join a description to the name that follows it: "the state agency SUNA"."""
    by_start = {m.start: m for m in named}
    alone = []
    for description in described:
        name = by_start.get(description.end)
        if name is None or name.kind != description.kind or description.plural:
            alone.append(description)
            continue
        name.start = description.start
        name.country = name.country or description.country
        name.role = name.role or description.role
    return [*named, *alone]


def as_actor(doc: Doc, notebook: Notebook, group: Group) -> Actor:
    """Return the entry for a group of mentions."""
    spans = tuple(char_span(doc[m.start : m.end]) for m in group.mentions)
    country, role = group.first("country"), group.first("role")
    kind: ActorKind = group.mentions[0].kind
    chained = (country or "") + (role or "") if role not in NO_COUNTRY else role
    return Actor(
        id=notebook.new_id(Actor, spans[0].start),
        name=group.name,
        kind=kind,
        country=country,
        role=role,
        code=chained or None,
        office=group.first("office"),
        wikidata=group.first("wikidata"),
        mentions=spans,
    )
