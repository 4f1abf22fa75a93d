"""`reportedly brief`: formats, files, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publish.conftest import rich_reading
from typer.testing import Result

from reportedly.reconcile import reconcile
from reportedly.record import open_record

Run = Callable[..., Result]
DAYS = ("--from", "2025-02-25", "--to", "2025-03-07")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a database with one report in which two sides tell of shelling."""
    path = tmp_path_factory.mktemp("kept") / "record.sqlite"
    with open_record(str(path)) as record:
        record.keep(rich_reading())
        reconcile(record)
    return path.read_bytes()


@pytest.fixture
def kept(own_database: Path, made: bytes) -> Path:
    own_database.write_bytes(made)
    return own_database


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("brief.md", b"# Situation brief"),
        ("brief.html", b"<!DOCTYPE html>"),
        ("brief.docx", b"PK"),
        ("brief.pdf", b"%PDF-"),
        ("brief.json", b"{"),
    ],
)
def test_a_files_ending_chooses_the_format(run: Run, kept: Path, name: str, begins: bytes) -> None:
    told = run("brief", *DAYS, "-o", name)
    assert told.exit_code == 0, told.output
    assert Path(name).read_bytes().startswith(begins)
    assert list(Path().glob("*.part")) == []


def test_a_brief_goes_to_standard_output_as_markdown(run: Run, kept: Path) -> None:
    told = run("brief", *DAYS)
    assert told.exit_code == 0
    assert "2025-02-25 to 2025-03-07 · all places" in told.stdout
    assert "Sudanese army" in told.stdout
    assert "Nile Desk" in told.stdout


def test_a_format_may_be_named(run: Run, kept: Path) -> None:
    told = json.loads(run("brief", *DAYS, "--format", "json").stdout)
    assert told["window"]["since"] == "2025-02-25"
    assert told["items"][0]["columns"]
    assert told["checked"]["dropped"] == 0


def test_days_are_the_records_last_seven_if_none_is_given(run: Run, kept: Path) -> None:
    told = json.loads(run("brief", "--format", "json").stdout)
    assert told["window"]["until"] == "2025-03-01"
    assert told["window"]["since"] == "2025-02-23"


def test_several_places_are_sought(run: Run, kept: Path) -> None:
    both = run("brief", *DAYS, "--place", "nowhere", "--place", "fasher", "-f", "json")
    none = run("brief", *DAYS, "--place", "nowhere", "-f", "json")
    assert json.loads(both.stdout)["items"]
    assert json.loads(none.stdout)["items"] == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--from", "2025-03-07", "--to", "2025-03-01"), "before it begins"),
        (("--from", "someday"), "someday"),
        (("-o", "."), "is a folder"),
        (("-o", "none/brief.md"), "no folder"),
        (("--db", "none.sqlite"), "no database"),
    ],
)
def test_what_cannot_be_is_said_plainly(
    run: Run, kept: Path, words: tuple[str, ...], reason: str
) -> None:
    told = run("brief", *words)
    assert told.exit_code == 2
    assert reason in " ".join(told.output.split())
    assert "Traceback" not in told.output
