"""Incidents as features on a map: their properties, and where they lie."""

from __future__ import annotations

from typing import Any

from reportedly.publish.exports.deaths import deaths_of
from reportedly.publish.exports.sides import last_published, outlets_of
from reportedly.vocabulary import Incident

RADII = {1: 5, 2: 25, 3: 100}  # kilometres within which a place of each precision lies, about
TYPES = {
    "id": "TEXT", "title": "TEXT", "kind": "TEXT", "type": "TEXT", "status": "TEXT",
    "start": "TEXT", "end": "TEXT", "place": "TEXT", "place_kind": "TEXT",
    "place_precision": "INTEGER", "place_radius_km": "INTEGER", "country": "TEXT",
    "admin1": "TEXT", "participants": "TEXT", "reports": "INTEGER", "copies": "INTEGER",
    "n_said_by": "INTEGER", "n_independent": "INTEGER", "killed_low": "INTEGER",
    "killed_high": "INTEGER", "outlets": "TEXT", "last_published": "TEXT",
}  # fmt: skip


def point_of(incident: Incident) -> tuple[float, float] | None:
    """Return longitude and latitude (WGS 84 degrees) of an incident, if its place has them."""
    place = incident.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return round(place.lon, 6), round(place.lat, 6)


def properties_of(incident: Incident) -> dict[str, Any]:
    """Return what is told of an incident beside its point; the keys are those of `TYPES`.

    The point of a region is that of its label: `place_kind`, `place_precision` (1 exact to 3
    region) and the rough radius say how little it means.
    """
    place, deaths = incident.place, deaths_of(incident)
    return {
        "id": incident.id, "title": incident.title, "kind": incident.kind,
        "type": incident.sub_event_type, "status": incident.status,
        "start": incident.start, "end": incident.end,
        "place": place.name if place else None, "place_kind": place.kind if place else None,
        "place_precision": place.precision if place else None,
        "place_radius_km": RADII.get(place.precision) if place else None,
        "country": place.country if place else None, "admin1": place.admin1 if place else None,
        "participants": "; ".join(incident.participants),
        "reports": len({account.cell.article for account in incident.accounts}),
        "copies": incident.copies, "n_said_by": len(incident.said_by),
        "n_independent": len(incident.origins),
        "killed_low": deaths.low, "killed_high": deaths.high,
        "outlets": "; ".join(outlets_of(incident)), "last_published": last_published(incident),
    }  # fmt: skip
