"""Sources → articles: what can't be read is set aside with its reason, the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import Unreadable
from reportedly.intake.document import Hints
from reportedly.intake.folders import files_in, is_folder, known
from reportedly.intake.format import Item, reason_of
from reportedly.intake.registry import choose
from reportedly.intake.stream import opened
from reportedly.intake.web.addresses import is_address
from reportedly.vocabulary import Article, SetAside

STANDARD_INPUT = "standard input"


def articles(source: str, hints: Hints) -> Iterator[Article | SetAside]:
    """Yield the articles of a file, a folder, standard input (`-`) or an address, in fixed order.

    An address is fetched, because it is asked for; what it names further isn't. Nothing is
    raised for what a source holds or lacks: that comes as SetAside.
    """
    for item in placed_articles(source, hints):
        yield item.found


def placed_articles(source: str, hints: Hints) -> Iterator[Item]:
    """Yield what `articles` does, each with its place (`archive.jsonl:17`) and original bytes."""
    path = Path(source)
    if source == "-":
        yield from _in_standard_input(hints)
    elif is_address(source):
        from reportedly.intake.web.gather import at_address

        yield from at_address(source, hints)
    elif is_folder(path):
        yield from _in_folder(path, hints)
    else:
        yield from _in_file(path, hints)


def items_in(
    raw: BinaryIO, name: str, hints: Hints, media_type: str | None = None
) -> Iterator[Item]:
    """Yield what some bytes hold; `name` is their source, `media_type` what a server says."""
    try:
        head, stream = opened(raw)
        called = "" if name == STANDARD_INPUT else name
        format = choose(called, head, media_type, columns=bool(hints.columns))
        if format is None:
            raise Unreadable("no format reads it: see reportedly formats")
        yield from format.read(stream, name, hints)
    except Exception as error:
        # Even what nobody foresaw in one source must not end the reading of the others.
        yield _aside(name, reason_of(error))


def _in_standard_input(hints: Hints) -> Iterator[Item]:
    if sys.stdin is None:
        yield _aside(STANDARD_INPUT, "it is closed")
    else:
        yield from items_in(sys.stdin.buffer, STANDARD_INPUT, hints)


def _in_folder(folder: Path, hints: Hints) -> Iterator[Item]:
    empty = True
    for found in files_in(folder):
        empty = False
        if isinstance(found, SetAside):
            yield Item(found.source, found)
        else:
            yield from _in_file(found, hints)
    if empty:
        yield _aside(str(folder), f"the folder holds no report ({known()})")


def _in_file(path: Path, hints: Hints) -> Iterator[Item]:
    try:
        with path.open("rb") as raw:
            yield from items_in(raw, str(path), hints)
    except (OSError, ValueError) as error:  # a name can't hold every character
        yield _aside(str(path), reason_of(error))


def _aside(place: str, reason: str) -> Item:
    return Item(place, SetAside(place, reason))
