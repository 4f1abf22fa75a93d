"""Tables as text, written row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def write_rows(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]], tabs: bool = False
) -> None:
    """Write a header and rows as CSV, or parted by tabs; null is an empty cell.

    Cells that a spreadsheet would take for a formula begin with an apostrophe. Where tabs part
    cells there is no quoting: tabs and line ends inside become spaces.
    """
    with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        _write(stream, writer, columns, tabs)
        for row in rows:
            _write(stream, writer, [_cell(value) for value in row], tabs)


def _write(stream: Any, writer: Any, row: Sequence[Any], tabs: bool) -> None:
    if tabs:
        stream.write("\t".join(" ".join(str(cell).split()) for cell in row) + "\n")
    else:
        writer.writerow(row)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    text = str(value)
    formula = not isinstance(value, int) and text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{text}" if formula else value
