"""The simple time expressions of English, before they join into larger ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from reportedly import knowledge
from reportedly.reading.times.lexicon import calendar, fill

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
MOST = 20_000  # expressions looked at in one article: a guard against text made to be slow

WORD = re.compile(r"[^\W\d]+")
DIGIT = re.compile(r"\d")
EMPTY_LINE = re.compile(r"\n\n+")


@dataclass(frozen=True, slots=True)
class Expression:
    """A stretch of text that tells a time, with the pieces its pattern named.

    `parts` are smaller expressions that it was joined from, in the roles that the joining gave.
    """

    kind: str
    start: int
    end: int
    cells: dict[str, str] = field(default_factory=dict)
    parts: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The pattern of a kind of expression, with fragments still to be filled in.

    `needs` holds words, or `<<kinds>>` of the calendar, without which no text can match.
    """

    kind: str
    pattern: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern and the words one of which it needs (none: it is always tried)."""

    kind: str
    body: re.Pattern[str]
    needs: frozenset[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the compiled patterns in order."""
    rows = knowledge.load(Template, "english/time_expressions.csv")
    return tuple(Pattern(row.kind, fill(row.pattern), needed(row.needs)) for row in rows)


def needed(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words meant, lower-cased: for a kind the last words of its forms, and plurals."""
    found: set[str] = set()
    for word in words:
        if word.startswith("<<"):
            ends = {WORD.findall(form)[-1] for form in calendar(word.strip("<>"))}
            found |= ends | {end + "s" for end in ends}
        else:
            found.add(word)
    return frozenset(found)


def words_of(text: str) -> set[str]:
    """Return the lower-cased words of a text, and "#" if it has a digit."""
    words = set(WORD.findall(text.lower()))
    return words | {"#"} if DIGIT.search(text) else words


def expressions(text: str) -> list[Expression]:
    """Return the simple expressions in order: at each place the longest, then the first listed."""
    found: list[tuple[int, int, int, Expression]] = []
    for start, end in paragraphs(text):
        words = words_of(text[start:end])
        for rank, pattern in enumerate(patterns()):
            if pattern.needs and pattern.needs.isdisjoint(words):
                continue
            for item in matches(pattern, text, start, end):
                found.append((item.start, -item.end, rank, item))
                if len(found) > MOST:
                    break
    kept: list[Expression] = []
    for _, _, _, expression in sorted(found, key=lambda f: f[:3]):
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return kept


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the stretches between empty lines lie: no expression reaches over one."""
    start = 0
    for found in EMPTY_LINE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def matches(pattern: Pattern, text: str, start: int, end: int) -> Iterator[Expression]:
    """Yield the expressions of one pattern in a stretch of text."""
    for match in pattern.body.finditer(text, start, end):
        core = "core" if match.groupdict().get("core") else 0
        cells = {key: cell for key, cell in match.groupdict().items() if cell is not None}
        yield Expression(pattern.kind, *match.span(core), cells)
