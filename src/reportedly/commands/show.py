"""`reportedly show`: a reading from the record."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.commands.options import (
    DatabaseOption,
    Format,
    FormatOption,
    OutputOption,
    database_with_readings,
)


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The report's id, or its beginning.")],
    format: FormatOption = Format.TEXT,
    db: DatabaseOption = None,
    output: OutputOption = None,
) -> None:
    """Show a reading that is kept."""
    from reportedly.commands.formats import write
    from reportedly.commands.output import opened
    from reportedly.record import open_record

    with open_record(database_with_readings(db)) as record:
        reading = record.get(id)
    with opened(output, exact=format is not Format.TEXT) as sink:
        write(format, iter([reading]), sink, lambda: True)
