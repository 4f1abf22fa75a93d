"""Where something was, as an area: how wide a circle a place stands for, or which country."""

from __future__ import annotations

from typing import Any

from reportedly.vocabulary import Where

KILOMETRES = {"facility": 2, "city": 8, "admin2": 30, "admin1": 90, "region": 150, "sea": 200}
LEAST = {1: 2, 2: 20, 3: 60}  # kilometres by precision: nothing is sharper than it is known


def area_of(place: Where | None) -> dict[str, Any] | None:
    """Return what a map draws of a place; None if it can't be drawn.

    A country is shaded whole; anything else is a circle as wide as the place is uncertain.
    """
    if place is None:
        return None
    if place.kind == "country":
        return {"country": place.country, "name": place.name} if place.country else None
    if place.lat is None or place.lon is None:
        return None
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return None
    wide = max(KILOMETRES.get(place.kind, 60), LEAST.get(place.precision, 60))
    return {"lat": place.lat, "lon": place.lon, "km": wide, "name": place.name}
