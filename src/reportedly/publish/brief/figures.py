"""The figures of an incident: a row a measure, what each speaker says, and ranges by unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.publish.brief.composing import bare
from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.incidents import place_and_day
from reportedly.publish.brief.model import Count, Row, Sentence
from reportedly.publish.brief.phrases import line
from reportedly.publish.brief.printing import Printer
from reportedly.vocabulary import Incident, Span, Told

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
    measures: dict[str, list[Told]] = {}
    for group in one.figures:
        measures.setdefault(group.measure, []).extend(_drawn(group.told))
    heading = place_and_day(printer.ground, one)
    made = []
    for measure in sorted(measures, key=_order):
        told = measures[measure]
        counts = tuple(_counts(printer, told)) if measure not in PASSED_OVER else ()
        if counts:
            ranges = (printer.label(it) for it in _ranges(printer.ground, told))
            made.append(
                Row(one.id, measure, printer.label(heading), tuple(filter(None, ranges)), counts)
            )
    return made


def _drawn(told: Iterable[Told]) -> list[Told]:
    return [it for it in told if it.low is not None or it.high is not None]


def _order(measure: str) -> tuple[int, str]:
    return (FIRST.index(measure) if measure in FIRST else len(FIRST), measure)


def _counts(printer: Printer, told: Sequence[Told]) -> Iterator[Count]:
    """Yield what each speaker says, the greatest last; the same words of one speaker once."""
    merged: dict[tuple[str, str], list[Told]] = {}
    for it in told:
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
            yield Count(figure, speaker, outlets, first.low, first.high, first.basis, printed)


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
            return line(text[told.span.start : told.span.end + at + len(told.unit)])
    return line(told.words)


def _ranges(ground: Ground, told: Sequence[Told]) -> Iterator[Sentence]:
    """Yield for each unit the least and the greatest that is said, in the words of those reports.

    What counts only a part, a longer time or a wider area is left out.
    """
    units: dict[str, list[Told]] = {}
    for it in told:
        if not APART & set(it.basis) and it.cell.article in ground.readings:
            units.setdefault(it.unit or "", []).append(it)
    for some in units.values():
        low, high = min(some, key=_least), max(some, key=_greatest)
        if _least(low) < _greatest(high) and low.words.casefold() != high.words.casefold():
            quotes = [
                ground.quote(it.cell.article, Span(*ground.sentence(it.cell.article, it.span)))
                for it in (low, high)
            ]
            slots = (("low", line(low.words)), ("high", counted(ground, high)))
            yield Sentence("range", slots, tuple(dict.fromkeys(quotes)))


def _least(told: Told) -> float:
    return (told.low if told.low is not None else told.high) or 0.0


def _greatest(told: Told) -> float:
    return (told.high if told.high is not None else told.low) or 0.0
