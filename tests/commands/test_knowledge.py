"""`knowledge add|list|check`: an analyst's own rows, refused before they can break a reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from reportedly.knowledge.schemas import Body
from reportedly.knowledge.tables import read

Run = Callable[..., Result]
HEAD = "# source: desk\n# licence: own\n# date: 2026-01-01\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORTEDLY_KNOWLEDGE", str(tmp_path / "knowledge"))
    return tmp_path / "knowledge"


def test_a_row_is_added_once_and_listed(run: Run, folder: Path) -> None:
    words = (
        "name=Azov Brigade",
        "kind=armed_force",
        "country=UKR",
        "role=MIL",
        "aliases=Azov|A12",
    )
    assert "added" in run("knowledge", "add", "bodies", *words).stdout
    assert "already there" in run("knowledge", "add", "bodies", *words).stdout
    (row,) = read(Body, folder / "actors" / "bodies.csv")
    assert row == Body("Azov Brigade", "armed_force", "UKR", "MIL", ("Azov", "A12"))
    assert "name=Azov Brigade, kind=armed_force" in run("knowledge", "list", "bodies").stdout
    assert (
        "bodies: name, kind, country, role, aliases (1 of your own)"
        in run("knowledge", "list").stdout
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("bodies", "name=X", "kind=army"), "column kind"),
        (("bodies", "kind=armed_group"), "column name"),
        (("bodies", "name=X", "kind=armed_group", "country=Ukraine"), "column country"),
        (("bodies", "name=X", "colour=red"), "has no column colour; it has name, kind"),
        (("offices", "name=X", "office=Y", "since=May 2020"), "column since"),
        (("body", "name=X"), "did you mean bodies?"),
        (("bodies", "name"), "is not COLUMN=VALUE"),
        (("bodies", "name=X", "name=Y"), "given twice"),
    ],
)
def test_a_row_that_breaks_its_table_is_not_written(
    run: Run, folder: Path, words: tuple[str, ...], reason: str
) -> None:
    told = run("knowledge", "add", *words)
    assert (told.exit_code, folder.exists()) == (2, False)
    assert reason in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_rows_and_comments_of_the_analyst_stay(run: Run, folder: Path) -> None:
    own = folder / "actors" / "bodies.csv"
    own.parent.mkdir(parents=True)
    own.write_text(HEAD + "# mine\nkind,name\narmed_group,Old\n")
    assert run("knowledge", "add", "bodies", "name=New, Ltd", "kind=organisation").exit_code == 0
    assert [row.name for row in read(Body, own)] == ["Old", "New, Ltd"]
    assert own.read_text().startswith(HEAD + "# mine\n")


def test_check_tells_every_broken_row_with_its_line(run: Run, folder: Path) -> None:
    own = folder / "actors" / "bodies.csv"
    own.parent.mkdir(parents=True)
    own.write_text(HEAD + "name,kind\nA,army\nB,armed_group\nC,\n")
    (folder / "actors" / "titles.csv").write_text(HEAD + "words,role\nreeve,GOV\n")
    told = run("knowledge", "check")
    assert told.exit_code == 1
    assert "bodies.csv:5" in told.stderr
    assert "bodies.csv:7" in told.stderr
    assert "bodies.csv:6" not in told.stderr
    assert "titles.csv: 1 row, all good" in told.stdout


def test_check_knows_what_no_reader_would_read(run: Run, folder: Path) -> None:
    (folder / "english").mkdir(parents=True)
    (folder / "english" / "verbs.csv").write_text(HEAD + "lemma\nsay\n")
    (folder / "english" / "condition_kinds.csv").write_text(HEAD + "kind,words\nharvest,crop\n")
    told = run("knowledge", "check")
    assert "no reader reads a table of that name" in told.stderr
    assert "unknown column words" in told.stderr


def test_an_empty_folder_is_well(run: Run, folder: Path) -> None:
    assert run("knowledge", "check").exit_code == 0
    assert "(0 of your own)" in run("knowledge", "list").stdout
