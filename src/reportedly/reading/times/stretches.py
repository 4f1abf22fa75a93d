"""Stretches counted from another time: "two days ago", "a week earlier", "the past 24 hours"."""

from __future__ import annotations

from datetime import date

from reportedly.reading import numerals
from reportedly.reading.times.context import Context
from reportedly.reading.times.expressions import Expression
from reportedly.reading.times.lexicon import calendar
from reportedly.reading.times.periods import PRECISION, unit_of, whole
from reportedly.reading.times.window import (
    Window,
    days,
    shift_days,
    shift_months,
    unresolved,
    week_of,
)
from reportedly.vocabulary import TimeAnchor


def shift_of(item: Expression, context: Context) -> Window:
    """Resolve "two days ago" from publication, "a week earlier" from the time told before."""
    unit, way = item.cells["unit"].lower(), item.cells["way"].lower()
    unit = "day" if unit in {"night", "morning"} else unit_of(unit)
    count = counted(item.cells.get("count", ""), item)
    ago = way == "ago"
    anchor: TimeAnchor = "published" if ago else "event"
    base = context.published if ago else context.day_told(PRECISION[unit])
    if count is None or base is None:
        return unresolved("open" if count is None else PRECISION.get(unit, "day"), anchor)
    sign = -1 if way in {"ago", "earlier", "before", "previous", "preceding", "previously"} else 1
    return (moved(base, unit, sign * count) or unresolved("open", anchor)).anchored(anchor)


def ahead_of(item: Expression, context: Context) -> Window:
    """Resolve "in two days", told of what is to come."""
    unit, count = unit_of(item.cells["unit"]), counted(item.cells["count"], item)
    if count is None or context.published is None:
        return unresolved("open" if count is None else PRECISION[unit], "published")
    window = moved(context.published, unit, count) or unresolved("open", "published")
    return window.anchored("published")


def counted(words: str, item: Expression) -> float | None:
    """Return how many units: "a couple of" is two, "several" none; one where no count is said."""
    words = " ".join(words.lower().split())
    if not words:
        return 1.0 if not item.cells["unit"].lower().endswith("s") else None
    if words in {"a", "an", "one", "half a", "half an"}:
        return 1.0
    if words.endswith("couple of"):
        return 2.0
    return numerals.number(words)


def moved(base: date, unit: str, count: float) -> Window | None:
    """Return the unit that lies `count` units from a day, at the unit's own precision."""
    if unit in {"minute", "hour"} or count > 5000 or count < -5000:
        return None
    if unit in {"day", "week", "fortnight"}:
        size = calendar("days")[unit].number
        day = shift_days(base, round(count * size))
        if day is None:
            return None
        return days(day, day, "day", "event") if unit == "day" else week_of(day)
    size = calendar("months")[unit].number
    month = shift_months(base, round(count * size))
    if month is None:
        return None
    return whole(month, unit if unit in {"month", "quarter"} else "year", 0)


def span_of(item: Expression, context: Context) -> Window:
    """Resolve "the past 24 hours", "the next two weeks", "within 72 hours", "recent weeks"."""
    cells = item.cells
    unit = unit_of(cells["unit"])
    if "first" in cells:  # counted from something that is itself no time
        return unresolved("open", "event")
    words = next((cells[key] for key in ("back", "on", "within") if cells.get(key)), "")
    count, today = counted(words, item), context.published
    ahead = "on" in cells or "within" in cells
    if today is None:
        return unresolved("open" if count is None else PRECISION.get(unit, "day"), "published")
    other = distance(today, unit, count if ahead else -count) if count is not None else None
    if other is None:
        return Window(today if ahead else None, None if ahead else today, "open", "published")
    precision = "day" if unit in {"minute", "hour"} else PRECISION[unit]
    first, last = (today, other) if ahead else (other, today)
    return days(first, last, precision, "published")


def distance(day: date, unit: str, count: float) -> date | None:
    """Return the day so many units from a day, hours rounded up to days."""
    if abs(count) > 5000:
        return None
    if unit in {"minute", "hour"}:
        minutes = calendar("minutes")[unit].number * count
        whole_days = -(-abs(minutes) // 1440)
        return shift_days(day, round(whole_days if count > 0 else -whole_days))
    if unit in {"day", "week", "fortnight"}:
        return shift_days(day, round(count * calendar("days")[unit].number))
    return shift_months(day, round(count * calendar("months")[unit].number))
