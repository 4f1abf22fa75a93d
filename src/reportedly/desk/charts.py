"""Figures over time as a drawing: a stroke from the least to the greatest value of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.desk.languages import Phrase as _
from reportedly.reconcile import FigureRow
from reportedly.record.overview_rows import DayRow

WIDTH, HEIGHT = 960.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, 16.0, 14.0, 30.0
STEPS = (1, 2, 2.5, 5)
SIDES = 8  # colours, for the sides with most figures


@dataclass(frozen=True, slots=True)
class Stroke:
    """One figure: where it stands, how far it reaches, and what it says."""

    x: float
    top: float
    bottom: float
    open: bool
    colour: int
    row: FigureRow


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in its own units, with its axes and the colour of each side."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    values: tuple[tuple[float, float], ...]
    days: tuple[tuple[float, str], ...]
    sides: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DayBar:
    """A day of the timeline: its bar, the part of it that is contested, in units of height."""

    day: str
    x: float
    wide: float
    height: float
    contested: float
    words: str


def chart_of(rows: Sequence[FigureRow]) -> Chart | None:
    """Return the drawing of figures that have a day and a number; None if none has."""
    drawn = [row for row in rows if _day(row.day) and (row.low is not None or row.high is not None)]
    if not drawn:
        return None
    first, last = (_ordinal(pick(row.day for row in drawn if row.day)) for pick in (min, max))
    most = max(end for row in drawn for end in (row.low, row.high) if end is not None) or 1.0
    step = _step(most)
    top = step * -(-most // step)
    counted = Counter(row.side or "" for row in drawn)
    names = sorted(counted, key=lambda it: (it == "", -counted[it], it))
    colours = {name: place if name and place <= SIDES else 0 for place, name in enumerate(names, 1)}
    span = max(last - first, 1)
    across = (WIDTH - LEFT - RIGHT) / (span + 1)
    beside: dict[str, int] = {}

    def x_of(row: FigureRow) -> float:
        day = row.day or ""
        beside[day] = beside.get(day, 0) + 1
        nudge = min(beside[day] * 5.0, max(across - 3, 4.0)) if across > 8 else across / 2
        return LEFT + (_ordinal(day) - first) * across + nudge

    strokes = [
        Stroke(
            x_of(row), _y(row.high if row.high is not None else (row.low or 0), top),
            _y(row.low or 0.0, top), row.high is None, colours[row.side or ""], row,
        )
        for row in drawn
    ]  # fmt: skip
    lines = [(_y(step * i, top), step * i) for i in range(int(top / step) + 1)]
    sides = tuple((name or _("no side"), colours[name]) for name in names)
    return Chart(WIDTH, HEIGHT, tuple(strokes), tuple(lines), _days(first, span, across), sides)


def timeline(rows: Sequence[DayRow], since: date, until: date) -> list[DayBar]:
    """Return a bar for each day from `since` to `until`, those without an incident too."""
    counted = {row.day: row for row in rows}
    most = max((row.incidents for row in rows), default=1)
    length = (until - since).days + 1
    wide = 100 / length
    bars = []
    for step in range(length):
        day = date.fromordinal(since.toordinal() + step).isoformat()
        row = counted.get(day) or DayRow(day, 0, 0)
        words = _(
            "%(day)s: %(incidents)s incidents, %(contested)s contested",
            day=day, incidents=row.incidents, contested=row.contested,
        )  # fmt: skip
        tall, part = row.incidents / most * 100, row.contested / most * 100
        bars.append(DayBar(day, step * wide, wide * 0.8, tall, part, words))
    return bars


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - max(value, 0.0) / top)


def _step(most: float) -> float:
    power = 1.0
    while power * 10 < most / 2:
        power *= 10
    return next((it * power for it in STEPS if most / (it * power) <= 6), 10 * power)


def _days(first: int, span: int, across: float) -> tuple[tuple[float, str], ...]:
    every = max(1, -(-(span + 1) // 8))
    return tuple(
        (LEFT + step * across, date.fromordinal(first + step).isoformat())
        for step in range(0, span + 1, every)
    )


def _day(words: str | None) -> bool:
    try:
        return bool(words and date.fromisoformat(words))
    except ValueError:
        return False


def _ordinal(words: str) -> int:
    return date.fromisoformat(words).toordinal()
