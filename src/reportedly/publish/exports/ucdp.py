"""A table in the layout of UCDP's georeferenced events: low, best and high by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportedly.publish.exports.codes import acled_types, country, ucdp_kind
from reportedly.publish.exports.days import span_of, ucdp_precision
from reportedly.publish.exports.deaths import Deaths, deaths_of, told_deaths
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.rows import write_rows
from reportedly.publish.exports.sides import Sides, outlets_of, sides_of
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Incident, Where

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
WHERE = {"facility": 1, "city": 1, "admin2": 3, "admin1": 4, "region": 5, "country": 6, "sea": 7}
ARMED = ("Battles", "Explosions/Remote violence", "Violence against civilians")


def write(source: Source, path: Path) -> None:
    """Write the violent incidents with a day in which somebody tells of a death."""
    write_rows(path, COLUMNS, _rows(source))


def _rows(source: Source) -> Iterator[Sequence[Any]]:
    types = acled_types()
    for incident in source.incidents():
        deaths, days = deaths_of(incident), span_of(incident)
        if types.get(incident.sub_event_type or "") not in ARMED:
            source.left["no use of armed force"] += 1
        elif not deaths.high:
            source.left["nobody tells of a death"] += 1
        elif days is None:
            source.left["no day is told"] += 1
        else:
            sides = sides_of(source, incident)
            row = _sources(source, incident) | _place(incident.place) | _deaths(deaths)
            row |= _sides(sides) | {
                "id": incident.id,
                "year": days[0].year,
                "event_clarity": 1,
                "date_prec": ucdp_precision(*days),
                "date_start": days[0].isoformat(),
                "date_end": days[1].isoformat(),
            }
            yield [row.get(name) for name in COLUMNS]


def _sources(source: Source, incident: Incident) -> dict[str, Any]:
    known = (source.article(account.cell.article) for account in incident.accounts)
    articles = {article.id: article for article in known if article}
    speakers = dict.fromkeys(it.speaker for it in told_deaths(incident) if it.speaker)
    every = dict.fromkeys(it.speaker for it in incident.accounts if it.speaker)
    dates = [article.published for article in articles.values()]
    return {
        # Independent origins of the content, not outlets: reprints and relays are no sources.
        "number_of_sources": len(incident.origins),
        "source_article": "; ".join(it.url or it.id for it in articles.values()),
        "source_office": "; ".join(outlets_of(incident)),
        "source_date": "; ".join(day.isoformat() if day else "" for day in dates),
        "source_headline": "; ".join(it.title or "" for it in articles.values()),
        "source_original": "; ".join(speakers or every),
    }


def _deaths(deaths: Deaths) -> dict[str, Any]:
    """Deaths by side aren't told apart: the whole of `best` is unknown."""
    return {
        "deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": deaths.best,
        "best": deaths.best, "high": deaths.high, "low": deaths.low,
    }  # fmt: skip


def _sides(sides: Sides) -> dict[str, Any]:
    one, two = sides.doers[:1], sides.targets[:1]
    a, b = (ucdp_kind(it[0]) if it else "" for it in (one, two))
    violence = None
    if a in ("state", "group"):
        violence = {"civilian": 3, "state": 1, "group": 1 if a == "state" else 2}.get(b)
    return {
        "type_of_violence": violence,
        "side_a": one[0].name if one else None,
        "side_b": ("Civilians" if b == "civilian" else two[0].name) if two else None,
    }


def _place(place: Where | None) -> dict[str, Any]:
    if place is None:
        return {"where_prec": 6}
    point = None if place.lat is None else f"POINT ({place.lon:.6f} {place.lat:.6f})"
    return {
        "where_prec": max(WHERE[place.kind], place.precision if place.kind == "city" else 1),
        "where_coordinates": place.name,
        "where_description": f"{place.name} ({place.kind})",
        "adm_1": place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": point,
        "country": country(place.country).name,
    }


EXPORT = Export("ucdp", ".csv", "UCDP GED-shaped CSV with low, best and high by rule", write)
