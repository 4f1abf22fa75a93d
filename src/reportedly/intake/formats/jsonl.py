"""JSON lines: one report a line, its text taken as it is."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator

from reportedly.errors import Unreadable
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import narrow
from reportedly.intake.format import Format, Item, one
from reportedly.intake.formats.fields import document_in
from reportedly.intake.formats.json_stream import Text, elements
from reportedly.intake.stream import Binary, read_lines
from reportedly.vocabulary import SetAside

GIVE_UP_AFTER = 100  # lines in a row that hold no report: this is another kind of file
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_jsonl(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the item of each line; Unreadable if the file as a whole can't be read further."""
    seen: dict[str, int] = {}
    without = number = 0
    for number, line in read_lines(stream, hints.max_bytes):
        if number == 1 and line and line.startswith(WIDE):
            raise Unreadable("it is UTF-16: save it as UTF-8, as JSON lines have to be")
        item = _item(line, number, name, hints, seen)
        yield item
        without = without + 1 if isinstance(item.found, SetAside) else 0
        if without >= GIVE_UP_AFTER:
            raise Unreadable(f"no report in {without} lines up to line {number}: it is given up")
    if not number:
        raise Unreadable("it is empty")


def _item(line: bytes | None, number: int, name: str, hints: Hints, seen: dict[str, int]) -> Item:
    def make() -> Document:
        document = parse_line(line, hints)
        if document.id in seen:
            raise Unreadable(f"its id {document.id!r} stands in line {seen[document.id]} too")
        return document

    item = one(f"{name}:{number}", make, hints, line, "application/json")
    if not isinstance(item.found, SetAside):
        seen[item.found.id] = number
    return item


def parse_line(line: bytes | None, hints: Hints) -> Document:
    """Return the document in one line; Unreadable if it is broken or lacks `id` or `text`."""
    if line is None:
        raise Unreadable(f"the line is too large (more than {hints.max_bytes:,} bytes)")
    try:
        told = json.loads(line.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(f"the line isn't UTF-8 (byte {error.start} of it)") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"the line isn't JSON: {error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; nesting without end
        raise Unreadable("the line's JSON is too deep or holds too long a number") from None
    if not isinstance(told, dict):
        raise Unreadable("the line isn't a JSON object with id and text")
    return document_in(told, hints.columns, "the line")


def looks(head: bytes) -> bool:
    """Tell whether a file begins with a JSON object on one line."""
    opening = narrow(head)
    line, end, _ = opening.partition(b"\n")
    if not line.startswith(b"{"):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        # A line longer than what was looked at.
        return not end and line.startswith((b'{"', b"{ "))
    return True


def looks_json(head: bytes) -> bool:
    """Tell whether a file begins with a JSON list or an object over several lines."""
    opening = narrow(head)
    return re.match(rb'\[\s*\{|\{\s*("|$)', opening) is not None


def read_json(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the item of each object in a list, or of the one object that the file is."""
    text = Text(stream, hints.max_bytes)
    if not text.peek():
        raise Unreadable("it is empty")
    told = elements(text) if text.peek() == "[" else iter([text.value()])
    seen: set[str] = set()
    for number, one_of_them in enumerate(told, 1):
        yield _element(one_of_them, f"{name}#{number}", hints, seen)


def _element(told: object, place: str, hints: Hints, seen: set[str]) -> Item:
    def make() -> Document:
        if not isinstance(told, dict):
            raise Unreadable("it is no JSON object with id and text")
        document = document_in(told, hints.columns, "the object")
        if document.id in seen:
            raise Unreadable(f"its id {document.id!r} stands in an earlier object too")
        return document

    data = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    item = one(place, make, hints, data, "application/json")
    if not isinstance(item.found, SetAside):
        seen.add(item.found.id)
    return item


FORMATS = (
    Format(
        "jsonl",
        "JSON lines: one report a line",
        read_jsonl,
        suffixes=(".jsonl", ".ndjson"),
        media_types=("application/jsonl", "application/x-ndjson"),
        looks=looks,
        many=True,
        columns=True,
        rank=-20,
    ),
    Format(
        "json",
        "JSON: a list of reports, or one",
        read_json,
        suffixes=(".json",),
        media_types=("application/json",),
        looks=looks_json,
        many=True,
        columns=True,
        rank=-30,
    ),
)
