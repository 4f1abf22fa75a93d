"""What the gazetteer knows of one place, and under which keys it is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.knowledge.gazetteer.spelling import fold
from reportedly.vocabulary import PlaceKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. `admin1` and `admin2` are ids of entries; `size` is in km.

    `id` is the GeoNames id, or negative for a place of our own tables. `country` is ISO 3166-1
    alpha-3. `capital` marks the seat of a country's government; `rank` tells how the name that
    was asked for belongs to it: 0 its own, 1 another.
    """

    id: int
    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    country: str | None
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    size: int = 10
    capital: bool = False
    rank: int = 0

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id, or None for a place of our own tables."""
        return self.id if self.id > 0 else None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with the keys it is found under, each with its rank."""

    place: Entry
    names: dict[str, int]


def keys(own: Iterable[str], other: Iterable[str]) -> dict[str, int]:
    """Return the keys of names, with rank 0 for those of its own and 1 for the others."""
    found: dict[str, int] = {}
    for rank, names in enumerate((own, other)):
        for name in names:
            key = fold(name)
            if key:
                found.setdefault(key, rank)
    return found


def is_name(alias: str) -> bool:
    """Tell whether an alternate name may stand in an English text: no codes, no romanised noise."""
    return len(alias) > 2 and alias[0].isupper() and not (alias.isupper() and len(alias) < 5)
