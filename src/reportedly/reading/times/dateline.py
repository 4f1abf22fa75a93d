"""The day that a report gives for itself: "KYIV, September 5, 2025 (ABC) — …", or its opening."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.reading.times import dates
from reportedly.reading.times.context import Context
from reportedly.reading.times.expressions import Expression

WEEK = timedelta(days=7)
LINES = 3  # lines at the head of a report that may hold its dateline
LEAD = re.compile(r"[^a-z]*|(?i:published|updated|posted|date|issued)(?: on)?:?\s")
TAIL = re.compile(r"\s?(?:\([^)\n]{1,60}\)\s?)?(?:—|–|--|-|:|\n|$)")


def dateline_day(text: str, items: list[Expression]) -> date | None:
    """Return the day that the head of a report is dated, or None if it isn't or has no year."""
    for item in items:
        line = text.rfind("\n", 0, item.start) + 1
        if text.count("\n", 0, line) >= LINES:
            return None
        if full(item) and LEAD.fullmatch(text, line, item.start) and TAIL.match(text, item.end):
            return day_of(item)
    return None


def opening_days(text: str, items: list[Expression]) -> tuple[date, ...]:
    """Return the days told with their year, if the opening tells one and all lie within a week.

    Such a report tells of one time: a weekday in it that is one of these days is that day.
    """
    dated = [part for item in items for part in (item, *item.parts) if full(part)]
    told = [day for part in dated if (day := day_of(part))]
    if not told or "\n" in text[: dated[0].start].strip() or max(told) - min(told) >= WEEK:
        return ()
    return tuple(told)


def full(item: Expression) -> bool:
    """Tell whether an expression is one date with its year."""
    return item.kind in {"date", "iso"} and "year" in item.cells and "last" not in item.cells


def day_of(item: Expression) -> date | None:
    """Return the day of a full date."""
    resolve = dates.iso_of if item.kind == "iso" else dates.date_of
    return resolve(item, Context(published=None)).day
