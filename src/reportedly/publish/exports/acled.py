"""A table in the layout of ACLED's: one row an incident, under our own ids. It is no ACLED data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from reportedly.publish.exports.codes import acled_types, country, inter
from reportedly.publish.exports.days import acled_precision, span_of
from reportedly.publish.exports.deaths import HAPPENED, deaths_of, sentence_of
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.rows import write_rows
from reportedly.publish.exports.sides import Sides, last_published, outlets_of, sides_of
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Actor, Incident, Where

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
DISORDER = {
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
MIXED = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": "Political violence",
}
UNIDENTIFIED = "Unidentified Armed Group"


def write(source: Source, path: Path) -> None:
    """Write the incidents that ACLED would have a row for."""
    write_rows(path, COLUMNS, _rows(source))


def _rows(source: Source) -> Iterator[Sequence[Any]]:
    types = acled_types()
    for incident in source.incidents():
        if not any(account.status in HAPPENED for account in incident.accounts):
            source.left["nobody says that it happened"] += 1
        elif incident.sub_event_type not in types:
            source.left["no ACLED type"] += 1
        elif (span := span_of(incident)) is None:
            source.left["no day is told"] += 1
        else:
            row = _row(incident, types[incident.sub_event_type], span)
            row |= _actors(sides_of(source, incident), incident) | _place(incident.place)
            yield [row.get(name) for name in COLUMNS]


def _row(incident: Incident, event_type: str, span: tuple[date, date]) -> dict[str, Any]:
    first, last = span
    precision = acled_precision(first, last)
    day = first + timedelta(days=(last - first).days // 2) if precision == 3 else first
    kind = incident.sub_event_type or ""
    tags = [f"status={incident.status}", f"independent origins={len(incident.origins)}"]
    return {
        "event_id_cnty": incident.id,
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision,
        "disorder_type": MIXED.get(kind) or DISORDER.get(event_type, "Political violence"),
        "event_type": event_type,
        "sub_event_type": kind,
        "source": "; ".join(outlets_of(incident)),
        "notes": " | ".join(sentence_of(account) for account in incident.accounts),
        "fatalities": deaths_of(incident).low or 0,
        "tags": "; ".join(tags),
        "timestamp": _seconds(last_published(incident)),
    }


def _actors(sides: Sides, incident: Incident) -> dict[str, Any]:
    where = country(incident.place.country if incident.place else None).name
    unknown = f"{UNIDENTIFIED} ({where})" if where else UNIDENTIFIED
    nameless = UNIDENTIFIED if incident.kind == "violence" else ""
    one, two = sides.doers[:1], sides.targets[:1]
    types = [_type(one), _type(two)]
    return {
        "actor1": one[0].name if one else (unknown if nameless else ""),
        "assoc_actor_1": "; ".join(actor.name for actor in sides.doers[1:]),
        "inter1": types[0],
        "actor2": two[0].name if two else "",
        "assoc_actor_2": "; ".join(actor.name for actor in sides.targets[1:]),
        "inter2": types[1],
        "interaction": "-".join(it for it in types if it),
        "civilian_targeting": "Civilian targeting" if types[1] == "Civilians" else "",
    }


def _type(actors: Sequence[Actor]) -> str:
    return inter(actors[0]) if actors else ""


def _place(place: Where | None) -> dict[str, Any]:
    if place is None:
        return {}
    codes = country(place.country)
    region = place.kind in ("country", "admin1", "region", "sea")
    return {
        "iso": codes.number,
        "country": codes.name,
        "admin1": place.admin1,
        "location": place.name,
        "latitude": None if place.lat is None else round(place.lat, 4),
        "longitude": None if place.lon is None else round(place.lon, 4),
        "geo_precision": 3 if region else max(place.precision, 2 if place.kind == "admin2" else 1),
    }


def _seconds(day: str | None) -> int | None:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) if day else None


EXPORT = Export("acled", ".csv", "ACLED-shaped CSV: its layout with our ids, not its data", write)
