"""What many reports tell together, asked for on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import Result

from reportedly.reading import Reader
from reportedly.record import open_record
from reportedly.vocabulary import Article, Reading

Run = Callable[..., Result]
REPORTS = {
    "army": ("Nile Wire", "A drone strike on the market in Kadugli killed 14 people on Wednesday, "
             "the army said, blaming the Rapid Support Forces."),
    "rebels": ("Sahel Dispatch", "The Rapid Support Forces denied on Thursday that they had bombed "
               "the market in Kadugli a day earlier, and said an army warplane killed 20 civilians "
               "there on Wednesday."),
    "pledge": ("Delta Post", "Norway pledged on Thursday to send two air defence systems to "
               "Ukraine by April 1."),
}  # fmt: skip


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    """Return what the reports tell."""
    day = date(2026, 3, 5)
    return [
        reader.read(Article(id_, words, title=id_, outlet=outlet, published=day, language="en"))
        for id_, (outlet, words) in REPORTS.items()
    ]


@pytest.fixture
def reconciled(own_database: Path, readings: list[Reading], run: Run) -> Result:
    """Keep the reports and reconcile them by the command."""
    with open_record(str(own_database)) as record:
        for reading in readings:
            record.keep(reading)
    return run("reconcile")


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def market(run: Run) -> str:
    found = json.loads(run("incidents", "--place", "Kadugli", "--format", "json").stdout)
    assert len(found) == 1
    return str(found[0]["id"])


def test_reconcile_says_what_it_did_and_does_it_once(reconciled: Result, run: Run) -> None:
    assert reconciled.exit_code == 0
    assert "3 reports reconciled" in reconciled.stderr
    assert "0 reports reconciled" in run("reconcile").stderr


def test_nothing_kept_is_told(run: Run) -> None:
    for command in (["reconcile"], ["incidents"], ["claims"], ["commitments"], ["incident", "i1"]):
        result = run(*command)
        assert result.exit_code == 2
        assert "nothing is kept yet" in result.stderr


@pytest.mark.usefixtures("reconciled")
def test_incident_has_both_sides_beside_each_other(run: Run) -> None:
    told = run("incident", market(run)).stdout
    assert "contested" in told
    assert "Contradictions" in told
    for words in ("army", "Rapid Support Forces", "Nile Wire", "Sahel Dispatch", "14", "20"):
        assert words in told


@pytest.mark.usefixtures("reconciled")
def test_incidents_as_csv_and_as_json_are_the_same(run: Run) -> None:
    as_json = json.loads(run("incidents", "--format", "json").stdout)
    as_csv = rows(run("incidents", "--format", "csv"))
    assert [one["id"] for one in as_json] == [row["id"] for row in as_csv]
    assert {row["place"] for row in as_csv} >= {"Kadugli"}


@pytest.mark.usefixtures("reconciled")
def test_incident_as_csv_has_a_row_for_each_account(run: Run) -> None:
    id_ = market(run)
    accounts = json.loads(run("incident", id_, "--format", "json").stdout)["accounts"]
    told = rows(run("incident", id_[:6], "--format", "csv"))
    assert len(told) == len(accounts)
    assert {row["outlet"] for row in told} == {"Nile Wire", "Sahel Dispatch"}
    assert all(row["words"] in " ".join(words for _, words in REPORTS.values()) for row in told)


@pytest.mark.usefixtures("reconciled")
def test_claims_are_figures_with_their_speakers(run: Run) -> None:
    told = rows(run("claims", "--measure", "killed", "--from", "2026-03-01", "--format", "csv"))
    assert {(row["low"], row["outlet"]) for row in told} == {
        ("14.0", "Nile Wire"), ("20.0", "Sahel Dispatch")
    }  # fmt: skip
    assert rows(run("claims", "--to", "2020-01-01", "--format", "csv")) == []
    assert "killed" in run("claims").stdout


@pytest.mark.usefixtures("reconciled")
def test_commitments_are_listed_by_status(run: Run) -> None:
    told = json.loads(run("commitments", "--kind", "pledge", "--format", "json").stdout)
    assert [one["status"] for one in told] == ["open"]
    assert "Norway" in " ".join(told[0]["by"])
    assert json.loads(run("commitments", "--status", "broken", "--format", "json").stdout) == []
    assert "pledge, open" in run("commitments").stdout


@pytest.mark.usefixtures("reconciled")
@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["incident", "nosuch"], "no incident has the id 'nosuch'"),
        (["incidents", "--from", "yesterday"], "is not a date"),
        (["claims", "--measure", "murdered"], "is none of"),
        (["commitments", "--status", "forgotten"], "is none of"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(run: Run, call: list[str], said: str) -> None:
    result = run(*call)
    assert result.exit_code != 0
    assert said in result.stderr
    assert "Traceback" not in result.stderr
