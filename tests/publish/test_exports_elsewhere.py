"""Exports of any store are the same bytes, and come back as what the record holds."""

from __future__ import annotations

import dataclasses
import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pyogrio
import pytest
import rdflib
from sqlalchemy import create_engine, text

from reportedly.publish.exports import ALL, Source, export_called, provided
from reportedly.publish.exports.provenance import provenance_of
from reportedly.publish.exports.writing import write_export
from reportedly.reconcile import Sought, incidents_sought, reconcile
from reportedly.record import Record, open_record
from reportedly.record.tables import reviews
from reportedly.review import as_it_stands, reviewing
from reportedly.vocabulary import Cell, Incident, Reading

NAMES = [it.offer.name for it in provided()[0]]
SCHEMA = rdflib.Namespace("https://schema.org/")
# Two collations order these otherwise: by bytes capitals come first, and hyphens count.
IDS = ("Wire-{}", "agency_{}", "wire{}", "Agency-{}")


@pytest.fixture(scope="session")
def readings(database: Path) -> list[Reading]:
    """Return the sample reports under ids that people might give."""
    with open_record(str(database)) as record:
        found = [record.get(it.id) for it in record.list(limit=100)]
    return [
        dataclasses.replace(it, article=dataclasses.replace(it.article, id=IDS[n % 4].format(n)))
        for n, it in enumerate(sorted(found, key=lambda it: it.article.id))
    ]


def fill(record: Record, readings: list[Reading]) -> None:
    for reading in readings:
        record.keep(reading)
    reconcile(record)


@pytest.fixture(scope="session")
def decided(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Return a record in which people decided, and gave verdicts on what the army says."""
    path = tmp_path_factory.mktemp("decided") / "record.sqlite"
    with open_record(str(path)) as record:
        fill(record, readings)
        one = army_account(record)
        figure = next(it for it in one.accounts if it.figures).figures[0]
        event = next(it for it in one.accounts if it.speaker == "Sudanese Armed Forces").cell
        with record.transaction() as connection:
            events = as_it_stands(connection, event.article).reading.events
        said = next(it.statement for it in events if it.id == event.entry)
        with reviewing(record, "Ada Lovelace") as ada:
            ada.rate("/".join(event), "mostly_false", "Pictures show one crater.")
            ada.rate("/".join(figure.cell), "unproven", "Nobody was let in.")
            ada.rate(f"{event.article}/{said}", "mixed", "“Said” on two days.")
            ada.accept("/".join(event), note="read rightly")
            taken_back = ada.rate("/".join(figure.cell), "true", "Too early.")
            ada.undo(taken_back.number)
        reconcile(record)
        yield record


@pytest.fixture(scope="session")
def elsewhere(postgresql: str, decided: Record, readings: list[Reading]) -> Iterator[Record]:
    """Return the same in PostgreSQL, whose locale orders text as a dictionary does."""
    make = (
        "CREATE DATABASE exported TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' "
        "LOCALE 'C' ENCODING 'UTF8'"
    )
    engine = create_engine(postgresql.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(make))
    with open_record(postgresql.replace("/postgres?", "/exported?")) as record:
        fill(record, readings)
        with decided.transaction() as kept, record.transaction(writes=True) as connection:
            rows = [dict(row._mapping) for row in kept.execute(reviews.select())]
            connection.execute(reviews.insert(), rows)
        reconcile(record)
        yield record
    engine.dispose()


def army_account(record: Record) -> Incident:
    found = incidents_sought(record, Sought(country="SDN", type="violence", limit=50))
    return next(it for it in found if {"Sudanese Armed Forces"} <= {a.speaker for a in it.accounts})


def exported(record: Record, name: str, folder: Path, **asked: Any) -> Path:
    export, sought = export_called(name), Sought(limit=ALL, **asked)
    path = folder / f"{name}{export.suffix}"
    write_export(export, Source(record, sought, provenance_of(record, name, sought)), path)
    return path


def claims_of(record: Record, folder: Path) -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own reader of JSON-LD
        return rdflib.Graph().parse(exported(record, "claims", folder), format="json-ld")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(it.relative_to(folder)): it.read_bytes() for it in folder.rglob("*") if it.is_file()
    }


@pytest.mark.parametrize("name", NAMES)
def test_sqlite_and_postgresql_give_the_same_bytes(
    decided: Record, elsewhere: Record, tmp_path: Path, name: str
) -> None:
    for record, folder in ((decided, "sqlite"), (elsewhere, "postgresql")):
        (tmp_path / folder).mkdir()
        exported(record, name, tmp_path / folder)
    one, other = contents(tmp_path / "sqlite"), contents(tmp_path / "postgresql")
    assert len(one) > 1
    assert one == other


def test_a_verdict_is_a_claim_review_and_nothing_else_is(decided: Record, tmp_path: Path) -> None:
    graph = claims_of(decided, tmp_path)
    told = {}
    for review in graph.subjects(rdflib.RDF.type, SCHEMA.ClaimReview):
        claim = graph.value(review, SCHEMA.itemReviewed)
        assert (claim, rdflib.RDF.type, SCHEMA.Claim) in graph
        words = graph.value(review, SCHEMA.claimReviewed)
        assert graph.value(claim, SCHEMA.text) == words
        assert len(str(words).split()) > 3  # a sentence, no bare number
        author, rating = (
            graph.value(review, SCHEMA.author),
            graph.value(review, SCHEMA.reviewRating),
        )
        assert str(graph.value(author, SCHEMA.name)) == "Ada Lovelace"
        value = graph.value(rating, SCHEMA.ratingValue)
        told[str(graph.value(rating, SCHEMA.alternateName))] = (
            value and value.toPython(), str(graph.value(review, SCHEMA.reviewBody)),
        )  # fmt: skip
    assert told == {
        "Mostly false": (2, "Pictures show one crater."), "Unproven": (None, "Nobody was let in."),
        "Mixed": (3, "“Said” on two days."),
    }  # fmt: skip


def test_claims_hold_every_attributed_account_in_its_words(decided: Record, tmp_path: Path) -> None:
    graph = claims_of(decided, tmp_path)
    accounts = [
        it for one in incidents_sought(decided, Sought(limit=500)) for it in one.accounts
        if it.speaker
    ]  # fmt: skip
    for account in accounts:
        claim = rdflib.URIRef("urn:reportedly:cell:" + "/".join(account.cell))
        assert str(graph.value(claim, SCHEMA.text)) == account.words
        author = graph.value(claim, SCHEMA.author)
        assert str(graph.value(author, SCHEMA.name)) == account.speaker
        first = graph.value(claim, SCHEMA.firstAppearance)
        days = [str(graph.value(it, SCHEMA.datePublished)) for it in
                (first, graph.value(claim, SCHEMA.appearance))]  # fmt: skip
        assert days == sorted(days)
    kinds = set(graph.objects(None, rdflib.RDF.type))
    assert {SCHEMA.Person, SCHEMA.Organization, SCHEMA.Country} <= kinds


def test_geojson_and_geopackage_come_back_as_the_incidents(decided: Record, tmp_path: Path) -> None:
    found = {it.id: it for it in incidents_sought(decided, Sought(limit=500))}
    whole = json.loads(exported(decided, "geojson", tmp_path).read_text(encoding="utf-8"))
    assert [it["id"] for it in whole["features"]] == list(found)
    meta, _, points, columns = pyogrio.raw.read(
        exported(decided, "geopackage", tmp_path), layer="incidents"
    )
    table = dict(zip(meta["fields"], columns, strict=True))
    placed = [it for it in found.values() if it.place and it.place.lat is not None]
    assert set(table["incident"]) == {it.id for it in placed}
    assert len(points) == len(placed)
    for feature in whole["features"]:
        one = found[feature["id"]]
        told = feature["properties"]
        assert (told["title"], told["status"], told["start"]) == (one.title, one.status, one.start)
        if one.place and one.place.lat is not None:
            expected = pytest.approx([one.place.lon, one.place.lat], abs=1e-6)
            assert feature["geometry"]["coordinates"] == expected


def test_parquet_comes_back_as_the_accounts_and_figures(decided: Record, tmp_path: Path) -> None:
    folder = exported(decided, "parquet", tmp_path)
    found = incidents_sought(decided, Sought(limit=500))
    accounts = pq.read_table(folder / "accounts.parquet").to_pylist()
    figures = pq.read_table(folder / "figures.parquet").to_pylist()
    kept = [(one.id, it) for one in found for it in one.accounts]
    assert len(accounts) == len(kept)
    for row, (incident, account) in zip(accounts, kept, strict=True):
        assert (row["incident"], Cell(row["article"], row["entry"])) == (incident, account.cell)
        for name in ("published", "speaker", "side", "status", "words", "recalled"):
            assert row[name] == getattr(account, name)
        assert row["actors"] == list(account.actors)
    told = [it for _, account in kept for it in account.figures]
    assert [(it["low"], it["high"], it["measure"]) for it in figures] == [
        (it.low, it.high, it.measure) for it in told
    ]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("acled", {"event_date": "DATE", "year": "BIGINT", "latitude": "DOUBLE",
                   "longitude": "DOUBLE", "fatalities": "BIGINT", "timestamp": "BIGINT",
                   "iso": "BIGINT", "time_precision": "BIGINT", "notes": "VARCHAR"}),
        ("ucdp", {"date_start": "DATE", "date_end": "DATE", "best": "BIGINT", "low": "BIGINT",
                  "high": "BIGINT", "latitude": "DOUBLE", "number_of_sources": "BIGINT"}),
        ("cameo", {"cameo_code": "VARCHAR", "source_code": "VARCHAR"}),
        ("reviews", {"number": "BIGINT", "at": "TIMESTAMP WITH TIME ZONE", "note": "VARCHAR"}),
    ],
)  # fmt: skip
def test_tables_are_read_with_the_types_they_should_have(
    decided: Record, tmp_path: Path, name: str, kinds: dict[str, str]
) -> None:
    path = exported(decided, name, tmp_path)
    table = duckdb.read_csv(str(path))
    read = dict(zip(table.columns, map(str, table.types), strict=True))
    assert {column: read[column] for column in kinds} == kinds
    assert len(table.fetchall()) > 3


def test_acled_opens_as_points(decided: Record, tmp_path: Path) -> None:
    path = exported(decided, "acled", tmp_path)
    options = {"X_POSSIBLE_NAMES": "longitude", "Y_POSSIBLE_NAMES": "latitude"}
    meta = pyogrio.raw.read(path, AUTODETECT_TYPE="YES", **options)[0]
    assert meta["geometry_type"] == "Point"
    types = dict(zip(meta["fields"], map(str, meta["dtypes"]), strict=True))
    assert types["fatalities"].startswith("int")
    assert types["event_date"].startswith("datetime64")
