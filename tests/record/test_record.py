"""The record keeps readings, once, and gives them back exactly, on both databases."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from reportedly.errors import RecordError
from reportedly.record import Record, open_record
from reportedly.record.document import from_json, json_schema, to_json
from reportedly.record.tables import REVISION
from reportedly.record.upgrade import downgrade, upgrade
from reportedly.vocabulary import Actor, Article, Cue, Figure, Reading, Span, Speaker, Statement

WORDS = "The army said that at least 12 drones were shot down near El Fasher."


def reading(article_id: str = "r1", words: str = WORDS, title: str = "Drones") -> Reading:
    said = Statement("s9", Speaker("a4", Span(0, 8)), Cue(Span(9, 13), "say"), (Span(14, 67),),
                     "indirect", "claim")  # fmt: skip
    shot = Figure("f19", "shot_down", "drones", None, 12.0, None, "at_least", Span(19, 30),
                  statement="s9")  # fmt: skip
    article = Article(article_id, words, title=title, outlet="Paper", published=date(2025, 6, 12))
    army = Actor(
        "a4", "Sudanese army", "armed_force", "SDN", "MIL", "SDNMIL", None, None, (Span(0, 8),)
    )
    return Reading(article, "reader 1", actors=(army,), statements=(said,), figures=(shot,))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "record.sqlite")
    address: str = request.getfixturevalue("postgresql")
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return address


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    with open_record(url) as opened:
        yield opened


def test_same_reading_is_kept_once(record: Record) -> None:
    assert record.keep(reading()) == "added"
    assert record.keep(reading()) == "unchanged"
    assert len(record.list()) == 1
    assert record.get("r1") == reading()


def test_newer_reading_takes_the_place_of_the_older(record: Record) -> None:
    record.keep(reading())
    newer = dataclasses.replace(reading(), reader="reader 2", figures=())
    assert record.keep(newer) == "replaced"
    assert record.get("r1") == newer
    assert record.list()[0].figures == 0


def test_list_is_latest_first_and_pages(record: Record) -> None:
    for day in (3, 9, 6):
        one = reading(f"r{day}")
        dated = dataclasses.replace(one.article, published=date(2025, 1, day))
        record.keep(dataclasses.replace(one, article=dated))
    undated = dataclasses.replace(reading("r0").article, published=None)
    record.keep(dataclasses.replace(reading("r0"), article=undated))
    assert [entry.id for entry in record.list()] == ["r9", "r6", "r3", "r0"]
    assert [entry.id for entry in record.list(limit=1, offset=1)] == ["r6"]


def test_beginning_of_an_id_is_enough_unless_two_have_it(record: Record) -> None:
    record.keep(reading("r12a"))
    record.keep(reading("r12b"))
    assert record.get("r12a").article.id == "r12a"
    with pytest.raises(RecordError, match="r12a, r12b"):
        record.get("r12")
    with pytest.raises(RecordError, match="no article"):
        record.get("%")


@pytest.mark.parametrize(
    ("words", "found"),
    [("drone", 1), ("El Fasher", 1), ('"near El Fasher"', 1), ('"Fasher near"', 0),
     ("submarine", 0), ('" OR 1=1 --', 0), ("NEAR(", 1), ("", 0), ("shot submarine", 0)],
)  # fmt: skip
def test_search_finds_words_and_phrases_and_is_no_query_language(
    record: Record, words: str, found: int
) -> None:
    record.keep(reading())
    assert len(record.search(words)) == found


def test_search_marks_the_words_in_the_snippet(record: Record) -> None:
    record.keep(reading())
    (hit,) = record.search("fasher")
    assert [span.of(hit.snippet) for span in hit.marked] == ["Fasher"]


def test_characters_that_a_database_cannot_hold_come_back(record: Record) -> None:
    odd = reading(words=WORDS + " \x00 \u2028 \x02")
    record.keep(odd)
    assert record.get("r1") == odd


def test_migration_down_and_up(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'r.sqlite'}")
    upgrade(engine)
    downgrade(engine)
    upgrade(engine)
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM reportedly_version")).scalar()
    engine.dispose()
    assert version == REVISION


def test_newer_database_and_foreign_tables_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.sqlite"
    with open_record(str(path)):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE reportedly_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(RecordError, match="newer version"), open_record(str(path)):
        pass
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE articles (x)")
    connection.close()
    with pytest.raises(RecordError, match="not Reportedly's"), open_record(str(other)):
        pass


@pytest.mark.parametrize("bad", ["mysql://x/y", "postgresql://nobody@127.0.0.1:1/none", "://", "/"])
def test_bad_addresses_get_one_clear_error(bad: str) -> None:
    with pytest.raises(RecordError), open_record(bad):
        pass


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("not a database, but long enough to be looked at as one " * 40)
    refused = pytest.raises(RecordError, match=r"letter\.txt.*not an SQLite database")
    with refused, open_record(str(path)):
        pass


def test_documents_round_trip_on_one_line() -> None:
    one = reading(words=WORDS + "\nNext\u2028line\x85")
    written = to_json(one)
    assert len(written.splitlines()) == 1
    assert from_json(written) == one
    assert '"low":12,' in written


def test_document_follows_its_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    import json

    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(to_json(reading())))
