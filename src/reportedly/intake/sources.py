"""Sources → articles: what can't be read is set aside with its reason, the rest goes on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import Unreadable
from reportedly.intake.article import make_article
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import decode
from reportedly.intake.folders import KNOWN, files_in, is_folder
from reportedly.intake.jsonl import read_jsonl
from reportedly.intake.kinds import Kind, kind_by_look, kind_by_name
from reportedly.intake.markdown import markdown, plain
from reportedly.intake.page import declared_encoding, page
from reportedly.intake.stream import opened, read_whole
from reportedly.vocabulary import Article, SetAside

STANDARD_INPUT = "standard input"
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

Placed = tuple[str, Article | SetAside]


def articles(source: str, hints: Hints) -> Iterator[Article | SetAside]:
    """Yield the articles of a file, a folder or standard input (`-`), in a fixed order.

    Nothing is raised for what a source holds or lacks: that comes as SetAside.
    """
    for _, found in placed_articles(source, hints):
        yield found


def placed_articles(source: str, hints: Hints) -> Iterator[Placed]:
    """Yield what `articles` does, each with the place it came from (`archive.jsonl:17`)."""
    path = Path(source)
    if source == "-":
        yield from _in_standard_input(hints)
    elif ADDRESS.match(source):
        reason = "an address: save the page, name its file, and give the address with --url"
        yield source, SetAside(source, reason)
    elif is_folder(path):
        yield from _in_folder(path, hints)
    else:
        yield from _in_file(path, hints)


def _in_standard_input(hints: Hints) -> Iterator[Placed]:
    if sys.stdin is None:
        yield STANDARD_INPUT, SetAside(STANDARD_INPUT, "it is closed")
    else:
        yield from _in_stream(sys.stdin.buffer, STANDARD_INPUT, None, hints)


def _in_folder(folder: Path, hints: Hints) -> Iterator[Placed]:
    empty = True
    for found in files_in(folder):
        empty = False
        if isinstance(found, SetAside):
            yield found.source, found
        else:
            yield from _in_file(found, hints)
    if empty:
        yield str(folder), SetAside(str(folder), f"the folder holds no report ({KNOWN})")


def _in_file(path: Path, hints: Hints) -> Iterator[Placed]:
    try:
        with path.open("rb") as raw:
            yield from _in_stream(raw, str(path), kind_by_name(path.name), hints)
    except (OSError, ValueError) as error:  # a name can't hold every character
        yield str(path), SetAside(str(path), _reason(error))


def _in_stream(raw: BinaryIO, name: str, kind: Kind | None, hints: Hints) -> Iterator[Placed]:
    try:
        head, stream = opened(raw)
        kind = kind or kind_by_look(head)
        if kind == "jsonl":
            lines = 0
            for number, found in read_jsonl(stream, hints):
                lines += 1
                place = f"{name}:{number}"
                yield place, SetAside(place, found) if isinstance(found, str) else found
            if not lines:
                raise Unreadable("it is empty")
        else:
            document = _document(read_whole(stream, hints.max_bytes), kind, hints)
            yield name, make_article(document, hints)
    except Exception as error:
        # Even what nobody foresaw in one document must not end the reading of the others.
        yield name, SetAside(name, _reason(error))


def _document(data: bytes, kind: Kind, hints: Hints) -> Document:
    """Return the document in the bytes of a whole file."""
    if not data.strip():
        raise Unreadable("it is empty")
    text = decode(data, declared_encoding(data) if kind == "html" else None)
    match kind:
        case "html":
            return page(text, hints.url)
        case "markdown":
            return markdown(text)
        case "json":
            raise Unreadable("it is JSON, but not JSON lines: write one object a line (.jsonl)")
        case _:
            return plain(text)


def _reason(error: Exception) -> str:
    match error:
        case Unreadable() | ValueError():
            return str(error)
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "it may not be opened: permission denied"
        case OSError(strerror=str(said)):
            return said
        case _:
            return f"it can't be read ({type(error).__name__}: {error})"
