"""Which accounts are compared at all: those that share a block.

A block is a family of happenings, a day, and whose ground or forces it is about. The number of
accounts in one does not grow with the record, only with what is reported on one day of one
country: so the cost of reconciling grows with the number of reports and not with its square.
"""

from __future__ import annotations

from reportedly.reconcile.traces import Trace

LONGEST = 7  # days of a trace that get blocks of their own
NOWHERE = "-"


def blocks_of(trace: Trace) -> list[str]:
    """Return the blocks that a trace lies in."""
    return [key(trace, day, ground) for day in days_of(trace) for ground in grounds(trace)]


def blocks_to_search(trace: Trace) -> list[str]:
    """Return the blocks in which accounts of the same incident may lie: those of a day around."""
    days = days_of(trace)
    wider = range(days[0] - 1, days[-1] + 2) if days and days[0] else days
    return [key(trace, day, ground) for day in wider for ground in grounds(trace)]


def key(trace: Trace, day: int, ground: str) -> str:
    """Return the name of a block."""
    return f"{trace.family[0]}{'f' if trace.foreseen else ''}:{day}:{ground}"


def days_of(trace: Trace) -> list[int]:
    """Return the days of a trace, told or likely; one day 0 stands for none."""
    hours = trace.hours or trace.around
    if hours is None:
        return [0]
    first, last = hours[0] // 24, hours[1] // 24
    return list(range(first, min(last, first + LONGEST - 1) + 1))


def grounds(trace: Trace) -> list[str]:
    """Return whose ground a trace is about: the countries of its places, else of its parties."""
    countries = {spot.country for spot in trace.spots if spot.country}
    if not countries:
        countries = {spot.country for spot in trace.scene if spot.country}
    if trace.family == "diplomacy" or not countries:
        countries |= {side for side in trace.actors | trace.targets if len(side) == len("UKR")}
    return sorted(countries) or [NOWHERE]
