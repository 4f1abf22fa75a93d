"""The map of a brief: where incidents were, as areas over borders, with their standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.publish.borders import Ring, rings
from reportedly.publish.brief.model import Area
from reportedly.publish.map_labels import Label, place_labels
from reportedly.publish.sketch_map import KM_IN_DEGREE, WIDTH, Frame, bar_of, frame_of, unturned

LEAST = (12.0, 4.0)  # degrees across and down, so that borders lie around a single place
FINE = 1.0  # corners that are drawn in a unit
SMALLEST = 4.0  # units of a circle that can be seen
SPECK = 1.5  # units across and down below which an island is not drawn
Corner = tuple[float, float]
WEIGHT = {"contested": 0, "corroborated": 1, "single_source": 2}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: `wide` is the radius of the area it stands for, in units of the drawing."""

    x: float
    y: float
    wide: float
    status: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The drawing in its own units. `land` and `shaded` (with their standing) are paths of SVG."""

    width: float
    height: float
    land: tuple[str, ...]
    shaded: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...]
    bar: tuple[float, str]


def map_of(areas: Sequence[Area]) -> DrawnMap | None:
    """Return the map of some areas; None if none can be drawn."""
    merged = _merged(areas)
    points = [it for it in merged if it.lat is not None and it.lon is not None]
    countries = {it.country: it for it in merged if it.country}
    lons, lats = [it.lon or 0.0 for it in points], [it.lat or 0.0 for it in points]
    if not points:
        boxes = [_widest(code) for code in countries if code]
        known = [box for box in boxes if box is not None]
        lons = [lon for box in known for lon in (box[0], box[2])]
        lats = [lat for box in known for lat in (box[1], box[3])]
    if not lons:
        return None
    lons = unturned(lons)
    frame = frame_of(lons, lats, LEAST)
    land, shaded = [], []
    for ring in rings():
        for path in _paths(ring, frame):
            land.append(path)
            if ring.country in countries:
                shaded.append((path, countries[ring.country].status))
    spots = _spots(points, lons, frame)
    return DrawnMap(
        WIDTH, frame.height, tuple(land), tuple(shaded), spots, bar_of(frame.down / KM_IN_DEGREE)
    )


def _merged(areas: Sequence[Area]) -> list[Area]:
    """Return the areas, one of each place: the one whose incident is least agreed upon."""
    found: dict[tuple[object, ...], Area] = {}
    for it in sorted(areas, key=lambda one: WEIGHT[one.status]):
        found.setdefault((it.lat, it.lon, it.country), it)
    return list(found.values())


def _spots(points: Sequence[Area], lons: Sequence[float], frame: Frame) -> tuple[Spot, ...]:
    if not points:
        return ()
    at = [(it, frame.x(lon), frame.y(it.lat or 0.0)) for it, lon in zip(points, lons, strict=True)]
    labels = place_labels([(it.name, x, y) for it, x, y in at], WIDTH, frame.height)
    return tuple(
        Spot(x, y, max((it.km or 0.0) / KM_IN_DEGREE * frame.down, SMALLEST), it.status,
             label if it.name else None)
        for (it, x, y), label in zip(at, labels, strict=True)
    )  # fmt: skip


def _widest(code: str) -> tuple[float, float, float, float] | None:
    """Return the box of a country's greatest piece of land."""
    boxes = [ring.box for ring in rings() if ring.country == code]
    return max(boxes, key=lambda it: (it[2] - it[0]) * (it[3] - it[1]), default=None)


def _paths(ring: Ring, frame: Frame) -> Iterator[str]:
    """Yield the part of a ring that lies in the frame; beyond the date line it begins anew."""
    east, south = frame.west + WIDTH / frame.across, frame.north - frame.height / frame.down
    for turn in (-360.0, 0.0, 360.0):
        west_, south_, east_, north_ = ring.box
        if west_ + turn > east or east_ + turn < frame.west or south_ > frame.north:
            continue
        if north_ < south:
            continue
        if (east_ - west_) * frame.across < SPECK and (north_ - south_) * frame.down < SPECK:
            continue
        drawn = _thinned(ring, frame, turn)
        inside = west_ + turn >= frame.west and east_ + turn <= east
        if not (inside and south_ >= south and north_ <= frame.north):
            drawn = _clipped(drawn, WIDTH, frame.height)
        if len(drawn) > 2:
            yield "M" + "L".join(f"{x:.4g} {y:.4g}" for x, y in drawn) + "Z"


def _clipped(corners: list[Corner], width: float, height: float) -> list[Corner]:
    """Return a ring cut at the edges of the drawing (by Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        kept: list[Corner] = []
        for before, here in zip([*corners[-1:], *corners[:-1]], corners, strict=True):
            inside, was = (here[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
            if inside != was:
                part = (edge - before[axis]) / (here[axis] - before[axis])
                kept.append(
                    (before[0] + part * (here[0] - before[0]),
                     before[1] + part * (here[1] - before[1]))
                )  # fmt: skip
            if inside:
                kept.append(here)
        corners = kept
    return corners


def _thinned(ring: Ring, frame: Frame, turn: float) -> list[Corner]:
    """Return the corners of a ring in units of the drawing, those that fall together once."""
    scale = np.array([frame.across, -frame.down])
    shift = np.array([frame.west - turn, frame.north])
    drawn = np.round((ring.corners - shift) * scale * FINE) / FINE
    kept = np.ones(len(drawn), bool)
    kept[1:] = np.any(drawn[1:] != drawn[:-1], axis=1)
    return [(x, y) for x, y in drawn[kept].tolist()]
