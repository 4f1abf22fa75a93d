"""How exact the days of an incident are, in the terms of others."""

from __future__ import annotations

from datetime import date

from reportedly.vocabulary import Incident


def span_of(incident: Incident) -> tuple[date, date] | None:
    """Return the first and last possible day of an incident; None without a known day.

    An end that isn't told is the other one. What lasts from a day on has no known end.
    """
    days = [date.fromisoformat(it[:10]) for it in (incident.start, incident.end) if it]
    return (min(days), max(days)) if days else None


def acled_precision(first: date, last: date) -> int:
    """Return 1 for a day, 2 for up to a week, 3 for longer."""
    width = (last - first).days + 1
    return 1 if width == 1 else 2 if width <= 7 else 3


def ucdp_precision(first: date, last: date) -> int:
    """Return 1 for a day, 2 for two to six, 3 for a week, 4 for up to a month, 5 for longer."""
    width = (last - first).days + 1
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if width <= most), 5)
