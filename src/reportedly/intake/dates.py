"""Dates of publication: what is written out whole, nothing guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from reportedly.errors import Unreadable, UsageError

ZONE_APART = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")
LONGEST = 80  # characters of a date with its time and zone
SECONDS = re.compile(r"1\d{9}(?:\d{3})?")  # since 1970, or their thousandths
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
MONTH_FIRST = re.compile(rf"\b{MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?,? {YEAR}\b", re.IGNORECASE)
DAY_FIRST = re.compile(rf"\b(?P<day>\d\d?)(?:st|nd|rd|th)? {MONTH},? {YEAR}\b", re.IGNORECASE)
SHOWN = 40  # characters of a wrong date that a message repeats


def parse_day(written: str) -> date:
    """Return the day of an ISO date or datetime, in the time zone that it is written in."""
    return date.fromisoformat(parse_instant(written)[:10])


def as_day(day: date | str | None) -> date | None:
    """Return the day that a caller gives as date or ISO text; UsageError if it is none."""
    if isinstance(day, str):
        try:
            return parse_day(day)
        except Unreadable as error:
            raise UsageError(str(error)) from None
    return day.date() if isinstance(day, datetime) else day


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


def iso_of(written: str) -> str | None:
    """Return a date or instant as ISO 8601 from the ways that pages and mails write them.

    None for one that lacks its day, isn't one of the calendar, or is written in another way.
    """
    stripped = " ".join(written.split())[:LONGEST]
    try:
        return parse_instant(stripped.removesuffix(" UTC").removesuffix(" GMT"))
    except Unreadable:
        pass
    if SECONDS.fullmatch(stripped):
        return datetime.fromtimestamp(int(stripped[:10]), UTC).isoformat()
    try:
        return parsedate_to_datetime(stripped).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return _in_english(stripped)


def _in_english(written: str) -> str | None:
    found = MONTH_FIRST.search(written) or DAY_FIRST.search(written)
    try:
        return (
            found
            and date(
                int(found["year"]), MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"])
            ).isoformat()
        )
    except ValueError:
        return None
