"""CSV with HXL hashtags: one row a figure of an account, so that each has its speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportedly.publish.exports.export import Export
from reportedly.publish.exports.rows import write_rows
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Account, Incident, Told

COLUMNS = {
    "Incident": "#event+id", "Type": "#event+type", "Status": "#event+status",
    "From": "#date+start", "To": "#date+end", "Place": "#loc+name", "Region": "#adm1+name",
    "Country code": "#country+code", "Latitude": "#geo+lat", "Longitude": "#geo+lon",
    "Killed, at least": "#affected+killed+min", "Killed, at most": "#affected+killed+max",
    "Injured, at least": "#affected+injured+min", "Injured, at most": "#affected+injured+max",
    "Measure": "#indicator+name", "Unit": "#indicator+unit", "At least": "#indicator+value+num+min",
    "At most": "#indicator+value+num+max", "Comparator": "#meta+comparator",
    "Speaker": "#meta+speaker", "Side of the speaker": "#group+name",
    "Relayed by": "#meta+relay", "Reported": "#date+reported", "Report": "#meta+source",
    "Independent origins": "#meta+source+num", "Words": "#description",
}  # fmt: skip
AFFECTED = {"killed": 0, "wounded": 2}


def write(source: Source, path: Path) -> None:
    """Write a header, the row of hashtags, and the figures; an account without any has one row."""
    write_rows(path, tuple(COLUMNS), _rows(source))


def _rows(source: Source) -> Iterator[Sequence[Any]]:
    yield list(COLUMNS.values())
    for incident, account in source.accounts():
        for told in account.figures or (None,):
            yield _row(source, incident, account, told)


def _row(source: Source, incident: Incident, account: Account, told: Told | None) -> Sequence[Any]:
    place, article = incident.place, source.article(account.cell.article)
    affected: list[float | None] = [None] * 4
    if told and told.measure in AFFECTED:
        at = AFFECTED[told.measure]
        affected[at : at + 2] = [told.low, told.high]
    number = [told.measure, told.unit, told.low, told.high, told.comparator] if told else [None] * 5
    return [
        incident.id, incident.sub_event_type, incident.status, incident.start, incident.end,
        place.name if place else None, place.admin1 if place else None,
        place.country if place else None, place.lat if place else None,
        place.lon if place else None, *affected, *number, account.speaker, account.side,
        account.outlet, account.published, (article.url if article else None) or
        account.cell.article, len(incident.origins), " ".join(account.words.split()),
    ]  # fmt: skip


EXPORT = Export("hxl", ".csv", "CSV with HXL hashtags, one row a figure with its speaker", write)
