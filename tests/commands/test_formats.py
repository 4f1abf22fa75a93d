"""`reportedly formats`, and columns named on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from reportedly.intake.registry import provided
from reportedly.plugins import Broken
from reportedly.publish import loads

Run = Callable[..., Result]


def test_formats_are_listed_with_who_provides_them(run: Run) -> None:
    done = run("formats", "--format", "json")
    assert done.exit_code == 0
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["pdf"] == {
        "name": "pdf",
        "suffixes": ".pdf",
        "what it is": "PDF files with text in them, not scans",
        "provided by": "reportedly",
    }
    shown = run("formats")
    assert all(name in shown.stdout for name in rows)


def test_a_broken_plug_in_shows_in_the_exit_status(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _ = provided()
    broken = (Broken("note", "notes", "ImportError: no"),)
    monkeypatch.setattr("reportedly.intake.provided", lambda: (found, broken))
    assert run("formats").exit_code == 1


def test_columns_are_mapped(run: Run) -> None:
    Path("a.csv").write_text("n,day,words\n7,2025-06-13,Shots were heard.\n")
    told = ("--column", "text=words", "--column", "published=day", "--column", "id=n")
    article = loads(run("read", "a.csv", *told, "--format", "json", "--no-db").stdout).article
    assert (article.id, article.text, str(article.published)) == (
        "7", "Shots were heard.", "2025-06-13",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("text", "is not FIELD=NAME"),
        ("text=", "is not FIELD=NAME"),
        ("words=x", "'words' is no field"),
    ],
)
def test_wrong_columns_are_a_wrong_call(run: Run, column: str, message: str) -> None:
    done = run("read", "a.csv", "--column", column)
    assert done.exit_code == 2
    assert message in done.stderr
    twice = run("read", "a.csv", "--column", "text=a", "--column", "text=b")
    assert "given twice" in twice.stderr
