"""Lists written as text, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from reportedly.commands.output import Sink


class ListFormat(StrEnum):
    """How a list is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


ListFormatOption = Annotated[
    ListFormat, typer.Option("--format", "-f", help="How to write the list.")
]
Row = Mapping[str, Any]


def write_rows(
    rows: Iterable[Row], chosen: ListFormat, sink: Sink, columns: Sequence[str], empty: str = ""
) -> None:
    """Write rows of plain values: JSON has all their keys, text and CSV the columns named.

    `empty` is what a person reads if there are none.
    """
    match chosen:
        case ListFormat.JSON:
            sink.write(json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n")
        case ListFormat.CSV:
            _write_csv(rows, sink, columns)
        case ListFormat.TEXT:
            _write_text(list(rows), sink, columns, empty)


def in_a_cell(value: object) -> str:
    """Return a plain value as it stands in one cell of a table: text as it is, else JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _write_csv(rows: Iterable[Row], sink: Sink, columns: Sequence[str]) -> None:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([in_a_cell(row[name]) for name in columns])
        sink.write(line.getvalue())
        line.seek(0)
        line.truncate()
    if line.getvalue():
        sink.write(line.getvalue())


def _write_text(rows: Sequence[Row], sink: Sink, columns: Sequence[str], empty: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from reportedly.commands.errors import one_line

    if not rows:
        sink.console().print(Text(empty))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    shown = [name for name in columns if any(in_a_cell(row[name]) for row in rows)]
    for name in shown:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(in_a_cell(row[name]))) for name in shown))
    sink.console().print(table)
