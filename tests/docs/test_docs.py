"""The docs: every example runs and prints what is shown, and the site builds without a network."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tests.docs.examples import (
    APART,
    DOCS,
    ROOT,
    STORIES,
    differing,
    executed,
    matches,
    where,
)

import reportedly

NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))
FETCHED = re.compile(r'<(?:script|link|img|iframe|source)[^>]+(?:src|href)="(?:https?:)?//[^"]+"')


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[0])
def test_examples_print_what_is_shown(story: tuple[str, ...], tmp_path: Path) -> None:
    if story[0] in APART:
        call = [sys.executable, "-m", "tests.docs.examples", "--check", *story]
        done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return
    found = differing(story, tmp_path)
    told = "\n".join(f"{where(block)} shows otherwise:\n{printed}" for block, printed in found)
    assert not found, f"make examples renews them\n{told}"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_holds_what_it_gives(notebook: Path, tmp_path: Path) -> None:
    stored = nbformat.read(notebook, as_version=4)
    for cell, fresh in zip(stored.cells, executed(notebook, tmp_path).cells, strict=True):
        assert fresh == cell, f"{notebook.name} holds otherwise: make examples renews it"


def test_the_site_builds_strictly_and_fetches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    caplog.set_level(logging.WARNING, "mkdocs")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    pages = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*.html")}
    assert {"index.html", "quickstart/index.html", "changelog/index.html"} <= set(pages)
    reference = pages["reference/index.html"].read_text(encoding="utf-8")
    assert not [name for name in reportedly.__all__ if f'-name">{name}</span>' not in reference]
    for name, path in pages.items():
        assert not FETCHED.findall(path.read_text(encoding="utf-8")), name


def test_an_output_is_compared_line_by_line() -> None:
    assert matches("a … c\n…\nlast\n", "a b c\nmore\nand more\nlast\n")
    assert not matches("a … c\n…\nlast\n", "a b d\nmore\nlast\n")
    assert not matches("a\n", "a\nb\n")
