"""Exports open in tools that are not ours, and say no more than the record does."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import hxl
import icalendar
import pyarrow.parquet as pq
import pyogrio
import pytest
import rdflib
from typer.testing import CliRunner

from reportedly.commands.main import app
from reportedly.publish.exports import Source, provided, registry, source
from reportedly.publish.exports.codes import (
    cameo_code,
    country,
    plover_country,
    plover_sector,
)
from reportedly.publish.exports.days import acled_precision, ucdp_precision
from reportedly.publish.exports.deaths import Deaths, deaths_of
from reportedly.reconcile import Sought, incidents_sought
from reportedly.record import open_record
from reportedly.record.decisions import Decisions
from reportedly.vocabulary import Account, Actor, Cell, Incident, Review, Span, Told

TABLES = ("acled", "cameo", "hxl", "plover", "polecat", "reviews", "ucdp")  # told of beside them
NAMES = [it.offer.name for it in provided()[0]]
Rows = list[dict[str, str]]
Write = Callable[..., Path]


@pytest.fixture
def write(database: Path, tmp_path: Path) -> Write:
    """Return a call of `reportedly export` that gives the file it wrote."""

    def export(name: str, *options: str, db: Path = database) -> Path:
        path = tmp_path / f"{name}-{len(list(tmp_path.iterdir()))}"
        call = ["export", name, "-o", str(path), "--db", str(db), *options]
        result = CliRunner().invoke(app, call, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return path

    return export


def rows_of(path: Path, delimiter: str = ",") -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def told_of(path: Path) -> dict[str, Any]:
    beside = path / "provenance.json" if path.is_dir() else Path(f"{path}.provenance.json")
    values: dict[str, Any] = json.loads(beside.read_text(encoding="utf-8"))
    return values


def bytes_of(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {it.name if path.is_dir() else "": it.read_bytes() for it in files}


def figure(number: float, origin: str | None, day: int = 1, **more: Any) -> Told:
    cell = Cell(f"r{origin}", f"f{number:g}")
    ends = {"low": number, "high": number, "comparator": "exactly"} | more
    return Told(
        cell, "killed", "people", ends["low"], ends["high"], ends["comparator"], origin, None,
        origin, date(2026, 1, day), Span(0, 1), "x", None, more.get("basis", ()),
    )  # fmt: skip


def incident(*figures: Told, status: Any = "claimed") -> Incident:
    accounts = tuple(
        Account(
            Cell(told.cell.article, f"e{n}"), "Outlet", told.published, told.speaker, None,
            told.origin, f"outlet:{n}", status, None, (), (), (), (), "words", (told,),
        )
        for n, told in enumerate(figures)
    )  # fmt: skip
    return Incident(
        "i1", "violence", "Attack", "t", None, None, None, (), accounts, (), (), (), 0, "contested"
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_export_says_where_it_comes_from(write: Write, name: str) -> None:
    one = write(name)
    assert any(bytes_of(one).values())
    told = told_of(one)
    assert told["format"] == name
    assert told["version"] == "0.1.0"
    assert len(told["record_sha256"]) == 64
    assert sum(told["readers"].values()) == 18
    assert told["parameters"] == {}
    assert all("0.1.0" in reader for reader in told["readers"])
    whole = b"".join(bytes_of(one).values()).replace(b"\r\n ", b"")  # a calendar folds its lines
    assert (told["record_sha256"].encode() in whole) == (name not in TABLES)


def test_each_origin_has_one_number_and_parts_are_not_totals() -> None:
    told = (figure(13, "own"), figure(5, "own"), figure(20, "army"), figure(9, "rebels"))
    assert deaths_of(incident(*told)) == Deaths(9, 13, 20)


def test_a_later_count_replaces_an_earlier_one_of_the_same_origin() -> None:
    assert deaths_of(incident(figure(9, "army"), figure(4, "army", day=2))) == Deaths(4, 4, 9)


def test_open_ends_and_other_windows_are_no_upper_end() -> None:
    least = figure(3, "a", high=None, comparator="at_least")
    most = figure(7, "b", low=None, comparator="at_most")
    elsewhere = figure(900, "c", basis=("window",))
    assert deaths_of(incident(least, most, elsewhere)) == Deaths(3, 3, 7)


def test_deaths_that_are_only_denied_are_none() -> None:
    assert deaths_of(incident(figure(3, "a"), status="denied")) == Deaths(None, None, None)


def test_media_and_health_are_not_taken_for_each_other() -> None:
    nurse = Actor("a1", "nurse", "person", "UKR", "MED")
    paper = Actor("a2", "paper", "outlet", "UKR", "JRN")
    assert (cameo_code(nurse), cameo_code(paper)) == ("UKRHLH", "UKRMED")
    assert (plover_sector(nurse), plover_sector(paper)) == ("MED", "JRN")


def test_kosovo_and_countries_have_the_code_of_each_format() -> None:
    assert cameo_code(Actor("a", "Pristina", "government", "XKX", "GOV")) == "KSVGOV"
    assert plover_country("XKX") == "KOS"
    assert (country("XKX").number, country("XKX").fips) == (None, "KV")
    assert (country("UKR").number, country("UKR").fips) == (804, "UP")
    assert (country("SDN").fips, country("SSD").fips) == ("SU", "OD")


@pytest.mark.parametrize(("days", "acled", "ucdp"), [(1, 1, 1), (2, 2, 2), (7, 2, 3), (31, 3, 4)])
def test_precision_of_days_is_never_raised(days: int, acled: int, ucdp: int) -> None:
    span = (date(2026, 1, 1), date(2026, 1, days))
    assert (acled_precision(*span), ucdp_precision(*span)) == (acled, ucdp)


def test_acled_has_31_columns_and_notes_keep_every_speaker(write: Write) -> None:
    path = write("acled", "--country", "SDN")
    assert len(duckdb.read_csv(str(path)).columns) == 31
    market = next(it for it in rows_of(path) if it["location"] == "El Fasher")
    told = market["notes"]
    assert "Sudanese Armed Forces (SDN) [claimed]" in told
    assert "Rapid Support Forces (SDN-Rapid Support Forces) [denied]" in told
    assert "killed at least 14" in told
    assert int(market["fatalities"]) < 14
    assert market["actor1"].startswith("Unidentified Armed Group")  # both accuse each other
    assert market["iso"] == "729"
    assert "status=contested" in market["tags"]


def test_acled_rows_are_incidents_that_somebody_says_happened(write: Write) -> None:
    path = write("acled")
    rows = rows_of(path)
    every = json.loads(write("geojson").read_text(encoding="utf-8"))["features"]
    assert {it["event_type"] for it in rows} <= {
        "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
        "Strategic developments",
    }  # fmt: skip
    assert all(date.fromisoformat(it["event_date"]) for it in rows)
    left = told_of(path)["left_out"]
    assert len(rows) + sum(left.values()) == len(every)
    assert left["no ACLED type"] > 0


def test_ucdp_orders_low_best_high_and_counts_origins(write: Write) -> None:
    path = write("ucdp")
    assert len(duckdb.read_csv(str(path)).columns) == 49
    rows = rows_of(path)
    assert rows
    for row in rows:
        assert 0 <= int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert int(row["high"]) > 0
    market = next(it for it in rows if it["where_coordinates"] == "El Fasher")
    assert "Sudanese Armed Forces" in market["source_original"]
    assert "Rapid Support Forces" in market["source_original"]
    assert int(market["number_of_sources"]) >= 2


def test_geojson_opens_as_a_layer_with_precision(write: Write) -> None:
    path = write("geojson")
    path = path.rename(path.with_suffix(".geojson"))
    meta = pyogrio.read_info(path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert meta["features"] == len(whole["features"]) > 50
    assert whole["provenance"]["software"] == "Reportedly"
    for feature in whole["features"]:
        told = feature["properties"]
        assert (feature["geometry"] is None) or told["place_precision"] in (1, 2, 3)
    dnipro = next(it for it in whole["features"] if it["properties"]["place"] == "Dnipro")
    assert dnipro["geometry"]["coordinates"] == pytest.approx([35.04, 48.47], abs=0.01)


def test_geopackage_opens_as_the_same_layer(write: Write) -> None:
    path = write("geopackage")
    path = path.rename(path.with_suffix(".gpkg"))
    meta = pyogrio.read_info(path, layer="incidents")
    assert meta["crs"] == "EPSG:4326"
    assert meta["geometry_type"] == "Point"
    features = json.loads(write("geojson").read_text(encoding="utf-8"))["features"]
    assert meta["features"] == sum(it["geometry"] is not None for it in features)
    west, south, east, north = pyogrio.read_bounds(path, layer="incidents")[1].T.tolist()[0]
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90


def test_plover_keeps_status_speaker_and_words(write: Write) -> None:
    lines = write("plover").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len({it["id"] for it in records}) == len(records) > 100
    denied = [it for it in records if it["reportedly"]["status"] == "denied"]
    assert denied
    assert all("negation" in it["mode"] for it in denied)
    assert all(it["event_text"] for it in records)
    assert any(it["date"] is None for it in records)  # no day of publication in its place


def test_polecat_has_its_columns_and_named_actors_alone(write: Write) -> None:
    path = write("polecat")
    assert len(duckdb.read_csv(str(path), delimiter="\t", quotechar="").columns) == 40
    rows = rows_of(path, "\t")
    assert rows
    assert all(it["Actor Name"] for it in rows)


def test_cameo_dyads_are_pairs_with_fips_places(write: Write) -> None:
    path = write("cameo", "--country", "UKR")
    assert len(duckdb.read_csv(str(path), all_varchar=True).columns) == 20
    rows = rows_of(path)
    assert any((it["source_code"], it["target_code"]) == ("RUS", "UKR") for it in rows)
    assert {it["place_country_fips"] for it in rows} <= {"UP", "RS", ""}
    assert all(it["cameo_code"].startswith(it["cameo_root"]) for it in rows)


def test_parquet_tables_fit_together(write: Write) -> None:
    folder = write("parquet")
    tables = {it.stem: pq.read_table(it) for it in folder.glob("*.parquet")}
    assert set(tables) == {
        "incidents", "accounts", "figures", "relations", "commitments", "articles",
    }  # fmt: skip
    ids = set(tables["incidents"]["id"].to_pylist())
    articles = {it["id"]: it["text"] for it in tables["articles"].to_pylist()}
    assert len(articles) == 18
    for name in ("accounts", "figures", "relations"):
        assert set(tables[name]["incident"].to_pylist()) <= ids
    for row in tables["figures"].to_pylist():
        assert articles[row["article"]][row["span_start"] : row["span_end"]] == row["words"]
    meta = tables["incidents"].schema.metadata
    assert json.loads(meta[b"reportedly"])["format"] == "parquet"
    assert str(tables["incidents"].schema.field("start").type) == "date32[day]"


def test_hxl_opens_in_its_own_library_without_a_finding(write: Write) -> None:
    path = write("hxl")
    with path.open("rb") as stream:
        dataset = hxl.data(stream)
        tags, rows = dataset.display_tags, dataset.values
    found: list[Any] = []
    assert hxl.schema(None, found.append).validate(hxl.data([tags, *rows]))
    assert found == []
    speaker = tags.index("#meta+speaker")
    assert {"Rapid Support Forces", "Sudanese Armed Forces"} <= {row[speaker] for row in rows}
    rows[0][tags.index("#affected+killed+min")] = "many"
    assert not hxl.schema(None, found.append).validate(hxl.data([tags, *rows]))


def test_claims_are_a_graph_that_names_who_made_them(write: Write) -> None:
    graph = rdflib.Graph().parse(write("claims"), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    claims = set(graph.subjects(rdflib.RDF.type, schema.Claim))
    assert len(claims) > 50
    for claim in claims:
        assert graph.value(graph.value(claim, schema.author), schema.name)
        assert graph.value(claim, schema.text)
        report = graph.value(claim, schema.firstAppearance)
        assert graph.value(report, rdflib.RDF.type) == schema.NewsArticle
    contradicts = rdflib.URIRef("urn:reportedly:terms:contradicts")
    pairs = set(graph.subject_objects(contradicts))
    assert pairs
    assert all(one != other for one, other in pairs)
    assert not set(graph.subjects(rdflib.RDF.type, schema.ClaimReview))


def test_prov_leads_from_a_cell_to_its_words_report_and_speaker(
    write: Write, database: Path
) -> None:
    with open_record(str(database)) as record:
        found = incidents_sought(record, Sought(country="SDN", type="violence", limit=1))[0]
    chosen = next(it for it in found.accounts if it.speaker)
    path = write("prov", "--cell", "/".join(chosen.cell))
    graph = rdflib.Graph().parse(path, format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    cell = rdflib.URIRef(f"urn:reportedly:cell:{chosen.cell.article}/{chosen.cell.entry}")
    words = graph.value(cell, prov.wasDerivedFrom)
    assert str(graph.value(words, prov.value)) == chosen.words
    report = graph.value(words, prov.wasQuotedFrom)
    assert str(report) == f"urn:reportedly:article:{chosen.cell.article}"
    speaker = graph.value(cell, prov.wasAttributedTo)
    assert str(graph.value(speaker, rdflib.RDFS.label)) == chosen.speaker
    assert len(set(graph.objects(None, prov.hadMember))) == 1


def test_calendar_opens_and_has_a_day_for_each_deadline(write: Write) -> None:
    path = write("calendar")
    assert max(len(line) for line in path.read_bytes().split(b"\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    entries = calendar.walk("VEVENT")
    assert len({str(it["UID"]) for it in entries}) == len(entries) > 0
    supply = next(it for it in entries if "restore supply" in str(it["SUMMARY"]))
    assert supply.decoded("DTSTART") == date(2025, 9, 8)
    assert "provided that the shelling does not resume" in str(supply["DESCRIPTION"])
    some = icalendar.Calendar.from_ical(write("calendar", "--to", "2025-09-01").read_bytes())
    assert all(it.decoded("DTSTART") <= date(2025, 9, 1) for it in some.walk("VEVENT"))


def test_atom_feed_is_well_formed_and_dated_by_its_reports(write: Write) -> None:
    feed = feedparser.parse(write("atom", "--type", "violence").read_bytes())
    assert not feed.bozo
    assert feed.feed.updated == max(it.updated for it in feed.entries)
    assert feed.feed.updated.startswith("2025-09-")
    assert len({it.id for it in feed.entries}) == len(feed.entries) > 10


def test_reviews_hold_decisions_and_the_hash_tells_of_them(
    write: Write, database: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.sqlite"
    shutil.copy(database, own)
    before = told_of(write("reviews", db=own))
    with open_record(str(own)) as record:
        shown = incidents_sought(record, Sought(limit=1))[0].accounts[0].cell
        Decisions(record).append(
            Review(0, "", "Ada", "comment", shown.article, shown.entry, note="=2+2, as told")
        )
    path = write("reviews", db=own)
    (row,) = rows_of(path)
    assert (row["author"], row["decision"], row["entry"]) == ("Ada", "comment", shown.entry)
    assert row["note"] == "'=2+2, as told"  # no formula in a spreadsheet
    assert told_of(path)["record_sha256"] != before["record_sha256"]


def test_filters_narrow_as_those_of_the_list_do(write: Write, database: Path) -> None:
    with open_record(str(database)) as record:
        expected = incidents_sought(record, Sought(country="UKR", status="contested", limit=500))
    path = write("geojson", "--country", "UKR", "--status", "contested")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert [it["id"] for it in features] == [it.id for it in expected]
    assert told_of(path)["parameters"] == {"country": "UKR", "status": "contested"}


def test_incidents_are_read_in_portions_without_loss(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "AT_ONCE", 7)
    with open_record(str(database)) as record:
        every = [it.id for it in incidents_sought(record, Sought(limit=500))]
        assert [it.id for it in Source(record, Sought(limit=500)).incidents()] == every
        assert [it.id for it in Source(record, Sought(limit=10)).incidents()] == every[:10]


def test_an_unknown_format_and_a_wrong_target_are_refused(database: Path, tmp_path: Path) -> None:
    def refused(*call: str) -> str:
        result = CliRunner().invoke(app, ["export", *call, "--db", str(database)])
        assert result.exit_code == 2
        return result.output

    assert "there is no export 'nothing'" in refused("nothing")
    assert "name a folder with -o" in refused("parquet")
    assert "is a folder" in refused("acled", "-o", str(tmp_path))
    assert "not ARTICLE/ENTRY" in refused("prov", "--cell", "r1")
    assert list(tmp_path.iterdir()) == []


def test_a_plug_in_that_fails_is_told_and_the_others_stay() -> None:
    good = EntryPoint("acled", "reportedly.publish.exports.acled:EXPORT", registry.GROUP)
    again = EntryPoint("again", "reportedly.publish.exports.acled:EXPORT", registry.GROUP)
    other = EntryPoint("other", "json:dumps", registry.GROUP)
    found, broken = registry.load([other, good, again])
    assert [it.offer.name for it in found] == ["acled"]
    assert {it.entry for it in broken} == {"other", "again"}
