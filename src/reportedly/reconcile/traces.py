"""What of a happening is compared with those of other reports: its trace, plain and small."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any

from reportedly.reconcile.counting import unit
from reportedly.reconcile.families import Family
from reportedly.reconcile.happenings import Happening, hours_of
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.words import Words, everyday, words_of
from reportedly.vocabulary import Actor, Event, Figure, Place, PlaceKind, Reading, Span

COUNTED = 6  # figures of a happening that are compared
PLACES = 3
NAMED = 12
AROUND = 2  # days before publication on which an undated happening probably was
TALLIES = frozenset({"distance", "duration", "percentage", "count", "money", "area"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is compared."""

    name: str
    kind: PlaceKind
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as it is compared; `unit` is what it counts (see `counting`)."""

    measure: str
    unit: str | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Trace:
    """One happening of one report, as it is compared.

    `hours` are counted from year 1, null if no words date it; `around` where it then most likely
    lies by the publication, which is used for comparing alone. `spots` are places told of it;
    `scene` those of the whole report, used where it has none; `called` is what the text calls the
    sharpest of either, `named` the names that the whole report names most, as stems. `sure` is the
    confidence of the surest of its events, null if it has none; nothing is compared by it.
    """

    article: str
    event: str
    events: tuple[str, ...]
    family: Family
    kinds: frozenset[str]
    foreseen: bool
    hours: tuple[int, int] | None
    around: tuple[int, int] | None
    published: int | None
    spots: tuple[Spot, ...]
    scene: tuple[Spot, ...]
    called: frozenset[str]
    named: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    means: frozenset[str]
    counts: tuple[Count, ...]
    words: Words
    sure: float | None = None

    def to_json(self) -> str:
        """Write the trace as JSON, sets in order."""
        values = asdict(self)
        for key in ("kinds", "called", "named", "actors", "targets", "means"):
            values[key] = sorted(values[key])
        values["words"] = {key: sorted(value) for key, value in values["words"].items()}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def from_json(values: dict[str, Any]) -> Trace:
    """Read a trace back from its JSON values."""
    for key in ("kinds", "called", "named", "actors", "targets", "means"):
        values[key] = frozenset(values[key])
    for key in ("hours", "around"):
        values[key] = tuple(values[key]) if values[key] else None
    values["events"] = tuple(values["events"])
    values["spots"] = tuple(Spot(**spot) for spot in values["spots"])
    values["scene"] = tuple(Spot(**spot) for spot in values["scene"])
    values["counts"] = tuple(Count(**count) for count in values["counts"])
    values["words"] = Words(**{key: frozenset(value) for key, value in values["words"].items()})
    return Trace(**values)


def traces(told: Told, found: Iterable[Happening]) -> list[Trace]:
    """Return the traces of the happenings of a reading."""
    scene, named = scene_of(told.reading), named_most(told)
    return [trace_of(told, one, scene, named) for one in found]


def trace_of(told: Told, one: Happening, scene: tuple[Spot, ...], named: frozenset[str]) -> Trace:
    """Return the trace of one happening."""
    article = told.reading.article
    spans = sorted({span for telling in one.told for span in telling.evidence})
    latest = published_by(told.reading)
    events = [telling.event for telling in one.told if telling.event]
    return Trace(
        article=article.id,
        event=one.lead.id,
        events=tuple(telling.id for telling in one.told),
        family=one.family,
        kinds=frozenset(kinds_of(events)),
        foreseen=one.foreseen,
        hours=hours_in(one, latest),
        around=(latest - AROUND * 24, latest) if latest is not None and not one.recalled else None,
        published=latest,
        spots=spots_of(one.places),
        scene=scene,
        called=called(told, one.places or sharpest(told.reading)),
        named=named,
        actors=sides(actor for telling in one.told for actor in telling.doers),
        targets=sides(actor for telling in one.told for actor in telling.targets),
        means=frozenset(means.kind for event in events for means in event.means),
        counts=counts_of(figure for telling in one.told for figure in telling.figures),
        words=words_of(span.of(article.text) for span in merged(spans)),
        sure=max((event.confidence for event in events), default=None),
    )


def kinds_of(events: Iterable[Event]) -> Iterable[str]:
    """Yield ACLED's names of what happened, of a diplomatic act its PLOVER type."""
    for event in events:
        if event.acled and event.acled.event_type != "Outside ACLED":
            yield event.acled.sub_event_type
        elif event.plover and event.acled and event.acled.sub_event_type == "Diplomatic event":
            yield event.plover.type


def hours_in(one: Happening, latest: int | None) -> tuple[int, int] | None:
    """Return the hours that all dated tellings have in common, or the first's.

    What is still to come apart, nothing lies after the report: a day it was published on ends then.
    """
    ranges = [(hour(a), hour(b)) for a, b in filter(None, map(hours_of, one.times))]
    if not ranges:
        return None
    first, last = max(a for a, _ in ranges), min(b for _, b in ranges)
    if first > last:
        first, last = ranges[0]
    if latest is not None and not one.foreseen and first <= latest < last:
        last = latest
    return first, last


def published_by(reading: Reading) -> int | None:
    """Return the hour by which a report was published: its instant, else the end of its day."""
    article = reading.article
    if article.published_at:
        return hour(datetime.fromisoformat(article.published_at).replace(tzinfo=None))
    if article.published is None:
        return None
    return hour(datetime.combine(article.published, time(23)))


def hour(moment: datetime) -> int:
    """Return the number of an hour, counted from year 1."""
    return moment.toordinal() * 24 + moment.hour


def spots_of(places: Iterable[Place]) -> tuple[Spot, ...]:
    """Return places as they are compared, each once, in the order told."""
    found: dict[tuple[str, int | None], Spot] = {}
    for place in places:
        spot = Spot(
            place.name, place.kind, place.geonameid, place.lat, place.lon, place.country,
            place.admin1,
        )  # fmt: skip
        found.setdefault((place.name, place.geonameid), spot)
    return tuple(found.values())[:PLACES]


def called(told: Told, places: Iterable[Place]) -> frozenset[str]:
    """Return the stems of what a text calls places, countries and seas left out."""
    sharp = [place for place in places if place.kind not in {"country", "sea"}]
    names = (mention.of(told.text) for place in sharp for mention in place.mentions)
    return frozenset(stem for name in names for stem in words_of([name, f"in {name}"]).names)


def named_most(told: Told) -> frozenset[str]:
    """Return the names that a report names most, those of days, countries and peoples left out."""
    counted: Counter[str] = Counter()
    for sentence in told.sentences:
        counted.update(words_of([sentence.of(told.text)]).names - everyday())
    return frozenset(name for name, _ in counted.most_common(NAMED))


def sharpest(reading: Reading) -> list[Place]:
    """Return the sharp place that a report names most."""
    sharp = [place for place in reading.places if place.kind in {"facility", "city", "admin2"}]
    return sorted(sharp, key=lambda place: (-len(place.mentions), place.mentions[:1]))[:1]


def scene_of(reading: Reading) -> tuple[Spot, ...]:
    """Return the places that a report names most, countries last: its scene."""
    named = sorted(
        reading.places,
        key=lambda place: (place.kind == "country", -len(place.mentions), place.mentions[:1]),
    )
    return spots_of(named)


def sides(actors: Iterable[Actor]) -> frozenset[str]:
    """Return whom actors stand for: a code and a country where they have one, else their name."""
    found = set()
    for actor in actors:
        if actor.kind in {"armed_group", "organisation"} and actor.country is None:
            found.add(actor.name)
        else:
            found.add(actor.country or actor.name)
            found.add(actor.name)
    return frozenset(found)


def counts_of(figures: Iterable[Figure]) -> tuple[Count, ...]:
    """Return the figures that tell one happening from another."""
    found = [
        Count(one.measure, unit(one.unit), one.low, one.high)
        for one in figures
        if one.measure not in TALLIES and (one.low or one.high)
    ]
    return tuple(dict.fromkeys(found))[:COUNTED]


def merged(spans: list[Span]) -> list[Span]:
    """Return spans with those that overlap made one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
