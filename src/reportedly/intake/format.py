"""What a format is: the door by which files of any kind come in.

::

    from reportedly.intake import Document, Format, whole

    def read_note(data: bytes, hints: Hints) -> Document:
        return Document(text=data.decode("utf-8"), outlet="Field notes")

    note = Format("note", "field notes", whole("text/x-note", read_note), (".note",))

An entry point of the group `reportedly.formats` names a Format, or a tuple of them. Everything
that a format can't read it raises as Unreadable: for a file of one report that sets the file
aside, for a file of many what is left of it; `one` sets a single record aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reportedly.errors import Unreadable
from reportedly.intake.article import make_article
from reportedly.intake.document import Document, Hints
from reportedly.intake.original import make_original
from reportedly.intake.stream import Binary, read_whole
from reportedly.vocabulary import Article, Original, SetAside

LAST = -100  # the rank of what is tried for a file that no format claims by its name


class Item(NamedTuple):
    """What stands at one place of a source: an article or why there is none, and its bytes."""

    place: str
    found: Article | SetAside
    original: Original | None = None


Read = Callable[[Binary, str, Hints], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `about` is one line for the user, `suffixes` are lower case with the dot.

    `read` takes a stream, the name of the source, and hints. `looks` tells by the first bytes (up
    to 64 KB) whether a file may be of this format; of two formats that claim a file the one with
    the higher `rank` is asked first. `many` tells that a file may hold several reports, `columns`
    that it heeds the columns that hints name.
    """

    name: str
    about: str
    read: Read
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    looks: Callable[[bytes], bool] | None = None
    many: bool = False
    rank: int = 0
    columns: bool = False


def whole(media_type: str, parse: Callable[[bytes, Hints], Document], times: int = 1) -> Read:
    """Return the reader of files that hold one report each; `parse` gets all its bytes.

    They are bounded by `times` the largest report: a PDF file carries more than its text.
    """

    def read(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
        data = read_whole(stream, hints.max_bytes * times)
        if not data.strip():
            raise Unreadable("it is empty")
        yield one(name, lambda: parse(data, hints), hints, data, media_type)

    return read


def one(
    place: str, make: Callable[[], Document], hints: Hints, data: bytes | None, media_type: str
) -> Item:
    """Return the item of one report; whatever is wrong with it sets only this one aside.

    `make` returns its document or raises Unreadable; `data` are the bytes it came as.
    """
    original = None if data is None else make_original(data, media_type, place, hints)
    try:
        return Item(place, make_article(make(), hints), original)
    except Exception as error:
        # Even what nobody foresaw in one document must not end the reading of the others.
        return Item(place, SetAside(place, reason_of(error)), original)


def reason_of(error: Exception) -> str:
    """Return one line that says why a report or a source can't be read."""
    match error:
        case Unreadable() | ValueError():
            return str(error)
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "it may not be opened: permission denied"
        case OSError(strerror=str(said)):
            return said
        case MemoryError():
            return "there was too little memory to read it"
        case _:
            return f"it can't be read ({type(error).__name__}: {error})"
