"""When a happening was, in hours, as far as its report tells.

Hours are counted from year 1. What a passage doesn't date itself may be dated by another: by the
day of the report's main happening ("a night earlier"), or by its lead.
"""

from __future__ import annotations

import re
from datetime import datetime, time

from reportedly.reconcile.happenings import Happening, hours_of
from reportedly.reconcile.scenes import time_of
from reportedly.reconcile.tellings import Told, scene_words
from reportedly.vocabulary import Reading

Hours = tuple[int, int]
SO_MANY = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
EARLIER = re.compile(
    rf"\b(?:(an?|one|{'|'.join(SO_MANY)}) (?:day|night|evening|morning)s? "
    r"(?:earlier|before|previously)|"
    r"(?:the|on the) (?:previous (?:day|night|evening|morning)|(?:day|night|evening) before))\b",
    re.IGNORECASE,
)


def hours_told(told: Told, one: Happening, main: Hours | None) -> Hours | None:
    """Return when a happening was; `main` are the hours of the first that its report dates."""
    latest = published_by(told.reading)
    return hours_before(told, one, main) or hours_in(one, latest) or hours_led(told, one, main)


def hours_in(one: Happening, latest: int | None) -> Hours | None:
    """Return the hours that all dated tellings have in common, or the first's.

    What is still to come apart, nothing lies after the report: a day it was published on ends then.
    """
    ranges = [(hour(a), hour(b)) for a, b in filter(None, map(hours_of, one.times))]
    if not ranges:
        return None
    first, last = max(a for a, _ in ranges), min(b for _, b in ranges)
    if first > last:
        first, last = ranges[0]
    if latest is not None and not one.foreseen and first <= latest < last:
        last = latest
    return first, last


def hours_before(told: Told, one: Happening, main: Hours | None) -> Hours | None:
    """Return the day that words tell by that of the report's main happening: "a night earlier"."""
    if main is None or not one.recalled:
        return None
    for telling in one.told:
        back = EARLIER.search(telling.evidence[0].of(told.text))
        if back:
            days = SO_MANY.get((back[1] or "a").casefold(), 1)
            return (main[0] // 24 - days) * 24, (main[1] // 24 - days) * 24 + 23
    return None


def hours_led(told: Told, one: Happening, main: Hours | None) -> Hours | None:
    """Return the hours that the lead of a report names, if it dates none of its happenings."""
    if main is not None or one.recalled or one.foreseen or one.family != "violence":
        return None
    if not any(scene_words().search(span.of(told.text)) for span in told.lead):
        return None
    led = [hours for time in time_of(told, told.lead, 0) if (hours := hours_of(time))]
    return next(((hour(a), hour(b)) for a, b in led), None)


def published_by(reading: Reading) -> int | None:
    """Return the hour by which a report was published: its instant, else the end of its day."""
    article = reading.article
    if article.published_at:
        return hour(datetime.fromisoformat(article.published_at).replace(tzinfo=None))
    if article.published is None:
        return None
    return hour(datetime.combine(article.published, time(23)))


def hour(moment: datetime) -> int:
    """Return the number of an hour, counted from year 1."""
    return moment.toordinal() * 24 + moment.hour
