"""Lists of the record in parts that follow each other, whatever is added meanwhile.

A part begins after the row whose `Key` is given: the values that the list is ordered by. Whoever
walks on by keys meets each row once that stays in its place, and no row twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from reportedly.record.incident_rows import FigureRow, Sought, SoughtFigures, figures_where
from reportedly.record.narrowing import narrowed, narrowed_figures
from reportedly.record.overview_rows import bodies_of
from reportedly.record.tables import articles, incidents, readings, threads, told

Key = tuple[Any, ...]
Order = Sequence[tuple[ColumnElement[Any], bool]]  # columns, each with whether it falls

ARTICLE = ("id", "url", "title", "outlet", "published", "language", "standing", "superseded_by")
KEY = ("incident_id", "article_id")
COUNTED = ("statements", "events", "figures", "commitments", "places")
BY_INCIDENT: Order = (
    (incidents.c.start, True), (incidents.c.reports, True), (incidents.c.id, False),
)  # fmt: skip
BY_ARTICLE: Order = ((articles.c.published, True), (articles.c.number, True))
BY_FIGURE: Order = (
    (told.c.day, True), (told.c.incident_id, False), (told.c.article_id, False),
    (told.c.figure_id, False),
)  # fmt: skip
BY_THREAD: Order = ((threads.c.first_published, True), (threads.c.id, False))


class SoughtArticles(NamedTuple):
    """Which articles are asked for; null leaves a condition out. Days are included."""

    since: date | None = None
    until: date | None = None
    outlet: str | None = None


def incidents_after(
    connection: Connection, sought: Sought, after: Key | None, limit: int
) -> list[tuple[Key, str]]:
    """Return incidents as JSON with their keys, the latest first, those without a day last."""
    asked = narrowed(connection, select(), sought)
    keys = [key for key, _ in _rows(connection, asked, BY_INCIDENT, after, limit)]
    bodies = bodies_of(connection, [key[-1] for key in keys])
    return [(key, bodies[key[-1]]) for key in keys if key[-1] in bodies]


def articles_after(
    connection: Connection, sought: SoughtArticles, after: Key | None, limit: int
) -> list[tuple[Key, dict[str, Any]]]:
    """Return articles, the latest published first, undated ones last."""
    columns = [articles.c[name] for name in ARTICLE] + [readings.c[name] for name in COUNTED]
    asked = select(*columns).join(readings, readings.c.article_id == articles.c.id)
    if sought.since is not None:
        asked = asked.where(articles.c.published >= sought.since)
    if sought.until is not None:
        asked = asked.where(articles.c.published <= sought.until)
    if sought.outlet is not None:
        asked = asked.where(articles.c.outlet == sought.outlet)
    names = (*ARTICLE, *COUNTED)
    return [
        (key, dict(zip(names, row, strict=False)))
        for key, row in _rows(connection, asked, BY_ARTICLE, after, limit)
    ]


def figures_after(
    connection: Connection, sought: SoughtFigures, after: Key | None, limit: int
) -> list[tuple[Key, FigureRow]]:
    """Return figures of incidents, the latest day first, those without a day last."""
    asked = narrowed_figures(connection, select(), sought)
    keys = [key for key, _ in _rows(connection, asked, BY_FIGURE, after, limit)]
    # Along the key of the table; triples would be compared with each row.
    some = [told.c[name].in_({key[n] for key in keys}) for n, name in enumerate(KEY, 1)]
    rows = [FigureRow(*row) for row in connection.execute(figures_where().where(*some))]
    found = {(row.incident, row.article, row.figure): row for row in rows}
    return [(key, found[key[1:]]) for key in keys if key[1:] in found]


def threads_after(
    connection: Connection, kind: str | None, status: str | None, after: Key | None, limit: int
) -> list[tuple[Key, str]]:
    """Return threads of commitments as JSON, the latest first."""
    asked = select(threads.c.body)
    for column, value in ((threads.c.kind, kind), (threads.c.status, status)):
        if value is not None:
            asked = asked.where(column == value)
    return [(key, row[0]) for key, row in _rows(connection, asked, BY_THREAD, after, limit)]


def _rows(
    connection: Connection, asked: Select[Any], order: Order, after: Key | None, limit: int
) -> list[tuple[Key, Row[Any]]]:
    """Return rows with their keys: first those whose leading value is known, then the others.

    They are two questions, because each of them is answered along an index by either database.
    """
    leading = order[0][0]
    asked = asked.add_columns(*(column for column, _ in order))
    found: list[Row[Any]] = []
    if after is None or after[0] is not None:
        known = asked.where(leading.isnot(None))
        if after is not None:
            falls = order[0][1]
            known = known.where(leading <= after[0] if falls else leading >= after[0])
            known = known.where(_beyond(order, after))
        found += connection.execute(known.order_by(*_by(order)).limit(limit)).all()
    if len(found) < limit:
        unknown = asked.where(leading.is_(None))
        if after is not None and after[0] is None:
            unknown = unknown.where(_beyond(order[1:], after[1:]))
        left = limit - len(found)
        found += connection.execute(unknown.order_by(*_by(order[1:])).limit(left)).all()
    return [(tuple(row[-len(order) :]), row) for row in found]


def _by(order: Order) -> list[ColumnElement[Any]]:
    return [column.desc() if falls else column.asc() for column, falls in order]


def _beyond(order: Order, after: Key) -> ColumnElement[bool]:
    """Return the condition that a row comes after a key."""
    (column, falls), *rest = order
    further: ColumnElement[bool] = column < after[0] if falls else column > after[0]
    if not rest:
        return further
    return or_(further, and_(column == after[0], _beyond(rest, after[1:])))
