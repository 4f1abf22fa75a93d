"""PDF files: the text of their pages, mended into paragraphs.

Their dates aren't taken: a PDF tells when the file was made, which may be years after the report.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.article import LONGEST
from reportedly.intake.document import Document, Hints
from reportedly.intake.format import Format, whole

TIMES = 10  # so many times the largest report: a PDF file carries pictures and fonts
MOST_PAGES = 1_000
MOST_SECONDS = 30.0
FEWEST_LETTERS = 20  # in the whole file; less is what a scan leaves
HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]\n(\w+)")
COMPOUND = re.compile(r"\w+-\w+")
EDGE_LINES = 3  # at the head and the foot of a page
REPEATED = 3  # pages on which a line stands to be a running head
SENTENCE_END = re.compile(r"[.!?:;…”\"’)\]]$")
NEW_BLOCK = re.compile(r"(?:[•▪◦‣·*]|[-–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
# Of the usual width: a line shorter than this ends its paragraph, if it ends a sentence too, or if
# the next one begins with a capital.
FULL_SENTENCE, FULL_LINE = 0.92, 0.7
NO_TITLE = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|indd|qxd|odt)$", re.IGNORECASE)


def read_pdf(data: bytes, hints: Hints) -> Document:
    """Return the text of a PDF file; Unreadable if it is locked, broken, or holds only pictures."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints are of no use to users
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it is a PDF file with a password: save it without one")
        pages = _pages(reader)
        told: Any = reader.metadata or {}
    except Unreadable:
        raise
    except Exception as error:  # a broken file may fail anywhere in the library
        raise Unreadable(f"this PDF file can't be parsed ({type(error).__name__})") from None
    if sum(map(_letters, pages)) < FEWEST_LETTERS:
        raise Unreadable("this PDF file holds no text, only pictures of it: read it with OCR first")
    return Document(
        text=mended(pages), title=_title(told.get("/Title")), authors=_authors(told.get("/Author"))
    )


def mended(pages: list[str]) -> str:
    """Return the pages as running text: no heads, feet and page numbers, lines and words whole."""
    lines = [line for page in _without_running_heads(pages) for line in page]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    paragraphs: list[str] = []
    current = ""
    for line in lines:
        fresh = not line or NEW_BLOCK.match(line)
        if current and (fresh or _ends(current.rpartition("\n")[2], usual, line)):
            paragraphs.append(current)
            current = ""
        current = f"{current}\n{line}" if current else line
    paragraphs.append(current)
    compounds = {it.lower() for line in lines for it in COMPOUND.findall(line)}
    return "\n".join(_joined(it, compounds) for it in paragraphs if it.strip())


def _pages(reader: Any) -> list[str]:
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(f"this PDF file has more than {MOST_PAGES:,} pages")
    pages: list[str] = []
    length, begun = 0, time.monotonic()
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > 2 * LONGEST:
            break  # make_article says that it is too long
        if time.monotonic() - begun > MOST_SECONDS:
            raise Unreadable(f"this PDF file takes more than {MOST_SECONDS:.0f} s to read")
    return pages


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _without_running_heads(pages: list[str]) -> list[list[str]]:
    """Return the lines of each page without those that stand at the edge of many."""
    split = [[" ".join(it.split()) for it in page.splitlines()] for page in pages]
    split = [_stripped(lines) for lines in split]
    seen = Counter(mark for lines in split for mark in {_mark(it) for it in _edges(lines) if it})
    least = max(REPEATED, len(pages) // 2)
    running = {mark for mark, count in seen.items() if count >= least}
    numbers = {"#", "page #", "- # -", "page # of #", "#/#", "# of #", "– # –", "# | page"}
    for lines in split:
        for edge in (range(EDGE_LINES), range(-1, -EDGE_LINES - 1, -1)):
            for at in [it for it in edge if -len(lines) <= it < len(lines)]:
                mark = _mark(lines[at])
                if mark in running or (len(pages) > 1 and mark in numbers):
                    lines[at] = "\0"
    return [[line for line in lines if line != "\0"] for lines in split]


def _stripped(lines: list[str]) -> list[str]:
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _edges(lines: list[str]) -> list[str]:
    return [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]


def _mark(line: str) -> str:
    return re.sub(r"\d+", "#", line).lower()


def _ends(line: str, usual: int, following: str) -> bool:
    """Tell whether a line ends its paragraph: it is short, and the next one doesn't go on."""
    if line.endswith("-"):
        return False
    if SENTENCE_END.search(line):
        return len(line) < usual * FULL_SENTENCE
    return len(line) < usual * FULL_LINE and not following[:1].islower()


def _joined(lines: str, compounds: set[str]) -> str:
    """Return a paragraph's lines as one; a word parted at a line's end becomes whole.

    The hyphen stays before a capital letter or a figure, and in compounds that stand unparted
    elsewhere.
    """

    def whole(parted: re.Match[str]) -> str:
        first, second = parted.groups()
        hyphen = f"{first}-{second}".lower() in compounds or not second[:1].islower()
        return f"{first}-{second}" if hyphen or not first[-1:].islower() else first + second

    return " ".join(HYPHEN.sub(whole, lines).split())


def _title(value: object) -> str | None:
    title = " ".join(str(value or "").split())
    return title if 3 < len(title) < 300 and not NO_TITLE.search(title) else None


def _authors(value: object) -> tuple[str, ...]:
    names = (" ".join(it.split()) for it in re.split(r"[;|]", str(value or "")[:500]))
    return tuple(name for name in names if name)


FORMATS = (
    Format(
        "pdf",
        "PDF files with text in them, not scans",
        whole("application/pdf", read_pdf, TIMES),
        suffixes=(".pdf",),
        media_types=("application/pdf", "application/x-pdf"),
        looks=lambda head: head.lstrip()[:5] == b"%PDF-",
    ),
)
