"""Small time expressions become one: "at 9 a.m. on Wednesday", "the night of September 4 to 5"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from reportedly.reading.times.expressions import Expression

DAYS = frozenset({"date", "iso", "numeric", "weekday", "deictic", "same"})
PERIODS = frozenset(
    {"period", "month", "quarter", "season", "year", "bare_year", "half", "decade", "weekend"}
)
WEEKDAYS = frozenset({"date", "weekday", "iso", "numeric"})  # what a week is named after
POINTS = frozenset({"clock", "clock_day", "part_day", "night"})
ANY = DAYS | PERIODS | POINTS | {"shift", "span"}


@dataclass(frozen=True, slots=True)
class Join:
    """Two neighbours of certain kinds, with certain words between them, make one expression."""

    kind: str
    left: frozenset[str]
    gap: re.Pattern[str]
    right: frozenset[str]
    swap: bool = False  # the second part is the one that is asked first for its day


def between(words: str) -> re.Pattern[str]:
    """Return the pattern of the words between two expressions."""
    return re.compile(words.replace(" ", r"\s"), re.IGNORECASE)


HOURS = frozenset({"clock"})
PARTS = frozenset({"part"})
NIGHTS = frozenset({"night"})
NEAR = r"(?:(?:shortly|just) )?(?:about|around|approximately|roughly|by|before|after)"
INTO = r" (?:before|into|to|until|and into|through|and) "

JOINS = (
    Join("part_day", DAYS, between(rf" | in the | during the | at | {NEAR} "), PARTS),
    Join("part_day", PARTS, between(" |, | of | on | of the | on the "), DAYS, swap=True),
    Join("clock_day", DAYS, between(rf",? |,? at (?:{NEAR} )?| {NEAR} "), HOURS),
    Join("clock_day", HOURS, between(",? |,? on | of | in the "), DAYS | {"part_day"}, swap=True),
    Join("clock_part", HOURS, between(" in the | on "), PARTS, swap=True),
    Join("night_days", NIGHTS, between(" from | between | "), frozenset({"range"})),
    Join("night_day", NIGHTS, between(" | on | of | from "), DAYS, swap=True),
    Join("night_until", NIGHTS | {"night_day"}, between(INTO), DAYS, swap=True),
    Join("night_until", frozenset({"part_day"}), between(" to | into "), DAYS, swap=True),
    Join("range", ANY, between(" to | until | till | through | into | ?[-–—] ?"), ANY),
)
OPENERS = re.compile(
    r"\b(?P<word>since(?: late| early)?(?: on)?(?: about| around| at least)?|until|till|by)\s$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s)?$", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s(?:about\s|around\s)?$", re.IGNORECASE)
LEADING = re.compile(r"\b(?:early|late|later|earlier)(?:\son|\sin)?\s$", re.IGNORECASE)
WEEK = re.compile(
    r"\b(?:the\s)?(?:(?P<nth>first|second|third|fourth|last|final)\s)?week\s"
    r"(?:(?P<way>of|beginning|starting|ending|to)\s)(?:on\s)?$",
    re.IGNORECASE,
)
GENITIVE = re.compile(r"[’']s?\s")
AND = re.compile(r"\s(?:and|to)\s(?:on\s|about\s|around\s)?", re.IGNORECASE)

Test = Callable[[Expression], bool]


def joined(text: str, found: list[Expression]) -> list[Expression]:
    """Return the expressions with those that belong together joined, in order."""
    for join in JOINS:
        found = apply(text, found, join)
    found = two_ended(text, found)
    ends = [0, *(item.end for item in found)]
    return [whole(text, e, end) for e, end in zip(found, ends, strict=False)]


def whole(text: str, item: Expression, free: int) -> Expression:
    """Take in the words before an expression that belong to it; those before `free` are taken."""
    return opened(text, widened(text, weekly(text, item, free), free), free)


def weekly(text: str, item: Expression, free: int) -> Expression:
    """Make "the week of March 6", "the week ending Sunday" and "the first week of May" weeks."""
    lead = WEEK.search(text, max(0, item.start - 30), item.start)
    if not lead or lead.start() < free:
        return item
    way, nth = lead["way"].lower(), (lead["nth"] or "").lower()
    if (way != "of" or item.kind != "month") if nth else item.kind not in WEEKDAYS:
        return item
    return Expression("week", lead.start(), item.end, {"way": way, "nth": nth}, (item,))


def apply(text: str, found: list[Expression], join: Join) -> list[Expression]:
    """Join neighbours by one rule, from left to right."""
    out: list[Expression] = []
    for item in found:
        last = out[-1] if out else None
        gap = text[last.end : item.start] if last else ""
        if (
            last is not None
            and last.kind in join.left
            and item.kind in join.right
            and join.gap.fullmatch(gap)
            and fits(join, last, item)
        ):
            parts = (item, last) if join.swap else (last, item)
            out[-1] = Expression(join.kind, last.start, item.end, {"gap": gap}, parts)
        else:
            out.append(item)
    return out


def fits(join: Join, left: Expression, right: Expression) -> bool:
    """Tell whether two expressions of the right kinds really join.

    A range wants like with like ("from Monday to Friday", not "moved from today to 2012").
    """
    if join.kind == "part_day":
        part = right if right.kind == "part" else left
        free = not part.cells.get("which") or part.cells["which"].lower() == "the"
        return free and not part.cells.get("after")
    if join.kind == "night_until" and left.kind == "part_day":  # "the night of Friday to Saturday"
        day, part = left.parts[0], left.parts[-1]
        return part.start < day.start and part.cells.get("part", "").lower() == "night"
    if join.kind != "range":
        return True
    return rank(left) == rank(right)


def rank(item: Expression) -> int:
    """Return how coarse an expression is: parts of days and days together, periods apart."""
    return 0 if item.kind in DAYS | POINTS else 1 if item.kind in PERIODS else 2


def two_ended(text: str, found: list[Expression]) -> list[Expression]:
    """Join "between A and B" and let "from" belong to the range it opens."""
    out: list[Expression] = []
    for item in found:
        last = out[-1] if out else None
        gap = text[last.end : item.start] if last else ""
        opener = BETWEEN.search(text, max(0, last.start - 20), last.start) if last else None
        if last and opener and AND.fullmatch(gap) and last.kind in ANY and item.kind in ANY:
            out[-1] = Expression("range", opener.start(), item.end, {"gap": gap}, (last, item))
        elif item.kind == "range" and (
            found_from := FROM.search(text, max(0, item.start - 20), item.start)
        ):
            out.append(replace(item, start=found_from.start()))
        else:
            out.append(item)
    return out


def widened(text: str, item: Expression, free: int) -> Expression:
    """Take in "late" and "early" before a day; words before `free` are taken."""
    lead = LEADING.search(text, max(0, item.start - 20), item.start)
    if not lead or item.kind not in DAYS | {"part_day"} or lead.start() < free:
        return item
    return replace(
        item, start=lead.start(), cells={**item.cells, "lead": lead[0].split()[0].lower()}
    )


def opened(text: str, item: Expression, free: int) -> Expression:
    """Make "since …", "until …" and "by …" windows with one end open."""
    opener = OPENERS.search(text, max(0, item.start - 30), item.start)
    usable = item.kind in ANY | {"part", "part_day", "night_day", "clock_part", "week"}
    if not opener or not usable or opener.start() < free:
        return item
    word = opener["word"].split()[0].lower()
    if word == "by" and (item.kind == "night" or GENITIVE.match(text, item.end)):
        # "by Friday's attack", "by overnight shelling"
        return item
    return Expression("open", opener.start(), item.end, {"word": word}, (item,))
