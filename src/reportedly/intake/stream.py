"""Reading bytes without trusting their number: heads, bounded wholes, bounded lines."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from reportedly.errors import Unreadable

if TYPE_CHECKING:
    import gzip

HEAD = 65_536
MEBIBYTE = 1 << 20
GZIP = b"\x1f\x8b"
ENOUGH = 64  # so many times the largest report may go by without one report in it
BROKEN = "its compressed data are damaged or break off"


class Binary(Protocol):
    """What is read from: an open file, a pipe, or bytes in memory."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes, empty at the end."""

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line, or at most `size` bytes of it."""


class _Rejoined(io.RawIOBase):
    """A stream that begins with bytes already taken from it."""

    def __init__(self, head: bytes, rest: Binary) -> None:
        super().__init__()
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        # In pieces as they come: of damaged data all is given that stands before the damage.
        read: Callable[[int], bytes] = getattr(self._rest, "read1", self._rest.read)
        some = self._head.read(len(buffer)) or read(len(buffer))
        buffer[: len(some)] = some
        return len(some)


def opened(raw: BinaryIO) -> tuple[bytes, Binary]:
    """Return the first bytes of a stream and the whole of it, unzipped if it is gzip.

    Works on pipes, which can't be read twice.
    """
    head = raw.read(HEAD)
    whole = io.BufferedReader(_Rejoined(head, raw), HEAD)
    if not head.startswith(GZIP):
        return head, whole
    import gzip

    unzipped = gzip.GzipFile(fileobj=whole)
    head = _beginning(unzipped)
    return head, io.BufferedReader(_Rejoined(head, unzipped), HEAD)


def _beginning(unzipped: gzip.GzipFile) -> bytes:
    """Return the first bytes, as far as they are whole; damage after them is told in its place."""
    head = b""
    try:
        while len(head) < HEAD and (some := unzipped.read1(HEAD - len(head))):
            head += some
    except (EOFError, zlib.error, OSError) as error:
        if not head:
            raise Unreadable(BROKEN) from error
    return head


def read_whole(stream: Binary, most: int) -> bytes:
    """Return all bytes; Unreadable if there are more than `most`."""
    data = _read(stream, most + 1)
    if len(data) > most:
        raise Unreadable(f"it is too large (more than {most:,} bytes)")
    return data


def read_some(stream: Binary, size: int) -> bytes:
    """Return up to `size` bytes, empty at the end; Unreadable if the data are damaged."""
    return _read(stream, size)


@contextmanager
def on_disk(stream: Binary, most: int) -> Iterator[Path]:
    """Give the path of a file that holds all the bytes, for libraries that ask for one.

    Unreadable if there are more than `most`.
    """
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        path, size = Path(folder) / "data", 0
        with path.open("wb") as file:
            while data := _read(stream, MEBIBYTE):
                size += len(data)
                if size > most:
                    raise Unreadable(f"it is too large (more than {most:,} bytes)")
                file.write(data)
        yield path


def read_lines(stream: Binary, most: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield number and bytes of each line that isn't blank; None for one longer than `most`.

    Unreadable if the data are damaged, or if far too much goes by in one line.
    """
    number, passed = 0, 0
    while line := _readline(stream, most + 1):
        number += 1
        passed += len(line)
        if len(line) > most and not line.endswith(b"\n"):
            while (rest := _readline(stream, HEAD)) and not rest.endswith(b"\n"):
                passed += len(rest)
                if passed > most * ENOUGH:
                    raise Unreadable(f"line {number} doesn't end: the rest of it is left out")
            yield number, None
        elif line.strip():
            passed = 0
            yield number, line
        elif passed > most * ENOUGH:
            raise Unreadable(f"nothing but blank lines up to line {number}: the rest is left out")


def _read(stream: Binary, size: int) -> bytes:
    try:
        return stream.read(size)
    except (EOFError, zlib.error) as error:
        raise Unreadable(BROKEN) from error
    except OSError as error:
        raise _told(error) from error


def _readline(stream: Binary, size: int) -> bytes:
    try:
        return stream.readline(size)
    except (EOFError, zlib.error) as error:
        raise Unreadable(BROKEN) from error
    except OSError as error:
        raise _told(error) from error


def _told(error: OSError) -> OSError | Unreadable:
    # gzip's own complaints are OSErrors without a number.
    return Unreadable(BROKEN) if error.errno is None else error
