"""A brief as Word document: real headings, numbered sources that notes lead to, pictures as PNG."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Written
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Text

from reportedly.publish.brief.model import Cited
from reportedly.publish.brief_formats.blocks import (
    Block,
    Columns,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Said,
    Sheet,
    Sources,
)
from reportedly.publish.brief_formats.pdf import png
from reportedly.publish.characters import for_page
from reportedly.publish.sheet import web_address
from reportedly.publish.wording import plainly

SOFT, RED, BLUE = RGBColor(0x5A, 0x56, 0x50), RGBColor(0x9A, 0x2D, 0x20), RGBColor(0x1F, 0x4B, 0x85)
WIDE = Cm(17)
EPOCH = (1980, 1, 1, 0, 0, 0)  # of files in the archive: a clock would make each brief another
COLUMNS = 3  # beside each other


def docx(sheet: Sheet) -> bytes:
    """Return a brief as a Word document; the same bytes for the same brief."""
    made = _Word(sheet)
    for block in sheet.blocks:
        made.put(block)
    return made.saved()


class _Word:
    """A document that blocks are put into."""

    def __init__(self, sheet: Sheet) -> None:
        self.file: Written = Document()
        self.bookmarks = 0
        _set_up(self.file, sheet)
        self.file.add_heading(for_page(sheet.title), 1)
        self.file.add_paragraph(for_page(sheet.subtitle))

    def put(self, block: Block) -> None:
        """Put a block at the end of the document."""
        match block:
            case Heading(level, words, tag):
                told = f"{words} ({plainly(tag)})" if tag else words
                self.file.add_heading(for_page(told), level)
            case Paragraph(said, soft):
                self._said(self.file.add_paragraph(), said, soft)
            case Listing():
                self._listing(self.file, block)
            case Columns(lists):
                self._columns(lists)
            case Grid():
                self._grid(block)
            case Picture():
                self._picture(block)
            case Sources(cited):
                for one in cited:
                    self._source(one)

    def saved(self) -> bytes:
        """Return the document's bytes."""
        written = io.BytesIO()
        self.file.save(written)
        made = io.BytesIO()
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w") as new:
            for name in sorted(old.namelist(), key=lambda it: (it != "[Content_Types].xml", it)):
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name))
        return made.getvalue()

    def _listing(self, room: Any, block: Listing) -> None:
        if block.title:
            title = room.add_paragraph()
            title.add_run(for_page(block.title)).bold = True
            title.paragraph_format.keep_with_next = True
        for it in block.entries:
            entry = room.add_paragraph()
            if it.under:
                entry.paragraph_format.left_indent = Cm(0.8)
            self._said(entry, it)

    def _columns(self, lists: Sequence[Listing]) -> None:
        for start in range(0, len(lists), COLUMNS):
            some = lists[start : start + COLUMNS]
            table = self.file.add_table(rows=1, cols=len(some))
            for cell, it in zip(table.rows[0].cells, some, strict=True):
                self._listing(cell, it)
                _drop_first(cell)
        self.file.add_paragraph().paragraph_format.space_after = Pt(0)

    def _grid(self, grid: Grid) -> None:
        table = self.file.add_table(rows=1, cols=len(grid.head), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, grid.head, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        _repeat(table.rows[0])
        for row in grid.rows:
            cells = table.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[-1])
            for cell, it in zip(cells, row, strict=False):
                self._said(cell.paragraphs[0], it, strong=len(row) == 1)

    def _picture(self, block: Picture) -> None:
        shape = self.file.add_picture(io.BytesIO(png(block.svg)), width=WIDE)
        shape._inline.docPr.set("descr", for_page(block.alt))
        self._said(self.file.add_paragraph(), Said(block.caption), soft=True)

    def _source(self, one: Cited) -> None:
        entry = self.file.add_paragraph()
        entry.add_run(f"{one.number}. ").bold = True
        entry.add_run(for_page(one.title or "Untitled report")).italic = True
        told = (one.outlet or "outlet not told", one.published or "undated")
        entry.add_run(for_page(", " + ", ".join(told)))
        address = web_address(one.url)
        if address:
            entry.add_run(", ")
            part = self.file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            _link(entry, address, qn("r:id"), part)
        if one.remarks:
            _small(entry, f" ({one.remarks})")
        for note in one.notes:
            words = self.file.add_paragraph()
            words.paragraph_format.left_indent = Cm(0.8)
            mark = f"{one.number}{note.letter}"
            self._bookmark(words, mark)
            _small(words, f" “{for_page(note.words)}”")

    def _bookmark(self, entry: Text, mark: str) -> None:
        """Write a note's mark as a place that links lead to."""
        self.bookmarks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            element = OxmlElement(tag)
            element.set(qn("w:id"), str(self.bookmarks))
            if tag == "w:bookmarkStart":
                element.set(qn("w:name"), f"n{mark}")
            entry._p.append(element)
            if tag == "w:bookmarkStart":
                entry.add_run(mark).bold = True

    def _said(self, entry: Text, it: Said, soft: bool = False, strong: bool = False) -> None:
        if it.label:
            entry.add_run(for_page(it.label) + ": ").bold = True
        if soft:
            _small(entry, for_page(it.words))
        else:
            entry.add_run(for_page(it.words)).bold = strong or None
        if it.aside:
            _small(entry, f" {for_page(it.aside)}")
        for mark in it.marks:
            entry.add_run(" ")
            _link(entry, mark, qn("w:anchor"), f"n{mark}", raised=True)
        if it.verbatim:
            _small(entry, " quoted: the sentence failed the check")
        if it.against:
            _small(entry, " held against it: ", RED)
            for place, mark in enumerate(it.against):
                _small(entry, ", " if place else "", RED)
                _link(entry, mark, qn("w:anchor"), f"n{mark}")


def _set_up(file: Written, sheet: Sheet) -> None:
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    file.styles["Normal"].paragraph_format.space_after = Pt(4)
    file.styles["Normal"].font.size = Pt(10)
    about = file.core_properties
    about.title = for_page(f"{sheet.title}, {sheet.subtitle}")[:250]
    about.author, about.language = "Reportedly", "en"
    about.keywords, about.comments = sheet.brief.fingerprint, ""
    day = datetime.fromisoformat(sheet.brief.window.until).replace(tzinfo=UTC)
    about.created = about.modified = day


def _small(entry: Text, words: str, ink: RGBColor = SOFT) -> None:
    run = entry.add_run(words)
    run.font.size, run.font.color.rgb = Pt(8.5), ink


def _link(entry: Text, words: str, kind: str, target: str, raised: bool = False) -> None:
    """Write words that lead to a bookmark of the document, or to an address of its parts."""
    run = entry.add_run(for_page(words))
    run.font.color.rgb = BLUE
    run.font.superscript = raised or None
    link = OxmlElement("w:hyperlink")
    link.set(kind, target)
    entry._p.append(link)
    link.append(run._r)


def _repeat(row: Any) -> None:
    """Let a table's first row stand on every page."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def _drop_first(cell: _Cell) -> None:
    """Take out the empty paragraph that a new cell begins with."""
    first = cell.paragraphs[0]._p
    if len(cell.paragraphs) > 1:
        first.getparent().remove(first)
