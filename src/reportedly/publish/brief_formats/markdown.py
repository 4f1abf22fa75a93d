"""A brief as Markdown (CommonMark with tables): text from reports can form no markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from reportedly.publish.characters import for_terminal
from reportedly.publish.sheet import web_address
from reportedly.publish.wording import plainly

SIGNS = re.compile(r"([\\`*_\[\]<>#|~$&@]|(?<=[Ww])\.|:(?=//)|:(?=\w+:))")
ORDERED = re.compile(r"^(\d+)([.)])")


def markdown(sheet: Sheet) -> str:
    """Return a brief as Markdown; pictures are told in words."""
    lines = [f"# {plain(sheet.title)}", "", plain(sheet.subtitle), ""]
    for block in sheet.blocks:
        lines += [*_block(block), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def plain(words: str) -> str:
    """Return words on one line, with every sign that Markdown or HTML would obey made harmless."""
    told = SIGNS.sub(r"\\\1", for_terminal(words).strip())
    told = ORDERED.sub(r"\1\\\2", told)
    return "\\" + told if told[:1] in {"-", "+", "="} else told


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, words, tag):
            yield "#" * level + f" {plain(words)}" + (f" ({plainly(tag)})" if tag else "")
        case Paragraph(said, soft):
            yield f"*{_said(said)}*" if soft and not said.marks else _said(said)
        case Listing(entries, title):
            yield from [f"**{plain(title)}**", ""] if title else []
            yield from (("  " if it.under else "") + f"- {_said(it)}" for it in entries)
        case Columns(lists):
            for place, it in enumerate(lists):
                yield from [""] if place else []
                yield from _block(it)
        case Grid():
            yield from _grid(block)
        case Picture(_, alt, _):
            yield f"*{plain(alt)}.*"
        case Sources(cited):
            for one in cited:
                yield from _source(one)


def _said(said: Said) -> str:
    label = f"**{plain(said.label)}:** " if said.label else ""
    told = label + plain(said.words)
    told += f" *({plain(said.aside)})*" if said.aside else ""
    told += "".join(f" [{it}]" for it in said.marks)
    told += " *(quoted: the sentence failed the check)*" if said.verbatim else ""
    against = ", ".join(f"[{it}]" for it in said.against)
    return (told + (f" *held against it: {against}*" if against else "")).strip()


def _grid(grid: Grid) -> Iterator[str]:
    yield "| " + " | ".join(grid.head) + " |"
    yield "|" + " --- |" * len(grid.head)
    for row in grid.rows:
        cells = [_said(it) for it in row]
        if len(cells) == 1:
            cells = [f"**{cells[0]}**", *[""] * (len(grid.head) - 1)]
        yield "| " + " | ".join(cells) + " |"


def _source(one: Cited) -> Iterator[str]:
    address = web_address(one.url)
    told = [one.title or "Untitled report", one.outlet or "outlet not told",
            one.published or "undated"]  # fmt: skip
    line = f"{one.number}. " + ", ".join(plain(it) for it in told)
    line += f", <{_address(address)}>" if address else ""
    yield line + (f" ({one.remarks})" if one.remarks else "")
    yield from (f"    - {one.number}{note.letter}: “{plain(note.words)}”" for note in one.notes)


def _address(url: str) -> str:
    """Return an address as an autolink takes it."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
