"""A brief laid out in the order in which an editor reads it: what is contested first."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.publish.brief import Brief
from reportedly.publish.brief.model import Column, Item, Line, Promise, Row, Tally
from reportedly.publish.brief_formats.blocks import (
    Block,
    Columns,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Said,
    Sheet,
    Sources,
)
from reportedly.publish.brief_formats.pictures import figures_picture, map_picture
from reportedly.publish.wording import ITSELF, number, plainly

CAUTION = (
    "A claim stays its speaker’s: that a thing stands here means that it was said, not that it is "
    "so. Read by machine: check before you rely on it."
)
SECTIONS = (
    ("contested", "Contested", "Accounts that can’t both be right, each side’s apart."),
    ("corroborated", "Corroborated", "Told by two or more independent sources of the content."),
    ("single_source", "Of a single source", "Nobody else is known to tell it independently."),
)
BASES = {
    "part": "a part of another figure", "window": "over more than this incident",
    "scope": "of a wider area", "later": "a later count", "bound": "at one place alone",
    "unsure": "as far as known",
}  # fmt: skip
LESSER = "of fewer people hurt or sources, or told in what stands above"
TURNED = ("met", "broken", "withdrawn")


def sheet_of(brief: Brief) -> Sheet:
    """Return a brief laid out."""
    blocks = (
        *_lead(brief), *_incidents(brief), *_figures(brief), *_commitments(brief),
        *_unknown(brief), *_check(brief), Heading(2, "Sources"), Sources(brief.sources),
    )  # fmt: skip
    window = brief.window
    days = window.since if window.since == window.until else f"{window.since} to {window.until}"
    where = [*window.places, *([window.country.upper()] if window.country else [])]
    places = f"places: {', '.join(where)}" if where else "all places"
    return Sheet("Situation brief", f"{days} · {places}", blocks, brief)


def _lead(brief: Brief) -> Iterator[Block]:
    counted = brief.counted
    told = (
        f"{count(sum(counted.values()), 'incident')}: {counted['contested']} contested, "
        f"{counted['corroborated']} corroborated, {counted['single_source']} of a single source. "
        f"Shown from {tallied(brief.tally)}."
    )
    yield Paragraph(Said(told))
    yield Paragraph(Said(CAUTION), soft=True)
    drawn = map_picture(brief)
    if drawn is not None:
        yield drawn


def count(many: int, thing: str) -> str:
    """Return a number with what it counts: "1 report", "12 reports"."""
    return f"{number(many)} {thing}" + ("" if many == 1 else "s")


def tallied(tally: Tally) -> str:
    """Return what something rests on, in words."""
    copies = f" ({count(len(tally.copies), 'reprint')})" if tally.copies else ""
    return (
        f"{count(len(tally.reports), 'report')}{copies} of {count(len(tally.outlets), 'outlet')}; "
        f"{count(len(tally.origins), 'independent origin')}"
    )


def _incidents(brief: Brief) -> Iterator[Block]:
    for status, title, meaning in SECTIONS:
        items = [item for item in brief.items if item.status == status]
        yield Heading(2, title)
        yield Paragraph(Said(meaning if items else "None in this window."), soft=True)
        for item in items:
            yield from _item(item)
        left = brief.limits.left_out.get(status, 0)
        if left:
            told = f"{count(left, 'more incident')} of this kind not shown: {LESSER}."
            yield Paragraph(Said(told), soft=True)


def _item(item: Item) -> Iterator[Block]:
    heading = item.heading
    yield Heading(3, heading.text if heading else "Place and day not told", item.status, item.id)
    told = f"{item.sort} · {tallied(item.tally)}"
    yield Paragraph(Said(told, heading.marks if heading else ()), soft=True)
    sides = tuple(_column(it) for it in item.columns if it.side is not None)
    if sides:
        yield Columns(sides)
    yield from (_column(it) for it in item.columns if it.side is None)


def _column(column: Column) -> Listing:
    """Return the accounts of a side under its name; of a group whose name isn't cited the code."""
    title = "No side: outlets, witnesses, others"
    if column.side is not None:
        code, dash, _ = column.side.partition("-")
        title = code + (", a group" if dash else "")
        if column.name is not None:
            title = column.name if column.name == code else f"{column.name} ({code})"
    more = f"{count(column.left_out, 'more account')} not shown" if column.left_out else None
    entries = [said(line) for line in column.lines]
    if more:
        entries.append(Said("", aside=more))
    return Listing(tuple(entries), title, 4)


def said(
    line: Line, label: str | None = None, aside: str | None = None, under: bool = False
) -> Said:
    """Return a line as it is laid out."""
    cell = line.cell
    return Said(
        line.text, line.marks, label, aside, line.against, line.verbatim, under,
        cell.article if cell else None, cell.entry if cell else None,
    )  # fmt: skip


def _figures(brief: Brief) -> Iterator[Block]:
    yield Heading(2, "Figures, by measure and speaker")
    if not brief.rows:
        yield Paragraph(Said("None in what is shown."), soft=True)
        return
    told = "In the words of the reports. Ranges run over what is said of one unit; none is a sum."
    yield Paragraph(Said(told), soft=True)
    drawn = figures_picture(brief)
    if drawn is not None:
        yield drawn
    rows: list[tuple[Said, ...]] = []
    before = None
    for row in brief.rows:
        if row.incident != before:
            where = row.where
            rows.append((said(where) if where else Said("Place and day not told"),))
            before = row.incident
        rows += _rows(row)
    yield Grid(("Measure", "Figure", "According to"), tuple(rows), "Figures")


def _rows(row: Row) -> Iterator[tuple[Said, ...]]:
    name = plainly(row.measure)
    for line in row.ranges:
        yield Said(name), Said(line.text, line.marks, aside="range"), Said("")
    for it in row.counts:
        basis = ", ".join(BASES[key] for key in it.basis if key in BASES) or None
        if it.line.verbatim:
            yield Said(name), said(it.line, aside=basis), Said("")
            continue
        figure = Said(it.figure[:1].upper() + it.figure[1:], aside=basis)
        yield Said(name), figure, Said(it.speaker or ITSELF, it.line.marks, aside=it.outlets)


def _commitments(brief: Brief) -> Iterator[Block]:
    yield Heading(2, "Commitments")
    moved = [it for it in brief.promises if it.due or it.status in TURNED or it.turns]
    others = [it for it in brief.promises if it not in moved]
    if not brief.promises:
        yield Paragraph(Said("None told of or due in this window."), soft=True)
    for title, some in (("Due, or with a change", moved), ("Others made or told of", others)):
        if some:
            yield Heading(3, title)
            yield Listing(tuple(entry for one in some for entry in _promise(one)))
    if brief.limits.commitments:
        told = f"{count(brief.limits.commitments, 'more commitment')} not shown."
        yield Paragraph(Said(told), soft=True)


def _promise(one: Promise) -> Iterator[Said]:
    label = f"{plainly(one.kind).capitalize()}, {one.status}"
    for place, line in enumerate(one.lines):
        yield said(line, "also told", under=True) if place else said(line, label)
    if one.condition is not None:
        yield said(one.condition, "on condition", under=True)
    if one.term is not None:
        yield said(one.term, "due", under=True)
    for turn in one.turns:
        told = plainly(turn.status)
        if turn.line is not None:
            yield said(turn.line, told, under=True)
        else:
            yield Said("as a reviewer ruled", label=told, under=True)


def _unknown(brief: Brief) -> Iterator[Block]:
    yield Heading(2, "What is not known")
    if brief.unsaid:
        yield Listing(tuple(said(line) for line in brief.unsaid), "What nobody would or could tell")
    yield Listing(tuple(Said(words) for words in _limits(brief)), "Limits of this brief")


def _limits(brief: Brief) -> Iterator[str]:
    limits = brief.limits
    unnamed = sum(not item.tally.origins for item in brief.items)
    bare = sum(not item.columns for item in brief.items)
    if limits.waiting:
        yield f"{count(limits.waiting, 'report')} not yet compared with the others: left out."
    if limits.undated:
        told = count(limits.undated, "incident")
        yield f"{told} that no report gives a day: shown by the day on which they were reported."
    if unnamed:
        yield f"{count(unnamed, 'incident')} without any source known to be independent."
    if limits.unplaced:
        told = count(limits.unplaced, "incident")
        yield f"{told} not on the map: no place is told, or none with coordinates."
    if limits.accounts:
        yield f"{count(limits.accounts, 'account')} of the incidents shown left out."
    if bare:
        yield f"{count(bare, 'incident')} of which no sentence could be cited."
    yield "What no report in the record tells is not here."


def _check(brief: Brief) -> Iterator[Block]:
    checked = brief.checked
    yield Heading(2, "How it was checked")
    failed = "None failed"
    if checked.replaced or checked.dropped:
        failed = (
            f"Quoted verbatim instead of a sentence that failed: {number(checked.replaced)}; left "
            f"out: {number(checked.dropped)}"
        )
    told = (
        f"{count(checked.sentences, 'sentence')} checked: every number, name and place, indeed "
        "every word but the connecting ones, stands in the words cited beside it. "
        f"{failed}."
    )
    yield Paragraph(Said(told))
    for reason in dict.fromkeys(checked.reasons):
        yield Paragraph(Said(reason, label="failed"), soft=True)
    readers = ", ".join(brief.readers) or "none"
    made = f"Reportedly {brief.version}; readers: {readers}; rests on {brief.fingerprint}."
    yield Paragraph(Said(made), soft=True)
