"""Hours, parts of the day and nights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from reportedly.reading import numerals
from reportedly.reading.times.context import Context
from reportedly.reading.times.expressions import Expression
from reportedly.reading.times.lexicon import calendar
from reportedly.reading.times.window import (
    Window,
    hours,
    night_from,
    shift_days,
    unresolved,
)

DAY = timedelta(days=1)
EVENING, NOON = 18, 12
FRESH = 7  # days before publication up to which a report still tells of the day told last


def day_in_mind(context: Context) -> Window | None:
    """Return the day that an hour without one belongs to: the last told, else publication.

    From far away the day told last counts only in the telling of what has just been.
    """
    day = context.base.day if context.base else None
    if day and (context.near or still_told(day, context)):
        return Window(day, day, "day", "event")
    if context.published is None:
        return None
    return Window(context.published, context.published, "day", "published")


def still_told(day: date, context: Context) -> bool:
    """Tell whether a past clause may still tell of a day shortly before publication."""
    if context.published is None:
        return False
    recent = timedelta() <= context.published - day <= timedelta(days=FRESH)
    return recent and context.outlook == "past"


def clock_of(item: Expression, context: Context) -> Window:
    """Resolve an hour that stands without a day."""
    day = day_in_mind(context)
    return on_from(clock_on(item, day), context) if day else unresolved("minute", "published")


def on_from(hour: Window, context: Context) -> Window:
    """Move a morning told after an evening to the next day: "began at 8 p.m. … before dawn"."""
    evening = context.base.start if context.base else None
    if not isinstance(evening, datetime) or evening.hour < EVENING or hour.start is None:
        return hour
    told, latest = moment(hour.start), context.published
    if told.date() != evening.date() or told.hour >= NOON or (latest and told.date() >= latest):
        return hour
    return replace(hour, start=told + DAY, end=moment(hour.end) + DAY)


def clock_on(item: Expression, day: Window) -> Window:
    """Resolve an hour on a day: "9 a.m. on Wednesday", "midnight on Friday"."""
    if item.kind != "clock":
        return part_on(item, day)
    read = hour_and_minute(item)
    if read is None or day.day is None:
        return unresolved("hour", day.anchor)
    hour, minute = read
    moment = datetime(day.day.year, day.day.month, day.day.day, hour, minute)
    precision = "minute" if item.cells.get("minute") else "hour"
    return Window(moment, moment, "minute" if precision == "minute" else "hour", day.anchor)


def hour_and_minute(item: Expression) -> tuple[int, int] | None:
    """Return hour (0-23) and minute of a clock time."""
    if "said" in item.cells:
        return calendar("clock")[item.cells["said"].lower()].number, 0
    number = numerals.number(item.cells["hour"])
    minute = int(item.cells.get("minute") or 0)
    if number is None or not 0 <= number <= 23:
        return None
    hour, half = int(number), item.cells.get("half", "").lower()
    part = item.cells.get("part", "").lower()
    late = half.startswith("p") or part in {"afternoon", "evening", "dusk"}
    if hour <= 12 and (late or (part == "night" and hour >= 6)):
        hour = hour % 12 + 12
    elif hour == 12 and half.startswith("a"):
        hour = 0
    return (hour, minute) if hour <= 23 else None


def part_of(item: Expression, context: Context) -> Window:
    """Resolve "this morning", "last night", "that evening", "tonight"."""
    which = item.cells.get("which", "").lower()
    if which.split(" ")[-1] in {"this", "last", "tonight", "to-night"}:
        day = context.published and shift_days(context.published, -1 if "last" in which else 0)
        return part_on(item, Window(day, day, "day", "published"))
    if not any(word in which for word in ("that", "same", "previous", "following", "next")):
        mind = day_in_mind(context)
        return on_from(part_on(item, mind), context) if mind else unresolved("hour", "published")
    base = context.base.day if context.base else None
    if base is None:
        return unresolved("hour", "event")
    move = -1 if "previous" in which else 1 if "next" in which or "following" in which else 0
    day = shift_days(base, move)
    return part_on(item, Window(day, day, "day", "event"))


def part_on(item: Expression, day: Window) -> Window:
    """Resolve a part of a day: "Friday morning", "the evening of September 8"."""
    if day.day is None:
        return unresolved("hour", day.anchor)
    word = item.cells.get("part", "").lower() or "night"
    part = calendar("part").get(word)
    if item.kind != "part" or part is None:
        return day
    if word.startswith("night") and word != "nightfall":
        if day.last_day and day.last_day > day.day:  # the night of September 4 to 5
            return between_days(day)
        return night_from(day.day).anchored(day.anchor)
    return hours(day.day, part.number, part.until or part.number).anchored(day.anchor)


def between_days(pair: Window) -> Window:
    """Return the night between two days that follow each other."""
    if pair.day is None or pair.last_day is None:
        return unresolved("night", pair.anchor)
    start = night_from(pair.day)
    end = datetime(pair.last_day.year, pair.last_day.month, pair.last_day.day, 6)
    return Window(start.start, max(end, moment(start.end)), "night", pair.anchor)


def moment(value: date | datetime | None) -> datetime:
    """Return a bound as a moment."""
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day) if value else datetime.min


def night_of(item: Expression, context: Context) -> Window:
    """Resolve a bare "overnight": the night that ends on the day of publication."""
    evening = context.published and shift_days(context.published, -1)
    return night_from(evening) if evening else unresolved("night", "published")


def night_on(day: Window, gap: str, context: Context) -> Window:
    """Resolve "overnight on Friday": it ends on the day of publication, else starts that day."""
    if day.day is None:
        return unresolved("night", day.anchor)
    back = 1 if day.day == context.published and "of" not in gap else 0
    return night_from(day.day - timedelta(days=back)).anchored(day.anchor)


def night_until(day: Window) -> Window:
    """Resolve "overnight before September 5", "overnight into Friday": it ends on that day."""
    evening = day.last_day and shift_days(day.last_day, -1)
    return night_from(evening).anchored(day.anchor) if evening else unresolved("night", day.anchor)


def over_by(published: date | None, first: Window, second: Window) -> tuple[Window, Window]:
    """Move hours over midnight that are told as past back, so that they end by publication."""
    if published is None or second.day is None or second.day <= published:
        return first, second
    return day_before(first), day_before(second)


def day_before(hour: Window) -> Window:
    """Return the same hour a day before."""
    return replace(hour, start=moment(hour.start) - DAY, end=moment(hour.end) - DAY)


def after(first: Window, second: Window) -> Window:
    """Move the second hour of a range to the next day where it would come before the first."""
    start, end = first.start, second.end
    if isinstance(start, datetime) and isinstance(end, datetime) and end < start:
        end += timedelta(days=1)
        return Window(end, end, second.precision, second.anchor)
    return second
