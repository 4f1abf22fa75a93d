"""GeoPackage (OGC 12-128): the incidents that have coordinates as one layer of points."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.publish.exports.export import Export
from reportedly.publish.exports.places import TYPES, point_of, properties_of
from reportedly.publish.exports.source import Source

WGS84 = 4326
LITTLE, POINT = 1, 1
NEVER = "1970-01-01"
TABLES = """
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name));
CREATE TABLE provenance (id INTEGER PRIMARY KEY, told TEXT NOT NULL);
"""
DEFINITION = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AUTHORITY["EPSG","4326"]]'
)
SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
    ("WGS 84 geodetic", WGS84, "EPSG", WGS84, DEFINITION, "longitude, latitude in degrees"),
)


@dataclass(slots=True)
class Extent:
    """The box around all points (least and greatest longitude and latitude), and the last day."""

    box: tuple[float, float, float, float] | None = None
    day: str = NEVER

    def widen(self, lon: float, lat: float, day: str | None) -> None:
        """Take in another point, and the day of the last report on it."""
        west, south, east, north = self.box or (lon, lat, lon, lat)
        self.box = (min(west, lon), min(south, lat), max(east, lon), max(north, lat))
        self.day = max(self.day, day or NEVER)


def write(source: Source, path: Path) -> None:
    """Write the layer `incidents` and the table `provenance`."""
    names = ("geom", *("incident" if name == "id" else name for name in TYPES))
    types = ("POINT", *TYPES.values())
    columns = ", ".join(f'"{name}" {kind}' for name, kind in zip(names, types, strict=True))
    extent = Extent()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(TABLES)
        connection.execute(f"CREATE TABLE incidents (fid INTEGER PRIMARY KEY, {columns})")
        connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", SYSTEMS)
        marks = ",".join("?" * len(names))
        quoted = ",".join(f'"{name}"' for name in names)
        connection.executemany(
            f"INSERT INTO incidents ({quoted}) VALUES ({marks})",  # noqa: S608 (names of ours)
            _rows(source, extent),
        )
        _describe(connection, extent)
        told = json.dumps(source.provenance, ensure_ascii=False)
        connection.execute("INSERT INTO provenance VALUES (1, ?)", (told,))


def _rows(source: Source, extent: Extent) -> Iterator[list[Any]]:
    for incident in source.incidents():
        point = point_of(incident)
        if point is None:
            source.left["its place has no coordinates"] += 1
        else:
            properties = properties_of(incident)
            extent.widen(*point, properties["last_published"])
            yield [_geometry(*point), *(properties[name] for name in TYPES)]


def _geometry(lon: float, lat: float) -> bytes:
    """Return a point as GeoPackage keeps it: a header, then well-known binary."""
    header = b"GP" + struct.pack("<BBi", 0, LITTLE, WGS84)
    return header + struct.pack("<BIdd", LITTLE, POINT, lon, lat)


def _describe(connection: sqlite3.Connection, extent: Extent) -> None:
    connection.execute(
        "INSERT INTO gpkg_contents VALUES ('incidents', 'features', 'incidents', "
        "'Incidents as reported', ?, ?, ?, ?, ?, ?)",
        (f"{extent.day}T00:00:00.000Z", *(extent.box or (None,) * 4), WGS84),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES ('incidents', 'geom', 'POINT', ?, 0, 0)", (WGS84,)
    )


EXPORT = Export("geopackage", ".gpkg", "GeoPackage: incidents as a layer of points", write)
