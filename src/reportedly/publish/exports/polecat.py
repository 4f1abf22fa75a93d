"""A table in the layout of POLECAT's: 40 columns parted by tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportedly.publish.exports.acts import Act, acts
from reportedly.publish.exports.codes import QUADS, country, plover_country, plover_sector
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.rows import write_rows
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Actor

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def write(source: Source, path: Path) -> None:
    """Write the events that have a type, a named actor and are told as having happened."""
    write_rows(path, COLUMNS, (_row(it, source) for it in acts(source, strict=True)), tabs=True)


def _row(act: Act, source: Source) -> Sequence[Any]:
    plover, place, reading = act.event.plover, act.place, act.reading
    kind = plover.type if plover else ""
    actors = reading.actors
    return [
        f"{act.account.cell.article}/{act.event.id}", act.day, kind,
        plover.mode if plover else None, None, QUADS.get(kind), None,
        *_party(act.actors), *_party(act.recipients),
        place.name if place else None, place.name if place and place.kind == "city" else None,
        place.name if place and place.kind == "admin2" else None, place.admin1 if place else None,
        country(place.country).name if place else None, place.lat if place else None,
        place.lon if place else None, place.geonameid if place else None,
        place.name if place else None, place.kind if place else None,
        act.article.outlet, act.article.published,
        "; ".join(it.name for it in actors if it.kind == "person"),
        "; ".join(it.name for it in actors if it.kind in ("organisation", "armed_group")),
        "; ".join(it.name for it in reading.places), act.article.language,
        str(source.provenance.get("version", "")),
    ]  # fmt: skip


def _party(actors: Sequence[Actor]) -> Iterator[Any]:
    sectors = [plover_sector(actor) for actor in actors]
    yield "; ".join(actor.name for actor in actors)
    yield "; ".join(plover_country(actor.country) for actor in actors)
    yield None
    yield sectors[0] if sectors else None
    yield "; ".join(dict.fromkeys(it for it in sectors if it))
    yield "; ".join(actor.office or "" for actor in actors if actor.office)
    yield "; ".join(actor.name for actor in actors)
    yield None


EXPORT = Export("polecat", ".tsv", "POLECAT-shaped table: its 40 columns, parted by tabs", write)
