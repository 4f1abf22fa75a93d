"""Reports on a few incidents, read by the real reader and kept in a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from reportedly.reading import Reader
from reportedly.record import Record, open_record
from reportedly.vocabulary import Article, Reading

Make = Callable[..., Reading]


@pytest.fixture(scope="session")
def made(reader: Reader) -> Make:
    """Return what reads a short report of an outlet, published on a day."""
    memory: dict[tuple[str, str, str, str], Reading] = {}

    def make(id: str, words: str, day: str, outlet: str = "Delta Post") -> Reading:
        key = id, words, day, outlet
        if key not in memory:
            published = date.fromisoformat(day) if day else None
            memory[key] = reader.read(
                Article(id, words, outlet=outlet, published=published, language="en")
            )
        return memory[key]

    return make


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Return an empty record in SQLite."""
    with open_record(str(tmp_path / "record.sqlite")) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """Return an empty record in SQLite, and then one in a real PostgreSQL."""
    url = str(tmp_path / "record.sqlite")
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql")
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
    with open_record(url) as opened:
        yield opened
