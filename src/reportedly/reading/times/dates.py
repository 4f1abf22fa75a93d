"""Days: dates with and without year, weekdays, yesterday and tomorrow."""

from __future__ import annotations

from datetime import date

from reportedly.reading.times.context import Context
from reportedly.reading.times.expressions import Expression
from reportedly.reading.times.lexicon import calendar, phrases
from reportedly.reading.times.window import (
    Window,
    days,
    make_day,
    shift_days,
    shift_months,
    unresolved,
)


def digits(word: str) -> int:
    """Return the number at the start of "5th"."""
    return int("".join(c for c in word if c.isdecimal()))


def month_number(word: str) -> int:
    """Return the number of a month by its name or abbreviation."""
    return calendar("month")[word.lower().rstrip(".")].number


def date_of(item: Expression, context: Context) -> Window:
    """Resolve "September 5, 2025", "5 Sept", "September 4-5"."""
    month, day = month_number(item.cells["month"]), digits(item.cells["day"])
    if "year" in item.cells:
        first = make_day(int(item.cells["year"]), month, day)
        if first:
            context.named[month, day] = first.year
            context.year = first.year
    else:
        first = context.day_without_year(month, day)
    if first is None:
        return unresolved("day", "explicit")
    last = first
    if "last" in item.cells:
        last = make_day(first.year, month, digits(item.cells["last"])) or first
    return days(first, max(first, last), "day", "explicit")


def iso_of(item: Expression, context: Context) -> Window:
    """Resolve "2025-09-05" and "2025-09-05T10:30"."""
    day = make_day(*(int(item.cells[key]) for key in ("year", "month", "day")))
    if day is None:
        return unresolved("day", "explicit")
    context.named[day.month, day.day] = context.year = day.year
    return days(day, day, "day", "explicit")


def numeric_of(item: Expression, context: Context) -> Window:
    """Resolve "05/09/2025": day first with dots; with strokes only where one order is possible."""
    one, two = int(item.cells["one"]), int(item.cells["two"])
    year = int(item.cells["year"])
    year += 0 if year >= 100 else 1900 if year >= 50 else 2000
    orders = [(two, one)] if item.cells["mark"] == "." or one == two else [(two, one), (one, two)]
    possible = [day for month, d in orders if (day := make_day(year, month, d))]
    if len(possible) > 1 and context.published:
        near = context.published
        possible = sorted(possible, key=lambda day: abs((day - near).days))[:1]
    if len(possible) != 1:
        return unresolved("day", "explicit")
    return days(possible[0], possible[0], "day", "explicit")


def weekday_of(item: Expression, context: Context) -> Window:
    """Resolve "Friday", "last Tuesday", "Monday of next week"."""
    which = item.cells.get("which", "").lower()
    number = calendar("weekday")[item.cells["weekday"].lower()].number
    told = context.day_told("day")
    if item.cells.get("many") or which in {"every", "each"} or (which[:4] == "the " and not told):
        return unresolved("day", "event")
    if which[:4] == "the " and told:
        day = weekday_beside(told, number, after=which == "the following")
        return days(day, day, "day", "event") if day else unresolved("day", "event")
    if context.published is None and not which and "week" not in item.cells:
        day = next((day for day in context.opening if day.weekday() == number), None)
        return days(day, day, "day", "event") if day else unresolved("day", "published")
    day = context.weekday(number, which, item.cells.get("week", "").lower())
    return days(day, day, "day", "published") if day else unresolved("day", "published")


def weekday_beside(told: date, number: int, *, after: bool) -> date | None:
    """Return the next or the last day of a weekday, counted from another day."""
    if after:
        return shift_days(told, (number - told.weekday() - 1) % 7 + 1)
    return shift_days(told, -((told.weekday() - number - 1) % 7 + 1))


def deictic_of(item: Expression, context: Context) -> Window:
    """Resolve "yesterday", "today", "the day after tomorrow"."""
    offset = phrases("deictic")[" ".join(item.cells["phrase"].lower().split())].days
    day = context.published and shift_days(context.published, offset)
    return days(day, day, "day", "published") if day else unresolved("day", "published")


def same_of(item: Expression, context: Context) -> Window:
    """Resolve "the same day": the day of the time told before."""
    day = context.base.day if context.base else None
    return days(day, day, "day", "event") if day else unresolved("day", "event")


def year_before(first: Window, second: Window) -> Window | None:
    """Move the start of a range into the year before, where it came out after its end."""
    start: date | None = first.day
    end = second.last_day
    if start is None or end is None or first.start is None or first.anchor != "explicit":
        return None
    moved = shift_months(start, -12)
    return Window(moved, moved, first.precision, first.anchor) if moved else None
