"""What bounds a number: ranges, "at least", "or more", currency and per cent signs."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.reading.figures.amounts import (
    PARTS,
    SIGNS,
    Amount,
    plain_amounts,
    ratios,
    single_parts,
)
from reportedly.reading.figures.lexicon import hedges
from reportedly.vocabulary import Comparator

REACH = 30  # characters that a hedge may take
CURRENCY = re.compile(rf"(?:US|U\.S\.|A|C|AU|CA|NZ|HK)?[{SIGNS}]\s?$")
SIGN = re.compile(rf"[{SIGNS}]")
PERCENT = re.compile(r"(?:\s?%|\s?per\s?cent\b|\s?pct\b|[-\s]percentage points?\b)", re.IGNORECASE)
FRACTION = re.compile(r"[-\s](?P<part>third|quarter|fifth|tenth)s\b", re.IGNORECASE)
TO = re.compile(rf"(?:\s?[-–—‑]\s?|\s(?:to|or)\s)[{SIGNS}]?", re.IGNORECASE)
AND = re.compile(rf"\sand\s[{SIGNS}]?", re.IGNORECASE)
BETWEEN = re.compile(rf"\bbetween\s[{SIGNS}]?$", re.IGNORECASE)
FROM = re.compile(rf"\bfrom\s[{SIGNS}]?$", re.IGNORECASE)


def amounts(text: str) -> list[Amount]:
    """Return the numbers of a text in order, ranges joined and hedges taken in."""
    shares = ratios(text)
    taken = [(share.start, share.end) for share in shares]
    plain = [a for a in plain_amounts(text) if not any(s <= a.start < e for s, e in taken)]
    found = [*ranged(text, plain), *single_parts(text), *shares]
    return sorted((hedged(text, amount) for amount in found), key=lambda amount: amount.start)


def ranged(text: str, found: list[Amount]) -> list[Amount]:
    """Join "between five and seven", "36 to 48", "30-40" where the second is the larger."""
    out: list[Amount] = []
    for amount in found:
        joined = pair(text, out[-1], amount) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(amount)
    return out


def pair(text: str, left: Amount, right: Amount) -> Amount | None:
    """Return the range that two neighbouring numbers make, or None."""
    if left.value is None or right.value is None or left.comparator != "exactly":
        return None
    gap, back = text[left.end : right.start], max(0, left.start - REACH)
    opener = BETWEEN.search(text, back, left.start)
    low = scaled(left.value, right.value, text[left.first : left.last])
    if not (AND if opener else TO).fullmatch(gap) or not low < right.value:
        return None
    opener = opener or FROM.search(text, back, left.start)
    start = opener.start() if opener else left.start
    sign = SIGN.search(text, start, right.start)
    symbol = sign[0] if sign else ""
    return Amount(
        start, right.end, left.first, right.last, None, low, right.value, "between", symbol
    )


def scaled(low: float, high: float, words: str) -> float:
    """Read "2 to 3 million" as two million to three million."""
    for size in (1e9, 1e6, 1e3):
        if low < high / size < 1000 and not re.search(r"[a-z]{6}", words.lower()):
            return low * size
    return low


def hedged(text: str, amount: Amount) -> Amount:
    """Take in the currency or per cent sign and the words that bound the number."""
    amount = signed(text, amount)
    before = text[max(0, amount.start - REACH) : amount.start]
    after = text[amount.end : amount.end + REACH]
    comparator: Comparator | None = None
    for pattern, named in hedges("before"):
        if found := pattern.search(before):
            comparator = named
            amount = replace(amount, start=amount.start - len(found[0]))
            break
    for pattern, named in hedges("after"):
        if found := pattern.match(after):
            comparator = comparator or named
            amount = replace(amount, end=amount.end + found.end())
            break
    return bounded(amount, comparator) if comparator else amount


def signed(text: str, amount: Amount) -> Amount:
    """Take in a currency sign before, or a per cent sign or fraction after the number."""
    if currency := CURRENCY.search(text, max(0, amount.start - 8), amount.start):
        symbol = amount.symbol or currency[0].strip()
        return replace(amount, start=currency.start(), symbol=symbol)
    if percent := PERCENT.match(text, amount.end):
        return replace(amount, end=percent.end(), symbol=percent[0].strip(" -"))
    part = FRACTION.match(text, amount.end)
    if part is None or amount.value is None or amount.value >= PARTS[part["part"].lower()]:
        return amount
    share = round(100 * amount.value / PARTS[part["part"].lower()], 2)
    return replace(amount, end=part.end(), value=share, low=share, high=share, symbol="fraction")


def bounded(amount: Amount, comparator: Comparator) -> Amount:
    """Apply a comparator: "at least" opens the range upwards, "up to" downwards."""
    if amount.comparator == "between" or comparator == "exactly":
        return amount
    if amount.comparator == "at_least" and comparator in {"about", "at_least"}:
        return amount
    if comparator in {"at_least", "more_than"}:
        return replace(amount, high=None, comparator=comparator)
    if comparator in {"at_most", "fewer_than"}:
        high = amount.low if amount.high is None else amount.high
        return replace(amount, low=None, high=high, comparator=comparator)
    return replace(amount, comparator=comparator)
