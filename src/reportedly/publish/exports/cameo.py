"""CAMEO dyads: one row each pair of who acts and who is acted upon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from reportedly.publish.exports.acts import Act, acts
from reportedly.publish.exports.codes import QUADS, cameo_code, country
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.rows import write_rows
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Actor

COLUMNS = (
    "event_id", "date", "source_code", "source_name", "target_code", "target_name", "cameo_code",
    "cameo_root", "quad_class", "place", "place_country_fips", "latitude",
    "longitude", "status", "said_by", "side_of_speaker", "incident", "publisher", "published",
    "url",
)  # fmt: skip


def write(source: Source, path: Path) -> None:
    """Write the pairs of events that have a CAMEO code and a named actor and are told as facts."""
    write_rows(path, COLUMNS, _rows(source))


def _rows(source: Source) -> Iterator[Sequence[Any]]:
    for act in acts(source, strict=True):
        if act.event.cameo is None:
            source.left["no CAMEO code"] += 1
            continue
        if act.recipients:
            pairs: list[tuple[Actor, Actor | None]] = list(product(act.actors, act.recipients))
        else:
            pairs = [(actor, None) for actor in act.actors]
        for doer, target in pairs:
            yield _row(act, doer, target)


def _row(act: Act, doer: Actor, target: Actor | None) -> Sequence[Any]:
    place, code = act.place, act.event.cameo or ""
    kind = act.event.plover.type if act.event.plover else ""
    return [
        f"{act.account.cell.article}/{act.event.id}", act.day,
        cameo_code(doer), doer.name, cameo_code(target) if target else None,
        target.name if target else None, code, code[:2], QUADS.get(kind),
        place.name if place else None,
        country(place.country).fips if place else None, place.lat if place else None,
        place.lon if place else None, act.event.status, act.account.speaker, act.account.side,
        act.incident.id, act.article.outlet, act.article.published, act.article.url,
    ]  # fmt: skip


EXPORT = Export(
    "cameo", ".csv", "CAMEO dyads: who did what to whom, by CAMEO's codes (MED is media)", write
)
