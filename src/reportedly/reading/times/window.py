"""Stretches of time and the arithmetic of the calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from reportedly.vocabulary import TimeAnchor, TimePrecision

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time: days or moments from `start` to `end` (inclusive), null where open."""

    start: Moment | None
    end: Moment | None
    precision: TimePrecision
    anchor: TimeAnchor

    @property
    def day(self) -> date | None:
        """The day on which the window starts, or ends if it has no start."""
        moment = self.start if self.start is not None else self.end
        return moment.date() if isinstance(moment, datetime) else moment

    @property
    def last_day(self) -> date | None:
        """The day on which the window ends, or starts if it has no end."""
        moment = self.end if self.end is not None else self.start
        return moment.date() if isinstance(moment, datetime) else moment

    def anchored(self, anchor: TimeAnchor) -> Window:
        """Return the same window resolved from something else."""
        return replace(self, anchor=anchor)


def unresolved(precision: TimePrecision, anchor: TimeAnchor) -> Window:
    """Return a window of which only its kind is known."""
    return Window(None, None, precision, anchor)


def days(first: date, last: date, precision: TimePrecision, anchor: TimeAnchor) -> Window:
    """Return the window from the first to the last day."""
    return Window(first, last, precision, anchor)


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    if not 1 <= year <= 9998 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def shift_days(day: date, count: int) -> date | None:
    """Return the day `count` days on, or None outside the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def shift_months(day: date, count: int) -> date | None:
    """Return the same day `count` months on (the last day of a shorter month)."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months(year: int, month: int, count: int, precision: TimePrecision) -> Window | None:
    """Return the window of `count` whole months; the month may run over 12 into the next year."""
    first = make_day(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    after = first and shift_months(first, count)
    if first is None or after is None:
        return None
    return Window(first, after - timedelta(days=1), precision, "explicit")


def whole_year(year: int, count: int = 1) -> Window | None:
    """Return the window of `count` years."""
    return months(year, 1, 12 * count, "year") if 1 <= year <= 9000 else None


def week_of(day: date) -> Window:
    """Return the week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Window(monday, monday + timedelta(days=6), "week", "published")


def hours(day: date, first: int, until: int, precision: TimePrecision = "hour") -> Window:
    """Return the window between two hours counted from midnight; 24 and over are the next day."""
    start = datetime(day.year, day.month, day.day) + timedelta(hours=first)
    end = datetime(day.year, day.month, day.day) + timedelta(hours=until)
    if until == 24:
        end -= timedelta(minutes=1)
    return Window(start, end, precision, "published")


def night_from(evening: date) -> Window:
    """Return the night that begins on a day: six in the evening to six in the morning."""
    return hours(evening, 18, 30, "night")


def iso(moment: Moment | None) -> str | None:
    """Return a day or moment in ISO 8601, moments to the minute and without zone."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else None
