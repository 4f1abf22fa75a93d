"""JSON documents of any length, one element of a list after another, in bounded memory."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.stream import HEAD, Binary, read_some

BLANK = re.compile(r"[ \t\r\n]*")
DECODER = json.JSONDecoder()
BROKEN = "its JSON is broken"


class Text:
    """A stream of UTF-8 text that is looked at from the front, a value at a time.

    `most` bounds one value, in bytes.
    """

    def __init__(self, stream: Binary, most: int) -> None:
        self._stream, self._most = stream, most
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._held, self._at, self._ended = "", 0, False

    def peek(self) -> str:
        """Return the next character that isn't blank, empty at the end."""
        while True:
            self._at = BLANK.match(self._held, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more(HEAD):
                return ""

    def take(self, expected: str) -> None:
        """Pass over one character; Unreadable if it is another one."""
        if self.peek() != expected:
            raise Unreadable(f"{BROKEN}: {expected!r} was to come")
        self._at += 1

    def value(self) -> Any:
        """Return the next value; Unreadable if it is broken or too large."""
        self.peek()
        size = HEAD
        while True:
            try:
                found, end = DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                if not self._grow(size):
                    raise Unreadable(f"{BROKEN}: {error.msg}") from None
            except (ValueError, RecursionError):
                raise Unreadable("its JSON is too deep or holds too long a number") from None
            else:
                # A number may go on beyond what was read.
                if end < len(self._held) or not self._grow(size):
                    self._at = end
                    return found
            size *= 2

    def _grow(self, size: int) -> bool:
        if len(self._held) - self._at > self._most:
            raise Unreadable(f"a value in it is too large (more than {self._most:,} bytes)")
        return self._more(size)

    def _more(self, size: int) -> bool:
        """Read on; each time for longer, so that a long value isn't tried too often."""
        if self._ended:
            return False
        data = read_some(self._stream, size)
        self._ended = not data
        try:
            text = self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError:
            raise Unreadable("it isn't UTF-8, as JSON has to be") from None
        self._held, self._at = self._held[self._at :] + text, 0
        return bool(text) or not self._ended


def elements(text: Text) -> Iterator[Any]:
    """Yield the elements of the list that comes next."""
    text.take("[")
    while text.peek() != "]":
        yield text.value()
        if text.peek() != "]":
            text.take(",")
    text.take("]")


def keys(text: Text) -> Iterator[str]:
    """Yield the names in the object that comes next; the caller takes each one's value."""
    text.take("{")
    while text.peek() != "}":
        key = text.value()
        if not isinstance(key, str):
            raise Unreadable(f"{BROKEN}: a name was to come")
        text.take(":")
        yield key
        if text.peek() != "}":
            text.take(",")
    text.take("}")
