"""What of a happening is compared with those of other reports: its trace, plain and small."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.reconcile.counting import unit
from reportedly.reconcile.dating import Hours, hours_in, hours_told, published_by
from reportedly.reconcile.families import Family
from reportedly.reconcile.happenings import Happening
from reportedly.reconcile.naming import Names
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.words import Words, words_of
from reportedly.vocabulary import Actor, Event, Figure, Place, PlaceKind, Reading, Span

COUNTED = 6  # figures of a happening that are compared
PLACES = 3
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
        values = {name: getattr(self, name) for name in self.__slots__}
        for key in ("kinds", "called", "named", "actors", "targets", "means"):
            values[key] = sorted(values[key])
        for key in ("spots", "scene", "counts"):
            values[key] = [plain(one) for one in values[key]]
        values["words"] = {key: sorted(some) for key, some in plain(self.words).items()}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def plain(one: Spot | Count | Words) -> dict[str, Any]:
    """Return the fields of something small by name."""
    return {name: getattr(one, name) for name in one.__slots__}


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


def traces(told: Told, found: Sequence[Happening]) -> list[Trace]:
    """Return the traces of the happenings of a reading."""
    scene, names, latest = scene_of(told.reading), Names(told), published_by(told.reading)
    dated = (hours_in(one, latest) for one in found if not one.recalled)
    main = next(filter(None, dated), None)
    return [trace_of(told, one, scene, names, main) for one in found]


def trace_of(
    told: Told, one: Happening, scene: tuple[Spot, ...], names: Names, main: Hours | None
) -> Trace:
    """Return the trace of a happening; `main` are the hours of the first that its report dates."""
    article = told.reading.article
    telling_more = [telling for telling in one.told if not telling.remark] or one.told
    spans = sorted({span for telling in telling_more for span in telling.evidence})
    latest = published_by(told.reading)
    events = [telling.event for telling in one.told if telling.event]
    return Trace(
        article=article.id,
        event=one.lead.id,
        events=tuple(telling.id for telling in one.told),
        family=one.family,
        kinds=frozenset(kinds_of(events)),
        foreseen=one.foreseen,
        hours=hours_told(told, one, main),
        around=(latest - AROUND * 24, latest) if latest is not None and not one.recalled else None,
        published=latest,
        spots=spots_of(one.places),
        scene=scene,
        called=names.called(one, spans),
        named=names.most,
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
