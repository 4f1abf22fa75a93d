"""`reportedly.open`: a whole way from files to frames in Python."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

import reportedly
from reportedly.errors import RecordError, UsageError
from reportedly.opened import OpenRecord
from reportedly.publish.exports.parquet import DAY, MANY, NUMBER, TABLES, WHOLE

REPORTS = ("02", "03", "05")  # one night, told by both sides
IN_POLARS = {WHOLE: pl.Int64, NUMBER: pl.Float64, DAY: pl.Date, MANY: pl.List(pl.String)}
IN_PANDAS = {WHOLE: "Int64", NUMBER: "float64", DAY: "datetime64"}


@pytest.fixture(scope="module")
def record(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRecord]:
    """Return a record of three reports of one night, reconciled."""
    with reportedly.open(tmp_path_factory.mktemp("opened") / "record.sqlite") as made:
        files = [next(samples.glob(f"{number}-*.md")) for number in REPORTS]
        added = made.add(*files, samples / "missing.md", offline=True)
        assert (added.new, added.kept_before) == (3, 0)
        assert [one.source.endswith("missing.md") for one in added.set_aside] == [True]
        assert made.add(*files, offline=True).kept_before == 3
        assert made.reconcile().reports == 3
        yield made


def test_what_is_kept_comes_back(record: OpenRecord) -> None:
    entries = record.articles()
    assert len(entries) == 3 and len(record.articles(limit=2)) == 2
    ids = {entry.id for entry in entries}
    assert {reading.article.id for reading in record.readings()} == ids
    assert {hit.id for hit in record.search("drones")} <= ids
    with pytest.raises(RecordError, match="no article"):
        record.reading("r-no-such")


def test_both_sides_are_asked_for_by_name(record: OpenRecord) -> None:
    incidents = list(record.incidents())
    assert incidents and record.incident(incidents[0].id) == incidents[0]
    assert len(list(record.accounts())) == sum(len(one.accounts) for one in incidents)
    assert [one.id for one in record.incidents(limit=1)] == [incidents[0].id]
    assert list(record.incidents(since=date(2030, 1, 1))) == []
    claims = record.claims(measure="destroyed", country=None)
    assert ("RUS", 92.0) in {(row.side, row.low) for row in claims}
    assert [row.name for row in record.actors(name="of Defence")] == ["Russian Ministry of Defence"]
    assert {thread.kind for thread in record.commitments(kind="pledge")} <= {"pledge"}
    with pytest.raises(UsageError, match="not a date"):
        list(record.incidents(since="Friday"))
    with pytest.raises(TypeError, match="colour"):
        list(record.incidents(colour="red"))  # type: ignore[call-arg]


@pytest.fixture(scope="module")
def tables(record: OpenRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the record's Parquet export."""
    folder = tmp_path_factory.mktemp("export") / "tables"
    record.export("parquet", folder)
    return folder


@pytest.mark.parametrize("table", TABLES)
def test_a_frame_is_the_table_of_the_export(record: OpenRecord, table: str, tables: Path) -> None:
    ours = duckdb.read_parquet(str(tables / f"{table}.parquet"))
    pandas, polars = record.frame(table), record.frame(table, "polars")
    assert isinstance(pandas, pd.DataFrame) and isinstance(polars, pl.DataFrame)
    assert list(pandas.columns) == polars.columns == list(TABLES[table])
    assert polars.rows() == [
        tuple(list(cell) if isinstance(cell, list) else cell for cell in row)
        for row in ours.fetchall()
    ]
    assert len(pandas) == len(polars) > 0
    for name, kind in TABLES[table].items():
        assert polars.schema[name] == IN_POLARS.get(kind, polars.schema[name])
        assert str(pandas[name].dtype).startswith(IN_PANDAS.get(kind, ""))


def test_filters_narrow_a_frame(record: OpenRecord) -> None:
    (first, *rest) = record.frame("incidents")["id"]
    assert rest
    assert list(record.frame("incidents", limit=1)["id"]) == [first]


def test_a_frame_that_cannot_be_says_why(
    record: OpenRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="incidents, accounts"):
        record.frame("events")
    with pytest.raises(UsageError, match="pandas or polars"):
        record.frame("incidents", "arrow")  # type: ignore[call-overload]
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"pip install 'reportedly\[frames\]'"):
        record.frame("incidents", "polars")


def test_an_export_has_its_provenance_beside_it(record: OpenRecord, tmp_path: Path) -> None:
    left = record.export("geojson", tmp_path / "map.geojson", limit=1)
    assert left == {}
    told = json.loads((tmp_path / "map.geojson.provenance.json").read_text(encoding="utf-8"))
    assert told["parameters"] == {"limit": 1} and len(told["record_sha256"]) == 64
    with pytest.raises(UsageError, match="no export"):
        record.export("xls", tmp_path / "x")


def test_a_brief_is_written_by_its_ending(record: OpenRecord, tmp_path: Path) -> None:
    made = record.brief(tmp_path / "night.md", since="2025-09-04", until=date(2025, 9, 6))
    text = (tmp_path / "night.md").read_text(encoding="utf-8")
    assert "2025-09-04 to 2025-09-06" in text and "92 Ukrainian unmanned aerial vehicles" in text
    assert made.checked.sentences > 5
    with pytest.raises(UsageError, match="md, html"):
        record.brief(tmp_path / "night.xls")


def test_what_a_person_decides_is_what_comes_back(samples: Path, tmp_path: Path) -> None:
    with reportedly.open(tmp_path / "r.sqlite") as record:
        reading = reportedly.read("Kyiv said at least seven people were killed.")
        record.keep(reading)
        cell = f"{reading.article.id}/{reading.figures[0].id}"
        with record.review("Ana") as review:
            review.correct(cell, "low", 8)
        assert record.reading(reading.article.id).reading.figures[0].low == 8
        assert record.reading(reading.article.id, as_read=True).reading.figures[0].low == 7
