"""Filters that stand in a page's address."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Query

from reportedly.desk.answers import PAGE_SIZE
from reportedly.reconcile import Sought, SoughtFigures

DAY = r"^(\d{4}-\d{2}-\d{2})?$"
Day = Annotated[str | None, Query(pattern=DAY, description="ISO day, included")]
Words = Annotated[str | None, Query(max_length=200)]
Least = Annotated[str | None, Query(pattern=r"^\d{0,6}$")]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


def sought(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    since: Day = None,
    until: Day = None,
    place: Words = None,
    country: Annotated[str | None, Query(max_length=3)] = None,
    type: Words = None,
    actor: Words = None,
    side: Words = None,
    outlet: Words = None,
    status: Annotated[
        str | None, Query(pattern="^(single_source|corroborated|contested)?$")
    ] = None,
    origins: Least = None,
    reports: Least = None,
    page: PageNumber = 1,
) -> Sought:
    """Return which incidents an address asks for; one more than a page holds."""
    return Sought(
        since=since or None, until=until or None, place=place or None, country=country or None,
        type=type or None, actor=actor or None, side=side or None, outlet=outlet or None,
        status=status or None, origins=int(origins) if origins else None,
        reports=int(reports) if reports else None,
        limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE,
    )  # fmt: skip


def sought_figures(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    measure: Words = None,
    since: Day = None,
    until: Day = None,
    side: Words = None,
    speaker: Words = None,
    place: Words = None,
    country: Annotated[str | None, Query(max_length=3)] = None,
) -> SoughtFigures:
    """Return which figures an address asks for."""
    return SoughtFigures(
        measure=measure or None, since=since or None, until=until or None, side=side or None,
        speaker=speaker or None, place=place or None, country=country or None, limit=200,
    )  # fmt: skip


def all_of(wanted: Sought) -> Sought:
    """Return the same conditions for counting."""
    return replace(wanted, limit=0, offset=0)
