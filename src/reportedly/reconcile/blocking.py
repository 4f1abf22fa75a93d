"""Which accounts are compared at all: those that share a block.

A block is a family of happenings, a day, and whose ground or forces it is about. The number of
accounts in one does not grow with the record, only with what is reported on one day of one
country: so the cost of reconciling grows with the number of reports and not with its square.
"""

from __future__ import annotations

from reportedly.reconcile.traces import Trace

LONGEST = 7  # days of a trace that get blocks of their own
LOOK_BACK = 14  # days before a report in which what it recalls undated is looked for
UNDATED = 0
ANY_DAY = -1
NOWHERE = "-"
NAMES = 4  # stems of what places are called


def blocks_of(trace: Trace) -> list[str]:
    """Return the blocks that a trace lies in: its days, and one without day for named places."""
    dated = [key(trace, day, ground) for day in days_of(trace) for ground in grounds(trace)]
    return [*dated, *(key(trace, ANY_DAY, f"~{stem}") for stem in sorted(trace.called)[:NAMES])]


def blocks_to_search(trace: Trace) -> list[str]:
    """Return the blocks in which accounts of the same incident may lie.

    Those of its days and a day around; what is undated is looked for in the days before its
    report, and if that is undated too, by the names of its places alone.
    """
    days: list[int] = days_of(trace)
    if days != [UNDATED]:
        days = [UNDATED, *range(days[0] - 1, days[-1] + 2)]
    elif trace.published is not None:
        last = trace.published // 24
        days = [UNDATED, *range(last - LOOK_BACK, last + 1)]
    else:
        return [key(trace, ANY_DAY, f"~{stem}") for stem in sorted(trace.called)[:NAMES]]
    return [key(trace, day, ground) for day in days for ground in grounds(trace)]


def key(trace: Trace, day: int, ground: str) -> str:
    """Return the name of a block."""
    return f"{trace.family[0]}{'f' if trace.foreseen else ''}:{day}:{ground}"


def days_of(trace: Trace) -> list[int]:
    """Return the days of a trace, told or likely; UNDATED stands for none."""
    hours = trace.hours or trace.around
    if hours is None:
        return [UNDATED]
    first, last = hours[0] // 24, hours[1] // 24
    return list(range(first, min(last, first + LONGEST - 1) + 1))


def grounds(trace: Trace) -> list[str]:
    """Return whose ground a trace is about: countries of its places or parties, names of places.

    Where no place was told, the names in its words serve: one may be a place.
    """
    countries = {spot.country for spot in trace.spots if spot.country}
    if not countries:
        countries = {spot.country for spot in trace.scene if spot.country}
    if trace.family == "diplomacy" or not countries:
        countries |= {side for side in trace.actors | trace.targets if len(side) == len("UKR")}
    names = sorted(trace.called)[:NAMES] + sorted(trace.named - trace.called)[:NAMES]
    return sorted(countries | {f"~{stem}" for stem in names}) or [NOWHERE]
