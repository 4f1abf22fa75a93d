"""`show`, `list`, `search`: what was kept comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from reportedly.publish import loads

Run = Callable[..., Result]


@pytest.fixture
def filled(run: Run) -> Run:
    Path("lines.jsonl").write_text(
        '{"id": "north-1", "title": "Span", "text": "A Goma bridge fell.", "dct": "2025-06-02"}\n'
        '{"id": "north-2", "title": "Hospital", "text": "Shells hit a field hospital."}\n'
    )
    assert run("read", "lines.jsonl").exit_code == 0
    return run


def test_show_gives_back_what_read_gave(filled: Run) -> None:
    given = filled("read", "lines.jsonl", "--format", "jsonl").stdout.splitlines()[0]
    assert loads(filled("show", "north-1", "--format", "json").stdout) == loads(given)
    assert "Span" in filled("show", "north-1").stdout
    assert filled("show", "north-1", "--format", "html", "-o", "page.html").exit_code == 0
    assert "Goma" in Path("page.html").read_text()


def test_list_names_all_the_latest_first(filled: Run) -> None:
    shown = filled("list").stdout
    assert shown.index("north-1") < shown.index("north-2")
    assert "north-2" not in filled("list", "--limit", "1").stdout


def test_search_finds_words_in_any_order(filled: Run) -> None:
    shown = filled("search", "hospital", "field").stdout
    assert "north-2" in shown
    assert "north-1" not in shown
    assert filled("search", "submarine").exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["show", "north"], "north-1, north-2"),
        (["show", "nobody"], "no article has the id"),
        (["show", "north-1", "--format", "xml"], "not one of"),
        (["search", "--", "--"], "no word"),
        (["list", "--db", "mistyped.sqlite"], "there is no database mistyped.sqlite"),
        (["search", "x", "--db", "lines.jsonl"], "not an SQLite database"),
        (["list", "--limit", "-1"], "--limit"),
        (["lst"], "no such command"),
    ],
)
def test_wrong_calls_get_one_line(filled: Run, words: list[str], message: str) -> None:
    done = filled(*words)
    assert done.exit_code == 2
    (line,) = done.stderr.splitlines()
    assert message in line
    assert not Path("mistyped.sqlite").exists()


def test_an_empty_record_says_how_to_begin(run: Run) -> None:
    done = run("list")
    assert done.exit_code == 2
    assert "reportedly read FILE" in done.stderr


def test_schema_is_that_of_a_reading(run: Run) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(run("schema").stdout)
    Path("a.txt").write_text("Shots were fired.")
    document = json.loads(run("read", "a.txt", "--format", "json").stdout)
    jsonschema.Draft202012Validator(schema).validate(document)
