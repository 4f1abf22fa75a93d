"""A sketch of where the places of a report lie: points in a grid of degrees, no borders.

Equirectangular, true to scale in the middle of the frame. Countries are drawn only where the
report names nothing smaller, because a country is no point.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.publish.map_labels import Label, place_labels
from reportedly.publish.wording import number
from reportedly.vocabulary import Place

WIDTH = 520.0
LOWEST, HIGHEST = 220.0, 400.0
MARGIN = 34.0
LEAST_SPAN = 1.2  # degrees, so that a single place stands in some surroundings
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 45)
MOST_LINES = 6
KM_IN_DEGREE = 111.32
NARROWEST = 0.15  # of a degree of longitude near the poles


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map. `exact` is false where its point stands for a wider region."""

    id: str
    name: str
    x: float
    y: float
    exact: bool
    happened: bool
    label: Label | None


@dataclass(frozen=True, slots=True)
class SketchMap:
    """The drawing in its own units: points, grid lines with their degrees, a bar of scale."""

    width: float
    height: float
    points: tuple[Point, ...]
    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]
    bar: tuple[float, str]
    left_out: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the map shows: its upper left corner in degrees, and units to a degree."""

    west: float
    north: float
    across: float
    down: float
    height: float

    def x(self, lon: float) -> float:
        """Return the distance from the left edge."""
        return (lon - self.west) * self.across

    def y(self, lat: float) -> float:
        """Return the distance from the upper edge."""
        return (self.north - lat) * self.down


def sketch(places: Sequence[Place], happened: frozenset[str] = frozenset()) -> SketchMap | None:
    """Return the map of the places that have coordinates, or None if none has.

    `happened` are the ids of the places where an event is told to have happened.
    """
    located = [place for place in places if _located(place)]
    smaller = [place for place in located if place.kind != "country"]
    drawn = smaller or located
    if not drawn:
        return None
    turned = unturned([place.lon or 0.0 for place in drawn])
    frame = frame_of(turned, [place.lat or 0.0 for place in drawn])
    at = [
        (place, frame.x(lon), frame.y(place.lat or 0.0))
        for place, lon in zip(drawn, turned, strict=True)
    ]
    labels = place_labels([(place.name, x, y) for place, x, y in at], WIDTH, frame.height)
    points = [
        Point(place.id, place.name, x, y, place.precision < 3, place.id in happened, label)
        for (place, x, y), label in zip(at, labels, strict=True)
    ]
    return SketchMap(
        width=WIDTH,
        height=frame.height,
        points=tuple(points),
        meridians=_grid(frame.west, frame.west + WIDTH / frame.across, frame.x, "EW"),
        parallels=_grid(frame.north - frame.height / frame.down, frame.north, frame.y, "NS"),
        bar=bar_of(frame.down / KM_IN_DEGREE),
        left_out=tuple(place for place in located if place not in drawn),
    )


def _located(place: Place) -> bool:
    """Tell whether a place has coordinates that lie on the globe."""
    if place.lat is None or place.lon is None:
        return False
    return -90 <= place.lat <= 90 and -180 <= place.lon <= 180


def unturned(lons: Sequence[float]) -> list[float]:
    """Return longitudes so that the shortest arc that holds all has no jump in it."""
    ring = sorted(set(lons))
    gaps = [(after - before, after) for before, after in pairwise(ring)]
    gaps.append((ring[0] + 360 - ring[-1], ring[0]))
    west = max(gaps, key=lambda gap: (gap[0], -gap[1]))[1]
    return [lon if lon >= west else lon + 360 for lon in lons]


def frame_of(
    lons: Sequence[float],
    lats: Sequence[float],
    least: tuple[float, float] = (LEAST_SPAN, LEAST_SPAN),
) -> Frame:
    """Return the map that holds some points; it is at least so many degrees wide and tall."""
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    narrowed = max(math.cos(math.radians(middle_lat)), NARROWEST)
    wide = max(max(lons) - min(lons), least[0]) * narrowed
    tall = max(max(lats) - min(lats), least[1])
    down = min((WIDTH - 4 * MARGIN) / wide, (HIGHEST - 2 * MARGIN) / tall)
    height = round(min(max(tall * down + 2 * MARGIN, LOWEST), HIGHEST))
    across = down * narrowed
    west, north = middle_lon - WIDTH / across / 2, middle_lat + height / down / 2
    return Frame(west, north, across, down, height)


def _grid(
    low: float, high: float, on_map: Callable[[float], float], letters: str
) -> tuple[tuple[float, str], ...]:
    step = next((it for it in STEPS if (high - low) / it <= MOST_LINES), STEPS[-1])
    lines = []
    for count in range(math.ceil(low / step), math.floor(high / step) + 1):
        degrees = round(count * step, 3)
        if letters == "NS" and abs(degrees) > 90:
            continue
        lines.append((on_map(degrees), _degrees(degrees, letters)))
    return tuple(lines)


def _degrees(value: float, letters: str) -> str:
    """Return degrees with their direction: "30°E"."""
    if letters == "EW":
        value = (value + 180) % 360 - 180
    side = "" if value in (0, -180) else letters[0] if value > 0 else letters[1]
    return f"{number(abs(round(value, 3)))}°{side}"


def bar_of(units_in_km: float) -> tuple[float, str]:
    """Return the length of a bar of scale and what it stands for."""
    longest = WIDTH / 4 / units_in_km
    ten = 10 ** math.floor(math.log10(longest))
    km = next(ten * it for it in (5, 2, 1) if ten * it <= longest)
    return km * units_in_km, f"{number(km)} km"
