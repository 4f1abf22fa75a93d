"""Word files (.docx): paragraphs and tables in their order; notes and headers left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.document import Document, Hints
from reportedly.intake.format import Format, whole
from reportedly.intake.formats.zipped import require_harmless

TIMES = 10  # so many times the largest report: the file carries pictures
MAIN = "word/document.xml"


def read_docx(data: bytes, hints: Hints) -> Document:
    """Return the text of a Word file; Unreadable if it is no such file or breaks off."""
    if MAIN not in require_harmless(data, hints.max_bytes * TIMES):
        raise Unreadable("it is a zip container, but no Word file")
    import docx

    try:
        opened = docx.Document(io.BytesIO(data))
        told = opened.core_properties
        lines = list(_lines(opened.iter_inner_content()))
        title, author = told.title, told.author
    except Exception as error:  # a broken file may fail anywhere in the library
        raise Unreadable(f"this Word file can't be parsed ({type(error).__name__})") from None
    authors = tuple(name.strip() for name in (author or "").split(";") if name.strip())
    return Document(
        text="\n".join(lines),
        title=" ".join((title or "").split()) or None,
        authors=tuple(name for name in authors if name != "python-docx"),
    )


def _lines(blocks: Any) -> Iterator[str]:
    for block in blocks:
        rows = getattr(block, "rows", None)
        if rows is None:
            text = block.text.strip()
            if text:
                yield text
            continue
        for row in rows:
            cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
            if any(cells):
                yield "\t".join(cells)


def _looks(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)


FORMATS = (
    Format(
        "docx",
        "Word files (.docx)",
        whole(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            read_docx,
            TIMES,
        ),
        suffixes=(".docx",),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        looks=_looks,
    ),
)
