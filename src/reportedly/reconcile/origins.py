"""Whose word a saying is: the witness of it, and sources that several accounts settle together.

Independence is counted twice. *Was it said?* is witnessed by each outlet that heard it itself.
*Is it so?* has one origin for each independent source of the content: all organs of a side are
one, an agency's copy is one however many print it, and a source that nobody names counts for none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reportedly.knowledge.schemas import Outlet
from reportedly.knowledge.tables import load
from reportedly.reconcile.sides import settled
from reportedly.vocabulary import Account, Article, Statement, Told

HEARD = frozenset({"agency", "outlet", "broadcast"})
PERSON = "person:"


def witness_of(article: Article, statement: Statement | None) -> str | None:
    """Return the key of the outlet that witnessed a saying: the nearest to the speaker named.

    Copy that credits an agency is the agency's. None if the report names no outlet at all.
    """
    for via in statement.via if statement else ():
        if via.kind in HEARD and via.span is not None and not is_own(via.name, article.outlet):
            return outlet_key(via.name)
    for credit in article.credits:
        if credit.kind in {"agency", "outlet"}:
            return outlet_key(credit.name)
    return outlet_key(article.outlet) if article.outlet else None


def is_own(name: str, outlet: str | None) -> bool:
    """Tell whether a name is how an outlet calls itself: "the Courier" in the Jaffa Courier."""
    return outlet is not None and set(name.casefold().split()) <= set(outlet.casefold().split())


def settle(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Return the accounts of an incident with sources that only all of them together tell.

    A group left unnamed is the only one that its report names, else that others name; a person is
    of the side for which another report has them speak.
    """
    by_report: dict[str, list[Account]] = {}
    for account in accounts:
        by_report.setdefault(account.cell.article, []).append(account)
    named = {article: groups_in(own) for article, own in by_report.items()}
    inside = [of_one(one, named[one.cell.article], {}) for one in accounts]
    groups = groups_in(inside)
    people = {
        one.speaker: one.side
        for one in sorted(inside, key=lambda one: one.cell)
        if one.speaker and one.side and " " in one.speaker
    }
    return tuple(of_one(account, groups, people) for account in inside)


def groups_in(accounts: Sequence[Account]) -> dict[str, str]:
    """Return which group each one left unnamed is, by all that some accounts name."""
    return settled(side for one in accounts for side in (one.side, *one.doers) if side)


def of_one(account: Account, groups: dict[str, str], people: dict[str, str]) -> Account:
    """Return an account with its sides and sources as all accounts tell them."""
    side, origin = source(account.side, account.origin, groups, people)
    figures = tuple(of_figure(told, groups, people) for told in account.figures)
    doers = tuple(dict.fromkeys(groups.get(doer, doer) for doer in account.doers))
    if account.status == "denied" and side and not doers:
        doers = (side,)
    return replace(account, side=side, origin=origin, figures=figures, doers=doers)


def of_figure(told: Told, groups: dict[str, str], people: dict[str, str]) -> Told:
    """Return a figure with its side and source as all accounts tell them."""
    side, origin = source(told.side, told.origin, groups, people)
    return replace(told, side=side, origin=origin)


def source(
    side: str | None, origin: str | None, groups: dict[str, str], people: dict[str, str]
) -> tuple[str | None, str | None]:
    """Return a side and a source as all accounts together tell them."""
    if side is not None:
        side = groups.get(side, side)
        return side, f"side:{side}"
    if origin is not None and origin.startswith(PERSON):
        side = people.get(origin.removeprefix(PERSON))
        if side is not None:
            side = groups.get(side, side)
            return side, f"side:{side}"
    return side, origin


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
