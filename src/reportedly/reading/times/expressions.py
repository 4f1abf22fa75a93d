"""The simple time expressions of English, before they join into larger ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from reportedly import knowledge
from reportedly.reading.times.lexicon import fill

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
MOST = 20_000  # expressions looked at in one article: a guard against text made to be slow


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
    """The pattern of a kind of expression, with fragments still to be filled in."""

    kind: str
    pattern: str


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the compiled patterns in order."""
    rows = knowledge.load(Template, "english/time_expressions.csv")
    return tuple((row.kind, fill(row.pattern)) for row in rows)


def expressions(text: str) -> list[Expression]:
    """Return the simple expressions in order: at each place the longest, then the first listed."""
    found: list[tuple[int, int, int, Expression]] = []
    for rank, (kind, pattern) in enumerate(patterns()):
        for match in pattern.finditer(text):
            core = "core" if match.groupdict().get("core") else 0
            cells = {key: cell for key, cell in match.groupdict().items() if cell is not None}
            start, end = match.span(core)
            found.append((start, -end, rank, Expression(kind, start, end, cells)))
            if len(found) > MOST:
                break
    kept: list[Expression] = []
    for _, _, _, expression in sorted(found, key=lambda f: f[:3]):
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return kept
