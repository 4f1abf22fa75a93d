"""Dates of publication: ISO dates and instants, nothing guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

from reportedly.errors import Unreadable

ZONE_APART = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")
SHOWN = 40  # characters of a wrong date that a message repeats


def parse_day(written: str) -> date:
    """Return the day of an ISO date or datetime, in the time zone that it is written in."""
    return date.fromisoformat(parse_instant(written)[:10])


def parse_instant(written: str) -> str:
    """Return an ISO date or datetime in its usual form, in the time zone that it is written in."""
    stripped = ZONE_APART.sub("", written.strip())
    try:
        return date.fromisoformat(stripped).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(stripped).isoformat()
    except ValueError:
        shown = stripped if len(stripped) <= SHOWN else stripped[:SHOWN] + "…"
        raise Unreadable(f"{shown!r} is not a date: write it as 2025-09-05") from None
