"""How the accounts of one incident relate: they agree, contradict, or differ for a reason.

Two figures contradict only if they count the same thing: same measure, unit and scope, over days
that overlap, told at about the same time, by independent origins, and their ranges don't meet. The
check that fails says why they differ without contradicting.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reportedly.reconcile.counting import unit
from reportedly.vocabulary import Account, Cell, Check, Relation, RelationKind, Told

# Measures of what is found out little by little: a later, higher count is an update.
GROWING = frozenset({
    "killed", "wounded", "hospitalised", "casualties", "missing", "trapped", "detained",
    "displaced", "evacuated", "rescued", "released", "damaged", "destroyed", "buildings",
    "settlements_without_power", "customers_without_power", "hit",
})  # fmt: skip
COMPARED = GROWING | frozenset({
    "launched", "intercepted", "shot_down", "jammed", "shot_down_or_jammed", "lost", "captured",
    "destroyed_or_damaged", "abducted", "hostages", "strikes", "troops", "surrendered", "deployed",
    "withdrawn", "expelled", "countries", "recruited", "prisoners",
})  # fmt: skip
DENIED = "denied"
TELLING = frozenset({"asserted", "claimed"})
MOST = 400  # accounts of an incident that are compared pair by pair


def relations(accounts: tuple[Account, ...]) -> tuple[Relation, ...]:
    """Return the relations among the accounts of an incident, copies left out."""
    found: dict[tuple[str, Cell, Cell], Relation] = {}
    for one, other in combinations(accounts[:MOST], 2):
        for relation in (*of_figures(one, other), *of_denial(one, other), *of_doers(one, other)):
            first, second = sorted((relation.a, relation.b))
            found.setdefault((relation.kind, first, second), relation)
    return tuple(found.values())


def of_figures(one: Account, other: Account) -> Iterator[Relation]:
    """Yield how figures of the same measure in two accounts relate."""
    for mine in one.figures:
        for theirs in other.figures:
            if mine.measure == theirs.measure and mine.measure in COMPARED:
                relation = relate(mine, theirs)
                if relation is not None:
                    yield relation


def relate(one: Told, other: Told) -> Relation | None:
    """Return how two figures of one measure relate, None if there is nothing to say."""
    if one.cell.article == other.cell.article and one.origin == other.origin:
        return None
    checks = list(conditions(one, other))
    failed = [check for check in checks if not check.holds]
    kind: RelationKind
    if meet(one, other):
        if failed or not independent(one.origin, other.origin):
            return None
        kind = "corroborates"
    elif not failed:
        kind = "contradicts"
    else:
        kind = "updates" if [check.name for check in failed] == ["told_together"] else "differs"
    first, second = sorted((one, other), key=lambda told: (str(told.published), told.cell))
    return Relation(kind, first.cell, second.cell, one.measure, tuple(checks))


def conditions(one: Told, other: Told) -> Iterator[Check]:
    """Yield what must hold for two figures to contradict each other, and whether it does."""
    yield Check("same_measure", one.measure == other.measure, one.measure)
    mine, theirs = unit(one.unit), unit(other.unit)
    yield Check("same_unit", mine == theirs, f"{one.unit or '–'} / {other.unit or '–'}")
    yield window(one, other)
    yield Check(
        "other_origin", independent(one.origin, other.origin) or one.origin != other.origin,
        f"{one.speaker or 'the report'} / {other.speaker or 'the report'}",
    )  # fmt: skip
    yield Check(
        "told_together", not later_count(one, other), f"{one.published} / {other.published}"
    )


def window(one: Told, other: Told) -> Check:
    """Return whether two figures count over days that overlap, as far as is told."""
    if one.window is None or other.window is None:
        return Check("overlapping_window", True, "not told otherwise")
    holds = one.window[0] <= other.window[1] and other.window[0] <= one.window[1]
    shown = " / ".join("–".join(dict.fromkeys(days)) for days in (one.window, other.window))
    return Check("overlapping_window", holds, shown)


def later_count(one: Told, other: Told) -> bool:
    """Tell whether the later figure may be a newer count of what grows.

    Two sides that oppose each other don't update each other's counts on the next day.
    """
    if one.measure not in GROWING or not one.published or not other.published:
        return False
    first, second = sorted((one, other), key=lambda told: (told.published, told.low or 0.0))
    if first.published == second.published:
        return False
    grown = (second.low or second.high or 0.0) > (first.low or first.high or 0.0)
    opposed = bool(one.side and other.side and one.side != other.side)
    return grown and not opposed


def meet(one: Told, other: Told) -> bool:
    """Tell whether two ranges have a value in common."""
    low = max(bound for bound in (one.low, other.low, float("-inf")) if bound is not None)
    high = min(bound for bound in (one.high, other.high, float("inf")) if bound is not None)
    return low <= high


def independent(one: str | None, other: str | None) -> bool:
    """Tell whether two origins are known and not the same."""
    return one is not None and other is not None and one != other


def of_denial(one: Account, other: Account) -> Iterator[Relation]:
    """Yield that one account denies what the other tells."""
    statuses = {one.status, other.status}
    if DENIED not in statuses or not statuses & TELLING:
        return
    denial, telling = (one, other) if one.status == DENIED else (other, one)
    if denial.origin is not None and denial.origin == telling.origin:
        return
    blamed = set(telling.doers)
    meant = not denial.doers or not blamed or bool(blamed & set(denial.doers))
    if meant:
        checks = (
            Check("same_incident", True, "linked"),
            Check("denied", True, denial.speaker or "the report"),
        )
        yield Relation("contradicts", telling.cell, denial.cell, None, checks)


def of_doers(one: Account, other: Account) -> Iterator[Relation]:
    """Yield that two accounts name different doers of one deed."""
    if one.status not in TELLING or other.status not in TELLING:
        return
    if not one.doers or not other.doers or set(one.doers) & set(other.doers):
        return
    if one.origin == other.origin or (
        one.cell.article == other.cell.article and not (one.origin and other.origin)
    ):
        return
    shown = f"{', '.join(one.actors)} / {', '.join(other.actors)}"
    checks = (Check("same_incident", True, "linked"), Check("same_doer", False, shown))
    yield Relation("contradicts", one.cell, other.cell, None, checks)


def contested(found: tuple[Relation, ...]) -> bool:
    """Tell whether any two accounts can't both be right."""
    return any(relation.kind == "contradicts" for relation in found)
