"""Bytes → text: Unicode by its marks, UTF-8, or an older encoding that fits."""

from __future__ import annotations

import codecs

from reportedly.errors import Unreadable

MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
KNOWN_FILES = (
    (b"%PDF-", "a PDF file: let its name end in .pdf"),
    (b"PK\x03\x04", "a zipped or office file: only .docx is read"),
    (b"\xd0\xcf\x11\xe0", "an old office file: save its text first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)
LOOKED_AT = 4_096  # bytes
CLOSE_TO_NONE = 0.02  # share of zero bytes on the side of UTF-16 that holds the letters
ALLOWED_CONTROL = frozenset("\t\n\r\f\v\x1b\x85")
MOST_CONTROL = 0.01  # share of control characters in a text
WELL_FORMED_PER_BROKEN = 2


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of some bytes, mark removed; Unreadable if they hold none.

    `declared` is an encoding that the document names for itself.
    """
    for opening, what in KNOWN_FILES:
        if data.startswith(opening):
            raise Unreadable(f"it is {what}, not text")
    text = _decode(data, declared).removeprefix("\ufeff")
    control = sum(text.count(sign) for sign in CONTROL)
    if "\x00" in text or control > len(text) * MOST_CONTROL:
        raise Unreadable("it is a binary file, not text")
    return text


CONTROL = [
    chr(code) for code in (*range(1, 32), *range(127, 160)) if chr(code) not in ALLOWED_CONTROL
]


def narrow(head: bytes) -> bytes:
    """Return the beginning of a file as UTF-8 without mark and leading blanks, to look at."""
    wide = next((name for mark, name in MARKS[1:] if head.startswith(mark)), None)
    if wide:
        head = head.decode(wide, "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def _decode(data: bytes, declared: str | None) -> str:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), None)
    encoding = encoding or _without_mark(data)
    if encoding:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise Unreadable(
                f"it is {encoding.upper()} with broken bytes (the first at byte {error.start}): "
                "save it again as UTF-8"
            ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise Unreadable("it is a binary file, not text") from None
        _refuse_broken_utf8(data, error.start)
    return _declared(data, declared) or _older(data)


def _without_mark(data: bytes) -> str | None:
    """Tell UTF-16 that lacks its mark: every other byte of English in it is zero."""
    head = data[:LOOKED_AT]
    half = len(head) // 2
    if half < 2 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.5 and even < CLOSE_TO_NONE:
        return "utf-16-le"
    if even > 0.5 and odd < CLOSE_TO_NONE:
        return "utf-16-be"
    return None


def _refuse_broken_utf8(data: bytes, first: int) -> None:
    """Raise Unreadable for text that is UTF-8 but for a few bytes: another encoding garbles it."""
    decoded = data.decode("utf-8", "replace")
    broken = decoded.count("\ufffd")
    well_formed = sum(1 for sign in decoded if sign > "\x7f" and sign != "\ufffd")
    if well_formed > broken * WELL_FORMED_PER_BROKEN:
        raise Unreadable(
            f"it is UTF-8 with broken bytes (the first at byte {first}): save it again as UTF-8"
        )


def _declared(data: bytes, declared: str | None) -> str | None:
    try:
        return data.decode(declared) if declared else None
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _older(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Windows-1252 first: English in it is mistaken for one of its many near relatives.
    found = from_bytes(data, cp_isolation=["cp1252"]).best() or from_bytes(data).best()
    if found is None:
        raise Unreadable("it is no text, or its encoding can't be told: save it as UTF-8")
    return str(found)
