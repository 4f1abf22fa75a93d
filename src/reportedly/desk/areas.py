"""Where something was, as an area: how wide a circle a place stands for, or which country."""

from __future__ import annotations

from typing import Any

from reportedly.publish.areas import area_of
from reportedly.publish.characters import for_page
from reportedly.publish.ledger import days
from reportedly.vocabulary import Incident, Where


def areas_of(found: list[Incident]) -> list[dict[str, Any]]:
    """Return the areas of incidents, each with what its mark says and leads to."""
    made = []
    for one in found:
        area = area_of(one.place)
        if area is not None:
            told = for_page(f"{days(one) or 'undated'}: {one.title}")
            made.append(
                {**area, "href": f"/incidents/{one.id}", "name": told, "status": one.status}
            )
    return made


def precision_in_words(place: Where) -> str:
    """Return how precisely a place is known, as a reader takes it."""
    if place.kind == "country":
        return "known to the country only: the whole of it is shaded"
    area = area_of(place)
    if area is None:
        return "not on the map: no coordinates are known"
    kind = {"admin1": "first-level division", "admin2": "district"}.get(place.kind, place.kind)
    return f"known to the {kind}: drawn about {area['km']} km around its middle"


__all__ = ["area_of", "areas_of", "precision_in_words"]
