"""Finds numbers as written: "15", "1.2 million", "Thirty-one", "dozens", "two thirds"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reportedly.reading import numerals
from reportedly.vocabulary import Comparator

MOST = 20_000  # numbers looked at in one article
SIGNS = "$€£¥₴₽₪₹"
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,3})?|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,4}"
    r"|\d{1,12}(?:\.\d{1,6})?"
)
SEVERAL = r"several|an?\sfew|a\shandful\sof|a\scouple(?:\sof)?|a\snumber\sof"
ONE_PART = re.compile(
    r"\b(?:(?:a|one)[-\s](?P<part>third|quarter|fifth|tenth)"
    r"|(?<!first )(?<!second )(?<!other )(?<!last )half)(?=\sof\b)",
    re.IGNORECASE,
)
RATIO = re.compile(  # "killed one in two attacks" is no share: only where a clause begins
    r"(?:^|[.!?:][\"”’]?\s|\n|\b(?:that|than|about|nearly|almost|around|roughly|least|says?|said)\s)"
    r"[\"“]?(?P<part>[a-z]+|\d{1,2})\sin\s(?:every\s)?(?P<whole>[a-z]+|\d{1,3})"
    r"(?=\s[a-z])(?!\s(?:days?|hours?|weeks?|months?|years?|minutes?|attacks?|strikes?|raids?)\b)",
    re.IGNORECASE,
)
HALF = re.compile(r"(?:an?\s)?half\s(?:an?\s)?(\w+)")
SHORT = re.compile(r"([\d.,]+)\s?([a-z]+)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text: `start` to `end` with its hedge, `first` to `last` without.

    `value` is null where the words give only bounds; `symbol` is a currency or per cent sign, or
    "fraction" where the value is a share worded as a fraction.
    """

    start: int
    end: int
    first: int
    last: int
    value: float | None
    low: float | None
    high: float | None
    comparator: Comparator
    symbol: str = ""


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def number_pattern() -> re.Pattern[str]:
    """Return the pattern of one number, exact or vague."""
    rows = numerals.numerals().values()
    small = alternatives(row.word for row in rows if row.kind == "unit")
    scale = alternatives(row.word for row in rows if row.kind == "scale" and len(row.word) > 2)
    short = alternatives(row.word for row in rows if row.kind == "scale" and len(row.word) <= 2)
    vague = alternatives(row.word for row in rows if row.kind == "vague")
    joined = (
        rf"(?:[-‑\s](?:{small}|{scale})"
        rf"|(?<=hundred)\sand\s(?:{small})|(?<=thousand)\sand\s(?:{small}))"
    )
    opening = rf"(?:an?\s)?half\s(?:an?\s)?(?:{scale})|(?:an?\s)(?:{scale})|{small}|{scale}"
    body = (
        rf"(?:{DIGITS})[½¼¾]?(?:\s?(?:{short})\b|(?:[-\s](?:{scale})){{1,2}})?"
        rf"|(?P<several>(?:{SEVERAL})(?P<times>(?:\s(?:{scale})){{0,2}}))"
        rf"|(?P<tens>(?:several\s|many\s)?(?:{vague})(?:\sof\s(?:{vague}))?)"
        rf"|(?:{opening}){joined}{{0,9}}(?:\sand\sa\shalf)?"
    )
    return re.compile(
        rf"(?<![\w.,/:#@_])(?<![A-Za-z][-‑])(?:{body})(?![\w/@_])(?![.,:]\d)", re.IGNORECASE
    )


def plain_amounts(text: str) -> list[Amount]:
    """Return the numbers of a text in order, without what bounds them."""
    matches = itertools.islice(number_pattern().finditer(text), MOST)
    return [amount for match in matches if (amount := read(match))]


def read(match: re.Match[str]) -> Amount | None:
    """Return the amount of a match, or None if its words make no number."""
    start, end = match.span()
    words = match[0].lower()
    if match["several"]:
        low = 2.0 * (numerals.number("one" + match["times"]) or 1.0)
        if words.startswith("a couple"):
            return Amount(start, end, start, end, low, low, low, "about")
        return Amount(start, end, start, end, None, low, None, "at_least")
    if match["tens"]:
        return Amount(start, end, start, end, None, least(words), None, "at_least")
    value = numerals.number(re.sub(r"(?=[½¼¾])", " ", words))
    if value is None and (half := HALF.fullmatch(words)):
        whole = numerals.number("one " + half[1])
        value = whole / 2 if whole else None
    if value is None and (short := SHORT.fullmatch(words)):
        value = numerals.number(f"{short[1]} {short[2]}")
    if value is None:
        return None
    return Amount(start, end, start, end, value, value, value, "exactly")


def least(words: str) -> float:
    """Return the least that a vague plural claims: dozens 24, tens of thousands 20,000."""
    rows = numerals.numerals()
    parts = [rows[part] for part in numerals.pieces(words) if part in rows and rows[part].low]
    vague = [part.low or 1.0 for part in parts if part.word != "several"]
    return vague[0] * vague[1] / 2 if len(vague) > 1 else vague[0] if vague else 2.0


def single_parts(text: str) -> list[Amount]:
    """Return "a third of" and "half of" as percentages."""
    found = []
    for match in itertools.islice(ONE_PART.finditer(text), MOST):
        share = round(100 / PARTS[(match["part"] or "half").lower()], 2)
        start, end = match.span()
        found.append(Amount(start, end, start, end, share, share, share, "exactly", "fraction"))
    return found


def ratios(text: str) -> list[Amount]:
    """Return "one in five" as percentages."""
    found = []
    for match in itertools.islice(RATIO.finditer(text), MOST):
        part, whole = numerals.number(match["part"]), numerals.number(match["whole"])
        if part and whole and part < whole:
            share, start, end = round(100 * part / whole, 2), match.start("part"), match.end()
            found.append(Amount(start, end, start, end, share, share, share, "exactly", "fraction"))
    return found
