"""Accounts of one cluster → the incident: where, when, who, figures as ranges, how sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from reportedly.reconcile.counting import unit
from reportedly.reconcile.origins import settle
from reportedly.reconcile.places import WIDE
from reportedly.reconcile.relations import COMPARED, contested, relations
from reportedly.reconcile.traces import Trace
from reportedly.vocabulary import (
    Account,
    Cell,
    Check,
    Copy,
    Incident,
    IncidentStatus,
    Link,
    Range,
    Relation,
    Told,
    Where,
)

PRECISE = {"facility": 1, "city": 1, "admin2": 2}
TELLING = frozenset({"asserted", "claimed"})
# Sentences that can't be understood alone.
LEANING = re.compile(
    r"[\"“‘'(]*(it|he|she|they|this|that|these|those|there|then|but|and|another|the others?)\b",
    re.IGNORECASE,
)
TITLE = 140  # characters
AFFIRMED = frozenset({"asserted", "claimed"})  # a mere denial affirms nothing


@dataclass(frozen=True, slots=True)
class Printed:
    """Who prints whose copy: copies by article, and the witness each original report is of.

    `likely` tells whether two happenings are of one incident by themselves, rather than by way of
    others; where it is told, only the accounts of such contradict each other.
    """

    copies: Mapping[str, Copy]
    witnesses: Mapping[str, str | None]
    likely: Callable[[Trace, Trace], bool] | None = None


def incident(
    id: str,
    traces: Sequence[Trace],
    told: Iterable[Account],
    printed: Printed,
    links: Iterable[Link] = (),
) -> Incident:
    """Return the incident that some accounts tell."""
    in_order = sorted(told, key=lambda one: (one.published or date.max, one.cell))
    accounts = settle([witnessed(account, printed) for account in in_order])
    copies = printed.copies
    own = tuple(one for one in accounts if one.cell.article not in copies)
    related = relations(own)
    if printed.likely is not None:
        related = tuple(sure(related, own, traces, printed.likely))
    origins = origins_of(own)
    kinds = Counter(kind for trace in traces for kind in sorted(trace.kinds))
    days = span_of(traces)
    return Incident(
        id=id,
        kind=traces[0].family,
        sub_event_type=kinds.most_common(1)[0][0] if kinds else None,
        title=title_of(accounts),
        place=where(traces),
        start=days[0] if days else None,
        end=days[1] if days else None,
        participants=participants(own),
        accounts=accounts,
        figures=ranges(own),
        said_by=witnesses_of(accounts),
        origins=origins,
        copies=len({one.cell.article for one in accounts if one.cell.article in copies}),
        status=status_of(origins, contested(related)),
        relations=related,
        links=tuple(links),
    )


def sure(
    related: Iterable[Relation],
    accounts: Iterable[Account],
    traces: Iterable[Trace],
    likely: Callable[[Trace, Trace], bool],
) -> Iterator[Relation]:
    """Yield relations; accounts that are of one incident only by way of others don't contradict.

    Their figures differ, and that is the condition that failed.
    """
    trace_of = {Cell(one.article, event): one for one in traces for event in one.events}
    for account in accounts:
        for told in account.figures:
            trace_of.setdefault(told.cell, trace_of[account.cell])
    for one in related:
        mine, theirs = trace_of[one.a], trace_of[one.b]
        if one.kind != "contradicts" or mine.article == theirs.article or likely(mine, theirs):
            yield one
        elif one.measure is not None:
            failed = Check("same_incident", False, "linked by way of others")
            yield replace(one, kind="differs", checks=(failed, *one.checks))


def origins_of(accounts: Iterable[Account]) -> tuple[str, ...]:
    """Return the independent sources that affirm something of the incident."""
    affirmed = [one for one in accounts if one.status in AFFIRMED]
    figures = {told.origin for one in affirmed for told in one.figures if told.high != 0}
    return tuple(sorted(filter(None, figures | {one.origin for one in affirmed})))


def witnesses_of(accounts: Iterable[Account]) -> tuple[str, ...]:
    """Return the outlets that themselves tell of the incident; who only looks back is none."""
    return tuple(sorted({one.witness for one in accounts if one.witness and not one.recalled}))


def witnessed(account: Account, printed: Printed) -> Account:
    """Return an account of a copy with the witness of what it repeats."""
    copy = printed.copies.get(account.cell.article)
    if copy is None:
        return account
    return replace(account, witness=printed.witnesses.get(copy.of) or account.witness)


def status_of(origins: Sequence[str], disputed: bool) -> IncidentStatus:
    """Return how sure an incident is: contested, from independent origins, or from one."""
    if disputed:
        return "contested"
    return "corroborated" if len(origins) > 1 else "single_source"


def title_of(accounts: Sequence[Account]) -> str:
    """Return the words of an account that tells the deed with figures, cut to a line.

    What stands first of those that tell it best; never a denial, unless nobody tells more.
    """
    best = min(accounts, key=weakness)
    words = " ".join(best.words.split())
    return words if len(words) <= TITLE else words[: TITLE - 1].rsplit(" ", 1)[0] + "…"


def weakness(one: Account) -> tuple[bool, bool, bool, bool, bool, int]:
    """Return how ill the words of an account would do as a title, the worst reason first."""
    leans = bool(LEANING.match(one.words))
    first = one.evidence[0].start if one.evidence else 0
    told = one.status in TELLING
    return not told, one.recalled, not is_event(one), leans, not one.figures, first


def is_event(account: Account) -> bool:
    """Tell whether an account was found by an event, rather than by a figure or a scene."""
    return account.cell.entry.startswith("e")


def where(traces: Sequence[Trace]) -> Where | None:
    """Return the sharpest place that most accounts name."""
    named = Counter(spot for trace in traces for spot in trace.spots)
    if not named:
        return None
    most = min(named, key=lambda spot: (WIDE[spot.kind], -named[spot], spot.name))
    often = [spot for spot in named if WIDE[spot.kind] == WIDE[most.kind]]
    best = min(often, key=lambda spot: (-named[spot], spot.name))
    return Where(**asdict(best), precision=PRECISE.get(best.kind, 3))


def span_of(traces: Sequence[Trace]) -> tuple[str, str] | None:
    """Return the first and last day on which the accounts that date it agree, as ISO days."""
    days = [(hours[0] // 24, hours[1] // 24) for trace in traces if (hours := trace.hours)]
    if not days:
        return None
    first, last = max(a for a, _ in days), min(b for _, b in days)
    if first > last:
        first, last = Counter(days).most_common(1)[0][0]
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()


def participants(accounts: Sequence[Account]) -> tuple[str, ...]:
    """Return the names of those who act or are acted upon, the most named first."""
    named = Counter(name for one in accounts for name in (*one.actors, *one.targets))
    return tuple(name for name, _ in named.most_common())


def ranges(accounts: Sequence[Account]) -> tuple[Range, ...]:
    """Return what all accounts say of each measure and unit, each figure once."""
    grouped: dict[tuple[str, str], list[Told]] = {}
    for told in dict.fromkeys(told for one in accounts for told in one.figures):
        if told.measure in COMPARED:
            grouped.setdefault((told.measure, unit(told.unit)), []).append(told)
    return tuple(range_of(group) for _, group in sorted(grouped.items()))


def range_of(group: list[Told]) -> Range:
    """Return the range of figures of one measure: the lowest and the highest that anybody says."""
    lows = [told.low for told in group if told.low is not None]
    highs = [told.high for told in group if told.high is not None]
    open_end = any(told.high is None for told in group)
    return Range(
        measure=group[0].measure,
        unit=group[0].unit,
        low=min(lows) if lows else None,
        high=max(highs) if highs and not open_end else None,
        told=tuple(group),
    )
