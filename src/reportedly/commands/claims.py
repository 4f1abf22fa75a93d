"""`reportedly claims`: figures by day, measure and speaker."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.days import FromOption, ToOption, day_or_usage_error
from reportedly.commands.filters import CountryOption, PlaceOption, SideOption
from reportedly.commands.options import DatabaseOption, LimitOption, database_with_readings
from reportedly.commands.rows import ListFormat, ListFormatOption, write_rows
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.reconcile import FigureRow

COLUMNS = (
    "day", "measure", "low", "high", "comparator", "unit", "speaker", "side", "place", "country",
    "outlet", "incident", "article", "figure",
)  # fmt: skip
READ = ("day", "figure", "speaker", "place", "outlet", "cell")


def claims(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    measure: Annotated[
        str | None, typer.Option(help="What is counted: killed, launched, intercepted …")
    ] = None,
    since: FromOption = None,
    until: ToOption = None,
    side: SideOption = None,
    speaker: Annotated[str | None, typer.Option(help="Part of the speaker's name.")] = None,
    place: PlaceOption = None,
    country: CountryOption = None,
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
        found = figures_sought(record, sought)
    text = format is ListFormat.TEXT
    with opened(None, exact=not text) as sink:
        rows = [in_words(row) if text else asdict(row) for row in found]
        columns = READ if text else COLUMNS
        write_rows(rows, format, sink, columns, "No figure of an incident: reportedly reconcile")


def in_words(row: FigureRow) -> dict[str, str]:
    """Return a figure as a person reads it."""
    from reportedly.publish.ledger import between
    from reportedly.publish.wording import ITSELF, plainly

    counted = f"{between(row.low, row.high)} {row.unit or ''}".strip()
    return {
        "day": row.day or "undated", "figure": f"{plainly(row.measure)}: {counted}",
        "speaker": row.speaker or ITSELF, "place": row.place or "", "outlet": row.outlet or "",
        "cell": f"{row.article}/{row.figure}",
    }  # fmt: skip
