"""Tables: CSV in any dialect and encoding, and Parquet; one report a row, read row by row."""

from __future__ import annotations

import codecs
import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import MARKS, decode
from reportedly.intake.format import Format, Item, one
from reportedly.intake.formats.fields import document_of, places_of, shown
from reportedly.intake.formats.text import words
from reportedly.intake.stream import HEAD, Binary, on_disk, read_some
from reportedly.vocabulary import SetAside

DELIMITERS = ",\t;|"
MOST_COLUMNS = 2_000
GIVE_UP_AFTER = 100  # rows in a row that hold no report: this is another kind of table
MOST_PARQUET = 20_000_000_000  # bytes on disk
MEMORY = "1GB"  # what the reader of Parquet may take
ROWS = 64  # taken from it at a time


def read_csv(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the item of each row below the header; Unreadable if there is no such table."""
    lines = _Lines(stream, hints)
    opening = lines.head
    if not opening.strip():
        raise Unreadable("it is empty")
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # `_Lines` bounds what a row may hold
    rows = csv.reader(lines, delimiter=delimiter_of(opening), strict=False)
    header = [cell.strip() for cell in next(rows, [])]
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"it has more than {MOST_COLUMNS:,} columns")
    chosen = _chosen(header, hints)
    lines.taken()
    row = _Rows(name, hints, "text/csv")
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"row {number}: {error}: the rest is left out") from None
        raw = lines.taken()
        if any(cells):
            told = dict(zip(header, cells, strict=False))
            yield row.item(number, told, chosen, raw.encode("utf-8", "surrogatepass"))


def read_parquet(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the item of each row; Unreadable if it is no Parquet file or breaks off."""
    import duckdb

    with on_disk(stream, MOST_PARQUET) as path, duckdb.connect() as database:
        try:
            # From here on it may open this file, and no other file or address.
            for setting in (
                "SET autoinstall_known_extensions=false", "SET autoload_known_extensions=false",
                "SET temp_directory=''", f"SET memory_limit='{MEMORY}'", "SET threads=1",
                "SET allowed_paths=[$path]", "SET enable_external_access=false",
                "SET lock_configuration=true",
            ):  # fmt: skip
                database.execute(setting.replace("$path", _quoted(str(path), "'")))
            yield from _parquet_rows(database, str(path), name, hints)
        except duckdb.Error as error:
            first = str(error).splitlines()[0].replace(str(path), name)
            raise Unreadable(f"this Parquet file can't be read: {first[:200]}") from None


def _parquet_rows(database: Any, path: str, name: str, hints: Hints) -> Iterator[Item]:
    source = f"read_parquet({_quoted(path, chr(39))})"
    described = database.execute(f"DESCRIBE SELECT * FROM {source}")  # noqa: S608 (quoted)
    header = [row[0] for row in described.fetchall()]
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"it has more than {MOST_COLUMNS:,} columns")
    chosen = _chosen(header, hints)
    wanted = list(dict.fromkeys(chosen.values()))
    columns = ", ".join(_quoted(column, '"') for column in wanted)
    found = database.execute(f"SELECT {columns} FROM {source}")  # noqa: S608 (names are quoted)
    row, number = _Rows(name, hints, "application/json"), 0
    while rows := found.fetchmany(ROWS):
        for cells in rows:
            number += 1
            told = dict(zip(wanted, map(_plain, cells), strict=True))
            data = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
            yield row.item(number, told, chosen, data)


class _Rows:
    """Makes items of rows, and gives a table up that holds no reports."""

    def __init__(self, name: str, hints: Hints, media_type: str) -> None:
        self._name, self._hints, self._media_type = name, hints, media_type
        self._seen: dict[str, int] = {}
        self._without = 0

    def item(self, number: int, told: dict[str, Any], chosen: dict[str, str], data: bytes) -> Item:
        """Return the item of a row; Unreadable if too many before it held no report."""
        if self._without >= GIVE_UP_AFTER:
            raise Unreadable(
                f"no report in {self._without} rows up to row {number - 1}: it is given up"
            )

        def make() -> Document:
            if len(data) > self._hints.max_bytes:
                raise Unreadable(
                    f"the row is too large (more than {self._hints.max_bytes:,} bytes)"
                )
            text = told.get(chosen["text"])
            if not isinstance(text, str) or not text.strip():
                raise Unreadable(f"its column {chosen['text']!r} is empty")
            given = words(told.get(chosen["id"])) if "id" in chosen else None
            document = document_of(told, chosen, "column", text, given)
            if document.id in self._seen:
                row = self._seen[document.id]
                raise Unreadable(f"its id {document.id!r} stands in row {row} too")
            return document

        item = one(f"{self._name}:{number}", make, self._hints, data, self._media_type)
        aside = isinstance(item.found, SetAside)
        self._without = self._without + 1 if aside else 0
        if not isinstance(item.found, SetAside):
            self._seen[item.found.id] = number
        return item


class _Lines:
    """The lines of a table as text, those since the last row kept as they were written."""

    def __init__(self, stream: Binary, hints: Hints) -> None:
        head = read_some(stream, HEAD)
        encoding = _encoding(head, hints.encoding)
        self.head = head.decode(encoding, "replace").lstrip("\ufeff")
        self._most = hints.max_bytes * 2
        self._text = io.TextIOWrapper(
            io.BufferedReader(_Raw(head, stream), HEAD), encoding, "strict", newline=""
        )
        self._kept: list[str] = []
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        first = True
        while True:
            try:
                line = self._text.readline(self._most)
            except UnicodeError:
                raise Unreadable(
                    f"its text isn't {self._text.encoding.upper()} throughout: save it as UTF-8"
                ) from None
            if not line:
                return
            self._length += len(line)
            if self._length > self._most:
                raise Unreadable("a row doesn't end: a quotation mark in it isn't closed")
            self._kept.append(line)
            yield (line.lstrip("\ufeff") if first else line).replace("\0", "")
            first = False

    def taken(self) -> str:
        """Return the lines since the last call."""
        raw = "".join(self._kept)
        self._kept, self._length = [], 0
        return raw


class _Raw(io.RawIOBase):
    """A stream that begins with bytes already taken from it; its errors are told plainly."""

    def __init__(self, head: bytes, rest: Binary) -> None:
        super().__init__()
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        some = self._head.read(len(buffer)) or read_some(self._rest, len(buffer))
        buffer[: len(some)] = some
        return len(some)


def delimiter_of(opening: str) -> str:
    """Return what parts the cells: the sign that stands in the header, and most often there."""
    header = opening.partition("\n")[0]
    return max(DELIMITERS, key=header.count)


def _chosen(header: list[str], hints: Hints) -> dict[str, str]:
    chosen = places_of(hints.columns, header)
    if "text" not in chosen:
        raise Unreadable(
            "it has no column of texts: name it with --column text=NAME "
            f"(its columns are {shown(header)})"
        )
    return chosen


def _encoding(head: bytes, declared: str | None) -> str:
    """Return the encoding of a table by its beginning; Unreadable if that is no text."""
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None)
    if marked:
        return marked
    try:
        # A character may be cut at the end of what was read.
        codecs.getincrementaldecoder("utf-8")().decode(head)
        if b"\x00" not in head:
            return "utf-8"
    except UnicodeDecodeError:
        pass
    decode(head)  # raises Unreadable for what is no text
    for name in (declared, "cp1252", "latin-1"):
        try:
            if name:
                head.decode(name)
                return name
        except (LookupError, UnicodeError):
            continue
    return "utf-8"


def _quoted(name: str, mark: str) -> str:
    return mark + name.replace(mark, mark * 2) + mark


def _plain(cell: object) -> object:
    """Return a cell as JSON could hold it: dates as ISO 8601, bytes as text."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, list):
        return [_plain(part) for part in cell[:1_000]]
    if cell is None or isinstance(cell, str | int | float | bool):
        return cell
    isoformat = getattr(cell, "isoformat", None)
    return isoformat() if isoformat is not None else str(cell)[:10_000]


FORMATS = (
    Format(
        "csv",
        "tables with one report a row (CSV, TSV); columns by --column",
        read_csv,
        suffixes=(".csv", ".tsv"),
        media_types=("text/csv", "text/tab-separated-values"),
        many=True,
        columns=True,
        rank=-20,
    ),
    Format(
        "parquet",
        "Parquet tables with one report a row; columns by --column",
        read_parquet,
        suffixes=(".parquet",),
        media_types=("application/vnd.apache.parquet", "application/x-parquet"),
        looks=lambda head: head.startswith(b"PAR1"),
        many=True,
        columns=True,
    ),
)
