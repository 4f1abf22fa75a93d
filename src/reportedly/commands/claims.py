"""`reportedly claims`: figures by day, measure and speaker."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from reportedly.commands.days import FromOption, ToOption, day_or_usage_error
from reportedly.commands.options import DatabaseOption, LimitOption, database_with_readings
from reportedly.commands.rows import ListFormat, ListFormatOption, write_rows
from reportedly.errors import UsageError

COLUMNS = (
    "day", "measure", "low", "high", "comparator", "unit", "speaker", "side", "place", "country",
    "outlet", "incident", "article", "figure",
)  # fmt: skip


def claims(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    measure: Annotated[
        str | None, typer.Option(help="What is counted: killed, launched, intercepted …")
    ] = None,
    since: FromOption = None,
    until: ToOption = None,
    side: Annotated[str | None, typer.Option(help="A country's code or a group's name.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Part of the speaker's name.")] = None,
    place: Annotated[str | None, typer.Option(help="Part of the place's name.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO code such as UKR.")] = None,
    limit: LimitOption = 200,
    format: ListFormatOption = ListFormat.TEXT,
    db: DatabaseOption = None,
) -> None:
    """List the figures of incidents with who says them; copies of a report are left out."""
    from reportedly.commands.output import opened
    from reportedly.reading.figures.lexicon import measures
    from reportedly.reconcile import SoughtFigures, figures_sought
    from reportedly.record import open_record

    if measure is not None and measure not in measures():
        raise UsageError(f"--measure: {measure!r} is none of {', '.join(measures())}")
    sought = SoughtFigures(
        measure=measure, since=day_or_usage_error(since), until=day_or_usage_error(until),
        side=side, speaker=speaker, place=place, country=country, limit=limit,
    )  # fmt: skip
    with open_record(database_with_readings(db)) as record:
        rows = [asdict(row) for row in figures_sought(record, sought)]
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        write_rows(rows, format, sink, COLUMNS, "No figure of an incident: reportedly reconcile")
