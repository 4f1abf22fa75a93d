"""Conditions on names and places, put so that each is answered in the shorter way.

What stands often is soon met by walking along a list; what stands seldom is gathered first. Which
it is, is found by counting up to a bound.
"""

from __future__ import annotations

from collections.abc import Sequence
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
        asked = asked.where(_holds(connection, incidents.c.place, sought.place, incidents.c.id))
    for roles, part in (
        (ACTING, sought.actor),
        (("side",), sought.side),
        (("outlet",), sought.outlet),
    ):
        if part is not None:
            asked = asked.where(_named(connection, roles, part))
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
        asked = asked.where(_holds(connection, row.speaker, sought.speaker, row.incident_id))
    if sought.country is not None or sought.place is not None:
        wanted = Sought(place=sought.place, country=sought.country)
        there = narrowed(connection, select(incidents.c.id), wanted)
        few = _gathered(connection, there)
        walked = there.where(incidents.c.id == row.incident_id).exists()
        asked = asked.where(walked if few is None else _one_of(row.incident_id, few))
    return asked


def _holds(
    connection: Connection, column: Column[Any], part: str, id_: Column[Any]
) -> ColumnElement[bool]:
    """Return the condition that a name in a column holds some words."""
    names = _names(connection, column, part, column.isnot(None))
    if names is not None:
        theirs = _one_of(column, names)
        if _gathered(connection, select(id_).where(theirs)) is not None:
            return theirs
    return column.icontains(part, autoescape=True)


def _named(connection: Connection, roles: Sequence[str], part: str) -> ColumnElement[bool]:
    """Return the condition that a name that holds some words stands in a role in an incident."""
    name, role = parties.c.name, parties.c.role
    found = [_names(connection, name, part, role == it) for it in roles]
    there = select(parties.c.incident_id).where(role.in_(roles))
    if None in found:
        there = there.where(name.icontains(part, autoescape=True))
        few = None
    else:
        there = there.where(_one_of(name, sorted({it for some in found for it in some or ()})))
        few = _gathered(connection, there)
    walked = there.where(parties.c.incident_id == incidents.c.id).exists()
    return walked if few is None else _one_of(incidents.c.id, few)


def _one_of(column: Column[Any], values: list[str]) -> ColumnElement[bool]:
    """Return the condition that a column has one of some values; with none, nothing is read."""
    return column.in_(values) if values else literal(False)


def _names(
    connection: Connection, column: Column[Any], part: str, among: ColumnElement[bool]
) -> list[str] | None:
    """Return the names that hold some words, stepping along an index from name to name.

    None if there are too many to be named in a question.
    """
    steps = select(func.min(column).label("name")).where(among).cte("steps", recursive=True)
    after = select(func.min(column)).where(among, column > steps.c.name).scalar_subquery()
    steps = steps.union_all(select(after).where(steps.c.name.isnot(None)))
    asked = select(steps.c.name).where(steps.c.name.icontains(part, autoescape=True))
    return _gathered(connection, asked)


def _gathered(connection: Connection, asked: Select[Any]) -> list[str] | None:
    """Return what a query gives; None if that is so much that it is better walked along."""
    found = list(connection.execute(asked.limit(OFTEN + 1)).scalars())
    return found if len(found) <= OFTEN else None
