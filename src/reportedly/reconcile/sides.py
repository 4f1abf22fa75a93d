"""Whose side words mean: "the Arauca police commander" speaks for a state, "the front" for a group.

Readers resolve many speakers to actors; others stay mere words. Both are brought to a *side* here:
a country's code ("SDN"), an armed group under its country ("SDN-Rapid Support Forces"), or a group
that the words leave without a name ("SDN-group"), which accounts of one incident may settle.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from reportedly.knowledge.schemas import Body, Country, Metonym
from reportedly.knowledge.tables import load
from reportedly.vocabulary import Actor, Place, Span

if TYPE_CHECKING:
    from reportedly.reconcile.tellings import Told

Kind = Literal["force", "state", "group", "medical", "own", "press", "nameless"]
UNNAMED = "group"  # the name of a group that nobody names
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
LONGEST = 7  # words of a name
IN_COUNTRY = re.compile(r"\bin ([A-Z][\w’' -]+?)['’]s [A-Z]")  # "in Mali's Kayes"
ORDINARY = frozenset({"armed_force", "government", "country"})
# Sectors (CAMEO) of those who speak for their country, and of those who fight a state.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
REBELS = frozenset({"REB", "PRM", "SEP", "INS"})


@dataclass(frozen=True)
class SpeakerWord:
    """A word that tells for whom somebody so described speaks."""

    words: str
    kind: Kind


@dataclass(frozen=True)
class Authority:
    """A country whose "army" is another's, or which an armed group governs."""

    country: str
    army: str
    group: str


@dataclass(frozen=True, slots=True)
class Party:
    """What words say of somebody: their kind, country and, if known by it, name."""

    kind: Kind | None
    country: str | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the tables: of a country (also as adjective or capital) or a body."""

    kind: str
    country: str | None
    name: str
    role: str | None = None


def side_of(actor: Actor, home: str | None) -> str | None:
    """Return the side of an actor; `home` is the country where its report is set."""
    known = named_in(actor.name)
    whole = next((one for size, one in known if size == len(WORD.findall(actor.name))), None)
    if actor.kind == "armed_group":
        if whole and whole.kind == "armed_group":
            return group_side(whole.country, whole.name)
        return side_in(actor.name, actor.country or home, "group")
    if actor.kind == "armed_force":
        if kind_in(actor.name) == "group":
            return side_in(actor.name, actor.country or home)
        return army_of(actor.country or home)
    if actor.kind in {"government", "country"}:
        return actor.country or side_in(actor.name, home)
    if actor.role in OFFICIAL and actor.country:
        return army_of(actor.country) if actor.role == "MIL" else actor.country
    if actor.role in REBELS and actor.country:
        return side_in(described(actor), actor.country, "group")
    return None


def described(actor: Actor) -> str:
    """Return an actor's name and office in one."""
    return f"{actor.office} {actor.name}" if actor.office else actor.name


def side_in(words: str, home: str | None, kind: Kind | None = None) -> str | None:
    """Return the side that words mean; `kind` serves if they don't tell one."""
    party = party_in(words)
    if party.name and party.kind == "group":
        return group_side(party.country, party.name)
    country, found = party.country or home, party.kind or kind
    if found == "group":
        return group_side(country, UNNAMED) if country else None
    if found == "force":
        return army_of(country)
    return country if found == "state" else None


@lru_cache(maxsize=8192)
def party_in(words: str) -> Party:
    """Return what words tell of whom they mean: an armed group that they name goes first."""
    known = [one for _, one in named_in(words)]
    for one in known:
        if one.kind == "armed_group":
            return Party("group", one.country, one.name)
    for one in known:
        if one.kind == "organisation":
            return Party("own", one.country, one.name)
    country = next((one.country for one in known if one.country), None)
    kind = kind_in(words)
    if kind is None and names_a_state(words):
        return Party("state", country)
    return Party(kind, country)


def names_a_state(words: str) -> bool:
    """Tell whether words are no more than a state's or force's name, or something of its own."""
    tokens = WORD.findall(words)
    while tokens and tokens[0].casefold() in {"the", "a"}:
        tokens = tokens[1:]
    for size in range(min(LONGEST, len(tokens)), 0, -1):
        bare = [re.sub(r"['’]s?$", "", token) for token in tokens[:size]]
        found = names().get(" ".join(bare))
        if found and found.kind in ORDINARY:
            return size == len(tokens) or tokens[size - 1] != bare[-1]
    return False


def kind_in(words: str) -> Kind | None:
    """Return the kind of speaker that a description tells: by its longest word, the first."""
    tokens = [token.casefold() for token in WORD.findall(words)]
    best: tuple[int, int, Kind] | None = None
    for start in range(len(tokens)):
        for size in range(min(4, len(tokens) - start), 0, -1):
            kind = speaker_words().get(" ".join(map(plain, tokens[start : start + size])))
            if kind and (best is None or size > best[0]):
                best = (size, start, kind)
    return best[2] if best else None


def plain(token: str) -> str:
    """Return a word without a genitive and its plural."""
    token = re.sub(r"['’](s|$)", "", token).rstrip(".")
    return token[:-1] if len(token) > 4 and token.endswith("s") and token[-2] != "s" else token


def group_side(country: str | None, name: str) -> str:
    """Return the key of an armed group: that of the country which it governs, or its own."""
    if (country, name) in {(one.country, one.group) for one in authorities()}:
        return country or name
    return f"{country}-{name}" if country else name


def army_of(country: str | None) -> str | None:
    """Return whose "the army" is in reports from a country."""
    return next((one.army for one in authorities() if one.country == country), country)


def home_of(known: Told) -> str | None:
    """Return the country where a report is set: its title's, else that of most towns it names.

    Where it names none, that of most forces and groups, then of countries.
    """
    title = IN_COUNTRY.search(known.reading.article.title or "")
    if title:
        named = names().get(title[1])
        if named and named.kind == "country":
            return named.country
    return (
        most_named((one.country, one.mentions) for one in known.reading.places if sharp(one))
        or most_named((one.country, one.mentions) for one in known.reading.actors if armed(one))
        or most_named((one.country, one.mentions) for one in known.reading.places)
    )


def most_named(named: Iterable[tuple[str | None, tuple[Span, ...]]]) -> str | None:
    """Return the country of most mentions, of several the one that is named first."""
    counted: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for country, mentions in named:
        if country and mentions:
            counted[country] += len(mentions)
            first[country] = min(first.get(country, mentions[0]), mentions[0])
    return min(counted, key=lambda one: (-counted[one], first[one])) if counted else None


def sharp(place: Place) -> bool:
    """Tell whether a place is a town, or a part of a country."""
    return place.kind in {"facility", "city", "admin1", "admin2"}


def armed(actor: Actor) -> bool:
    """Tell whether an actor is a force or a group."""
    return actor.kind in {"armed_group", "armed_force"}


def settled(sides: Iterable[str]) -> dict[str, str]:
    """Return for each group left unnamed the only group of its country that is named."""
    groups: dict[str, set[str]] = {}
    for side in sides:
        country, _, name = side.partition("-")
        if name:
            groups.setdefault(country, set()).add(name)
    return {
        f"{country}-{UNNAMED}": f"{country}-{next(iter(names - {UNNAMED}))}"
        for country, names in groups.items()
        if UNNAMED in names and len(names) == 2
    }


def named_in(words: str) -> list[tuple[int, Named]]:
    """Return the names of countries and bodies in words, with how many words each has."""
    return list(_named(words))


def _named(words: str) -> Iterator[tuple[int, Named]]:
    tokens = [re.sub(r"['’]s?$", "", token) for token in WORD.findall(words)]
    start = 0
    while start < len(tokens):
        for size in range(min(LONGEST, len(tokens) - start), 0, -1):
            found = names().get(" ".join(tokens[start : start + size]))
            if found:
                yield size, found
                start += size
                break
        else:
            start += 1


@cache
def names() -> dict[str, Named]:
    """Return countries and bodies by all that they are called, as written."""
    found: dict[str, Named] = {}
    for country in load(Country, "actors/countries.csv"):
        one = Named("country", country.code, country.name)
        called = (country.name, *country.aliases, *country.nationality, *country.people)
        for name in (*called, *country.capital):
            found.setdefault(" ".join(WORD.findall(name)), one)
    for seat in load(Metonym, "actors/metonyms.csv"):
        for name in (seat.name, *seat.words):
            found[" ".join(WORD.findall(name))] = Named(seat.kind, seat.country, seat.name)
    for body in load(Body, "actors/bodies.csv"):
        for name in (body.name, *body.aliases):
            words = [re.sub(r"['’]s?$", "", token) for token in WORD.findall(name)]
            found[" ".join(words)] = Named(body.kind, body.country, body.name, body.role)
    return found


@cache
def speaker_words() -> dict[str, Kind]:
    """Return kinds of speakers by the words for them, plurals left out."""
    rows = load(SpeakerWord, "reconcile/speakers.csv")
    return {" ".join(map(plain, row.words.split(" "))): row.kind for row in rows}


@cache
def authorities() -> tuple[Authority, ...]:
    """Return the countries where the usual reading fails."""
    return load(Authority, "reconcile/authorities.csv")
