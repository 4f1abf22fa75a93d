"""`reportedly commitments`: pledges, threats, demands, and what became of them."""

from __future__ import annotations

from typing import Annotated, Any, get_args

import typer

from reportedly.commands.incidents import in_json
from reportedly.commands.options import DatabaseOption, LimitOption, database_with_readings
from reportedly.commands.rows import ListFormat, ListFormatOption, write_rows
from reportedly.errors import UsageError

COLUMNS = ("id", "kind", "status", "by", "to", "what", "condition", "due", "reports")


def commitments(
    kind: Annotated[str | None, typer.Option(help="pledge, offer, threat, demand …")] = None,
    status: Annotated[str | None, typer.Option(help="open, met, broken or withdrawn.")] = None,
    limit: LimitOption = 50,
    format: ListFormatOption = ListFormat.TEXT,
    db: DatabaseOption = None,
) -> None:
    """List commitments over time: the same pledge in many reports is one."""
    from reportedly.commands.output import opened
    from reportedly.publish import print_threads
    from reportedly.reconcile import thread_as_json, threads_sought
    from reportedly.record import open_record
    from reportedly.vocabulary import CommitmentKind, CommitmentStatus

    for name, value, known in (
        ("--kind", kind, get_args(CommitmentKind)),
        ("--status", status, get_args(CommitmentStatus)),
    ):
        if value is not None and value not in known:
            raise UsageError(f"{name}: {value!r} is none of {', '.join(known)}")
    with open_record(database_with_readings(db)) as record:
        found = threads_sought(record, kind, status, limit)
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        match format:
            case ListFormat.TEXT:
                print_threads(found, sink.console())
            case ListFormat.JSON:
                sink.write(in_json([thread_as_json(one) for one in found]))
            case ListFormat.CSV:
                write_rows((row_of(thread_as_json(one)) for one in found), format, sink, COLUMNS)


def row_of(one: dict[str, Any]) -> dict[str, Any]:
    """Return a thread as one row."""
    row = {name: one[name] for name in COLUMNS if name != "reports"}
    return row | {"reports": len({member[0] for member in one["members"]})}
