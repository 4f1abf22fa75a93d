"""Readings, lists and search results for a terminal, or for a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.publish.cards import Section, sections_of
from reportedly.publish.cards.quotes import joined, runs
from reportedly.publish.lines import (
    card_lines,
    has_colour,
    plain_text,
    print_line,
    print_lines,
    quoted,
)
from reportedly.record import Entry, Hit
from reportedly.vocabulary import Reading, Span

WIDEST_ID = 9


def print_text(reading: Reading, console: Console) -> None:
    """Print all that a Reading tells, by kind, each entry with the sentence it came from."""
    article = reading.article
    print_lines(plain_text(article.title or "Untitled report", "bold"), console)
    date = str(article.published) if article.published else "undated"
    told = (article.outlet, ", ".join(article.authors), date, article.id)
    print_lines(plain_text(" · ".join(part for part in told if part)), console)
    if article.url:
        print_line(plain_text(article.url, "dim"), console)  # unbroken, so that it can be followed
    sections = sections_of(reading)
    for section in sections:
        _section(section, console)
    if not sections:
        console.print(Text("Nothing was read in this report."))


def _section(section: Section, console: Console) -> None:
    console.print()
    console.print(Text(f"{section.title} ({len(section.cards)})", style="bold underline"))
    margin = min(max(len(card.id) for card in section.cards), WIDEST_ID) + 1
    for card in section.cards:
        for line in card_lines(card, console, margin):
            print_line(line, console)


def print_entries(entries: Sequence[Entry], console: Console) -> None:
    """Print the list of what the record keeps."""
    if not entries:
        console.print(Text("Nothing is kept yet: reportedly read FILE"))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True, overflow="fold")
    table.add_column("published", no_wrap=True)
    table.add_column("title", ratio=1, min_width=16, overflow="fold")
    table.add_column("outlet", max_width=20, overflow="fold")
    for name in ("said", "events", "figures"):
        table.add_column(name, justify="right", no_wrap=True)
    for entry in entries:
        counts = (entry.statements, entry.events, entry.figures)
        table.add_row(
            plain_text(entry.id, "cyan"),
            plain_text(str(entry.published or "undated")),
            plain_text(entry.title or "untitled"),
            plain_text(entry.outlet or ""),
            *(Text(str(count)) for count in counts),
        )
    console.print(table)


def print_hits(hits: Sequence[Hit], console: Console) -> None:
    """Print what a search found, the words that were looked for made out."""
    if not hits:
        console.print(Text("No report holds these words."))
        return
    for place, hit in enumerate(hits):
        if place:
            console.print()
        told = " · ".join(part for part in (hit.outlet, str(hit.published or "undated")) if part)
        line = plain_text(hit.title or "untitled", "bold")
        head = Text.assemble(line, " · ", plain_text(told), " · ")
        print_lines(head.append_text(plain_text(hit.id, "cyan")), console)
        whole = Span(0, len(hit.snippet))
        snippet = runs(hit.snippet, whole, joined(hit.snippet, hit.marked))
        print_lines(quoted(snippet, has_colour(console)), console, indent=2)
