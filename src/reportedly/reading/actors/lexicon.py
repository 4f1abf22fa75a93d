"""What is known about who: countries, seats of power, bodies, outlets, offices and titles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from reportedly.knowledge import load, own_first
from reportedly.knowledge.schemas import Body, Country, Metonym, Office, Outlet, Title
from reportedly.vocabulary import ActorKind

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a name in a text may stand for."""

    name: str
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    sort: str = "body"  # body, country, capital, people, outlet, metonym


@dataclass(frozen=True, slots=True)
class CountedNouns:
    """Nouns of one class of things that reports count."""

    kind: str
    nouns: tuple[str, ...]


@cache
def names() -> dict[str, dict[Words, Known]]:
    """Return known names by their first word, then by all their words, as written."""
    table: dict[str, dict[Words, Known]] = {}
    for known, words in _all_names():
        parts = tuple(split(words))
        if parts:
            table.setdefault(parts[0], {}).setdefault(parts, known)
    return table


@cache
def bodies() -> dict[str, Known]:
    """Return bodies by their names in lower case, for those that news writes so."""
    return {
        " ".join(words).lower(): known
        for table in names().values()
        for words, known in table.items()
        if known.sort == "body" and len(words) > 1
    }


def _all_names() -> list[tuple[Known, str]]:
    found: list[tuple[Known, str]] = []
    for row in own_first(Body, "actors/bodies.csv"):
        known = Known(row.name, row.kind, row.country, row.role)
        found += [(known, words) for words in (row.name, *row.aliases)]
    for seat in own_first(Metonym, "actors/metonyms.csv"):
        known = Known(seat.name, seat.kind, seat.country, seat.role, "metonym")
        found += [(known, words) for words in seat.words]
    for paper in own_first(Outlet, "actors/outlets.csv"):
        known = Known(paper.name, "outlet", paper.country, "JRN", "outlet")
        found += [(known, words) for words in (paper.name, *paper.aliases)]
    for land in own_first(Country, "actors/countries.csv"):
        whole = Known(land.name, "country", land.code, None, "country")
        found += [(whole, words) for words in (land.name, *land.aliases)]
        state = Known(government(land.code), "government", land.code, "GOV", "capital")
        found += [(state, words) for words in land.capital]
        people = Known(f"People of {land.name}", "people", land.code, "CVL", "people")
        found += [(people, words) for words in land.people if words.endswith("s")]
    return found


@cache
def nationalities() -> dict[Words, str]:
    """Return country codes by adjective ("south", "korean") in lower case."""
    return {
        tuple(split(words.lower())): land.code
        for land in reversed(own_first(Country, "actors/countries.csv"))
        for words in land.nationality
    }


@cache
def states() -> dict[str, tuple[str, str]]:
    """Return country codes and names by each name of one word, as written."""
    return {
        words: (land.code, land.name)
        for land in own_first(Country, "actors/countries.csv")
        for words in (land.name, *land.aliases)
        if " " not in words
    }


@cache
def codes() -> dict[str, str]:
    """Return the names of countries by their codes."""
    return {land.code: land.name for land in own_first(Country, "actors/countries.csv")}


def government(code: str) -> str:
    """Return how the record calls the government of a country."""
    return f"Government of {codes()[code]}"


@cache
def weapons() -> frozenset[str]:
    """Return nouns for weapons."""
    rows = load(CountedNouns, "english/counted_nouns.csv")
    return frozenset(noun for row in rows if row.kind == "weapon" for noun in row.nouns)


@cache
def titles() -> dict[Words, Title]:
    """Return titles and role nouns by their words in lower case."""
    return {tuple(split(row.words.lower())): row for row in load(Title, "actors/titles.csv")}


@cache
def offices() -> dict[str, tuple[Office, ...]]:
    """Return terms of office by the folded last name of the holder."""
    table: dict[str, list[Office]] = {}
    for row in own_first(Office, "actors/offices.csv"):
        for words in {row.name, *row.aliases}:
            table.setdefault(fold(words.split()[-1]), []).append(row)
    return {key: tuple(rows) for key, rows in table.items()}


@cache
def holders() -> dict[str, tuple[Words, ...]]:
    """Return the names of office holders, folded and split, by their first word."""
    table: dict[str, set[Words]] = {}
    for row in own_first(Office, "actors/offices.csv"):
        for words in (row.name, *row.aliases):
            parts = tuple(fold(part) for part in split(words))
            if len(parts) > 1:
                table.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in table.items()}


def holds(term: Office, day: date | None) -> bool:
    """Tell whether a term of office covers a day; an unknown day is covered by any open term."""
    if day is None:
        return term.until is None
    at = day.isoformat()
    since, until = term.since or "", term.until or "9999"
    return at >= since and at[: len(until)] <= until


def split(words: str) -> list[str]:
    """Split a name the way the tokenizer does: possessives and hyphens apart."""
    plain = words.replace("’", "'").replace("-", " - ").replace("'s", " 's")
    return plain.replace("s' ", "s ' ").split()


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Fold a name so that transliterations meet: Zelenskyy, Zelenskiy, Zelensky."""
    plain = unicodedata.normalize("NFKD", name.lower()).replace("ø", "o").replace("ł", "l")
    letters = "".join(c for c in plain if c.isalnum())
    for one, other in FOLDED:
        letters = letters.replace(one, other)
    return letters


FOLDED = (("yy", "y"), ("iy", "y"), ("ii", "y"), ("ij", "y"), ("i", "y"), ("kh", "h"), ("ou", "u"))
