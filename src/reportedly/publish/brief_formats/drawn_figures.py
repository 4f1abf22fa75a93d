"""The chart of a brief: what each speaker counts, as bars beside each other, measure by measure.

Bars are drawn from what the readings take figures for; what is printed beside them is the words of
the reports. Each group has a scale of its own, and nothing is added up.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.publish.brief.figures import APART
from reportedly.publish.brief.model import Count, Row
from reportedly.publish.wording import plainly

WIDTH, LEFT = 520.0, 236.0  # units; the names stand left of the bars
TITLE, LINE, GAP = 22.0, 28.0, 10.0
LETTERS = 46  # of a line beside the bars
OPEN = 0.14  # of the width that stands for "and more"
GROUPS, LINES = 5, 16


@dataclass(frozen=True, slots=True)
class Bar:
    """What one speaker counts: from nothing to the least is sure, from there on it may be."""

    y: float
    figure: str
    speaker: str
    sure: float
    upto: float
    open: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One measure of one incident."""

    y: float
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class DrawnFigures:
    """The chart in its own units."""

    width: float
    height: float
    left: float
    groups: tuple[Group, ...]


def figures_of(rows: Sequence[Row]) -> DrawnFigures | None:
    """Return the chart of the measures on which speakers differ; None where nobody differs."""
    groups: list[Group] = []
    y, lines = 0.0, 0
    for row, counts in sorted(_comparable(rows), key=lambda it: -_differing(it[1])):
        if _differing(counts) < 2 or len(groups) == GROUPS or lines + len(counts) > LINES:
            continue
        where = f": {row.where.text}" if row.where else ""
        groups.append(_group(y, plainly(row.measure) + where, counts))
        lines += len(counts)
        y += TITLE + LINE * len(counts) + GAP
    return DrawnFigures(WIDTH, y, LEFT, tuple(groups)) if groups else None


def _comparable(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Count]]]:
    """Yield the counts of one measure and unit of an incident."""
    for row in rows:
        units: dict[str, list[Count]] = {}
        for it in row.counts:
            if _drawable(it):
                units.setdefault(it.unit, []).append(it)
        for counts in units.values():
            yield row, counts


def _differing(counts: Sequence[Count]) -> int:
    return len({(it.low, it.high) for it in counts})


def _drawable(count: Count) -> bool:
    ends = [it for it in (count.low, count.high) if it is not None and not APART & {*count.basis}]
    return bool(ends) and all(math.isfinite(it) and it >= 0 for it in ends)


def _group(y: float, title: str, counts: Sequence[Count]) -> Group:
    most = max(it for one in counts for it in (one.low, one.high) if it is not None) or 1.0
    scale = (WIDTH - LEFT) * (1 - OPEN) / most
    bars = []
    for place, it in enumerate(counts):
        low, high = it.low or 0.0, it.high
        upto = (WIDTH - LEFT) * OPEN if high is None else (high - low) * scale
        bars.append(
            Bar(
                y + TITLE + place * LINE, _cut(it.figure), _cut(it.speaker or it.outlets),
                low * scale, upto, high is None,
            )
        )  # fmt: skip
    return Group(y, title, tuple(bars))


def _cut(words: str) -> str:
    if len(words) <= LETTERS:
        return words
    return words[: LETTERS - 1].rsplit(" ", 1)[0] + " …"
