"""Places by name and by id, read from the index as they are asked for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path
from threading import local
from typing import Any

from reportedly.knowledge.gazetteer.entry import Entry
from reportedly.knowledge.gazetteer.index import index_path, is_whole, write_index
from reportedly.knowledge.gazetteer.sources import Demonym, countries
from reportedly.knowledge.gazetteer.spelling import fold, respelt
from reportedly.knowledge.tables import load

FIELDS = "id, place.name, kind, lat, lon, country, admin1, admin2, population, size, capital"
FIELD_NAMES = tuple(field.name for field in fields(Entry))
BY_KEY = (
    f"SELECT {FIELDS}, rank FROM name JOIN place ON place.id = name.place WHERE key = ?"  # noqa: S608
    " ORDER BY rank, population DESC, id LIMIT 120"
)
BY_ID = f"SELECT {FIELDS}, 0 FROM place WHERE id = ?"  # noqa: S608


class Gazetteer:
    """Looks places up in an index file, which it builds, or builds anew, where it must."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or index_path()
        self._open = local()
        self.by_key = lru_cache(maxsize=20_000)(self._by_key)
        self.entry = lru_cache(maxsize=20_000)(self._entry)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return the places of that name: own names before others, the most populous first."""
        key = fold(name)
        return self.by_key(key) if key else ()

    def respelt(self, name: str) -> tuple[Entry, ...]:
        """Return the places whose own name is another transliteration of this one."""
        for key in respelt(fold(name)):
            found = tuple(entry for entry in self.by_key(key) if entry.rank == 0)
            if found:
                return found
        return ()

    def _by_key(self, key: str) -> tuple[Entry, ...]:
        return tuple(map(entry_of, self._rows(BY_KEY, key)))

    def _entry(self, place: int) -> Entry | None:
        return next(map(entry_of, self._rows(BY_ID, place)), None)

    def _rows(self, query: str, value: str | int) -> list[Any]:
        try:
            return self._index().execute(query, (value,)).fetchall()
        except sqlite3.DatabaseError:  # damaged after all: once more from the sources
            self._open.index = None
            write_index(self.path)
            return self._index().execute(query, (value,)).fetchall()

    def _index(self) -> sqlite3.Connection:
        index: sqlite3.Connection | None = getattr(self._open, "index", None)
        if index is None:
            if not is_whole(self.path):
                write_index(self.path)
            index = sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True)
            self._open.index = index
        return index


def entry_of(row: Sequence[Any]) -> Entry:
    """Return the entry of a row of the index, in the order of `FIELDS` and the rank."""
    values = dict(zip(FIELD_NAMES, row, strict=True))
    return Entry(**{**values, "capital": bool(values["capital"])})


@cache
def gazetteer() -> Gazetteer:
    """Return the Gazetteer over the index in the cache folder, one per process."""
    return Gazetteer()


@cache
def demonyms() -> dict[str, str | None]:
    """Return the country (alpha-3, None for wider peoples) of each word such as "Malian"."""
    return {
        word: row.country for row in load(Demonym, "gazetteer/demonyms.csv") for word in row.words
    }


@cache
def _countries_by_domain() -> dict[str, str]:
    return {str(r["tld"]).lstrip(".").lower(): str(r["iso3"]) for r in countries().values()}


def country_of_address(address: str) -> str | None:
    """Return the country (alpha-3) of a web address or host by its top-level domain, or None."""
    host = re.sub(r"^[a-z]+://", "", address.strip().lower()).split("/", maxsplit=1)[0]
    if not re.fullmatch(r"[\w.-]+\.[a-z]{2}(:\d+)?", host):
        return None
    return _countries_by_domain().get(host.partition(":")[0].rpartition(".")[2])
