"""Weeks, months, quarters, seasons, years and decades."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.reading.times.context import Context
from reportedly.reading.times.expressions import ORDINALS, Expression
from reportedly.reading.times.lexicon import Entry, calendar
from reportedly.reading.times.outlook import Outlook
from reportedly.reading.times.window import (
    Window,
    days,
    months,
    shift_days,
    unresolved,
    week_of,
    whole_year,
)
from reportedly.vocabulary import TimeAnchor, TimePrecision

PRECISION: dict[str, TimePrecision] = {
    "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "week",
    "month": "month", "quarter": "month", "year": "year", "decade": "year", "century": "year",
}  # fmt: skip

SEASON = 3  # months of a season


def unit_of(word: str) -> str:
    """Return the singular of a unit."""
    return calendar("minutes", "days", "months")[word.lower()].word


def precision_of(item: Expression) -> TimePrecision:
    """Return the precision of the unit that an expression counts or names."""
    unit = item.cells["unit"].lower()
    return "night" if unit == "night" else PRECISION[unit_of(unit)]


def said_year(item: Expression, context: Context) -> int | None:
    """Return the year an expression names ("1999", "last year"), or None."""
    word = item.cells.get("year", "").lower()
    if word.isdecimal():
        return int(word)
    if not word or context.published is None:
        return None
    return context.published.year + {"last": -1, "next": 1}.get(word.split()[0], 0)


def dated(item: Expression, window: Window | None, anchor: TimeAnchor) -> Window:
    """Return the window with its anchor, or an unresolved one."""
    word = item.cells.get("year", "")
    if window is None:
        return unresolved("month", anchor)
    return window.anchored("explicit" if word.isdecimal() else anchor)


def period_of(item: Expression, context: Context) -> Window:
    """Resolve "last week", "earlier this month", "the following year"."""
    which, unit = item.cells["which"].lower().removeprefix("the "), item.cells["unit"].lower()
    told = (which == "" and "edge" not in item.cells) or which in {
        "following",
        "previous",
        "preceding",
        "same",
        "that",
        "prior",
    }
    anchor: TimeAnchor = "event" if told else "published"
    day = context.day_told(PRECISION.get(unit, "day")) if told else context.published
    precision: TimePrecision = PRECISION.get(unit, "day")
    if day is None:
        return unresolved(precision, anchor)
    step = {"last": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    step = -1 if which in {"previous", "preceding", "prior"} else step
    return (whole(day, unit, step) or unresolved(precision, anchor)).anchored(anchor)


def whole(day: date, unit: str, step: int) -> Window | None:
    """Return the calendar unit around a day, `step` units on."""
    if unit == "day":
        moved = shift_days(day, step)
        return days(moved, moved, "day", "published") if moved else None
    if unit in {"week", "weekend"}:
        moved = shift_days(day, 7 * step)
        week = week_of(moved) if moved else None
        if week is None or unit == "week" or week.day is None:
            return week
        return days(week.day + timedelta(days=5), week.day + timedelta(days=6), "day", "published")
    if unit == "month":
        return months(day.year, day.month + step, 1, "month")
    if unit == "quarter":
        return months(day.year, 3 * ((day.month - 1) // 3 + step) + 1, 3, "month")
    if unit == "year":
        return whole_year(day.year + step)
    size = 10 if unit == "decade" else 100
    return whole_year((day.year // size + step) * size, size)


def week_by(item: Expression, named: Window) -> Window:
    """Resolve "the week of March 6", "the week ending Sunday", "the first week of May"."""
    first, last = named.day, named.last_day
    if first is None or last is None:
        return unresolved("week", named.anchor)
    nth = item.cells["nth"]
    if nth in {"last", "final"}:
        first = last - timedelta(days=6)
    elif nth:
        first += timedelta(days=7 * (ORDINALS[nth] - 1))
    elif item.cells["way"] in {"ending", "to"}:
        first = last - timedelta(days=6)
    elif item.cells["way"] == "of":
        first -= timedelta(days=first.weekday())
    return days(first, first + timedelta(days=6), "week", named.anchor)


def weekend_of(item: Expression, context: Context) -> Window:
    """Resolve "the weekend": the last that began by the day of publication."""
    if context.published is None:
        return unresolved("day", "published")
    ahead = context.outlook == "future"
    step = 0 if ahead or context.published.weekday() >= 5 else -1
    return whole(context.published, "weekend", step) or unresolved("day", "published")


def month_of(item: Expression, context: Context) -> Window:
    """Resolve "May", "April 2023", "late January", "March last year"."""
    number = calendar("month")[item.cells["month"].lower().rstrip(".")].number
    year = said_year(item, context)
    if item.cells.get("year", "").isdecimal():
        context.year = year
    which = item.cells.get("which", "").lower()
    if year is None and "year" not in item.cells:
        here = context.published
        year = here.year if here and which == "this" else context.month_without_year(number)
        if year and here and which == "last" and (year, number) == (here.year, here.month):
            year -= 1
        if year and here and which == "next" and (year, number) <= (here.year, here.month):
            year += 1
    return dated(item, months(year, number, 1, "month") if year else None, "explicit")


def quarter_of(item: Expression, context: Context) -> Window:
    """Resolve "the third quarter", "Q3 2024": the nearest past one if it names no year."""
    word = item.cells["nth"].lower()
    nth = int(word) if word.isdecimal() else ORDINALS[word]
    year = said_year(item, context)
    if year is None and context.published:
        today = context.published
        year = today.year - (1 if (today.month - 1) // 3 + 1 < nth else 0)
    return dated(item, months(year, 3 * nth - 2, 3, "month") if year else None, "published")


def half_of(item: Expression, context: Context) -> Window:
    """Resolve "the first half of 2024"."""
    nth = min(ORDINALS[item.cells["nth"].lower()], 2)
    year = said_year(item, context)
    return dated(item, months(year, 6 * nth - 5, 6, "month") if year else None, "published")


def season_of(item: Expression, context: Context) -> Window:
    """Resolve "last summer", "the spring of 2022" (northern seasons)."""
    season = calendar("season")[item.cells["season"].lower()]
    year = said_year(item, context)
    if year is None and context.published:
        which = item.cells.get("which", "").lower()
        year = season_year(season, which, context.published, context.outlook)
    return dated(item, months(year, season.number, 3, "month") if year else None, "published")


def season_year(season: Entry, which: str, today: date, outlook: Outlook) -> int:
    """Return the year in which the season meant begins."""
    here = today.year * 12 + today.month
    behind = (here - season.number) % 12  # months since it last began; 0 to 2 within it
    begun = (here - behind - season.number) // 12
    if which in {"next", "coming", "this coming"}:
        return begun + 1
    if which in {"last", "this past"}:
        return begun - (behind < SEASON)
    if behind < SEASON or outlook == "past":
        return begun
    if outlook == "future" or (which == "this" and behind > 12 - 2 * SEASON):
        return begun + 1
    return begun


def decade_of(item: Expression, context: Context) -> Window:
    """Resolve "the 1990s"."""
    decade = whole_year(int(item.cells["year"]) * 10, 10)
    return (decade or unresolved("year", "explicit")).anchored("explicit")


def year_of(item: Expression, context: Context) -> Window:
    """Resolve "2022", "early 2024", "2020-22"."""
    first = int(item.cells["year"])
    last = first
    if "last" in item.cells:
        tail = item.cells["last"]
        last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if last < first:
        return unresolved("year", "explicit")
    return whole_year(first, last - first + 1) or unresolved("year", "explicit")
