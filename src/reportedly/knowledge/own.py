"""The user's own knowledge files: what may be added, checked before it is written."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reportedly.errors import KnowledgeError, UsageError
from reportedly.knowledge.schemas import TABLES
from reportedly.knowledge.tables import (
    Cells,
    bundled,
    cells_of,
    checked,
    columns_of,
    rows_or_problems,
    user_folder,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be added to: its file, relative to a knowledge folder, and its schema."""

    name: str
    schema: type[Any]

    @property
    def short(self) -> str:
        """The table's name as it is called on the command line."""
        return Path(self.name).stem

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns, in the order in which they are written."""
        return columns_of(self.schema)

    @property
    def path(self) -> Path:
        """The user's own file, which need not be there."""
        return user_folder() / self.name

    @property
    def count(self) -> int:
        """How many rows the user's own file holds, good or not."""
        return len(list(cells_of(self.path))) if self.path.is_file() else 0


def folder() -> Path:
    """Return the folder of the user's own files."""
    return user_folder()


def tables() -> list[Table]:
    """Return the tables that can be added to."""
    return [Table(name, schema) for name, schema in TABLES.items()]


def table_called(word: str) -> Table:
    """Return the table of that name, file name or path; UsageError if there is none."""
    by_name = {table.short: table for table in tables()}
    table = by_name.get(Path(word).stem)
    if table is None:
        near = get_close_matches(word, by_name, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(by_name)}"
        raise UsageError(f"no table is called {word}: {hint}")
    return table


def parse(words: Iterable[str]) -> Cells:
    """Return cells given as COLUMN=VALUE; UsageError where that isn't so."""
    cells: Cells = {}
    for word in words:
        column, equals, value = word.partition("=")
        if not equals or not column:
            raise UsageError(f"{word!r} is not COLUMN=VALUE")
        if column in cells:
            raise UsageError(f"column {column} is given twice; part several values with |")
        if "\n" in value or "\r" in value:
            raise UsageError(f"column {column}: a value can't hold a line break")
        cells[column] = value.strip()
    return cells


def add(table: Table, cells: Cells, source: str = "own") -> tuple[Path, bool]:
    """Write a row into the user's own file; return the file, and False if it was there already."""
    unknown = [column for column in cells if column not in table.columns]
    if unknown:
        known = ", ".join(table.columns)
        raise KnowledgeError(f"{table.short} has no column {unknown[0]}; it has {known}")
    row = checked(table.schema, cells, f"not added to {table.short}")
    path = table.path
    kept = list(cells_of(path)) if path.is_file() else []
    if any(checked(table.schema, old, where) == row for where, old in kept):
        return path, False
    comments = _comments(path, source)
    _write(path, comments + _as_csv(table.columns, [*(old for _, old in kept), cells]))
    return path, True


def rows(table: Table) -> list[str]:
    """Return the user's own rows of a table, a line each, empty cells left out."""
    lines = cells_of(table.path) if table.path.is_file() else ()
    return [", ".join(f"{k}={v}" for k, v in cells.items() if v) for _, cells in lines]


def files() -> list[Path]:
    """Return all files of the user's own folder."""
    return sorted(path for path in user_folder().rglob("*.csv") if path.is_file())


def check(path: Path) -> tuple[int, list[str]]:
    """Return how many rows of a file are good, and what is wrong with the others."""
    if not path.is_file():
        raise UsageError(f"{path} is not a file")
    name = _table_of(path)
    if name in TABLES:
        read = list(rows_or_problems(TABLES[name], path))
        problems = [str(row) for row in read if isinstance(row, KnowledgeError)]
        return len(read) - len(problems), problems
    if name is None:
        return 0, [f"{path}: no reader reads a table of that name"]
    try:
        return _same_columns(path, bundled(name))
    except KnowledgeError as error:
        return 0, [str(error)]


def _table_of(path: Path) -> str | None:
    """Return the name of the bundled table that a file is read after."""
    inside = path.absolute().parts[-2:]
    name = "/".join(inside)
    if name in TABLES or bundled(name).is_file():
        return name
    return next((known for known in TABLES if Path(known).name == path.name), None)


def _same_columns(path: Path, model: Path) -> tuple[int, list[str]]:
    """Check a file whose schema only its reader knows, as far as the bundled one shows it."""
    known = set(next(iter(cells_of(model)))[1])
    lines = list(cells_of(path))
    unknown = {str(column) for _, cells in lines for column in cells} - known
    if unknown:
        return 0, [f"{path}: unknown column {', '.join(sorted(unknown))}"]
    return len(lines), []


def _comments(path: Path, source: str) -> str:
    """Return the opening lines of a file: those it has, or new ones."""
    if path.is_file():
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        return "".join(f"{line}\n" for line in lines if line.startswith("#"))
    return f"# source: {source}\n# licence: own\n# date: {date.today().isoformat()}\n"


def _as_csv(columns: tuple[str, ...], lines: Iterable[Cells]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(lines)
    return text.getvalue()


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
