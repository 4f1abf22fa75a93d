"""The happenings that one reading tells: its tellings, those of one incident taken together.

A report tells an incident in many sentences: what was hit, how many died, who denies it. A
telling that names a place or a day of its own may begin another happening; one that names neither
goes on with the one before, unless the words say that it is elsewhere or another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from reportedly.reconcile.denials import rejects_all
from reportedly.reconcile.families import Family
from reportedly.reconcile.places import distance_between, within
from reportedly.reconcile.tellings import Telling, Told, offset, tellings
from reportedly.vocabulary import Place, Time

NEAR = 8.0  # km; places nearer than this may be one scene
RECENT = timedelta(days=10)
CLOSE = 300  # characters; words farther from a deed are not about it
LONG = timedelta(days=8)  # a longer time is a period, not one in which something happened once
ELSEWHERE = re.compile(
    r"\b(separate(ly)?|elsewhere|in (a|an) (different|unrelated|other)|another (attack|strike|"
    r"incident|raid|clash|blast|explosion|shelling|drone|missile|school|bomb\w*)|in other "
    r"(attacks|violence|incidents|developments)|(earlier|last|previous) (this |last )?(week|month|"
    r"year)|previously|(years?|months?|weeks?|nights?|days?) (ago|before|earlier|after)|since the "
    r"(war|invasion|start))\b",
    re.IGNORECASE,
)

Hours = tuple[datetime, datetime]


@dataclass(slots=True)
class Happening:
    """Tellings of one reading that are of one thing."""

    family: Family
    foreseen: bool
    told: list[Telling] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    recalled: bool = False  # told of only to look back, or aside

    @property
    def lead(self) -> Telling:
        """Return what was told first."""
        return self.told[0]

    def add(self, telling: Telling) -> None:
        """Take a telling in."""
        self.told.append(telling)
        self.places += telling.places
        self.times += [time for time in telling.times if hours_of(time)]


def happenings(told: Told) -> list[Happening]:
    """Return the happenings of a reading in the order in which they are first told."""
    found: list[Happening] = []
    waiting: list[Telling] = []
    for telling in tellings(told):
        if telling.remark:
            waiting.append(telling)  # it is of the deed that is told nearest
            continue
        home = answered(found, told, telling) or next(homes(found, told, telling), None)
        if home is None and telling.event is None and not telling.figures and not telling.places:
            waiting.append(telling)  # words about a deed that is told only later, if at all
            continue
        if home is None:
            home = Happening(telling.family, telling.foreseen)
            home.recalled = bool(found) and (aside(told, telling) or before(found[0], telling))
            found.append(home)
        home.add(telling)
    deeds = [one for one in found if one.family == "violence" and not one.foreseen]
    taken = [telling for telling in waiting if not telling.remark]
    if taken and not deeds:
        deeds = [Happening("violence", foreseen=False, told=taken[:1])]
        found += deeds
    for telling in waiting if deeds else ():
        nearest = min(deeds, key=lambda one: (not beside(one, telling), gap_to(one, telling)))
        if telling not in nearest.told and gap_to(nearest, telling) <= CLOSE:
            nearest.add(telling)
    return found


def beside(one: Happening, telling: Telling) -> bool:
    """Tell whether a happening is told in the very sentence of a telling."""
    return any(span.overlaps(telling.evidence[0]) for other in one.told for span in other.evidence)


def answered(found: list[Happening], told: Told, telling: Telling) -> Happening | None:
    """Return the happening that a telling answers: what a sentence of denial tells is of the same.

    "The ministry called the report false and said that the others had fired first": two villages,
    two names for one incident.
    """
    if telling.family != "violence" or not rejects_all(telling.evidence[0].of(told.text)):
        return None
    deeds = [one for one in found if one.family == "violence" and not one.foreseen]
    last = deeds[-1] if deeds else None
    return last if last is not None and gap_to(last, telling) <= CLOSE else None


def gap_to(one: Happening, telling: Telling) -> int:
    """Return the characters between a telling and the nearest of a happening."""
    at = telling.evidence[0]
    return min(
        max(0, span.start - at.end, at.start - span.end)
        for other in one.told
        for span in other.evidence
    )


def homes(found: list[Happening], told: Told, telling: Telling) -> Iterator[Happening]:
    """Yield the happenings that a telling may belong to: the last told first, asides last."""
    elsewhere = aside(told, telling)
    by_rank = sorted(found, key=lambda one: not one.recalled or elsewhere)
    for one in reversed(by_rank):
        if one.family != telling.family or one.foreseen != telling.foreseen:
            continue
        if not times_agree(one, telling, told.reading.article.published):
            continue
        if not places_agree(one, telling):
            continue
        if one.family == "diplomacy" and not same_act(one, telling):
            continue
        if telling.event is None and not telling.figures and gap_to(one, telling) > CLOSE:
            continue
        told_when = bool(telling.times and one.times and telling.places and one.places)
        if elsewhere and not told_when:
            continue
        yield one


def aside(told: Told, telling: Telling) -> bool:
    """Tell whether words before a telling say that they look back, or turn to another scene.

    Where a sentence tells of one thing alone, the words may also follow.
    """
    at = offset(telling.id)
    for span in telling.evidence:
        found = ELSEWHERE.search(span.of(told.text))
        if found and (span.start + found.start() < at or not told.told_before(span, at)):
            return True
    return False


def before(one: Happening, telling: Telling) -> bool:
    """Tell whether the times of a telling lie wholly before those of a happening."""
    mine = [hours for time in telling.times if (hours := hours_of(time))]
    known = [hours for time in one.times if (hours := hours_of(time))]
    return bool(mine and known) and max(b for _, b in mine) < min(a for a, _ in known)


def same_act(one: Happening, telling: Telling) -> bool:
    """Tell whether an act of diplomacy is that of a happening: the same type by the same."""
    lead, event = one.lead.event, telling.event
    if lead is None or event is None:
        return True
    if (lead.plover and lead.plover.type) != (event.plover and event.plover.type):
        return False
    mine, theirs = {*lead.actors, *lead.targets}, {*event.actors, *event.targets}
    return bool(mine & theirs) or not mine or not theirs


def places_agree(one: Happening, telling: Telling) -> bool:
    """Tell whether the place of a telling may be the scene of a happening."""
    if not telling.places or not one.places:
        return True
    return any(
        within(mine, other) or near(mine, other) for mine in telling.places for other in one.places
    )


def near(one: Place, other: Place) -> bool:
    """Tell whether two places are one, or close enough for one scene."""
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    if one.name == other.name:
        return True
    gap = distance_between(one, other)
    return gap is not None and gap <= NEAR and max(one.precision, other.precision) < 3


def times_agree(one: Happening, telling: Telling, published: date | None) -> bool:
    """Tell whether the time of a telling may be that of a happening."""
    mine = [hours for time in telling.times if (hours := hours_of(time))]
    if not mine:
        return True
    before = [hours for time in one.times if (hours := hours_of(time))]
    if not before:
        return published is None or published - mine[0][1].date() <= RECENT
    return any(one_time(mine_, theirs) for mine_ in mine for theirs in before)


def one_time(one: Hours, other: Hours) -> bool:
    """Tell whether two times in a report may be one: they share more than a quarter of the longer.

    "On Friday" and the night before share a quarter of the day, and are one if the night ends on
    it; a day and the night that follows it are two.
    """
    first, last = max(one[0], other[0]), min(one[1], other[1])
    if first > last:
        return False
    longer = max(one, other, key=lambda hours: hours[1] - hours[0])
    shorter = min(one, other, key=lambda hours: hours[1] - hours[0])
    begins_in_it_only = longer[0] < shorter[0] and shorter[1] > longer[1]
    return not begins_in_it_only or last - first > (shorter[1] - shorter[0]) / 2


def hours_of(time: Time) -> Hours | None:
    """Return the beginning and end of a time, None where it leaves one open or is a period."""
    if not time.start or not time.end:
        return None
    first, last = beginning(time.start), ending(time.end)
    return (first, last) if last - first < LONG else None


def beginning(written: str) -> datetime:
    """Return the first moment of an ISO day or minute; zones are left aside."""
    return datetime.fromisoformat(written[:16] if "T" in written else written[:10])


def ending(written: str) -> datetime:
    """Return the last moment of an ISO day or minute."""
    if "T" in written:
        return datetime.fromisoformat(written[:16])
    return datetime.fromisoformat(written[:10]) + timedelta(hours=24, minutes=-1)
