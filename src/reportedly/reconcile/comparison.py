"""Do two accounts tell of the same incident? Each feature votes, and says why.

The chance is reckoned as in record linkage (Fellegi and Sunter): every feature adds the logarithm
of how much likelier it is among accounts of one incident than among others of the same block.
The weights stand in `weights.csv`, with where they come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import exp, log

from reportedly.knowledge.tables import load
from reportedly.reconcile.places import WIDE, distance_between, within
from reportedly.reconcile.traces import Spot, Trace
from reportedly.reconcile.words import alike, everyday, words_of

WEIGHTS = "reconcile/weights.csv"
SAME_TOWN = 8.0  # km between two gazetteers' points of one town
NEXT_TOWN = 40.0
FAR = 250.0
DOUBTED = ("_far", "_next", "_country")  # what names that both texts have speak against
DOUBT = 0.2


@dataclass(frozen=True)
class Weight:
    """A feature's vote (natural logarithm of odds) and how it is worded as a reason."""

    feature: str
    weight: float
    reason: str = ""


@cache
def weights() -> dict[str, Weight]:
    """Return all weights by feature."""
    return {row.feature: row for row in load(Weight, WEIGHTS)}


def compare(one: Trace, other: Trace) -> tuple[float, tuple[str, ...]]:
    """Return the chance that two traces are of one incident, and the reasons for and against."""
    table = weights()
    total, reasons = table["prior"].weight, []
    for feature, amount, detail in features(one, other):
        weight = table[feature]
        total += weight.weight * amount
        if weight.reason:
            mark = "+" if weight.weight * amount >= 0 else "−"
            reasons.append(f"{mark} {weight.reason}{': ' + detail if detail else ''}")
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total)))), tuple(reasons)


Votes = Iterator[tuple[str, float, str]]


def features(one: Trace, other: Trace) -> Votes:
    """Yield the features of a pair: name, amount, and what it was found on."""
    for part in (of_kind, of_time, of_place, of_counts, of_parties, of_words):
        yield from part(one, other)


def of_kind(one: Trace, other: Trace) -> Votes:
    """Compare what happened."""
    shared = one.kinds & other.kinds
    if shared:
        yield "kind_same", 1.0, ", ".join(sorted(shared))
    elif one.kinds and other.kinds:
        yield "kind_other", 1.0, ""
    if one.means and other.means:
        yield ("means_same" if one.means & other.means else "means_other"), 1.0, ""


def of_time(one: Trace, other: Trace) -> Votes:
    """Compare when it happened: nothing can have happened after a report of it."""
    if one.hours and other.hours:
        mine, theirs = known_by(one.hours, other), known_by(other.hours, one)
        gap = gap_between(mine, theirs)
        if gap == 0:
            sharp = all(last - first < 24 for first, last in (mine, theirs))
            yield ("day_same" if sharp else "days_overlap"), 1.0, ""
        elif mine[0] // 24 == theirs[0] // 24:
            yield "hours_apart", 1.0, f"{gap} hours apart"
        else:
            yield ("day_next" if gap <= 36 else "day_other"), 1.0, f"{gap} hours apart"
        return
    mine_or, theirs_or = one.hours or one.around, other.hours or other.around
    if mine_or and theirs_or:
        gap = gap_between(mine_or, theirs_or)
        yield ("published_near" if gap == 0 else "published_apart"), max(gap / 24, 1.0), ""
        if gap == 0 and bool(one.hours) != bool(other.hours):
            # What a report leaves undated was most likely just before it.
            undated, dated = (other, one) if one.hours else (one, other)
            if undated.around and dated.hours:
                lag = max(0, undated.around[1] - dated.hours[1])
                yield "published_later", min(lag / 24, 2.0), ""


def known_by(hours: tuple[int, int], reporter: Trace) -> tuple[int, int]:
    """Return hours as far as another report, if it tells of the same, can have known of them."""
    first, last = hours
    if reporter.published is not None and not reporter.foreseen:
        last = max(first, min(last, reporter.published))
    return first, last


def gap_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the hours between two ranges, 0 if they overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def of_place(one: Trace, other: Trace) -> Votes:
    """Compare where it happened: by the places told of it, else by those of the report.

    Places that a gazetteer sets far apart may be one if both texts call the scene alike.
    """
    alike = one.called & other.called
    step: tuple[str, float, str] | None
    if one.spots and other.spots:
        step = nearest(one.spots, other.spots, "place")
    else:
        mine, theirs = sharp(one.spots or one.scene), sharp(other.spots or other.scene)
        step = nearest(mine, theirs, "scene") if mine and theirs else None
    shared = one.called & other.words.names | other.called & one.words.names
    if step and not (alike and step[0].endswith(DOUBTED)):
        yield step
    if alike:
        yield "place_alike", 1.0, ", ".join(sorted(alike)[:4])
    elif shared:
        yield "place_called", 1.0, ", ".join(sorted(shared)[:4])


def sharp(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return places without countries and seas: a report of one place names many of these."""
    return tuple(spot for spot in spots if spot.kind not in {"country", "sea"})


def nearest(some: tuple[Spot, ...], others: tuple[Spot, ...], about: str) -> tuple[str, float, str]:
    """Return the feature of the best match among places."""
    steps = ("same", "inside", "next", "country", "far")
    best = min(
        ((steps.index(step_between(a, b)), a.name, b.name) for a, b in product(some, others)),
    )
    step, mine, theirs = best
    return f"{about}_{steps[step]}", 1.0, mine if mine == theirs else f"{mine}, {theirs}"


def step_between(one: Spot, other: Spot) -> str:
    """Return how near two places are."""
    if (one.geonameid is not None and one.geonameid == other.geonameid) or one.name == other.name:
        return "country" if one.kind == "country" else "same"
    if within(one, other):
        return "country" if "country" in {one.kind, other.kind} else "inside"
    gap = distance_between(one, other)
    precise = max(WIDE[one.kind], WIDE[other.kind]) <= 2
    if gap is not None and precise and gap <= SAME_TOWN:
        return "same"
    if gap is not None and precise and gap <= NEXT_TOWN:
        return "next"
    if one.country == other.country and one.country and not precise:
        return "country" if gap is None or gap < FAR else "far"
    return "far"


def of_counts(one: Trace, other: Trace) -> Votes:
    """Compare figures of the same measure: equal ones, the rarer the more, speak for one."""
    mine = {(count.measure, count.low, count.high) for count in one.counts}
    theirs = {(count.measure, count.low, count.high) for count in other.counts}
    equal = sorted(mine & theirs, key=str)
    if equal:
        amount = sum(
            min(2.0, 0.5 + log(1 + max(low or 0, high or 0)) / 3) for _, low, high in equal
        )
        detail = "; ".join(f"{measure} {low or high:g}" for measure, low, high in equal)
        yield "figures_equal", min(amount, 4.0), detail
    elif {count.measure for count in one.counts} & {count.measure for count in other.counts}:
        yield "figures_other", 1.0, ""


def of_parties(one: Trace, other: Trace) -> Votes:
    """Compare who did it and to whom."""
    for feature, mine, theirs in (
        ("actor", one.actors, other.actors), ("target", one.targets, other.targets),
    ):  # fmt: skip
        if mine and theirs:
            shared = sorted(mine & theirs)
            yield f"{feature}_{'same' if shared else 'other'}", 1.0, ", ".join(shared)


@lru_cache(maxsize=20_000)
def stems_of(names: frozenset[str]) -> frozenset[str]:
    """Return the stems of the names of parties, which are compared as such."""
    return words_of(f"in {name}" for name in names).names


def of_words(one: Trace, other: Trace) -> Votes:
    """Compare the wording."""
    shared = (one.words.names | one.named) & (other.words.names | other.named)
    shared -= everyday() | one.called | other.called
    shared -= stems_of(one.actors | one.targets)
    if shared:
        yield "names_shared", min(3.0, float(len(shared))), ", ".join(sorted(shared)[:4])
    numbers = {number for number in one.words.numbers & other.words.numbers if len(number) > 1}
    if numbers:
        yield "numbers_shared", min(3.0, float(len(numbers))), ", ".join(sorted(numbers)[:4])
    yield "words_alike", alike(one.words.all(), other.words.all()), ""
