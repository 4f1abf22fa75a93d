"""Figures that count the same, side by side with who gives them.

They stand together because they name the same measure and unit; whether they count the same
thing at the same time is for the reader of the report to judge, so nothing is summed or ranked.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from reportedly.publish import wording
from reportedly.publish.cards import Ledger, Phrase
from reportedly.vocabulary import Figure

OPEN = 8.0  # percent of the picture that stand for "and more"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure: whose it is, and its bar in percent of the longest one.

    `sure` runs from nothing to the least value that is claimed, `upto` on to the greatest;
    `open` tells that there is no greatest.
    """

    id: str
    by: tuple[Phrase, ...]
    told: str
    sure: float
    upto: float
    open: bool

    @property
    def speaker(self) -> str:
        """Return who claims it in plain words."""
        return "".join(phrase.words for phrase in self.by)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All claims of a report that share a measure and a unit."""

    title: str
    claims: tuple[Claim, ...]


def comparisons(ledger: Ledger) -> list[Comparison]:
    """Return the measures of which two or more speakers, or one and the report, give figures."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in ledger.reading.figures:
        if bounds(figure) is not None:
            unit = (figure.unit or "").casefold()
            groups.setdefault((figure.measure, unit), []).append(figure)
    found = []
    for (measure, unit), figures in groups.items():
        claims = _claims(ledger, figures)
        if len({claim.speaker for claim in claims}) > 1:
            title = wording.plainly(measure)
            title += f": {unit}" if unit not in ("", title) else ""
            found.append(Comparison(title, claims))
    return found


def bounds(figure: Figure) -> tuple[float, float | None] | None:
    """Return the least and greatest value that a figure claims; None if it can't be drawn."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if figure.comparator in ("at_least", "more_than"):
        high = None
    if figure.comparator in ("at_most", "fewer_than"):
        low = 0.0
    if low is None:
        low = 0.0 if high is not None else None
    known = [it for it in (low, high) if it is not None]
    if low is None or any(not math.isfinite(it) or it < 0 for it in known):
        return None
    return low, None if high is None else max(low, high)


def _claims(ledger: Ledger, figures: list[Figure]) -> tuple[Claim, ...]:
    drawn = [(figure, ends) for figure in figures if (ends := bounds(figure))]
    longest = max((it for _, ends in drawn for it in ends if it is not None), default=0.0)
    if longest <= 0:
        return ()
    scale = (100 - OPEN) / longest
    claims: dict[tuple[str, str], Claim] = {}
    for figure, (low, high) in drawn:
        by = ledger.claimant(figure.statement)
        told = wording.amount(figure, ledger.words(figure.span))
        upto = (OPEN if high is None else (high - low) * scale) or 0.0
        claim = Claim(figure.id, by, told, low * scale, upto, high is None)
        claims.setdefault((claim.speaker, told), claim)
    return tuple(claims.values())
