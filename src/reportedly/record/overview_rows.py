"""Counting what the record holds as a whole: days, measures, names, outlets, what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Float, case, cast, func, select

from reportedly.record.tables import (
    accounts,
    articles,
    copies,
    incidents,
    links,
    parties,
    reviews,
    threads,
    told,
)

LOOKED_AT = 1_000  # of the latest incidents, among which those to review first are sought
TOLLS = ("killed", "wounded", "casualties", "missing", "displaced", "detained")


@dataclass(frozen=True, slots=True)
class DayRow:
    """How many incidents began on a day (ISO), and how many of them are contested."""

    day: str
    incidents: int
    contested: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """In how many incidents a name stands; how many of them have one source or are contested."""

    name: str
    incidents: int
    single_source: int
    contested: int


@dataclass(frozen=True, slots=True)
class OutletRow:
    """How many reports of an outlet are kept, and how many of them repeat another's text."""

    outlet: str
    reports: int
    copies: int


@dataclass(frozen=True, slots=True)
class ReprintRow:
    """How many reports of one outlet repeat those of another."""

    outlet: str
    of: str
    reports: int


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """What is known of an incident before it is reviewed.

    `toll` is the greatest number of people that any account tells of, `weakest` the least score
    of a link between its accounts, `sure` the least confidence that any account was read rightly;
    null where there is none.
    """

    incident: str
    status: str
    toll: float | None
    weakest: float | None
    sure: float | None = None


def count_days(connection: Connection, since: str, until: str) -> list[DayRow]:
    """Return the days from `since` to `until` on which incidents began, in order."""
    day = incidents.c.start
    asked = (
        select(day, func.count(), func.sum(_is("contested")))
        .where(day >= since, day <= until)
        .group_by(day)
        .order_by(day)
    )
    return [DayRow(*row) for row in connection.execute(asked)]


def last_day(connection: Connection) -> str | None:
    """Return the latest day on which an incident began."""
    return connection.execute(select(func.max(incidents.c.start))).scalar()


def count_measures(connection: Connection) -> list[tuple[str, int, str | None]]:
    """Return the measures of incidents' figures, how many there are, and the last day of each."""
    counted = func.count().label("counted")
    asked = select(told.c.measure, counted, func.max(told.c.day)).group_by(told.c.measure)
    rows = connection.execute(asked.order_by(counted.desc(), told.c.measure))
    return [(row[0], row[1], row[2]) for row in rows]


def count_parties(
    connection: Connection, role: str, part: str | None, limit: int, offset: int
) -> list[PartyRow]:
    """Return names that stand in a role ("speaker", "actor", "target", "side"), the most first."""
    counted = func.count().label("counted")
    asked = (
        select(parties.c.name, counted, func.sum(_is("single_source")), func.sum(_is("contested")))
        .join(incidents, incidents.c.id == parties.c.incident_id)
        .where(parties.c.role == role)
        .group_by(parties.c.name)
    )
    if part:
        asked = asked.where(parties.c.name.icontains(part, autoescape=True))
    rows = asked.order_by(counted.desc(), parties.c.name).limit(limit).offset(offset)
    return [PartyRow(*row) for row in connection.execute(rows)]


def count_outlets(connection: Connection, limit: int) -> list[OutletRow]:
    """Return the outlets of the reports that are kept, the most first."""
    counted = func.count().label("counted")
    asked = (
        select(articles.c.outlet, counted, func.count(copies.c.article_id))
        .select_from(articles.outerjoin(copies, copies.c.article_id == articles.c.id))
        .where(articles.c.outlet.isnot(None))
        .group_by(articles.c.outlet)
        .order_by(counted.desc(), articles.c.outlet)
        .limit(limit)
    )
    return [OutletRow(*row) for row in connection.execute(asked)]


def count_reprints(connection: Connection, limit: int) -> list[ReprintRow]:
    """Return which outlets repeat which others' reports, the most first."""
    first = articles.alias("first")
    counted = func.count().label("counted")
    asked = (
        select(articles.c.outlet, first.c.outlet, counted)
        .select_from(
            copies.join(articles, articles.c.id == copies.c.article_id).join(
                first, first.c.id == copies.c.of
            )
        )
        .where(articles.c.outlet.isnot(None), first.c.outlet.isnot(None))
        .group_by(articles.c.outlet, first.c.outlet)
        .order_by(counted.desc(), articles.c.outlet, first.c.outlet)
        .limit(limit)
    )
    return [ReprintRow(*row) for row in connection.execute(asked)]


def count_threads(connection: Connection) -> dict[str, int]:
    """Return how many threads of commitments there are of each status."""
    asked = select(threads.c.status, func.count()).group_by(threads.c.status)
    return {row[0]: row[1] for row in connection.execute(asked)}


def find_due(connection: Connection, since: str, limit: int) -> Iterator[str]:
    """Yield the open threads that are due on a day or after it as JSON, the next first."""
    asked = (
        select(threads.c.body)
        .where(threads.c.status == "open", threads.c.due >= since)
        .order_by(threads.c.due, threads.c.id)
        .limit(limit)
    )
    yield from connection.execute(asked).scalars()


def find_doubtful(connection: Connection) -> list[DoubtRow]:
    """Return the latest violent incidents that nobody has accepted yet, with what is known."""
    taken_back = select(reviews.c.undoes).where(reviews.c.undoes.isnot(None))
    accepted = select(reviews.c.entry).where(
        reviews.c.article_id == "",
        reviews.c.decision == "accept",
        reviews.c.number.not_in(taken_back),
    )
    latest = (
        select(incidents.c.id, incidents.c.status)
        .where(incidents.c.violent, incidents.c.id.not_in(accepted))
        .order_by(incidents.c.last_published.desc().nulls_last(), incidents.c.id)
        .limit(LOOKED_AT)
        .subquery()
    )
    number = func.max(func.coalesce(told.c.high, told.c.low))
    tolls = (
        select(told.c.incident_id, number.label("toll"))
        .join(latest, latest.c.id == told.c.incident_id)
        .where(told.c.measure.in_(TOLLS))
        .group_by(told.c.incident_id)
        .subquery()
    )
    weak = (
        select(accounts.c.incident_id, func.min(links.c.score).label("weakest"))
        .select_from(
            latest.join(accounts, accounts.c.incident_id == latest.c.id).join(
                links, links.c.a == accounts.c.number
            )
        )
        .group_by(accounts.c.incident_id)
        .subquery()
    )
    read = (
        select(accounts.c.incident_id, func.min(_sure(connection)).label("sure"))
        .join(latest, latest.c.id == accounts.c.incident_id)
        .group_by(accounts.c.incident_id)
        .subquery()
    )
    found: Any = latest
    for part in (tolls, weak, read):
        found = found.outerjoin(part, part.c.incident_id == latest.c.id)
    columns = (latest.c.id, latest.c.status, tolls.c.toll, weak.c.weakest, read.c.sure)
    return [DoubtRow(*row) for row in connection.execute(select(*columns).select_from(found))]


def accepted_incidents(connection: Connection) -> frozenset[str]:
    """Return the ids of incidents that somebody accepted and nobody took back."""
    asked = (
        select(reviews.c.number, reviews.c.entry, reviews.c.undoes)
        .where(reviews.c.article_id == "", reviews.c.decision.in_(("accept", "undo")))
        .order_by(reviews.c.number.desc())
    )
    undone, accepted = set[int](), set[str]()
    for number, entry, undoes in connection.execute(asked):
        if number not in undone and undoes is None:
            accepted.add(entry)
        elif number not in undone:
            undone.add(undoes)
    return frozenset(accepted)


def _sure(connection: Connection) -> Any:
    """Return the confidence that stands in what is compared of an account."""
    if connection.dialect.name == "postgresql":  # whose JSON refuses texts that hold \u0000
        return cast(func.substring(accounts.c.body, r',"sure":([0-9.]+)'), Float)
    return func.json_extract(accounts.c.body, "$.trace.sure")


def bodies_of(connection: Connection, ids: list[str]) -> dict[str, str]:
    """Return incidents by their ids as JSON."""
    asked = select(incidents.c.id, incidents.c.body).where(incidents.c.id.in_(ids))
    return {row[0]: row[1] for row in connection.execute(asked)}


def _is(status: str) -> Any:
    return case((incidents.c.status == status, 1), else_=0)
