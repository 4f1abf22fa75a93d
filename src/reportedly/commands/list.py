"""`reportedly list`: what the record keeps."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.commands.options import DatabaseOption, LimitOption, database_with_readings


def list_(
    limit: LimitOption = 50,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Leave so many out.")] = 0,
    db: DatabaseOption = None,
) -> None:
    """List the reports that are kept, the latest first."""
    from reportedly.commands.output import opened
    from reportedly.publish import print_entries
    from reportedly.record import open_record

    with open_record(database_with_readings(db)) as record:
        entries = record.list(limit, offset)
    with opened(None, exact=False) as sink:
        print_entries(entries, sink.console())
