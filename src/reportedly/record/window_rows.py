"""Finding what the record holds of a window of days and places, for a brief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from reportedly.record.overview_rows import bodies_of
from reportedly.record.tables import articles, incidents, thread_members, threads

LONGEST = 366  # days that an incident lasts which is found by its end alone
OFTEN = 3  # times as many as asked for, among which those that weigh most are chosen


@dataclass(frozen=True, slots=True)
class Window:
    """Days (ISO, both included) and places of which a brief is made.

    `places` are parts of places' names, any of which may fit; `country` is an ISO code. An
    incident without a day lies in the window in which the last report of it was published.
    """

    since: str
    until: str
    places: tuple[str, ...] = ()
    country: str | None = None


def _inside(window: Window) -> ColumnElement[bool]:
    row = incidents.c
    days = date.fromisoformat(window.since), date.fromisoformat(window.until)
    earliest = max(days[0].toordinal() - LONGEST, 1)
    begun = row.start.between(date.fromordinal(earliest).isoformat(), window.until)
    dated = and_(begun, row.end >= window.since)
    undated = and_(row.start.is_(None), row.last_published.between(*days))
    found = [or_(dated, undated)]
    if window.places:
        parts = (row.place.icontains(part, autoescape=True) for part in window.places)
        found.append(or_(*parts))
    if window.country:
        found.append(row.country == window.country.upper())
    return and_(*found)


def count_in(connection: Connection, window: Window) -> dict[str, int]:
    """Return how many incidents of each status lie in the window."""
    asked = select(incidents.c.status, func.count()).where(_inside(window))
    rows = connection.execute(asked.group_by(incidents.c.status))
    return {row[0]: row[1] for row in rows}


def find_in(connection: Connection, window: Window, status: str, limit: int) -> list[str]:
    """Return incidents of a status in the window as JSON: violent, and of many origins, first."""
    row = incidents.c
    order = (row.violent.desc(), row.origins.desc(), row.reports.desc(), row.start.desc(), row.id)
    # Bodies are fetched afterwards: to sort them all with their rows would take longer.
    asked = select(row.id).where(_inside(window), row.status == status)
    ids = list(connection.execute(asked.order_by(*order).limit(limit * OFTEN)).scalars())
    bodies = bodies_of(connection, ids)
    return [bodies[id_] for id_ in ids]


def find_threads_in(connection: Connection, window: Window, limit: int) -> list[str]:
    """Return commitments as JSON that reports of the window tell of, or that are due in it."""
    first, last = date.fromisoformat(window.since), date.fromisoformat(window.until)
    told = (
        select(thread_members.c.thread_id)
        .join(articles, articles.c.id == thread_members.c.article_id)
        .where(articles.c.published.between(first, last))
    )
    due = threads.c.due.between(window.since, window.until)
    asked = select(threads.c.body).where(or_(due, threads.c.id.in_(told)))
    order = (threads.c.due.asc().nulls_last(), threads.c.first_published.desc(), threads.c.id)
    return list(connection.execute(asked.order_by(*order).limit(limit)).scalars())


def first_and_last_day(connection: Connection) -> tuple[str, str] | None:
    """Return the first and the last day on which an incident began; None if none has a day."""
    row = connection.execute(select(func.min(incidents.c.start), func.max(incidents.c.start))).one()
    return (row[0], row[1]) if row[0] else None
