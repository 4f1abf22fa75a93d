"""A brief as Markdown, HTML, Word document, PDF and JSON, all from one layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.publish.brief import Brief
from reportedly.publish.brief_formats.blocks import Picture, Sheet
from reportedly.publish.brief_formats.layout import sheet_of
from reportedly.publish.brief_formats.markdown import markdown
from reportedly.publish.brief_formats.page import drawing, html
from reportedly.publish.brief_formats.plain import as_values, json_text


@dataclass(frozen=True, slots=True)
class Format:
    """A format of briefs: the ending of its files, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Brief], bytes]


def _pdf(brief: Brief) -> bytes:
    from reportedly.publish.brief_formats.pdf import pdf

    return pdf(sheet_of(brief))


def _docx(brief: Brief) -> bytes:
    from reportedly.publish.brief_formats.word import docx

    return docx(sheet_of(brief))


def _encoded(text: str) -> bytes:
    """Return a text as UTF-8; halves of characters, which it has no place for, are replaced."""
    return text.encode("utf-8", "replace")


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    it.name: it
    for it in (
        Format("md", "text/markdown; charset=utf-8", lambda it: _encoded(markdown(sheet_of(it)))),
        Format("html", "text/html; charset=utf-8", lambda it: _encoded(html(sheet_of(it)))),
        Format("docx", WORD, _docx),
        Format("pdf", "application/pdf", _pdf),
        Format("json", "application/json", lambda it: _encoded(json_text(it))),
    )
}

__all__ = [
    "FORMATS", "Format", "Picture", "Sheet", "as_values", "drawing", "html", "json_text",
    "markdown", "sheet_of",
]  # fmt: skip
