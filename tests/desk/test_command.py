"""`reportedly desk`: where it may be served, and who may use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.commands.main import app
from reportedly.errors import UsageError

PASSWORD = "a long enough password\n"  # noqa: S105 (a test's)


def test_beyond_this_machine_accounts_are_demanded(filled: Path, tmp_path: Path) -> None:
    accounts = str(tmp_path / "people.sqlite")
    call = ["desk", "--db", str(filled), "--host", "0.0.0.0", "--accounts", accounts]  # noqa: S104
    result = CliRunner().invoke(app, call, standalone_mode=False)
    assert isinstance(result.exception, UsageError) or "nobody has an account" in result.output


def test_a_language_that_nobody_has_put_it_into_is_told(filled: Path) -> None:
    call = ["desk", "--db", str(filled), "--language", "tlh"]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == 2
    assert "one of en, fr" in result.output


def test_accounts_are_made_listed_and_removed(tmp_path: Path) -> None:
    accounts = ["--accounts", str(tmp_path / "people.sqlite")]
    run = CliRunner()
    made = run.invoke(
        app, ["desk", "account", "Ana", "--role", "admin", *accounts], input=PASSWORD * 2
    )
    assert "Ana may use the desk as admin" in made.output
    assert "enough password" not in made.output
    assert run.invoke(app, ["desk", "people", *accounts]).output == "Ana\tadmin\n"
    run.invoke(app, ["desk", "remove", "Ana", *accounts])
    assert run.invoke(app, ["desk", "people", *accounts]).output == ""


def test_the_file_of_accounts_is_closed_to_other_users(tmp_path: Path) -> None:
    path = tmp_path / "people.sqlite"
    CliRunner().invoke(app, ["desk", "people", "--accounts", str(path)])
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("tiles", ["http://tiles.example/{z}", "javascript:x"])
def test_tiles_come_over_https_alone(filled: Path, tiles: str) -> None:
    result = CliRunner().invoke(
        app, ["desk", "--db", str(filled), "--tiles", tiles], standalone_mode=False
    )
    assert isinstance(result.exception, UsageError) or "https" in result.output
