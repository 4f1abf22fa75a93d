"""The figures of an incident: a row a measure, what each speaker says, and ranges by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.publish.brief.composing import bare
from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.headings import place_and_day
from reportedly.publish.brief.model import Count, Row, Sentence
from reportedly.publish.brief.phrases import line
from reportedly.publish.brief.printing import Printer
from reportedly.vocabulary import Incident, Range, Told

# Counted by the reader, but of little weight in a brief; the others stand in this order.
PASSED_OVER = frozenset({
    "distance", "duration", "percentage", "count", "area", "volume", "weight", "occurrences",
    "locations", "countries", "flights", "money", "units", "people",
})  # fmt: skip
FIRST = ("killed", "wounded", "casualties", "missing", "displaced", "detained", "launched",
         "shot_down_or_jammed", "shot_down", "intercepted", "destroyed")  # fmt: skip
APART = frozenset({"part", "window", "scope"})  # figures that count something else
FAR = 48  # characters between a number and what it counts
COUNTS = 8  # of a measure of an incident


def rows_of(printer: Printer, one: Incident) -> list[Row]:
    """Return the figures of an incident, a row a measure; what only copies tell is left out."""
    measures: dict[str, list[Range]] = {}
    for group in one.figures:
        if group.measure not in PASSED_OVER:
            measures.setdefault(group.measure, []).append(group)
    heading = place_and_day(printer.ground, one)
    made = []
    for measure in sorted(measures, key=_order):
        some = measures[measure]
        counts = [it for group in some for it in _counts(printer, group)]
        if counts:
            ranges = (printer.label(_range(printer.ground, group)) for group in some)
            made.append(
                Row(one.id, measure, printer.label(heading), tuple(filter(None, ranges)),
                    tuple(sorted(counts, key=lambda it: (it.low or it.high or 0.0))[:COUNTS]))
            )  # fmt: skip
    return made


def _order(measure: str) -> tuple[int, str]:
    return (FIRST.index(measure) if measure in FIRST else len(FIRST), measure)


def _counts(printer: Printer, group: Range) -> Iterator[Count]:
    """Yield what each speaker says, the least first; the same words of one speaker once."""
    merged: dict[tuple[str, str], list[Told]] = {}
    for it in group.told:
        if it.low is not None or it.high is not None:
            merged.setdefault((it.speaker or "", it.words.casefold()), []).append(it)
    order = sorted(merged.values(), key=lambda some: (_least(some[0]), str(some[0].published)))
    for some in order[:COUNTS]:
        sentence = _sentence(printer.ground, some)
        printed = printer.line(sentence)
        if sentence is not None and printed is not None:
            slots, first = dict(sentence.slots), some[0]
            figure, speaker = line(slots["figure"]), slots.get("speaker", "")
            outlets = sentence.tail or slots.get("outlet", "")
            if printed.verbatim:
                figure, speaker, outlets = first.words, "", ""
            yield Count(
                figure, speaker, outlets, group.unit or "", first.low, first.high, first.basis,
                printed,
            )  # fmt: skip


def _sentence(ground: Ground, some: Sequence[Told]) -> Sentence | None:
    """Return a figure with whose it is, and all reports of it that count."""
    first = some[0]
    article = first.cell.article
    if article not in ground.readings:
        return None
    quotes = [
        ground.quote(it.cell.article, ground.sentence(it.cell.article, it.span))
        for it in some
        if it.cell.article in ground.readings
    ]
    tellers = tuple(ground.teller(quote.article) for quote in quotes)
    slots = [("figure", counted(ground, first))]
    said = ground.measured_in(first.cell)
    outlet = ground.outlet(article)
    if said is not None and said.speaker is not None:
        name, at = ground.naming(article, said.speaker)
        if not any(at.within(it.span) and it.article == article for it in quotes):
            quotes.append(ground.quote(article, at))
        slots.append(("speaker", bare(name.split(",")[0])))
        phrase = "counted"
    elif outlet is not None:
        slots.append(("outlet", outlet))
        phrase = "counted_by_outlet"
    else:
        return None
    return Sentence(
        phrase, tuple(slots), tuple(dict.fromkeys(quotes)), tuple(dict.fromkeys(tellers)), (),
        first.cell,
    )  # fmt: skip


def counted(ground: Ground, told: Told) -> str:
    """Return a figure as the report words it, with what it counts where that follows closely."""
    text = ground.text(told.cell.article)
    around = ground.sentence(told.cell.article, told.span)
    if told.unit:
        after = text[told.span.end : min(around.end, told.span.end + FAR + len(told.unit))]
        at = after.find(told.unit)
        if 0 <= at <= FAR and not any(sign in after[:at] for sign in ",;:()"):
            return ground.small(line(text[told.span.start : told.span.end + at + len(told.unit)]))
    return ground.small(line(told.words))


def _range(ground: Ground, group: Range) -> Sentence | None:
    """Return the least and the greatest that is said of a unit, in the words of those reports.

    What counts only a part, a longer time or a wider area is left out; None if all say the same.
    """
    some = [
        it
        for it in group.told
        if not APART & set(it.basis)
        and it.cell.article in ground.readings
        and (it.low is not None or it.high is not None)
    ]
    if not some:
        return None
    low, high = min(some, key=_least), max(some, key=_greatest)
    if _least(low) >= _greatest(high) or low.words.casefold() == high.words.casefold():
        return None
    quotes = [
        ground.quote(it.cell.article, ground.sentence(it.cell.article, it.span))
        for it in (low, high)
    ]
    slots = (("low", ground.small(line(low.words))), ("high", counted(ground, high)))
    return Sentence("range", slots, tuple(dict.fromkeys(quotes)))


def _least(told: Told) -> float:
    return (told.low if told.low is not None else told.high) or 0.0


def _greatest(told: Told) -> float:
    return (told.high if told.high is not None else told.low) or 0.0
