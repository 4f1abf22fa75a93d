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
HEADER = ("source", "licence", "date")


def user_folder() -> Path:
    """Return the folder of the user's own knowledge files (`$REPORTEDLY_KNOWLEDGE` wins)."""
    chosen = os.environ.get("REPORTEDLY_KNOWLEDGE")
    return (
        Path(chosen) if chosen else Path(platformdirs.user_config_dir("reportedly")) / "knowledge"
    )


@cache
def load(schema: type[Row], name: str) -> tuple[Row, ...]:
    """Return the rows of `name` (such as "english/speech.csv"), the user's after the bundled.

    `schema` is a frozen dataclass whose fields are the columns; tuple fields hold values parted
    by `|`, an empty cell takes the field's default. Raises KnowledgeError naming file and line.
    """
    bundled = Path(str(files("reportedly.knowledge"))) / name
    own = user_folder() / name
    rows = list(read(schema, bundled))
    if own.is_file():
        rows += read(schema, own)
    return tuple(rows)


def read(schema: type[Row], path: Path) -> Iterator[Row]:
    """Yield the checked rows of one file."""
    hints = get_type_hints(schema)
    many = {field for field, kind in hints.items() if get_origin(kind) is tuple}
    adapter = TypeAdapter(schema)
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    for key in HEADER:
        if not any(line.removeprefix("#").strip().startswith(f"{key}:") for line in comments):
            raise KnowledgeError(f"{path}: the opening comment lacks '# {key}: …'")
    body = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    table = csv.DictReader((line for _, line in body), strict=True)
    unknown = set(table.fieldnames or ()) - set(hints)
    if unknown:
        raise KnowledgeError(f"{path}: unknown column {', '.join(sorted(unknown))}")
    for (number, _), cells in zip(body[1:], table, strict=False):
        yield _row(adapter, cells, many, f"{path}:{number}")


def _row(adapter: TypeAdapter[Row], cells: dict[str, Any], many: set[str], where: str) -> Row:
    if None in cells or None in cells.values():
        raise KnowledgeError(f"{where}: the row has not as many cells as the header")
    values: dict[str, Any] = {
        key: tuple(part.strip() for part in cell.split("|")) if key in many else cell.strip()
        for key, cell in cells.items()
        if cell.strip()
    }
    try:
        return adapter.validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{where}: column {column}: {first['msg']}") from error
