"""Conditions on names and places, put so that each is answered in the shorter way.

What stands often is soon met by walking along a list; what stands seldom is gathered first. Which
it is, is found by counting up to a bound.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, func, literal, select

from reportedly.record.incident_rows import ACTING, Sought, SoughtFigures, where
from reportedly.record.tables import incidents, parties, told

OFTEN = 2_000  # rows that are gathered at most


def narrowed(connection: Connection, asked: Select[Any], sought: Sought) -> Select[Any]:
    """Return a query of incidents narrowed to those that are asked for."""
    asked = where(asked, replace(sought, place=None, actor=None, side=None, outlet=None))
    if sought.place is not None:
        asked = asked.where(_one_of(incidents.c.place, _places(connection, sought.place)))
    for roles, part in (
        (ACTING, sought.actor),
        (("side",), sought.side),
        (("outlet",), sought.outlet),
    ):
        if part is not None:
            names = [
                (role, name)
                for role in roles
                for name in _names(connection, parties.c.name, part, parties.c.role == role)
            ]
            asked = asked.where(_named(connection, names))
    return asked


def narrowed_figures(
    connection: Connection, asked: Select[Any], sought: SoughtFigures
) -> Select[Any]:
    """Return a query of figures narrowed to those that are asked for."""
    row = told.c
    if sought.measure is not None:
        asked = asked.where(row.measure == sought.measure)
    if sought.side is not None:
        asked = asked.where(row.side == sought.side)
    if sought.since is not None:
        asked = asked.where(row.day >= sought.since)
    if sought.until is not None:
        asked = asked.where(row.day <= sought.until)
    if sought.speaker is not None:
        names = _names(connection, row.speaker, sought.speaker, row.speaker.isnot(None))
        theirs = _one_of(row.speaker, names)
        seldom = _gathered(connection, select(row.incident_id).where(theirs)) is not None
        holds = row.speaker.icontains(sought.speaker, autoescape=True)
        asked = asked.where(theirs if seldom else holds)
    if sought.country is not None or sought.place is not None:
        wanted = Sought(place=sought.place, country=sought.country)
        there = narrowed(connection, select(incidents.c.id), wanted)
        few = _gathered(connection, there)
        walked = there.where(incidents.c.id == row.incident_id).exists()
        asked = asked.where(walked if few is None else _one_of(row.incident_id, few))
    return asked


def _named(connection: Connection, names: list[tuple[str, str]]) -> ColumnElement[bool]:
    """Return the condition that any of some names stands in its role in an incident."""
    roles, called = {role for role, _ in names}, {name for _, name in names}
    there = select(parties.c.incident_id).where(
        _one_of(parties.c.role, sorted(roles)), _one_of(parties.c.name, sorted(called))
    )
    few = _gathered(connection, there)
    walked = there.where(parties.c.incident_id == incidents.c.id).exists()
    return walked if few is None else _one_of(incidents.c.id, few)


def _one_of(column: Column[Any], values: list[str]) -> ColumnElement[bool]:
    """Return the condition that a column has one of some values; with none, nothing is read."""
    return column.in_(values) if values else literal(False)


def _places(connection: Connection, part: str) -> list[str]:
    return _names(connection, incidents.c.place, part, incidents.c.place.isnot(None))


def _names(
    connection: Connection, column: Column[Any], part: str, among: ColumnElement[bool]
) -> list[str]:
    """Return the names that hold some words, stepping along an index from name to name."""
    steps = select(func.min(column).label("name")).where(among).cte("steps", recursive=True)
    after = select(func.min(column)).where(among, column > steps.c.name).scalar_subquery()
    steps = steps.union_all(select(after).where(steps.c.name.isnot(None)))
    asked = select(steps.c.name).where(steps.c.name.icontains(part, autoescape=True))
    return list(connection.execute(asked.limit(OFTEN)).scalars())


def _gathered(connection: Connection, asked: Select[Any]) -> list[str] | None:
    """Return the ids that a query gives; None if there are so many that they are walked along."""
    found = list(connection.execute(asked.limit(OFTEN + 1)).scalars())
    return found if len(found) <= OFTEN else None
