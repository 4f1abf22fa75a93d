"""Commitments in a brief: the words that make one, its condition, its term, what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.publish.brief.checking import said_in
from reportedly.publish.brief.composing import attributed, quoted
from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.model import Promise, Sentence, Turned
from reportedly.publish.brief.printing import Printer
from reportedly.vocabulary import Cell, Commitment, Span, Thread

TOLD = 2  # reports of one commitment that are quoted


def promise_of(printer: Printer, one: Thread) -> Promise | None:
    """Return a commitment as it stands in a brief; None if no words of it can be printed."""
    ground = printer.ground
    told = list(_told(ground, one))
    made = (_sentence(ground, cell, it) for cell, it in told[:TOLD])
    lines = tuple(filter(None, (printer.line(it) for it in made)))
    if not lines:
        return None
    condition = next((it for cell, found in told if (it := _condition(ground, cell, found))), None)
    term = _term(ground, one, told)
    if term is not None and condition is not None and term.quotes == condition.quotes:
        condition = None
    turns = tuple(
        Turned(turn.status, printer.line(_turn(ground, turn.cell, turn.evidence)))
        for turn in one.turns
    )
    return Promise(
        one.id, one.kind, one.status, one.due, lines, printer.label(condition),
        printer.label(term), turns,
    )  # fmt: skip


def _told(ground: Ground, one: Thread) -> Iterator[tuple[Cell, Commitment]]:
    """Yield the commitments of a thread, those of originals before those of copies."""
    for copies in (False, True):
        for cell in one.members:
            reading = ground.readings.get(cell.article)
            if reading is not None and (cell.article in ground.copies) == copies:
                yield from ((cell, it) for it in reading.commitments if it.id == cell.entry)


def _sentence(ground: Ground, cell: Cell, found: Commitment) -> Sentence | None:
    """Return the words that make a commitment, and who told of it."""
    around = found.evidence[0] if found.evidence else found.what
    said = said_in(cell, ground.readings)
    if said is not None:
        return attributed(ground, cell.article, said, around)
    return quoted(ground, cell.article, around, cell)


def _condition(ground: Ground, cell: Cell, found: Commitment) -> Sentence | None:
    if found.condition is None:
        return None
    quote = ground.quote(cell.article, found.condition.span)
    return Sentence("term", (("words", quote.words),), (quote,))


def _term(ground: Ground, one: Thread, told: list[tuple[Cell, Commitment]]) -> Sentence | None:
    """Return the day on which a commitment is due, with the words that tell it."""
    for cell, found in told:
        around = ground.sentence(cell.article, found.what)
        times = ground.readings[cell.article].times
        for time in sorted(times, key=lambda it: not it.span.within(around)):
            if one.due in {day[:10] for day in (time.start, time.end) if day}:
                quote = ground.quote(cell.article, time.span)
                return Sentence("due", (("day", one.due or ""), ("words", quote.words)), (quote,))
    return None


def _turn(ground: Ground, cell: Cell | None, evidence: tuple[Span, ...]) -> Sentence | None:
    """Return the words that tell what became of a commitment; None if a person ruled so."""
    if cell is None or not evidence or cell.article not in ground.readings:
        return None
    return quoted(ground, cell.article, evidence[0])
