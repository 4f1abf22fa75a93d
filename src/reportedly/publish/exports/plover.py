"""PLOVER-shaped records, one JSON object a line, with what PLOVER has no field for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reportedly.publish.exports.acts import Act, acts
from reportedly.publish.exports.codes import QUADS, plover_country, plover_sector
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Actor

RESOLUTIONS = {"facility": 5, "city": 4, "admin2": 3, "admin1": 2, "country": 1}
SIZES = {"killed": "dead", "wounded": "injured", "detained": "arrested"}


def write(source: Source, path: Path) -> None:
    """Write each account of an incident that is an event with a PLOVER type."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        for act in acts(source, strict=False):
            stream.write(json.dumps(_record(source, act), ensure_ascii=False) + "\n")


def _record(source: Source, act: Act) -> dict[str, Any]:
    event, account, plover = act.event, act.account, act.event.plover
    kind = plover.type if plover else ""
    mode = [plover.mode] if plover and plover.mode else []
    return {
        "id": f"{account.cell.article}/{event.id}",
        "date": act.day,
        "enddate": act.time.end[:10] if act.time and act.time.end else None,
        "actor": [_entity(actor) for actor in act.actors],
        "recipient": [_entity(actor) for actor in act.recipients],
        "event": kind,
        "mode": mode + list(act.auxiliary),
        "context": [],
        "quad_code": QUADS.get(kind),
        "event_loc": _location(act),
        "event_text": act.text,
        "text_info": [{"sequence": n, "start": s, "end": e}
                      for n, (s, e) in enumerate(event.evidence, 1)],
        "size": _sizes(act),
        "cite_info": {"url": act.article.url, "title": act.article.title,
                      "publication": act.article.outlet, "language": act.article.language},
        "link": [act.incident.id],
        "coder": act.reading.reader,
        "coded_date": None,
        "reportedly": {
            "incident": act.incident.id, "incident_status": act.incident.status,
            "status": event.status, "speaker": account.speaker, "side": account.side,
            "origin": account.origin, "published": account.published and str(account.published),
        },
    }  # fmt: skip


def _entity(actor: Actor) -> dict[str, Any]:
    return {
        "code": plover_country(actor.country) or None,
        "sector": plover_sector(actor) or None,
        "entity_text": actor.name,
        "identifier_id": actor.wikidata,
        "office": actor.office,
    }


def _location(act: Act) -> dict[str, Any] | None:
    place = act.place
    if place is None:
        return None
    return {
        "extracted_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "province": place.admin1,
        "country_code": plover_country(place.country) or None,
        "resolution": RESOLUTIONS.get(place.kind),
    }


def _sizes(act: Act) -> list[dict[str, Any]]:
    return [
        {"measure": SIZES[it.measure], "low": it.low, "high": it.high,
         "comparator": it.comparator, "speaker": it.speaker}
        for it in act.account.figures
        if it.measure in SIZES
    ]  # fmt: skip


EXPORT = Export(
    "plover", ".jsonl", "PLOVER-shaped records, one a line, with status and speaker", write
)
