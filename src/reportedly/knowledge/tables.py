"""Load a knowledge file into typed rows, refusing what breaks its schema."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, get_origin, get_type_hints

import platformdirs
from pydantic import TypeAdapter, ValidationError

from reportedly.errors import KnowledgeError

Row = TypeVar("Row")
Cells = dict[str, Any]
HEADER = ("source", "licence", "date")


def user_folder() -> Path:
    """Return the folder of the user's own knowledge files (`$REPORTEDLY_KNOWLEDGE` wins)."""
    chosen = os.environ.get("REPORTEDLY_KNOWLEDGE")
    return (
        Path(chosen) if chosen else Path(platformdirs.user_config_dir("reportedly")) / "knowledge"
    )


def bundled(name: str) -> Path:
    """Return the path of a table that comes with the program, whether or not it is there."""
    return Path(str(files("reportedly.knowledge"))) / name


@cache
def load(schema: type[Row], name: str) -> tuple[Row, ...]:
    """Return the rows of `name` (such as "english/speech.csv"), the user's after the bundled.

    `schema` is a frozen dataclass whose fields are the columns; tuple fields hold values parted
    by `|`, an empty cell takes the field's default. Raises KnowledgeError naming file and line.
    """
    return (*read(schema, bundled(name)), *_own(schema, name))


@cache
def own_first(schema: type[Row], name: str) -> tuple[Row, ...]:
    """Return what `load` returns, the user's rows before the bundled, for where the first wins."""
    return (*_own(schema, name), *read(schema, bundled(name)))


def _own(schema: type[Row], name: str) -> Iterator[Row]:
    path = user_folder() / name
    return read(schema, path) if path.is_file() else iter(())


def read(schema: type[Row], path: Path) -> Iterator[Row]:
    """Yield the checked rows of one file."""
    for row in rows_or_problems(schema, path):
        if isinstance(row, KnowledgeError):
            raise row
        yield row


def rows_or_problems(schema: type[Row], path: Path) -> Iterator[Row | KnowledgeError]:
    """Yield the checked rows of a file; in the place of a broken row, what is wrong with it."""
    columns = columns_of(schema)
    try:
        lines = list(cells_of(path))
    except KnowledgeError as error:
        yield error
        return
    for where, cells in lines:
        unknown = [str(column) for column in cells if column and column not in columns]
        if unknown:
            known = f"the columns are {', '.join(columns)}"
            yield KnowledgeError(f"{path}: unknown column {', '.join(sorted(unknown))}; {known}")
            return
        yield _row(schema, cells, where)


def columns_of(schema: type[Any]) -> tuple[str, ...]:
    """Return the columns of a table."""
    return tuple(get_type_hints(schema))


def checked(schema: type[Row], cells: Cells, where: str) -> Row:
    """Return the row that cells make; KnowledgeError, beginning with `where`, if they can't."""
    row = _row(schema, cells, where)
    if isinstance(row, KnowledgeError):
        raise row
    return row


@cache
def checker(schema: type[Any]) -> tuple[TypeAdapter[Any], set[str]]:
    """Return what checks a row, and the columns that hold several values."""
    hints = get_type_hints(schema)
    many = {field for field, kind in hints.items() if get_origin(kind) is tuple}
    return TypeAdapter(schema), many


def cells_of(path: Path) -> Iterator[tuple[str, Cells]]:
    """Yield the rows of a file as they are written, each with its place."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not UTF-8 text (byte {error.start})") from error
    comments = [line for line in lines if line.startswith("#")]
    for key in HEADER:
        if not any(line.removeprefix("#").strip().startswith(f"{key}:") for line in comments):
            raise KnowledgeError(f"{path}: the opening comment lacks '# {key}: …'")
    body = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    table = csv.DictReader((line for _, line in body), strict=True)
    try:
        for (number, _), cells in zip(body[1:], table, strict=False):
            yield f"{path}:{number}", cells
    except csv.Error as error:
        raise KnowledgeError(f"{path}: line {table.line_num} of the table: {error}") from error


def _row(schema: type[Row], cells: Cells, where: str) -> Row | KnowledgeError:
    kind: Any = schema  # mypy takes no type variable for hashable
    adapter, many = checker(kind)
    if None in cells or None in cells.values():
        return KnowledgeError(f"{where}: the row has not as many cells as the header")
    values: Cells = {
        key: tuple(part.strip() for part in cell.split("|")) if key in many else cell.strip()
        for key, cell in cells.items()
        if cell.strip()
    }
    try:
        row: Row = adapter.validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        wrong = str(first["msg"]).removeprefix("Value error, ")
        return KnowledgeError(f"{where}: column {column}: {wrong}")
    return row
