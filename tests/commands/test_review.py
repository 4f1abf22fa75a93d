"""`reportedly review` as a person uses it: decide, look, undo, export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from reportedly.record import open_record
from reportedly.vocabulary import Article, Event, Figure, Reading, Span

Run = Callable[..., Result]
WORDS = "At least 12 drones were shot down near Goma."


@pytest.fixture
def filled(run: Run, own_database: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("REPORTEDLY_AUTHOR", "Ada Lovelace")
    whole = Span(0, len(WORDS))
    event = Event("e20", None, None, None, (), (), None, None, (), ("f0",), (), "asserted", None,
                  (whole,), 0.5)  # fmt: skip
    figure = Figure("f0", "shot_down", "drones", None, 12.0, None, "at_least", Span(0, 11), "e20")
    with open_record(str(own_database)) as record:
        for name in ("north-1", "south-2"):
            record.keep(Reading(Article(name, WORDS), "1", events=(event,), figures=(figure,)))
    return run


def rows(run: Run, *words: str) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(run("review", *words, "--format", "json").stdout)
    return listed


def test_decisions_are_kept_listed_and_taken_back(filled: Run) -> None:
    done = filled("review", "correct", "north/f0", "low", "14", "--note", "their own count")
    assert done.stdout == "1: correct north-1/f0 by Ada Lovelace\n"
    assert filled("review", "accept", "north/e20", "south/e20").stdout.count("accept") == 2
    assert filled("review", "undo", "2", "--author", "Bob").exit_code == 0
    assert filled("review", "comment", "south/f0", "Which drones?").exit_code == 0
    shown = filled("review", "list").stdout.splitlines()
    assert [line.split()[0] for line in shown] == ["5", "4", "3", "2", "1"]
    assert shown[-1].endswith("Ada Lovelace: correct north-1/f0 low: 12 → 14 (their own count)")
    assert "[undone: taken back by Bob (decision 4)]" in shown[3]
    assert [row["number"] for row in rows(filled, "list", "south")] == [5, 3]
    assert [row["number"] for row in rows(filled, "list", "--author", "Bob")] == [4]
    assert [row["number"] for row in rows(filled, "list", "-n", "1")] == [5]
    assert rows(filled, "list", "--until", "2001-01-01") == []
    first = rows(filled, "history", "north/f0")[0]
    assert (first["old"], first["new"], first["state"]) == (12, 14, "counts")
    assert first["words"] == ["At least 12"]


def test_a_verdict_is_kept_with_its_grounds(filled: Run) -> None:
    call = ("review", "rate", "north/f0", "mostly_false")
    assert filled(*call).exit_code == 2  # no grounds
    assert filled(*call, "--note", "Nine were counted").exit_code == 0
    shown = filled("review", "list").stdout
    assert "Ada Lovelace: rate north-1/f0 mostly false (Nine were counted)" in shown
    assert filled("review", "export").stdout == ""


def test_list_as_csv_opens_in_a_table(filled: Run) -> None:
    filled("review", "comment", "north/f0", 'one, "two"\nthree')
    text = filled("review", "list", "--format", "csv").stdout
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["cell"], row["note"]) == ("north-1/f0", 'one, "two"\nthree')


def test_values_are_json_where_that_fits_else_words(filled: Run) -> None:
    for field, value in (("unit", "12"), ("unit", "null"), ("comparator", "about"),
                         ("high", "20.5"), ("span", "[3, 11]"), ("event", "null")):  # fmt: skip
        assert filled("review", "correct", "north/f0", field, value).exit_code == 0
    new = [row["new"] for row in rows(filled, "history", "north/f0")]
    assert new == ["12", None, "about", 20.5, [3, 11], None]


def test_two_accounts_are_merged_and_split(filled: Run) -> None:
    assert filled("review", "merge", "north/e20", "south/e20").exit_code == 0
    assert filled("review", "split", "north/e20", "south/e20").exit_code == 0
    shown = filled("review", "history", "north/e20").stdout.splitlines()
    assert "merge north-1/e20 with south-2/e20 [overruled" in shown[0]
    assert "split south-2/e20 from north-1/e20" in shown[1]


def test_export_is_a_line_for_each_lesson(filled: Run) -> None:
    filled("review", "correct", "north/f0", "low", "14")
    filled("review", "reject", "south/f0")
    assert filled("review", "export", "-o", "lessons.jsonl").stdout == ""
    lessons = [json.loads(line) for line in Path("lessons.jsonl").read_text().splitlines()]
    assert [it["decision"] for it in lessons] == ["correct", "reject"]
    documented = Path(__file__).parents[2] / "docs" / "formats" / "review.md"
    named = documented.read_text()
    for lesson in lessons:
        assert [key for key in lesson if f"`{key}`" not in named] == []
        assert [lesson["text"][start:end] for start, end in lesson["spans"]] == ["At least 12"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["accept", "east/e20"], "no article has the id 'east'"),
        (["accept", "north/e21"], "no entry 'e21'"),
        (["accept", "north/e20", "north/e21"], "no entry 'e21'"),
        (["reject", "north"], "is no cell"),
        (["correct", "north/f0", "lowest", "3"], "no field 'lowest'"),
        (["correct", "north/f0", "low", "many"], "valid number"),
        (["merge", "north/e20", "I7"], "no incident or thread"),
        (["undo", "9"], "no decision 9"),
        (["undo", "x"], "valid integer"),
        (["list", "--since", "yesterday"], "no time"),
        (["accept", "north/e20", "--author", "\x1b[2J"], "needs an author"),
        (["export", "--format", "xml"], "not one of|is not"),
        (["list", "--db", "mistyped.sqlite"], "there is no database"),
    ],
)
def test_wrong_calls_get_one_line_and_keep_nothing(
    filled: Run, words: list[str], message: str
) -> None:
    done = filled("review", *words)
    assert done.exit_code == 2
    (line,) = done.stderr.splitlines()
    assert any(part in line for part in message.split("|")), line
    assert rows(filled, "list") == []


def test_login_name_stands_in_for_an_author(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPORTEDLY_AUTHOR")
    monkeypatch.setenv("LOGNAME", "grace")
    assert "by grace" in filled("review", "accept", "north/e20").stdout
