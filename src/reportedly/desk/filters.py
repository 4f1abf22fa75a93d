"""Filters that stand in an address: of pages, and of the API."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from reportedly.desk.answers import PAGE_SIZE
from reportedly.reconcile import Sought, SoughtFigures
from reportedly.record.search import plain
from reportedly.vocabulary import IncidentStatus

KEPT = r"^[^\x00\x02\x03]*$"  # as `writable` has it, for those who read the description
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def real_day(written: str) -> str:
    """Return an ISO day that there is, or nothing; ValueError for others."""
    if written and not DAY.fullmatch(written):
        raise ValueError("write a day as 2025-09-05")
    if written:
        date.fromisoformat(written)
    return written


def writable(words: str) -> str:
    """Return words as they are; ValueError if they hold characters that no database keeps."""
    if plain(words) != words:
        raise ValueError("holds characters that no record has")
    return words


def blank(written: Any) -> Any:
    """Return null for a field of a form that was left empty."""
    return written or None


DATE: dict[str, Any] = {"type": "string", "format": "date"}
NOTHING: dict[str, Any] = {"type": "string", "maxLength": 0}  # a field of a form left empty
OneDay = Annotated[str, AfterValidator(real_day), WithJsonSchema({"anyOf": [DATE, NOTHING]})]
Text = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(writable),
    WithJsonSchema({"type": "string", "maxLength": 200, "pattern": KEPT}),
]
Name = Annotated[
    str,
    StringConstraints(max_length=1_000),
    AfterValidator(writable),
    WithJsonSchema({"type": "string", "maxLength": 1_000, "pattern": KEPT}),
]
Code = Annotated[str, StringConstraints(pattern="^([A-Za-z]{3})?$")]
Few = Annotated[int, Field(ge=0, le=999_999)]

Day = Annotated[OneDay | None, Query(description="ISO day, included.")]
Words = Annotated[Text | None, Query()]
Place = Annotated[Words, Query(description="Part of the place's name.")]
Country = Annotated[Code | None, Query(description="ISO code such as UKR.")]
Type = Annotated[Words, Query(description="violence, diplomacy …, or a type: Armed clash.")]
Actor = Annotated[Words, Query(description="Part of a name of those involved.")]
Side = Annotated[Words, Query(description="A country's code or a group's name.")]
Outlet = Annotated[Words, Query(description="Part of an outlet's name.")]
Speaker = Annotated[Words, Query(description="Part of the speaker's name.")]
Counted = Annotated[Words, Query(description="What is counted: killed, launched …")]
Status = Annotated[IncidentStatus | None, BeforeValidator(blank), Query()]
Least = Annotated[Few | None, BeforeValidator(blank), Query(description="At least so many.")]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


def conditions(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    since: Day = None,
    until: Day = None,
    place: Place = None,
    country: Country = None,
    type: Type = None,
    actor: Actor = None,
    side: Side = None,
    outlet: Outlet = None,
    status: Status = None,
    origins: Least = None,
    reports: Least = None,
) -> Sought:
    """Return which incidents an address asks for."""
    return Sought(
        since=since or None, until=until or None, place=place or None, country=country or None,
        type=type or None, actor=actor or None, side=side or None, outlet=outlet or None,
        status=status, origins=origins, reports=reports,
    )  # fmt: skip


def sought(asked: Annotated[Sought, Depends(conditions)], page: PageNumber = 1) -> Sought:
    """Return which incidents a page shows; one more than it holds."""
    return replace(asked, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)


def sought_figures(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    measure: Counted = None,
    since: Day = None,
    until: Day = None,
    side: Side = None,
    speaker: Speaker = None,
    place: Place = None,
    country: Country = None,
) -> SoughtFigures:
    """Return which figures an address asks for."""
    return SoughtFigures(
        measure=measure or None, since=since or None, until=until or None, side=side or None,
        speaker=speaker or None, place=place or None, country=country or None, limit=200,
    )  # fmt: skip


def all_of(wanted: Sought) -> Sought:
    """Return the same conditions for counting."""
    return replace(wanted, limit=0, offset=0)
