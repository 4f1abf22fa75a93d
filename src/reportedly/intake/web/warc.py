"""WARC archives: the pages in them, each as it was fetched by whoever made the archive."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.document import Hints
from reportedly.intake.format import Item
from reportedly.intake.stream import BROKEN, Binary
from reportedly.intake.web.addresses import checked_url
from reportedly.intake.web.bodies import GZIP, declared, received, rejoined
from reportedly.vocabulary import SetAside

# What reports come as; pictures, scripts and answers to programs go by in silence.
DOCUMENTS = frozenset({"text/html", "application/xhtml+xml", "application/pdf"})
PROTOCOLS = ("HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3.0", "HTTP/3")
HEADERS = 262_144  # bytes of a record's own headers, or of the answer's in it
PIECE = 65_536
NAMED = re.compile(rb"WARC/\d")
Wanted = Callable[[str, str | None], bool]  # by its address and the instant of its capture


@dataclass(frozen=True, slots=True)
class Capture:
    """A page in an archive: its address, when it was fetched, and what came."""

    url: str
    retrieved: str | None
    media_type: str
    charset: str | None
    data: bytes


def looks_like_warc(head: bytes) -> bool:
    """Tell whether some bytes begin a WARC archive."""
    return NAMED.match(head) is not None


def read_warc(
    stream: Binary, name: str, hints: Hints, wanted: Wanted = lambda url, at: True
) -> Iterator[Item]:
    """Yield what each page of an archive holds, in its order; `name:17` is the 17th record.

    `wanted` tells whether a page is asked for. A broken record sets itself aside;
    what comes after damage that hides where records begin is lost, which is said.
    """
    from reportedly.intake.sources import items_in

    for number, found in captures(stream, hints.max_bytes, wanted):
        place = f"{name}:{number}"
        if isinstance(found, str):
            yield Item(place, SetAside(place, found))
            continue
        told = replace(hints, url=found.url, encoding=found.charset, retrieved=found.retrieved)
        for item in items_in(io.BytesIO(found.data), found.url, told, found.media_type):
            yield placed(item, place)


def placed(item: Item, place: str) -> Item:
    """Return an item under another name of its place; its original keeps the address."""
    found = item.found
    if isinstance(found, SetAside):
        return Item(place, SetAside(place, found.reason), item.original)
    return Item(place, found, item.original)


def captures(
    stream: Binary, most: int, wanted: Wanted = lambda url, at: True
) -> Iterator[tuple[int, Capture | str]]:
    """Yield the number of each record that holds a page with the page, or why it is unreadable."""
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    rationed = _Rationed(stream)
    number = 0
    try:
        for number, record in enumerate(_records(rationed), 1):
            rationed.allow(record.length)
            try:
                capture = _capture(record, most, wanted)
            except Unreadable as reason:
                if rationed.broken:
                    raise
                yield number, str(reason)
                continue
            if capture is not None:
                yield number, capture
    except (ArchiveLoadFailed, Unreadable, ValueError, AttributeError) as error:
        # AttributeError: warcio's own way to stumble over a record without an address.
        said = error if isinstance(error, Unreadable) else "a record begins where none can"
        yield number + 1, f"the archive is damaged here ({said}): the rest of it is left out"
        return
    if not number:
        raise Unreadable("this archive holds no record")


def _records(stream: _Rationed) -> Iterator[Any]:
    from warcio.archiveiterator import WARCIterator  # type: ignore[import-untyped]

    class Quiet(WARCIterator):  # type: ignore[misc]
        """Says nothing by itself on standard error, and leaves what is in records to us.

        warcio ends silently at an answer that breaks off, were it to parse it.
        """

        INC_RECORD = ""

    for record in Quiet(stream, no_record_parse=True):
        if record.length is None:
            raise Unreadable("a record doesn't say how long it is")
        yield record


def _capture(record: Any, most: int, wanted: Wanted) -> Capture | None:
    """Return the page in a record, or None if it holds none."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    retrieved = _instant(record.rec_headers.get_header("WARC-Date"))
    if record.rec_type not in {"response", "resource"} or not url or not wanted(url, retrieved):
        return None
    try:
        address = checked_url(url)
    except Unreadable:  # a look-up of a name, a file, a script's inner address
        return None
    headers, body = (
        _answer(record.raw_stream)
        if record.rec_type == "response"
        else ({"content-type": record.content_type or ""}, record.raw_stream)
    )
    media_type, charset = declared(headers.get("content-type", ""))
    if headers.get(":status", "200") != "200" or media_type not in DOCUMENTS:
        return None
    if record.rec_headers.get_header("WARC-Truncated"):
        raise Unreadable("the archive holds only a part of it")
    data = _payload(headers, body, most)
    return Capture(address, retrieved, media_type, charset, data)


def _answer(stream: Any) -> tuple[dict[str, str], Any]:
    """Return the headers of an answer in lower case, its status as ":status", and its body."""
    from warcio.statusandheaders import (  # type: ignore[import-untyped]
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    head = _read(stream, HEADERS)
    if len(head) == HEADERS and b"\r\n\r\n" not in head and b"\n\n" not in head:
        raise Unreadable("the headers of its answer don't end")
    rest = io.BytesIO(head)
    try:
        told = StatusAndHeadersParser(list(PROTOCOLS)).parse(rest)
    except (StatusAndHeadersParserException, EOFError, ValueError):
        raise Unreadable("its record holds no answer of a site") from None
    headers = {str(key).lower(): str(value) for key, value in told.headers}
    headers[":status"] = told.get_statuscode()
    return headers, io.BufferedReader(_Both(rest.read(), stream))


class _Both(io.RawIOBase):
    """What was read ahead of a stream, and then the stream."""

    def __init__(self, head: bytes, rest: Any) -> None:
        super().__init__()
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        some = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(some)] = some
        return len(some)


def _payload(headers: dict[str, str], body: Binary, most: int) -> bytes:
    """Return what an answer holds, put together from its pieces and unzipped, within bounds."""
    chunked = headers.get("transfer-encoding", "").lower() == "chunked"
    pieces = rejoined(body) if chunked else iter(lambda: body.read(PIECE), b"")
    encoding = headers.get("content-encoding", "")
    first = next(pieces, b"")
    if not first.startswith(GZIP) and encoding.lower() in {"gzip", "x-gzip"}:
        encoding = ""  # some archives keep the header of what they have unzipped
    return received(chain((first,), pieces), encoding, most)


def _read(stream: Any, size: int) -> bytes:
    """Read so many bytes, or all there are."""
    data = bytearray()
    while len(data) < size and (piece := stream.read(size - len(data))):
        data += piece
    return bytes(data)


def _instant(written: str | None) -> str | None:
    try:
        told = datetime.fromisoformat(str(written))
        aware = told if told.tzinfo else told.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


class _Rationed(io.RawIOBase):
    """A stream that gives no more than is due: a header without an end would fill the memory."""

    def __init__(self, inner: Binary) -> None:
        super().__init__()
        # In pieces as they come: before damage nothing is lost.
        self._piece: Callable[[int], bytes] = getattr(inner, "read1", inner.read)
        self._left = HEADERS
        self.broken = False

    def allow(self, length: int) -> None:
        """Let so many bytes of a record go by, and then the headers of the next."""
        self._left = max(length, 0) + HEADERS

    def read(self, size: int = -1, /) -> bytes:
        try:
            data = self._piece(size if size >= 0 else PIECE)
        except (EOFError, zlib.error, OSError):
            # Told as Unreadable: warcio takes the end of a file for that of the archive.
            self.broken = True
            raise Unreadable(BROKEN) from None
        self._left -= len(data)
        if self._left < 0:
            self.broken = True
            raise Unreadable("the headers of a record don't end")
        return data
