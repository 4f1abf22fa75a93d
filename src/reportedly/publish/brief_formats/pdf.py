"""A brief as PDF, set by Typst: tagged, with its own fonts, the same bytes for the same brief.

Text from outside is handed over as data and is never markup; the document is compiled in an empty
folder of its own, and asks for no package and no file.
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

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
from reportedly.publish.brief_formats.drawable import Drawable
from reportedly.publish.sheet import web_address
from reportedly.publish.wording import plainly

PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 480pt)"""
DOTS = 200.0  # of an inch of a picture


def pdf(sheet: Sheet) -> bytes:
    """Return a brief as PDF/UA, tagged for readers of screens."""
    fit = Drawable()
    data = {
        "title": fit(sheet.title), "subtitle": fit(sheet.subtitle),
        "keywords": sheet.brief.fingerprint,
        "blocks": [_block(block, fit) for block in sheet.blocks],
    }  # fmt: skip
    data["undrawn"] = fit.told()
    source = files("reportedly.publish").joinpath("templates", "brief.typ").read_bytes()
    return _compiled(
        source, {"data": json.dumps(data)}, format="pdf", pdf_standards=["ua-1"],
        timestamp=_moment(sheet),
    )  # fmt: skip


def png(svg: str) -> bytes:
    """Return a drawing as PNG."""
    return _compiled(PICTURE, {"svg": Drawable()(svg)}, format="png", ppi=DOTS)


def _compiled(source: bytes, inputs: dict[str, str], **how: Any) -> bytes:
    with tempfile.TemporaryDirectory(prefix="reportedly-") as room:
        compiler = typst.Compiler(
            root=room, font_paths=_fonts(), ignore_system_fonts=True, package_path=room,
            package_cache_path=room,
        )  # fmt: skip
        made = compiler.compile(source, sys_inputs=inputs, **how)
    assert isinstance(made, bytes)  # noqa: S101 (tells mypy: one page, or a PDF)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Return Typst's own fonts: those of the machine would make other files of one brief."""
    return typst.Fonts(include_system_fonts=False)


def _moment(sheet: Sheet) -> int:
    """Return the end of the window as the file's time: a clock would make each file another."""
    day = datetime.fromisoformat(sheet.brief.window.until).replace(tzinfo=UTC)
    return int(day.timestamp())


def _block(block: Block, fit: Drawable) -> dict[str, Any]:
    match block:
        case Heading(level, words, tag):
            told = plainly(tag) if tag else ""
            return {"is": "heading", "level": level, "words": fit(words), "tag": told}
        case Paragraph(said, soft):
            return {"is": "paragraph", "said": _said(said, fit), "soft": soft}
        case Listing():
            return {"is": "listing", **_listing(block, fit)}
        case Columns(lists):
            return {"is": "columns", "lists": [_listing(it, fit) for it in lists]}
        case Grid(head, rows, _):
            cells = [[_said(it, fit) for it in row] for row in rows]
            return {"is": "grid", "head": list(head), "rows": cells}
        case Picture(svg, alt, caption):
            return {"is": "picture", "svg": fit(svg), "alt": fit(alt), "caption": fit(caption)}
        case Sources(cited):
            return {"is": "sources", "cited": [_source(one, fit) for one in cited]}


def _listing(block: Listing, fit: Drawable) -> dict[str, Any]:
    entries = [_said(it, fit) for it in block.entries]
    return {"title": fit(block.title or ""), "level": block.level, "entries": entries}


def _said(said: Said, fit: Drawable) -> dict[str, Any]:
    return {
        "words": fit(said.words), "label": fit(said.label or ""), "aside": fit(said.aside or ""),
        "marks": list(said.marks), "against": list(said.against), "verbatim": said.verbatim,
        "under": said.under,
    }  # fmt: skip


def _source(one: Cited, fit: Drawable) -> dict[str, Any]:
    told = (one.outlet or "outlet not told", one.published or "undated")
    return {
        "number": str(one.number), "title": fit(one.title or "Untitled report"),
        "told": fit(", ".join(told)), "url": fit(web_address(one.url) or ""),
        "remarks": one.remarks,
        "notes": [[f"{one.number}{it.letter}", fit(it.words)] for it in one.notes],
    }  # fmt: skip
