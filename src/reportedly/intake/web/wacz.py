"""WACZ archives: WARCs in a zip file, with the list of the pages that were meant."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from reportedly.errors import Unreadable
from reportedly.intake.document import Hints
from reportedly.intake.format import Item
from reportedly.intake.stream import Binary, on_disk, opened, read_lines
from reportedly.intake.web.addresses import checked_url
from reportedly.intake.web.warc import read_warc
from reportedly.vocabulary import SetAside

LARGEST = 4_000_000_000  # bytes; it is put on the disk to be read, not into memory
FREE = 16_000_000  # bytes up to which the ratio is not asked
MOST_MEMBERS = 10_000
MOST_PAGES = 1_000_000
RATIO = 100
ZIP = b"PK\x03\x04"
# How zipfile stumbles over damage; an OSError where a place before the beginning is named.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")


def looks_like_wacz(head: bytes) -> bool:
    """Tell whether some bytes begin a zip file whose first members are those of a WACZ."""
    inside = (b"archive/", b"datapackage.json", b"pages/", b"indexes/")
    return head.startswith(ZIP) and any(head[30:].startswith(name) for name in inside)


def read_wacz(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield what the pages of each WARC in it hold, by the names of the WARCs.

    Nothing of it is written under a name of its own, so no name in it leads astray.
    """
    with on_disk(stream, LARGEST) as path:
        try:
            with zipfile.ZipFile(path) as archive:
                yield from _in_archive(archive, name, hints)
        except (*DAMAGE, NotImplementedError, ValueError):
            raise Unreadable("its zip file is damaged or of an unknown kind") from None


def _in_archive(archive: zipfile.ZipFile, name: str, hints: Hints) -> Iterator[Item]:
    members = archive.infolist()
    _refuse_bombs(members)
    warcs = sorted(
        (it for it in members if it.filename.lower().endswith((".warc", ".warc.gz"))),
        key=lambda it: it.filename,
    )
    if not warcs:
        raise Unreadable("it holds no WARC archive")
    pages = _pages(archive)
    for member in warcs:
        place = f"{name}:{member.filename}"
        try:
            with archive.open(member) as raw:
                _, inner = opened(cast(BinaryIO, raw))
                yield from read_warc(
                    inner, place, hints, lambda url, at: not pages or _plain(url) in pages
                )
        except (Unreadable, *DAMAGE) as error:
            said = error if isinstance(error, Unreadable) else "its compressed data are damaged"
            yield Item(place, SetAside(place, str(said)))
        except (RuntimeError, NotImplementedError):  # how zipfile says it wants a password
            yield Item(place, SetAside(place, "it is encrypted or packed in an unknown way"))


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    """Raise Unreadable if a zip file holds far more than it weighs, as only bombs do."""
    if len(members) > MOST_MEMBERS:
        raise Unreadable(f"its zip file holds more than {MOST_MEMBERS:,} files")
    for member in members:
        if member.file_size > max(FREE, member.compress_size * RATIO):
            raise Unreadable(f"its zip file unzips to more than {RATIO} times its size")


def _pages(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the addresses of the pages that were meant to be kept; frames and adverts aren't."""
    found: set[str] = set()
    for name in PAGES:
        try:
            with archive.open(name) as raw:
                for _, line in read_lines(cast(Binary, raw), 1_000_000):
                    url = _address(line)
                    if url:
                        found.add(url)
                    if len(found) >= MOST_PAGES:
                        break
        except (KeyError, Unreadable, *DAMAGE, RuntimeError):
            continue
    return frozenset(found)


def _address(line: bytes | None) -> str | None:
    try:
        told = json.loads(line or b"")
    except (ValueError, RecursionError):
        return None
    url = told.get("url") if isinstance(told, dict) else None
    return _plain(url) if isinstance(url, str) else None


def _plain(url: str) -> str | None:
    try:
        return checked_url(url)
    except Unreadable:
        return None
