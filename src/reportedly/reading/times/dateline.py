"""The day that a report gives for itself in its dateline: "KYIV, September 5, 2025 (ABC) — …"."""

from __future__ import annotations

import re
from datetime import date

from reportedly.reading.times import dates
from reportedly.reading.times.context import Context
from reportedly.reading.times.expressions import Expression

LINES = 3  # lines at the head of a report that may hold its dateline
LEAD = re.compile(r"[^a-z]*|(?i:published|updated|posted|date|issued)(?: on)?:?\s")
TAIL = re.compile(r"\s?(?:\([^)\n]{1,60}\)\s?)?(?:—|–|--|-|:|\n|$)")


def dateline_day(text: str, items: list[Expression]) -> date | None:
    """Return the day that the head of a report is dated, or None if it isn't or has no year."""
    for item in items:
        line = text.rfind("\n", 0, item.start) + 1
        if text.count("\n", 0, line) >= LINES:
            return None
        full = item.kind in {"date", "iso"} and "year" in item.cells and "last" not in item.cells
        if full and LEAD.fullmatch(text, line, item.start) and TAIL.match(text, item.end):
            resolve = dates.iso_of if item.kind == "iso" else dates.date_of
            return resolve(item, Context(published=None)).day
    return None
