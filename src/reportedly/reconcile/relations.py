"""How the accounts of one incident relate: they agree, contradict, or differ for a reason.

Two figures contradict only if they count the same thing: same measure, unit, window and scope, told
by different sources about the same moment, and their ranges don't meet. Accounts contradict without
figures where one rejects what another holds, denies what it is blamed for, or blames somebody else.
They agree in part where one tells of a fire or debris at a place that the other says was hit.
The checks that fail say why two figures differ without contradicting.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reportedly.reconcile.claims import effects_in
from reportedly.reconcile.counting import PERSONS, THINGS, of_people, unit
from reportedly.reconcile.denials import alleges, said_and_denied
from reportedly.vocabulary import Account, Cell, Check, Relation, RelationKind, Told

# Measures of what is found out little by little: a later, higher count is an update.
GROWING = frozenset({
    "killed", "wounded", "hospitalised", "casualties", "missing", "trapped", "detained",
    "displaced", "evacuated", "rescued", "released",
})  # fmt: skip
OF_PEOPLE = GROWING
COMPARED = GROWING | frozenset({
    "damaged", "destroyed", "buildings", "settlements_without_power", "customers_without_power",
    "launched", "intercepted", "shot_down", "jammed", "shot_down_or_jammed", "lost", "captured",
    "destroyed_or_damaged", "abducted", "hostages", "strikes", "troops", "surrendered", "deployed",
    "withdrawn", "expelled", "countries", "recruited", "prisoners", "hit",
})  # fmt: skip
# Measures that count parts of one whole, or the same more widely.
KINDRED = (
    frozenset({"intercepted", "shot_down", "jammed", "shot_down_or_jammed"}),
    frozenset({"killed", "casualties"}), frozenset({"wounded", "casualties", "hospitalised"}),
    frozenset({"destroyed", "damaged", "destroyed_or_damaged"}),
)  # fmt: skip
# What is to be said of two figures if a check fails.
WHY = {
    "same_measure": "other_measure", "same_unit": "other_unit", "same_window": "other_window",
    "same_scope": "other_scope", "same_moment": "later_count", "ranges_apart": "ranges_meet",
    "other_origin": "same_origin",
}  # fmt: skip
DENIED = "denied"
DENYING = frozenset({"deny", "reject"})
TELLING = frozenset({"asserted", "claimed"})
ANSWERED = 300  # letters before a denial in words of its own where that stands which it answers
ENOUGH = 2  # words of a denial that the other account must say, where it has so many
MOST = 400  # accounts of an incident that are compared pair by pair


def relations(accounts: tuple[Account, ...]) -> tuple[Relation, ...]:
    """Return the relations among the accounts of an incident, copies left out."""
    found: dict[tuple[str, str | None, Cell, Cell], Relation] = {}
    in_order = sorted(accounts, key=lambda one: (str(one.published), one.cell))[:MOST]
    for one, other in combinations(in_order, 2):
        for relation in (
            *of_figures(one, other), *of_denial(one, other), *of_claims(one, other),
            *of_words(one, other), *of_doers(one, other), *of_parts(one, other),
        ):  # fmt: skip
            first, second = sorted((relation.a, relation.b))
            found.setdefault((relation.kind, relation.measure, first, second), relation)
    for relation in of_replies(in_order):
        first, second = sorted((relation.a, relation.b))
        found.setdefault((relation.kind, relation.measure, first, second), relation)
    return tuple(found.values())


def of_replies(accounts: list[Account]) -> Iterator[Relation]:
    """Yield that an account denies what another source says before it in its report.

    "Belgrade called that a fabrication" answers whatever stands last before it; a denial that says
    itself what is not so answers only what stands close by.
    """
    for reply in accounts:
        if reply.status != DENIED or reply.act not in DENYING:
            continue
        answered = answered_by(reply, accounts)
        if answered is None:
            continue
        bare = not any(said_and_denied(reply.words)[1])
        if bare or start_of(reply) - start_of(answered) <= ANSWERED:
            yield rejected(answered, reply, "what is told before")


def answered_by(reply: Account, accounts: list[Account]) -> Account | None:
    """Return the account of another source that stands last before a reply in its report."""
    before = [
        one
        for one in accounts
        if one.cell.article == reply.cell.article
        and one.status in TELLING
        and start_of(one) < start_of(reply)
        and opposed(one, reply)
    ]
    return max(before, key=lambda one: (start_of(one), one.cell), default=None)


def start_of(one: Account) -> int:
    """Return where the words of an account begin."""
    return min((span.start for span in one.evidence), default=0)


def rejected(holder: Account, rejecter: Account, what: str) -> Relation:
    """Return that one account rejects what another holds."""
    checks = (
        Check("same_incident", True, "linked"),
        Check("rejected", True, what),
        Check("other_origin", True, f"{holder.speaker} / {rejecter.speaker}"),
    )
    return Relation("contradicts", holder.cell, rejecter.cell, None, checks)


def why(relation: Relation) -> tuple[str, ...]:
    """Return why two figures don't contradict, empty if they do."""
    return tuple(WHY.get(one.name, one.name) for one in relation.checks if not one.holds)


def of_figures(one: Account, other: Account) -> Iterator[Relation]:
    """Yield how figures of the same or a kindred measure in two accounts relate."""
    for mine in one.figures:
        for theirs in other.figures:
            if comparable(mine, theirs):
                relation = relate(mine, theirs)
                if relation is not None:
                    yield relation


def comparable(one: Told, other: Told) -> bool:
    """Tell whether two figures count the same, or what might be taken for it."""
    if one.cell == other.cell or {"part", "unsure"} & {*one.basis, *other.basis}:
        return False
    if one.measure == other.measure or nobody_hurt(one, other) or nobody_hurt(other, one):
        return other.measure in COMPARED
    return any({one.measure, other.measure} <= group for group in KINDRED)


def nobody_hurt(one: Told, other: Told) -> bool:
    """Tell whether one says that nobody was hurt, and another counts killed."""
    hurt = one.measure in {"wounded", "casualties"} and other.measure in {"killed", "wounded"}
    return hurt and one.high == 0


def relate(one: Told, other: Told) -> Relation | None:
    """Return how two figures relate, None if there is nothing to say."""
    if one.cell.article == other.cell.article and one.origin == other.origin:
        return None
    first, second = sorted((one, other), key=lambda told: (str(told.published), told.cell))
    checks = tuple(conditions(first, second))
    failed = {check.name for check in checks if not check.holds}
    kind: RelationKind = "differs"
    if not failed:
        kind = "contradicts"
    elif failed == {"ranges_apart"} and independent(one.origin, other.origin):
        kind = "corroborates"
    elif "same_moment" in failed and not failed & {"same_unit", "same_window", "same_scope"}:
        kind = "updates"
    elif failed <= {"other_origin", "ranges_apart"} and same_range(first, second):
        return None
    measure = min(first.measure, second.measure)  # "killed" of nobody hurt and some killed
    return Relation(kind, first.cell, second.cell, measure, checks)


def conditions(first: Told, second: Told) -> Iterator[Check]:
    """Yield what must hold for two figures to contradict each other, and whether it does."""
    shown = " / ".join(dict.fromkeys((first.measure, second.measure)))
    same = first.measure == second.measure
    same = same or nobody_hurt(first, second) or nobody_hurt(second, first)
    yield Check("same_measure", same, shown)
    yield Check("same_unit", same_unit(first, second), f"{units(first)} / {units(second)}")
    yield window(first, second)
    scope = ("scope" in first.basis) == ("scope" in second.basis)
    yield Check("same_scope", scope, "the place / a wider area" if not scope else "the same")
    yield Check(
        "other_origin", disagree(first, second),
        f"{first.speaker or 'the report'} / {second.speaker or 'the report'}",
    )  # fmt: skip
    yield Check(
        "same_moment", not later_count(first, second), f"{first.published} / {second.published}"
    )
    yield Check("ranges_apart", not meet(first, second), f"{ranged(first)} / {ranged(second)}")


def same_unit(one: Told, other: Told) -> bool:
    """Tell whether two figures count the same; nobody at all is also none of any kind."""
    mine, theirs = unit_of(one), unit_of(other)
    if mine == theirs:
        return True
    if one.measure not in OF_PEOPLE and (not (one.unit and other.unit) or THINGS in (mine, theirs)):
        return True  # "12 were burned": what was is told elsewhere
    for nobody, some in ((one, other), (other, one)):
        if nobody.high == 0 and unit_of(nobody) == PERSONS and (some.low or 0) > 0:
            return some.measure in OF_PEOPLE or of_people(unit_of(some))
    return False


def unit_of(told: Told) -> str:
    """Return what a figure counts."""
    return unit(told.unit)


def units(told: Told) -> str:
    """Return what a figure counts, as it is shown."""
    return told.unit or unit_of(told)


def ranged(told: Told) -> str:
    """Return the range of a figure as it is shown."""
    low, high = (None if end is None else f"{end:g}" for end in (told.low, told.high))
    return low or "0" if low == high else f"{low or ''}–{high or ''}"


def window(one: Told, other: Told) -> Check:
    """Return whether two figures count over the same time, as far as is told."""
    wider = ("window" in one.basis) == ("window" in other.basis)
    if not wider:
        return Check("same_window", False, "the incident / a longer time")
    if one.window is None or other.window is None:
        return Check("same_window", True, "not told otherwise")
    holds = one.window[0] <= other.window[1] and other.window[0] <= one.window[1]
    shown = " / ".join("–".join(dict.fromkeys(days)) for days in (one.window, other.window))
    return Check("same_window", holds, shown)


def later_count(first: Told, second: Told) -> bool:
    """Tell whether the later figure may be a newer count of what grows, or corrects the other.

    Two sides that oppose each other don't go on counting from each other.
    """
    if first.measure not in GROWING or (first.side and second.side and first.side != second.side):
        return False
    if first.published and second.published and first.published < second.published:
        return (value(second) or 0.0) > (value(first) or 0.0)
    low, high = sorted((first, second), key=lambda told: value(told) or 0.0)
    return value(low) != value(high) and "later" in high.basis and "later" not in low.basis


def same_range(one: Told, other: Told) -> bool:
    """Tell whether two figures are equal."""
    return (one.low, one.high) == (other.low, other.high)


def value(told: Told) -> float | None:
    """Return the number that a figure tells: its lower end, else its upper."""
    return told.low if told.low is not None else told.high


def meet(one: Told, other: Told) -> bool:
    """Tell whether two ranges have a value in common."""
    low = max(bound for bound in (one.low, other.low, float("-inf")) if bound is not None)
    high = min(bound for bound in (one.high, other.high, float("inf")) if bound is not None)
    return low <= high


def independent(one: str | None, other: str | None) -> bool:
    """Tell whether two origins are known and not the same."""
    return one is not None and other is not None and one != other


def disagree(one: Told | Account, other: Told | Account) -> bool:
    """Tell whether two are of different sources, each told of: a report alone is no party."""
    told = all(it.origin is not None or it.speaker is not None for it in (one, other))
    return told and one.origin != other.origin


def opposed(one: Account, other: Account) -> bool:
    """Tell whether two accounts are of different sources that don't speak for one side."""
    return disagree(one, other) and not (one.side and one.side == other.side)


def of_denial(one: Account, other: Account) -> Iterator[Relation]:
    """Yield that one account denies what the other blames the same side for."""
    for denial, telling in ((one, other), (other, one)):
        if denial.status != DENIED or telling.status not in TELLING:
            continue
        if opposed(denial, telling) and set(telling.doers) & set(denial.doers):
            checks = (
                Check("same_incident", True, "linked"),
                Check("denied", True, ", ".join(sorted(set(telling.doers) & set(denial.doers)))),
                Check("other_origin", True, f"{telling.speaker} / {denial.speaker}"),
            )
            yield Relation("contradicts", telling.cell, denial.cell, None, checks)


def of_claims(one: Account, other: Account) -> Iterator[Relation]:
    """Yield that one account rejects a claim which the other holds."""
    for holder, rejecter in ((one, other), (other, one)):
        claims = sorted(set(holder.holds) & set(rejecter.rejects))
        if claims and opposed(holder, rejecter):
            yield rejected(holder, rejecter, ", ".join(claims))


def of_words(one: Account, other: Account) -> Iterator[Relation]:
    """Yield that one account says what the other says is not so, by the same word."""
    for holder, rejecter in ((one, other), (other, one)):
        if holder.status not in TELLING or not opposed(holder, rejecter):
            continue
        if not independent(holder.origin, rejecter.origin):
            continue
        if rejecter.status == DENIED and rejecter.act not in DENYING:
            continue  # that theirs did nothing is not that nothing was done
        if rejecter.act == "reject" and not alleges(rejecter.words):
            continue  # who sees no need for a force denies nothing
        said, denied = said_and_denied(holder.words)[0], said_and_denied(rejecter.words)[1]
        enough = (them & said for them in denied if len(them & said) >= min(ENOUGH, len(them)))
        words = sorted(frozenset().union(*enough))
        if words:
            yield rejected(holder, rejecter, ", ".join(words))


def of_doers(one: Account, other: Account) -> Iterator[Relation]:
    """Yield that two accounts name different doers of one deed.

    What each of two sides says that it did itself stands side by side: in a fight both act.
    """
    if one.status not in TELLING or other.status not in TELLING or not disagree(one, other):
        return
    if not one.doers or not other.doers or set(one.doers) & set(other.doers):
        return
    if one.side in one.doers and other.side in other.doers:
        return
    shown = f"{', '.join(one.doers)} / {', '.join(other.doers)}"
    checks = (
        Check("same_incident", True, "linked"),
        Check("same_doer", False, shown),
        Check("other_origin", True, f"{one.speaker} / {other.speaker}"),
    )
    yield Relation("contradicts", one.cell, other.cell, None, checks)


def of_parts(one: Account, other: Account) -> Iterator[Relation]:
    """Yield that one account tells a part of what the other does of the same kind of place."""
    if one.status not in TELLING or other.status not in TELLING or not disagree(one, other):
        return
    for partial, whole in ((one, other), (other, one)):
        mine, theirs = effects_in(partial.words), effects_in(whole.words)
        sites = sorted(mine.sites & theirs.sites)
        if not sites or not mine.parts or mine.wholes or not theirs.wholes:
            continue
        checks = (
            Check("same_incident", True, "linked"),
            Check("same_site", True, ", ".join(sites)),
            Check("same_effect", False, f"{listed(mine.parts)} / {listed(theirs.wholes)}"),
            Check("other_origin", True, f"{partial.speaker} / {whole.speaker}"),
        )
        yield Relation("agrees_in_part", partial.cell, whole.cell, None, checks)


def listed(words: frozenset[str]) -> str:
    """Return words as they are shown."""
    return ", ".join(sorted(words))


def contested(found: tuple[Relation, ...]) -> bool:
    """Tell whether any two accounts can't both be right."""
    return any(relation.kind == "contradicts" for relation in found)
