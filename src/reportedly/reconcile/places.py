"""Comparing places: one inside the other, or so many kilometres apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from reportedly.vocabulary import PlaceKind

EARTH = 6371.0  # km
WIDE: dict[PlaceKind, int] = {
    "facility": 0, "city": 1, "admin2": 2, "admin1": 3, "region": 3, "sea": 3, "country": 4,
}  # fmt: skip


class Located(Protocol):
    """A place of a reading or of an incident."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> PlaceKind: ...  # noqa: D102
    @property
    def geonameid(self) -> int | None: ...  # noqa: D102
    @property
    def lat(self) -> float | None: ...  # noqa: D102
    @property
    def lon(self) -> float | None: ...  # noqa: D102
    @property
    def country(self) -> str | None: ...  # noqa: D102
    @property
    def admin1(self) -> str | None: ...  # noqa: D102


def distance_between(one: Located, other: Located) -> float | None:
    """Return the kilometres between two places, None if one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, chord)))


def within(one: Located, other: Located) -> bool:
    """Tell whether one of two places contains the other: a city its region or country."""
    inner, outer = sorted((one, other), key=lambda place: WIDE[place.kind])
    if WIDE[inner.kind] == WIDE[outer.kind]:
        return False
    if outer.kind == "country":
        return inner.country == outer.country and inner.country is not None
    if outer.kind in {"admin1", "region"}:
        return inner.country == outer.country and inner.admin1 in {outer.name, outer.admin1}
    if outer.kind == "admin2":  # a district's seat or a place in it: the record has no deeper level
        gap = distance_between(one, other)
        return inner.admin1 == outer.admin1 and gap is not None and gap < 60.0
    return False
