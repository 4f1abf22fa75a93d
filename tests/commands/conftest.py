"""The commands over a reader that is quick, and fails when a report tells it to."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.commands.main import app

READER = """
import os, sys, time, types
from reportedly.errors import ReadingError
from reportedly.vocabulary import Reading

class Quick:
    def read(self, article):
        if "EXPLODE" in article.text:
            raise ValueError("boom\\nand more")
        if "UNSUPPORTED" in article.text:
            raise ReadingError("s1 points outside the text")
        if "DIE" in article.text:
            os._exit(9)
        if "SLOW" in article.text:
            time.sleep(0.2)
        if "ENDLESS" in article.text:
            time.sleep(600)
        return Reading(article, "quick 1")

reading = types.ModuleType("reportedly.reading")
reading.reader = lambda language, model=None: Quick()
sys.modules["reportedly.reading"] = reading

if __name__ == "__main__":
    from reportedly.commands.main import app
    app(prog_name="reportedly")
"""

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own database out of it, and work in an empty folder."""
    monkeypatch.setenv("REPORTEDLY_DB", str(tmp_path / "own.sqlite"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return tmp_path / "own.sqlite"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a call of the command line in this process."""
    monkeypatch.setitem(sys.modules, "reportedly.reading", sys.modules.get("reportedly.reading"))
    exec(compile(textwrap.dedent(READER), "reader", "exec"), {"__name__": "quick"})  # noqa: S102

    def call(*words: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], input=stdin)

    return call


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Return a start of the command line as a program of its own."""
    started: list[subprocess.Popen[bytes]] = []
    script = tmp_path / "program.py"
    script.write_text(READER)

    def start(*words: str | Path, **options: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, script, *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        environment = {**os.environ, "PYTHONUNBUFFERED": ""}
        started.append(subprocess.Popen(list(map(str, command)), env=environment, **pipes))  # type: ignore[call-overload]
        return started[-1]

    yield start
    for running in started:
        running.kill()
        running.wait()
        for stream in (running.stdout, running.stderr):
            if stream is not None:
                stream.close()
