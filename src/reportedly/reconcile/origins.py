"""Whose word it is: the side a speaker speaks for, the origin of what is said, the witness of it.

Independence is counted twice. *Was it said?* is witnessed by each outlet that heard it itself.
*Is it so?* has one origin for each independent source of the content: all organs of a side are
one, an agency's copy is one however many print it, and a source that nobody names counts for none.
"""

from __future__ import annotations

from functools import cache

from reportedly.knowledge.schemas import Outlet
from reportedly.knowledge.tables import load
from reportedly.vocabulary import Actor, Article, Statement

# Sectors whose holders speak for their country; others (NGO, MED, CVL …) for themselves.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY"})
NAMELESS = frozenset({"people", "unknown"})
HEARD = frozenset({"agency", "outlet", "broadcast"})


def side_of(actor: Actor | None) -> str | None:
    """Return the party that an actor belongs to: a country's code, or an armed group's name."""
    if actor is None:
        return None
    if actor.kind == "armed_group":
        return actor.name
    if actor.kind in {"country", "armed_force", "government"}:
        return actor.country
    if actor.kind == "person" and actor.role in OFFICIAL:
        return actor.country
    if actor.kind == "person" and actor.role in {"REB", "OPP"} and actor.code:
        return actor.code
    return None


def origin_of(actor: Actor | None) -> str | None:
    """Return the key of the independent source that a speaker is, None if nobody can tell."""
    side = side_of(actor)
    if side:
        return f"side:{side}"
    if actor is None or actor.kind in NAMELESS:
        return None
    if actor.kind == "person" and not actor.name[:1].isupper():
        return None
    if actor.kind == "organisation" and actor.mentions and actor.name.islower():
        return None
    return f"{actor.kind}:{actor.name}"


def witness_of(article: Article, statement: Statement | None) -> str | None:
    """Return the key of the outlet that witnessed a saying: the nearest to the speaker named.

    Copy that credits an agency is the agency's. None if the report names no outlet at all.
    """
    for via in statement.via if statement else ():
        if via.kind in HEARD and via.name != article.outlet:
            return outlet_key(via.name)
    for credit in article.credits:
        if credit.kind in {"agency", "outlet"}:
            return outlet_key(credit.name)
    return outlet_key(article.outlet) if article.outlet else None


def outlet_key(name: str) -> str:
    """Return one key for the names that an outlet goes by."""
    return f"outlet:{names().get(name.casefold(), name)}"


@cache
def names() -> dict[str, str]:
    """Return the outlets' names by all names they go by, in small letters."""
    found: dict[str, str] = {}
    for row in load(Outlet, "actors/outlets.csv"):
        for name in (row.name, *row.aliases):
            found.setdefault(name.casefold(), row.name)
    return found


@cache
def agencies() -> frozenset[str]:
    """Return the names of agencies in small letters."""
    return frozenset(name for name, outlet in names().items() if outlet in agency_names())


@cache
def agency_names() -> frozenset[str]:
    """Return the agencies' names."""
    rows = load(Outlet, "actors/outlets.csv")
    return frozenset(row.name for row in rows if row.kind == "agency")
