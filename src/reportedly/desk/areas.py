"""Where something was, as an area: how wide a circle a place stands for, or which country."""

from __future__ import annotations

from typing import Any

from reportedly.desk.languages import Phrase as _
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
            told = for_page(": ".join(filter(None, (days(one), one.title))))
            made.append(
                {**area, "href": f"/incidents/{one.id}", "name": told, "status": one.status}
            )
    return made


def precision_in_words(place: Where) -> _:
    """Return how precisely a place is known, as a reader takes it."""
    if place.kind == "country":
        return _("known to the country only: the whole of it is shaded")
    area = area_of(place)
    if area is None:
        return _("not on the map: no coordinates are known")
    named = {"admin1": _("first-level division"), "admin2": _("district")}
    return _(
        "known to the %(kind)s: drawn about %(km)s km around its middle",
        kind=named.get(place.kind, _(place.kind)), km=area["km"],
    )  # fmt: skip


__all__ = ["area_of", "areas_of", "precision_in_words"]
