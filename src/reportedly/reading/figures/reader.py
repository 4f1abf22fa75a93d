"""From numbers to figures: what each counts and measures, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.reading.figures import nothing
from reportedly.reading.figures.amounts import SIGNS, Amount
from reportedly.reading.figures.bare import bare_figure, measure_by_quantity, part_of_last
from reportedly.reading.figures.bounds import amounts
from reportedly.reading.figures.clue import class_measure, measure_of
from reportedly.reading.figures.counted import Counted, counted, unit_text
from reportedly.reading.figures.exclusions import COMPOUND, excluded, in_name
from reportedly.reading.figures.lexicon import FIXED, noun_classes
from reportedly.reading.figures.work import Work
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Figure, Span, Time

AID = frozenset({
    "aid", "food", "flour", "medicine", "supplies", "relief", "grain", "rice", "wheat",
    "assistance", "goods", "tents",
})  # fmt: skip
LISTED = re.compile(r"\s*(?:,|,? ?and|,? along with|,? as well as|,? together with|,? plus)\s*")


def figures_of(doc: Doc, notebook: Notebook) -> Iterator[Figure]:
    """Yield the figures of a doc in order."""
    times = [time.span for time in notebook.all(Time)]
    text = doc.text
    found = [a for a in amounts(text) if not inside(a, times)]
    work = Work(doc, text, notebook, blocked(doc, times, found), frozenset(notebook.place_of))
    zeros = {zero.number.idx: zero for zero in nothing.zeros(doc, work.blocked)}
    numbers = {amount.first: amount for amount in found}
    for at in sorted(numbers.keys() | zeros.keys()):
        figure = figure_of(work, numbers[at]) if at in numbers else zero_figure(work, zeros[at])
        if figure:
            yield figure


def inside(amount: Amount, times: list[Span]) -> bool:
    """Tell whether a number belongs to a time; `times` are in order and don't overlap."""
    before = bisect_left(times, amount.last, key=lambda time: time.start)
    return before > 0 and times[before - 1].end > amount.first


def blocked(doc: Doc, times: list[Span], found: list[Amount]) -> frozenset[int]:
    """Return the indices of tokens inside times and numbers."""
    taken: set[int] = set()
    for start, end in [*times, *((a.first, a.last) for a in found)]:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            taken.update(range(span.start, span.end))
    return frozenset(taken)


def figure_of(work: Work, amount: Amount) -> Figure | None:
    """Return the figure a number makes, or None where it counts nothing."""
    doc = work.doc
    inner = doc.char_span(amount.first, amount.last, alignment_mode="expand")
    outer = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if inner is None or outer is None or not len(inner) or excluded(work.text, amount):
        return None
    if in_name(doc, inner.start, inner.end - 1, work.places):
        return None
    if amount.symbol:
        return signed(work, amount, outer.end)
    if compound := COMPOUND.match(work.text[amount.last : amount.last + 30]):
        return hyphened(work, amount, compound["word"])
    size = amount.high or amount.low
    found = counted(doc, inner.root, (outer.start, outer.end), work.blocked, size)
    if found.kind in FIXED:
        return fixed(work, amount, found)
    if found.head is None:
        return bare_figure(work, amount, found, inner.root, outer.start)
    return chosen(work, amount, found, inner.root, outer.start)


def signed(work: Work, amount: Amount, after: int) -> Figure:
    """Return the figure of a sum of money, a percentage or a fraction."""
    if amount.symbol == "fraction":
        doc = work.doc
        found = counted(doc, doc[after - 1], (after - 1, after), work.blocked, None)
        return work.write(amount, "percentage", unit_text(doc, found), "percent")
    if any(sign in amount.symbol for sign in SIGNS):
        return work.write(amount, "money", amount.symbol, "money")
    return work.write(amount, "percentage", amount.symbol, "percent")


def hyphened(work: Work, amount: Amount, word: str) -> Figure | None:
    """Return the figure of "60-day" or "30-km"; other compounds count nothing."""
    kind = noun_classes().get(word.lower(), "")
    return work.write(amount, class_measure(kind), word, kind) if kind in FIXED else None


def fixed(work: Work, amount: Amount, found: Counted) -> Figure | None:
    """Return the figure of a unit of measurement: its class alone tells the measure."""
    measure, doc = class_measure(found.kind), work.doc
    if measure == "weight":
        rest = [token.lower_ for token in doc[found.end : found.end + 5]]
        measure = "aid_tonnes" if rest[:1] == ["of"] and AID & set(rest) else measure
    if amount.value == 1 and measure in {"duration", "occurrences"}:
        return None
    if measure == "duration" and work.text[amount.start : amount.first].lower() == "over ":
        amount = replace(amount, start=amount.first, high=amount.value, comparator="exactly")
    return work.write(amount, measure, unit_text(doc, found), found.kind)


def chosen(work: Work, amount: Amount, found: Counted, number: Token, start: int) -> Figure | None:
    """Return the figure of a counted noun, or None where the number only speaks of things."""
    measure = measure_of(work.doc, found, start)
    if found.total and work.told and work.told[-1].figure.measure == measure:
        measure = None  # the whole is not what happened to its part
    if measure is None and (whole := part_of_last(work, found, number, start)):
        measure = whole.figure.measure
    measure = measure or listed_measure(work, amount, found.kind)
    measure = measure or measure_by_quantity(work, number, start)
    if measure is None and idle(work.doc, amount, start):
        return None
    unit = unit_text(work.doc, found)
    return work.write(amount, measure or class_measure(found.kind), unit, found.kind)


def listed_measure(work: Work, amount: Amount, kind: str) -> str | None:
    """Return the measure of the figure before that this one is listed with, if of one class."""
    last = work.told[-1] if work.told else None
    if last is None or last.kind != kind or last.figure.unit is None:
        return None
    gap = work.text[last.figure.span.end : amount.start].strip()
    listed = LISTED.fullmatch(gap.removeprefix(last.figure.unit))
    return last.figure.measure if listed and gap.startswith(last.figure.unit) else None


def idle(doc: Doc, amount: Amount, start: int) -> bool:
    """Tell whether a number only speaks of things ("one of the longest", "the few clinics")."""
    if amount.value == 1:
        return True
    definite = start > 0 and doc[start - 1].lower_ in {"the", "both", "these", "those", "all"}
    return definite and amount.low == 2


def zero_figure(work: Work, zero: nothing.Zero) -> Figure:
    """Return the figure of "no one was hurt"."""
    amount = Amount(zero.start, zero.end, zero.start, zero.end, 0.0, 0.0, 0.0, "exactly")
    return work.write(amount, zero.measure, zero.unit, "")
