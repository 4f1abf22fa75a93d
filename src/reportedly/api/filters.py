"""The conditions under which lists are asked for, by the names that they have in addresses."""

from __future__ import annotations

from typing import TypedDict

from reportedly.vocabulary import IncidentStatus


class IncidentFilters(TypedDict, total=False):
    """Which incidents: days are ISO and included, `origins` and `reports` the least number."""

    since: str
    until: str
    place: str
    country: str
    type: str
    actor: str
    side: str
    outlet: str
    status: IncidentStatus
    origins: int
    reports: int


class ClaimFilters(TypedDict, total=False):
    """Which figures: days are ISO and included."""

    measure: str
    since: str
    until: str
    side: str
    speaker: str
    place: str
    country: str
