"""The rows of the tables about actors, and which tables an analyst may add to by command."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from reportedly.vocabulary import ActorKind


def written(pattern: str, how: str) -> AfterValidator:
    """Return a check that a value is written in one way; `how` is what the user is told."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"{value!r} is not {how}")
        return value

    return AfterValidator(check)


Code = Annotated[str, written(r"[A-Z]{3}", "three capital letters, such as UKR or GOV")]
Day = Annotated[
    str,
    written(
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?",
        "a day, month or year such as 2025-09-05, 2025-09 or 2025",
    ),
]
Item = Annotated[str, written(r"Q[1-9]\d*", "a Wikidata item such as Q7747")]
Name = Annotated[str, Field(min_length=1)]
Host = Annotated[
    str,
    written(
        r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9_]+)?",
        "a domain in lower case such as apnews.com or t.me/channel",
    ),
]
Ownership = Literal[
    "state", "public", "private", "party", "ngo", "government", "armed_force", "unknown"
]
OutletKind = Literal["agency", "outlet", "broadcast", "social"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its other names, adjectives, people and speaking capitals."""

    code: Code
    name: Name
    aliases: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metonym:
    """A seat or palace that stands for those who sit there."""

    words: tuple[str, ...]
    name: Name
    kind: ActorKind
    country: Code | None = None
    role: Code | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A named force, group or organisation."""

    name: Name
    kind: ActorKind
    country: Code | None = None
    role: Code | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news agency, outlet, broadcaster or social platform."""

    name: Name
    kind: str
    country: Code | None = None
    aliases: tuple[str, ...] = ()
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Domain:
    """Whose a domain of the web is: an outlet, an agency, or an official organ.

    `ownership` tells who is behind it: "state" for media that a state owns, "government" and
    "armed_force" for their own organs.
    """

    domain: Host
    outlet: Name
    country: Code | None = None
    ownership: Ownership = "unknown"
    kind: OutletKind = "outlet"


@dataclass(frozen=True, slots=True)
class Office:
    """One term of an office; `since` and `until` are ISO dates, possibly partial."""

    name: Name
    office: Name
    aliases: tuple[str, ...] = ()
    country: Code | None = None
    role: Code | None = None
    since: Day | None = None
    until: Day | None = None
    wikidata: Item | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A word that names a person or a body by what they are."""

    words: Name
    role: Code | None = None
    kind: ActorKind = "person"


TABLES: dict[str, type[Any]] = {
    "actors/bodies.csv": Body,
    "actors/countries.csv": Country,
    "actors/domains.csv": Domain,
    "actors/metonyms.csv": Metonym,
    "actors/offices.csv": Office,
    "actors/outlets.csv": Outlet,
    "actors/titles.csv": Title,
}
