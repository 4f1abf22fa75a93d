"""How sure the type and status of a happening are, as a share of such cells that are right.

The clues add up to a score: the weight of the trigger (how rarely the word means something else),
a little for each thing that stands with it, less where it is not told as a fact or only in
passing. What such scores were worth on annotated reports (`accuracy/calibration.py`) turns the
score into a share. It is no probability that the happening took place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reportedly.knowledge import load
from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import above

KNOWN = 0.03  # for each circumstance that is told
NOT_A_FACT = 0.15  # taken off where it is planned, denied, conditional …
IN_PASSING = 0.15  # taken off where it is only mentioned beside another thing
FACTUAL = {"asserted", "claimed"}
LEAST, MOST = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Knot:
    """A score and the share of happenings with about this score that were right."""

    score: float
    share: float


@cache
def knots() -> tuple[Knot, ...]:
    """Return the measured knots, lowest score first."""
    return load(Knot, "english/event_confidence.csv")


def confidence(c: Candidate, named: bool) -> float:
    """Return how sure a happening is, between 0 and 1; `named` if an actor of it is known."""
    return round(calibrated(score(c, named)), 2)


def score(c: Candidate, named: bool) -> float:
    """Return what the clues add up to."""
    told = (named or bool(c.doers), bool(c.sufferers), bool(c.place or c.time), bool(c.means))
    value = c.weight + KNOWN * sum(told)
    if c.status not in FACTUAL:
        value -= NOT_A_FACT
    if in_passing(c):
        value -= IN_PASSING
    return min(max(value, LEAST), MOST)


def calibrated(value: float) -> float:
    """Return the share that belongs to a score, on straight lines between the knots."""
    table = knots()
    if value <= table[0].score:
        return table[0].share
    for low, high in pairwise(table):
        if value <= high.score:
            part = (value - low.score) / (high.score - low.score)
            return low.share + part * (high.share - low.share)
    return table[-1].share


def in_passing(c: Candidate) -> bool:
    """Tell whether a happening is only mentioned: in a relative clause or as a bare noun."""
    if c.row.pos == "NOUN" and not c.light and not c.absorbed and c.token.dep_ in {"pobj", "conj"}:
        return True
    return any(t.dep_ in {"relcl", "acl"} for t in (c.token, *above(c.token)))
