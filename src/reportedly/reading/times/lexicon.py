"""The words of the calendar, and the pieces of pattern made from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly import knowledge
from reportedly.reading import numerals

EDGE = (
    r"(?:(?:early|late|mid|earlier|later|sometime|some time)(?: in| on)?[- ]|(?:the )?(?:very )?"
    r"(?:start|beginning|end|middle|first half|second half|last half|rest|remainder) of (?:the )?)"
)
NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the calendar: month, weekday, part of the day, hour, season or unit."""

    kind: Literal["month", "weekday", "part", "clock", "season", "minutes", "days", "months"]
    word: str
    forms: tuple[str, ...] = ()
    number: int = 0
    until: int | None = None
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase that points from the day of publication, or puts what it governs there."""

    kind: Literal[
        "deictic", "vague", "outlook", "scheduled", "awaited", "deferring", "process", "settled"
    ]
    phrase: str
    days: int = 0
    towards: Literal["past", "present", "future", ""] = ""


@cache
def calendar(*kinds: str) -> dict[str, Entry]:
    """Return the entries of some kinds by each of their forms, lower-cased."""
    rows = [row for row in knowledge.load(Entry, "english/calendar.csv") if row.kind in kinds]
    return {form.lower(): row for row in rows for form in (row.word, *row.forms)}


@cache
def phrases(kind: str) -> dict[str, Phrase]:
    """Return the phrases of a kind by their words."""
    rows = knowledge.load(Phrase, "english/time_words.csv")
    return {row.phrase: row for row in rows if row.kind == kind}


def any_of(words: list[str], *, proper: bool = False) -> str:
    """Return a group-free alternation, longest first; proper names keep their capital."""
    forms = {form for word in words for form in ((word, word.upper()) if proper else (word,))}
    longest = sorted(forms, key=lambda f: (-len(f), f))
    body = "|".join(re.escape(form).replace(r"\ ", " ") for form in longest)
    return f"(?-i:{body})" if proper else f"(?:{body})"


def names(kind: str, *, full: bool = False, shared: bool | None = None) -> list[str]:
    """Return the proper names of a kind, abbreviations too unless only full ones are wanted."""
    rows = [row for row in knowledge.load(Entry, "english/calendar.csv") if row.kind == kind]
    if shared is not None:
        rows = [row for row in rows if bool(row.shared) == shared]
    return [form for row in rows for form in ((row.word,) if full else (row.word, *row.forms))]


@cache
def fragments() -> dict[str, str]:
    """Return the named pieces that the patterns of expressions are put together from."""
    units = [*calendar("minutes", "days", "months")]
    count = rf"(?:an?|one|{numerals.pattern()}|several|a few|few|a couple of|couple of|half an?)"
    return {
        "month": any_of(names("month"), proper=True) + r"(?:\.(?= \d| ?,))?",
        "clear_month": any_of(names("month", full=True, shared=False), proper=True),
        "shared_month": any_of(names("month", full=True, shared=True), proper=True),
        "weekday": any_of(names("weekday", full=True), proper=True),
        "any_weekday": any_of(names("weekday"), proper=True) + r"\.?",
        "part": any_of([*calendar("part")]),
        "hour_word": any_of([*calendar("clock")]),
        "season": any_of([*calendar("season")]),
        "unit": any_of(units),
        "count": count,
        "number": numerals.pattern(),
        "dom": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)",
        "year": r"(?:1[5-9]\d\d|20\d\d)(?![\w%]|[.,]\d)",
        "dash": r"(?: ?[-–—] ?| to | and | through | or )",
        "deictic": any_of([*phrases("deictic")]),
        "vague": "(?<!as )" + any_of([*phrases("vague")]),
        "edge": EDGE,
        "ordinal": "(?:first|second|third|fourth|last|final)",
        "nth": "(?:" + "|".join(NTH) + r"|\d+(?:st|nd|rd|th))",
        "process": any_of([*phrases("process")]),
        "settled": any_of([*phrases("settled")]),
        "zone": r"(?:(?-i:GMT|UTC|[A-Z]{1,3}[DS]?T)|local time|(?-i:[A-Z][a-z]+)(?: local)? time"
        r"|(?-i:[A-Z][a-z]+) Standard Time)",
    }  # fmt: skip


def fill(template: str) -> re.Pattern[str]:
    """Return the compiled pattern of a template whose `<<names>>` are fragments."""
    body = re.sub(r"<<(\w+)>>", lambda found: fragments()[found[1]], template)
    return re.compile(rf"(?<![\w$€£])(?:{body.replace(' ', chr(92) + 's')})(?!\w)", re.IGNORECASE)
