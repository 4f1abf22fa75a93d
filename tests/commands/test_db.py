"""`reportedly db` as a user meets it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from reportedly.record.tables import REVISION

Run = Callable[..., Result]


@pytest.fixture
def filled(run: Run) -> Run:
    Path("a.txt").write_text("Shots were fired in Goma.")
    assert run("read", "a.txt").exit_code == 0
    return run


def change(database: Path, statement: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(statement)
    connection.close()


def test_check_has_a_line_for_each_check(filled: Run) -> None:
    done = filled("db", "check")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert len(lines) >= 18
    assert all(line.startswith("ok      ") for line in lines)
    assert "ok      Every span covers words of its text" in lines


def test_check_names_what_fails_and_exits_with_1(filled: Run, own_database: Path) -> None:
    change(own_database, "UPDATE articles SET text_sha256 = '\x1b[2J'")
    done = filled("db", "check")
    assert done.exit_code == 1
    failed = [line for line in done.stdout.splitlines() if not line.startswith("ok")]
    assert failed[0].startswith("failed  Every text is the one that was read")
    assert "its hash is another" in failed[1]
    assert "\x1b" not in done.stdout


def test_info_tells_how_much_is_there(filled: Run) -> None:
    told = {
        row["what"]: row["value"] for row in json.loads(filled("db", "info", "-f", "json").stdout)
    }
    assert told["articles"] == told["readings"] == told["read by quick 1"] == 1
    assert told["revision"] == REVISION
    assert "reviews" in filled("db", "info").stdout


def test_downgrade_asks_before_it_loses_anything(filled: Run) -> None:
    article = filled("list").stdout.splitlines()[1].split()[0]
    assert filled("db", "downgrade", "0002").stdout == f"revision {REVISION} → 0002\n"
    assert "run reportedly db upgrade" in filled("db", "check").stdout
    assert filled("db", "upgrade").stdout == f"revision 0002 → {REVISION}\n"
    assert filled("db", "upgrade").stdout == f"revision {REVISION}: nothing to do\n"
    refused = filled("db", "downgrade", "base")
    assert refused.exit_code == 2
    assert "1 articles, 1 readings" in refused.stderr
    assert "would be lost" in refused.stderr
    assert filled("show", article).exit_code == 0
    assert filled("db", "downgrade", "base", "--yes").exit_code == 0
    assert "articles" not in filled("db", "info").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["downgrade", "0999"], "no older revision"),
        (["downgrade", "head"], "no older revision|nothing to do"),
        (["check", "--db", "none.sqlite"], "there is no database"),
        (["check", "--db", "a.txt"], "not an SQLite database"),
        (["downgrade"], "missing argument"),
    ],
)
def test_wrong_calls_get_one_line(filled: Run, words: list[str], message: str) -> None:
    done = filled("db", *words)
    said = (done.stderr + done.stdout).splitlines()
    assert len(said) == 1
    assert any(part in said[0] for part in message.split("|")), said
    assert not Path("none.sqlite").exists()
