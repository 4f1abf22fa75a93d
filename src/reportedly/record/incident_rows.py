"""Finding incidents, figures and commitments among those that reconciling keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from reportedly.errors import RecordError
from reportedly.record.tables import (
    accounts,
    incident_aliases,
    incidents,
    parties,
    threads,
    told,
)
from reportedly.record.tables import articles as articles_table

NAMED_AT_MOST = 5
ACTING = ("actor", "target", "speaker")  # roles of `parties`
OFTEN = 2_000  # names


@dataclass(frozen=True, slots=True)
class Sought:
    """Which incidents are asked for; null leaves a condition out.

    `since` and `until` are ISO days, both included. `type` is a family ("violence"), an ACLED
    sub-event type or a PLOVER type, `place` part of a place's name, `actor` part of the name of
    whoever acts, is struck or speaks, `side` a country's code or a group's name. `origins` is the
    smallest number of independent ones.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    country: str | None = None
    type: str | None = None
    actor: str | None = None
    side: str | None = None
    outlet: str | None = None
    status: str | None = None
    origins: int | None = None
    reports: int | None = None
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SoughtFigures:
    """Which figures are asked for; null leaves a condition out. Days are ISO, both included."""

    measure: str | None = None
    since: str | None = None
    until: str | None = None
    side: str | None = None
    speaker: str | None = None
    place: str | None = None
    country: str | None = None
    limit: int = 200
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of an incident with what the incident is."""

    incident: str
    article: str
    figure: str
    measure: str
    unit: str | None
    low: float | None
    high: float | None
    comparator: str
    speaker: str | None
    side: str | None
    origin: str | None
    day: str | None
    place: str | None
    country: str | None
    outlet: str | None


def find_incidents(connection: Connection, sought: Sought) -> Iterator[str]:
    """Yield incidents as JSON, the latest first, those without a day last."""
    order = (incidents.c.start.desc().nulls_last(), incidents.c.reports.desc(), incidents.c.id)
    frequent = _stands_often(connection, sought.actor)
    asked = where(select(incidents.c.body), sought, frequent).order_by(*order)
    rows = asked.limit(max(sought.limit, 0)).offset(max(sought.offset, 0))
    yield from connection.execute(rows).scalars()


def count_incidents(connection: Connection, sought: Sought) -> int:
    """Return how many incidents there are of those asked for."""
    asked = where(select(func.count()).select_from(incidents), sought)
    return int(connection.execute(asked).scalar_one())


def where(asked: Select[Any], sought: Sought, frequent: bool = False) -> Select[Any]:
    """Return a query of incidents narrowed to those that are asked for.

    `frequent` tells that the actor's name stands in very many: then the first of them are soon
    met by looking at one after the other, and all of them need not be gathered before.
    """
    row = incidents.c
    if sought.since is not None:
        asked = asked.where(row.end >= sought.since)
    if sought.until is not None:
        asked = asked.where(row.start <= sought.until)
    if sought.place is not None:
        asked = asked.where(row.place.icontains(sought.place, autoescape=True))
    if sought.country is not None:
        asked = asked.where(row.country == sought.country.upper())
    if sought.type is not None:
        kinds = (row.kind, row.sub_event_type)
        asked = asked.where(or_(*(func.lower(kind) == sought.type.lower() for kind in kinds)))
    if sought.status is not None:
        asked = asked.where(row.status == sought.status)
    if sought.origins is not None:
        asked = asked.where(row.origins >= sought.origins)
    if sought.reports is not None:
        asked = asked.where(row.reports >= sought.reports)
    for roles, name in (
        (ACTING, sought.actor),
        (("side",), sought.side),
        (("outlet",), sought.outlet),
    ):
        if name is not None:
            named = parties.c.name.icontains(name, autoescape=True)
            there = select(parties.c.incident_id).where(parties.c.role.in_(roles), named)
            if frequent and name is sought.actor:
                asked = asked.where(there.where(parties.c.incident_id == row.id).exists())
            else:
                asked = asked.where(row.id.in_(there))
    return asked


def _stands_often(connection: Connection, name: str | None) -> bool:
    """Tell whether part of a name stands in so many incidents that they are not gathered."""
    if name is None:
        return False
    named = parties.c.name.icontains(name, autoescape=True)
    some = select(parties.c.name).where(parties.c.role.in_(ACTING), named).limit(OFTEN + 1)
    return len(connection.execute(some).all()) > OFTEN


def incident_called(connection: Connection, name: str) -> str:
    """Return the incident of this id (or its beginning, or of one joined to it) as JSON.

    RecordError if there is none, or if several ids begin so.
    """
    alias = select(incident_aliases.c.incident_id).where(incident_aliases.c.id == name)
    id_ = connection.execute(alias).scalar() or name
    body = connection.execute(select(incidents.c.body).where(incidents.c.id == id_)).scalar()
    if body is not None:
        return str(body)
    begins = func.substr(incidents.c.id, 1, len(id_)) == id_
    some = select(incidents.c.id, incidents.c.body).where(begins).limit(NAMED_AT_MOST)
    found = connection.execute(some).all() if id_ else []
    if len(found) == 1:
        return str(found[0][1])
    if found:
        named = ", ".join(row[0] for row in found)
        raise RecordError(f"{name!r} begins several ids ({named}): give more of it")
    raise RecordError(f"no incident has the id {name!r}: see reportedly incidents")


def find_figures(connection: Connection, sought: SoughtFigures) -> Iterator[FigureRow]:
    """Yield figures of incidents by day, measure and speaker."""
    order = (told.c.day.asc().nulls_last(), told.c.measure, told.c.article_id, told.c.figure_id)
    rows = figures_where(sought).order_by(*order)
    for row in connection.execute(rows.limit(max(sought.limit, 0)).offset(max(sought.offset, 0))):
        values: tuple[Any, ...] = tuple(row)
        yield FigureRow(*values)


def figures_where(sought: SoughtFigures | None = None) -> Select[Any]:
    """Return a query of the columns of `FigureRow` for the figures that are asked for, or all."""
    sought = sought or SoughtFigures()
    asked = select(
        told.c.incident_id, told.c.article_id, told.c.figure_id, told.c.measure, told.c.unit,
        told.c.low, told.c.high, told.c.comparator, told.c.speaker, told.c.side, told.c.origin,
        told.c.day, incidents.c.place, incidents.c.country, articles_table.c.outlet,
    ).select_from(
        told.join(incidents, incidents.c.id == told.c.incident_id).outerjoin(
            articles_table, articles_table.c.id == told.c.article_id
        )
    )  # fmt: skip
    for column, value in (
        (told.c.measure, sought.measure),
        (told.c.side, sought.side),
        (incidents.c.country, sought.country and sought.country.upper()),
    ):
        if value is not None:
            asked = asked.where(column == value)
    if sought.since is not None:
        asked = asked.where(told.c.day >= sought.since)
    if sought.until is not None:
        asked = asked.where(told.c.day <= sought.until)
    for column, part in ((told.c.speaker, sought.speaker), (incidents.c.place, sought.place)):
        if part is not None:
            asked = asked.where(column.icontains(part, autoescape=True))
    return asked


def find_threads(
    connection: Connection, kind: str | None, status: str | None, limit: int, offset: int = 0
) -> Iterator[str]:
    """Yield threads of commitments as JSON, the latest first."""
    asked = select(threads.c.body)
    if kind is not None:
        asked = asked.where(threads.c.kind == kind)
    if status is not None:
        asked = asked.where(threads.c.status == status)
    order = (threads.c.first_published.desc().nulls_last(), threads.c.id)
    yield from connection.execute(asked.order_by(*order).limit(limit).offset(offset)).scalars()


def incidents_of_article(connection: Connection, article: str) -> list[tuple[str, str]]:
    """Return the incidents that an article tells of, each with the entry it is first told by."""
    asked = select(accounts.c.incident_id, accounts.c.event_id)
    of_it = asked.where(accounts.c.article_id == article, accounts.c.incident_id.isnot(None))
    return [(id_, entry) for id_, entry in connection.execute(of_it.order_by(accounts.c.number))]
