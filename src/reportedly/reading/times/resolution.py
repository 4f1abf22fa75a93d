"""From the words of a time to its window on the calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from reportedly.reading.times import clocks, dates, periods, stretches
from reportedly.reading.times.context import Context
from reportedly.reading.times.expressions import Expression
from reportedly.reading.times.window import Window, unresolved

Resolve = Callable[[Expression, Context], Window]

SIMPLE: dict[str, Resolve] = {
    "date": dates.date_of,
    "iso": dates.iso_of,
    "numeric": dates.numeric_of,
    "weekday": dates.weekday_of,
    "deictic": dates.deictic_of,
    "same": dates.same_of,
    "period": periods.period_of,
    "weekend": periods.weekend_of,
    "month": periods.month_of,
    "quarter": periods.quarter_of,
    "half": periods.half_of,
    "season": periods.season_of,
    "decade": periods.decade_of,
    "year": periods.year_of,
    "bare_year": periods.year_of,
    "shift": stretches.shift_of,
    "ahead": stretches.ahead_of,
    "span": stretches.span_of,
    "clock": clocks.clock_of,
    "part": clocks.part_of,
    "night": clocks.night_of,
    "run": lambda item, context: unresolved(periods.precision_of(item), "event"),
    "vague": lambda item, context: unresolved("open", "published"),
}


def resolve(item: Expression, context: Context) -> Window:
    """Return the window of an expression; its bounds are null where nothing tells them."""
    if item.kind in SIMPLE:
        return SIMPLE[item.kind](item, context)
    if item.kind == "open":
        return one_ended(item, context)
    if item.kind == "range":
        return both_ends(item, context)
    if item.kind == "night_days":
        return both_nights(item, context)
    first = resolve(item.parts[0], context)
    if item.kind == "week":
        return periods.week_by(item, first)
    if first.day is None:
        return unresolved("night" if item.kind.startswith("night") else "hour", first.anchor)
    second = item.parts[1]
    if item.kind == "part_day":
        return clocks.part_on(second, first)
    if item.kind == "night_day":
        return clocks.night_on(first, item.cells["gap"], context)
    if item.kind == "night_until":
        return clocks.night_until(first)
    return clocks.clock_on(second, first)


def one_ended(item: Expression, context: Context) -> Window:
    """Resolve "since", "until", "by": one bound, to its own precision; the other is open."""
    word = item.cells["word"]
    since, by = word == "since", word == "by"
    told = replace(context, since=since, deadline=by, until=not since and not by)
    inner = resolve(item.parts[0], told)
    if word == "since":
        return Window(inner.start, None, inner.precision, inner.anchor)
    return Window(None, inner.end, inner.precision, inner.anchor)


def both_ends(item: Expression, context: Context) -> Window:
    """Resolve a range; an end that lacks a day or a year takes it from the other."""
    left, right = item.parts
    second = resolve(right, context)
    if left.kind == "clock" and second.day is not None:
        first = clocks.clock_on(left, second)
    else:
        first = resolve(left, borrowed(left, right, second, context))
    if right.kind == "clock" and first.day is not None:
        second = clocks.after(first, clocks.clock_on(right, first))
        if left.kind == "clock" and first.anchor == "published" and context.outlook == "past":
            first, second = clocks.over_by(context.published, first, second)
    if first.start is None or second.end is None:
        return unresolved(second.precision, second.anchor)
    if first.day and second.last_day and first.day > second.last_day:
        earlier = dates.year_before(first, second)
        first = earlier or first
    anchor = second.anchor if first.anchor == "explicit" else first.anchor
    finer = min(first.precision, second.precision, key=list(ORDER).index)
    if first.day and second.last_day and first.day > second.last_day:
        return unresolved(finer, anchor)
    return Window(first.start, second.end, finer, anchor)


ORDER = ("minute", "hour", "night", "day", "week", "month", "year", "open")


def borrowed(left: Expression, right: Expression, second: Window, context: Context) -> Context:
    """Return a context in which the left end of a range looks back from its right end."""
    day: date | None = second.last_day
    if day is None or left.cells.get("year") or not right.cells.get("year"):
        return context
    return Context(published=day, told=context.told, year=day.year)


def both_nights(item: Expression, context: Context) -> Window:
    """Resolve "overnight from Thursday to Friday": one night between two days."""
    inner = resolve(item.parts[1], context)
    return clocks.between_days(inner)
