"""`reportedly incidents`, `reportedly incident ID`: what many reports tell together."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from reportedly.commands.days import FromOption, ToOption, day_or_usage_error
from reportedly.commands.filters import (
    ActorOption,
    CountryOption,
    OriginsOption,
    OutletOption,
    PlaceOption,
    ReportsOption,
    SideOption,
    StatusOption,
    TypeOption,
)
from reportedly.commands.options import DatabaseOption, LimitOption, database_with_readings
from reportedly.commands.rows import ListFormat, ListFormatOption, write_rows

COLUMNS = (
    "id", "start", "end", "place", "country", "lat", "lon", "type", "status", "reports", "copies",
    "said_by", "origins", "title",
)  # fmt: skip
ACCOUNT_COLUMNS = (
    "incident", "article", "entry", "outlet", "published", "speaker", "side", "origin", "witness",
    "status", "act", "actors", "targets", "figures", "words",
)  # fmt: skip


def incidents(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    since: FromOption = None,
    until: ToOption = None,
    place: PlaceOption = None,
    country: CountryOption = None,
    type: TypeOption = None,
    actor: ActorOption = None,
    side: SideOption = None,
    outlet: OutletOption = None,
    status: StatusOption = None,
    origins: OriginsOption = None,
    reports: ReportsOption = None,
    limit: LimitOption = 50,
    format: ListFormatOption = ListFormat.TEXT,
    db: DatabaseOption = None,
) -> None:
    """List incidents, the latest first."""
    from reportedly.commands.output import opened
    from reportedly.publish import print_incidents
    from reportedly.reconcile import Sought, as_json, incidents_sought
    from reportedly.record import open_record

    sought = Sought(
        since=day_or_usage_error(since), until=day_or_usage_error(until), place=place,
        country=country, type=type, actor=actor, side=side, outlet=outlet, status=status,
        origins=origins, reports=reports, limit=limit,
    )  # fmt: skip
    with open_record(database_with_readings(db)) as record:
        found = incidents_sought(record, sought)
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        match format:
            case ListFormat.TEXT:
                print_incidents(found, sink.console())
            case ListFormat.JSON:
                sink.write(in_json([as_json(one) for one in found]))
            case ListFormat.CSV:
                write_rows((row_of(as_json(one)) for one in found), format, sink, COLUMNS)


def incident(
    id: Annotated[str, typer.Argument(metavar="ID", help="The incident's id, or its beginning.")],
    format: ListFormatOption = ListFormat.TEXT,
    db: DatabaseOption = None,
) -> None:
    """Show one incident: each side's accounts beside the others', with what they agree on or not.

    As CSV, one row an account.
    """
    from reportedly.commands.output import opened
    from reportedly.publish import print_incident
    from reportedly.reconcile import as_json, copies_of, incident_called
    from reportedly.record import open_record

    with open_record(database_with_readings(db)) as record:
        found = incident_called(record, id)
        copies = copies_of(record, {account.cell.article for account in found.accounts})
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        match format:
            case ListFormat.TEXT:
                print_incident(found, copies, sink.console())
            case ListFormat.JSON:
                sink.write(in_json(as_json(found)))
            case ListFormat.CSV:
                write_rows(account_rows(as_json(found)), format, sink, ACCOUNT_COLUMNS)


def in_json(values: Any) -> str:
    """Return values as indented JSON."""
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def row_of(one: dict[str, Any]) -> dict[str, Any]:
    """Return an incident as one row."""
    place = one["place"] or {}
    return {
        "id": one["id"], "start": one["start"], "end": one["end"], "place": place.get("name"),
        "country": place.get("country"), "lat": place.get("lat"), "lon": place.get("lon"),
        "type": one["sub_event_type"] or one["kind"], "status": one["status"],
        "reports": len({account["cell"][0] for account in one["accounts"]}),
        "copies": one["copies"], "said_by": one["said_by"], "origins": one["origins"],
        "title": one["title"],
    }  # fmt: skip


def account_rows(one: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the accounts of an incident as rows."""
    names = ("outlet", "published", "speaker", "side", "origin", "witness", "status", "act",
             "actors", "targets", "words")  # fmt: skip
    return [
        {"incident": one["id"], "article": account["cell"][0], "entry": account["cell"][1]}
        | {name: account[name] for name in names}
        | {"figures": [
            {key: told[key] for key in ("measure", "unit", "low", "high", "comparator")}
            for told in account["figures"]
        ]}
        for account in one["accounts"]
    ]  # fmt: skip
