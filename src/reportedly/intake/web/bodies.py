"""Bodies of answers: received and unzipped within bounds, whatever they claim of themselves."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from reportedly.errors import Unreadable
from reportedly.intake.stream import Binary

PIECE = 65_536
# By hand: the standard library's parser of such headers stumbles over some that sites send.
CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
LONGEST_LINE = 256  # bytes of the line before a chunk
DIGITS = re.compile(rb"[0-9A-Fa-f]{1,12}")
RATIO = 100  # times the bytes that came; pages are rarely zipped to less than a twentieth
FREE = 1_000_000  # bytes up to which the ratio is not asked
WRAPPED = ("gzip", "x-gzip", "deflate")
EITHER = 47  # zlib's way to say: gzip's wrapping or its own, told by the first bytes
GZIP = b"\x1f\x8b"


def declared(content_type: str) -> tuple[str, str | None]:
    """Return the media type in lower case and the encoding that a Content-Type names."""
    named = content_type.partition(";")[0].strip().lower()
    charset = CHARSET.search(content_type)
    return named, charset[1].lower() if charset else None


def received(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return a body of at most `most` bytes, unzipped; Unreadable if it is larger or damaged."""
    wrapped = encoding.strip().lower()
    if wrapped not in {"", "identity", *WRAPPED}:
        raise Unreadable(f"it is sent in an encoding that wasn't asked for ({wrapped[:40]})")
    plain = unzipped(chunks, most) if wrapped in WRAPPED else chunks
    body = bytearray()
    for chunk in plain:
        body += chunk
        if len(body) > most:
            raise Unreadable(f"it is too large (more than {most:,} bytes)")
    return bytes(body)


def rejoined(stream: Binary) -> Iterator[bytes]:
    """Yield a body that is sent in chunks, put together; one that isn't so sent, as it is."""
    line = stream.readline(LONGEST_LINE)
    if _length(line) is None:  # some archives keep the header of what they have put together
        yield line
        while piece := stream.read(PIECE):
            yield piece
        return
    while left := _length(line):
        while left:
            piece = stream.read(min(left, PIECE))
            if not piece:
                raise Unreadable("it breaks off")
            left -= len(piece)
            yield piece
        stream.readline(LONGEST_LINE)
        line = stream.readline(LONGEST_LINE)
    if _length(line) is None:
        raise Unreadable("its pieces don't fit together")


def _length(line: bytes) -> int | None:
    """Return the length that the line before a chunk tells, in hexadecimal digits."""
    digits = line.partition(b";")[0].strip()
    return int(digits, 16) if DIGITS.fullmatch(digits) and line.endswith(b"\n") else None


def unzipped(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Yield what zipped chunks hold, never much more than `most` bytes or `RATIO` times them."""
    machine = zlib.decompressobj(EITHER)
    came = gave = 0
    try:
        for chunk in chunks:
            came += len(chunk)
            rest, more = chunk, True
            while more and gave <= most:
                piece = machine.decompress(rest, PIECE)
                rest = machine.unconsumed_tail
                more = bool(rest) or len(piece) == PIECE
                if machine.eof and machine.unused_data.startswith(GZIP):  # another member
                    rest, more = machine.unused_data, True
                    machine = zlib.decompressobj(EITHER)
                gave += len(piece)
                if gave > max(FREE, came * RATIO):
                    raise Unreadable(f"it unzips to more than {RATIO} times its size")
                yield piece
    except zlib.error:
        raise Unreadable("its compressed data are damaged") from None
    if not machine.eof and came:
        raise Unreadable("its compressed data break off")
