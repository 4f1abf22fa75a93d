"""The examples of the guide pages: found in the Markdown, run in order, compared, and renewed.

A fenced block of `sh` or `python` is run, in a folder of its own that holds `samples`. A block
titled with the name of a file is written to it; one titled "output" is what the block before it
prints, where `…` stands for anything. `ID` in a command is the first incident printed before it.
`<!-- not run: why -->` before a block says that it isn't.

`python -m tests.docs.examples` writes the outputs anew, and the notebooks'.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
STORIES = (  # pages that go on from one another, in one folder
    ("quickstart.md", *sorted(f"guide/{path.name}" for path in (DOCS / "guide").glob("*.md"))),
    ("python.md",),
    ("spacy.md",),
    ("plugins.md",),
    ("operations.md",),
)
APART = ("plugins.md",)  # where a package is installed, which a process finds when it begins
FENCE = re.compile(
    r"^(?P<skip><!-- not run: (?P<why>[^>]+) -->\n)?"
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<code>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
INCIDENT = re.compile(r"\bi[0-9a-f]{11}\b")
SHELL = frozenset("|><&;$*~`")
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: where its code stands, and why it isn't run, if it isn't."""

    page: str
    line: int
    start: int
    end: int
    language: str
    title: str | None
    code: str
    skipped: str | None

    @property
    def runs(self) -> bool:
        """Tell whether the block is an example to be run."""
        return self.language in ("sh", "python") and not self.title and not self.skipped


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [
        Block(
            page, text.count("\n", 0, found.start("code")), *found.span("code"),
            found["language"], found["title"], found["code"], found["why"],
        )
        for found in FENCE.finditer(text)
    ]  # fmt: skip


class Session:
    """A folder in which examples are run as a reader of the pages would run them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: dict[str, Any] = {"__name__": "example"}
        self._printed = ""
        self._packages = folder / ".packages"
        self.settings = {
            "COLUMNS": str(WIDTH), "NO_COLOR": "1", "REPORTEDLY_AUTHOR": "Ana",
            "XDG_DATA_HOME": str(folder / ".data"),
        }  # fmt: skip
        (folder / "samples").symlink_to(ROOT / "samples")

    def run(self, block: Block) -> str:
        """Run a block and return what it prints; AssertionError if it fails."""
        if block.language == "python":
            self._printed = self._python(block)
        else:
            lines = block.code.replace("\\\n", " ").splitlines()
            self._printed = "".join(self._command(line, block) for line in lines if line.strip())
        return self._printed

    def write(self, block: Block) -> None:
        """Write the file that a block shows."""
        path = self.folder / str(block.title)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.code, encoding="utf-8")

    def _command(self, line: str, block: Block) -> str:
        if found := INCIDENT.search(self._printed):
            line = re.sub(r"\bID\b", found[0], line)
        words = shlex.split(line, comments=True)
        if not words:
            return ""
        ours = words[0] == "reportedly" and words[1] != "knowledge" and not SHELL & set(line)
        if words[:2] == ["pip", "install"]:
            line = self._install(words[2:])
        if not ours:
            return self._bash(line, block)
        from reportedly.commands.main import app

        with contextlib.chdir(self.folder), _environment(self.settings):
            result = CliRunner().invoke(app, words[1:])
        fine = (0, 1) if words[1] == "add" else (0,)  # 1: some are set aside
        assert result.exit_code in fine, f"{where(block)}: {line}\n{result.output}"
        return result.output

    def _python(self, block: Block) -> str:
        code = compile("\n" * block.line + block.code, block.page, "exec")
        told = io.StringIO()
        with (
            contextlib.chdir(self.folder),
            _environment(self.settings),
            contextlib.redirect_stdout(told),
        ):
            exec(code, self._names)  # noqa: S102 (our own pages)
        return told.getvalue()

    def _bash(self, line: str, block: Block) -> str:
        here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        more = {
            "PATH": here, "PYTHONPATH": str(self._packages), "PYTHONWARNINGS": "ignore",
            "XDG_CONFIG_HOME": str(self.folder / ".config"),
        }  # fmt: skip
        done = subprocess.run(  # noqa: S602 (our own pages)
            f"set -eu\n{line}", shell=True, executable="/bin/bash", cwd=self.folder, check=False,
            env=os.environ | self.settings | more, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert done.returncode == 0, f"{where(block)}: {line}\n{done.stdout}"
        return done.stdout

    def _install(self, what: list[str]) -> str:
        """Install beside the environment that the tests run in, without a network."""
        options = "--no-index --no-deps --no-build-isolation --quiet --disable-pip-version-check"
        target = shlex.quote(str(self._packages))
        self._packages.mkdir(exist_ok=True)
        sys.path.insert(0, str(self._packages))
        importlib.invalidate_caches()
        return f"python -m pip install {options} --target {target} {shlex.join(what)}"


def outputs(page: str, session: Session) -> Iterator[tuple[Block, str]]:
    """Run a page; yield each block that shows an output with what was printed."""
    printed = ""
    for block in blocks(page):
        if block.title == "output":
            yield block, printed
        elif block.title:
            session.write(block)
        elif block.runs:
            printed = session.run(block)


def matches(shown: str, printed: str) -> bool:
    """Tell whether what a page shows is what was printed; `…` stands for anything."""
    lines = [re.escape(line.rstrip()).replace("…", ".*") for line in shown.strip("\n").splitlines()]
    pattern = "\n".join("(?:.*\n)*?.*" if line == ".*" else line for line in lines)
    told = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())
    return re.fullmatch(pattern, told) is not None


def where(block: Block) -> str:
    """Return where a block stands, for a message."""
    return f"docs/{block.page}:{block.line}"


def executed(notebook: Path, folder: Path) -> Any:
    """Return a notebook as it is when it is run anew in a folder with the samples."""
    made = nbformat.read(notebook, as_version=4)
    for cell in made.cells:
        cell.pop("execution_count", None)
        if cell.cell_type == "code":
            cell.outputs = []
    if not (folder / "samples").exists():
        (folder / "samples").symlink_to(ROOT / "samples")
    NotebookClient(made, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    for cell in made.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                output.pop("execution_count", None)
                if output.output_type == "execute_result":
                    output.execution_count = None
    return made


@contextlib.contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def differing(pages: Iterable[str], folder: Path) -> list[tuple[Block, str]]:
    """Run pages that go on from one another; return the outputs that differ from what they show."""
    session = Session(folder)
    told = (pair for page in pages for pair in outputs(page, session))
    return [(block, printed) for block, printed in told if not matches(block.code, printed)]


def renew(found: Iterable[tuple[Block, str]]) -> None:
    """Write outputs into the pages."""
    for block, printed in sorted(found, key=lambda pair: pair[0].start, reverse=True):
        path = DOCS / block.page
        text = path.read_text(encoding="utf-8")
        told = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())
        path.write_text(f"{text[: block.start]}{told}\n{text[block.end :]}", encoding="utf-8")
        print(f"{where(block)}: renewed")


def main() -> int:
    """Renew what differs in a story, or with --check say so; without one, in all and notebooks."""
    check, pages = "--check" in sys.argv, [it for it in sys.argv[1:] if it != "--check"]
    for story in STORIES if not pages else ():
        subprocess.run([sys.executable, "-m", "tests.docs.examples", *story], check=True, cwd=ROOT)
    with tempfile.TemporaryDirectory() as room:
        found = differing(pages, Path(room))
    if not check:
        renew(found)
    for notebook in sorted((DOCS / "notebooks").glob("*.ipynb")) if not pages else ():
        with tempfile.TemporaryDirectory() as room:
            nbformat.write(executed(notebook, Path(room)), notebook)
    for block, printed in found if check else ():
        print(f"{where(block)} shows otherwise:\n{printed}")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
