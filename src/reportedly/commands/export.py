"""`reportedly export FORMAT`: the record in the formats that others use."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from reportedly.commands.options import DatabaseOption, OutputOption, database_with_readings
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.publish.exports import Export, Source
    from reportedly.vocabulary import Cell


def export(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    format: Annotated[
        str | None, typer.Argument(metavar="FORMAT", help="acled, geojson …; all if not given.")
    ] = None,
    output: OutputOption = None,
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
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="So many incidents at most.")
    ] = None,
    cell: Annotated[
        str | None, typer.Option(metavar="ARTICLE/ENTRY", help="Of one account alone.")
    ] = None,
    db: DatabaseOption = None,
) -> None:
    """Write the incidents of the record in a format of the field; without one, list the formats.

    Beside FILE stands FILE.provenance.json: version, readers, what was asked for, the record's
    hash, and how many were left out for what reason.
    """
    if format is None:
        _list()
        return
    from reportedly.publish.exports import ALL, Source, export_called
    from reportedly.publish.exports.provenance import provenance_of
    from reportedly.publish.exports.writing import write_export
    from reportedly.reconcile import Sought
    from reportedly.record import open_record

    chosen = export_called(format)
    sought = Sought(
        since=day_or_usage_error(since), until=day_or_usage_error(until), place=place,
        country=country, type=type, actor=actor, side=side, outlet=outlet, status=status,
        origins=origins, reports=reports, limit=limit or ALL,
    )  # fmt: skip
    one = _cell(cell)
    with open_record(database_with_readings(db)) as record:
        source = Source(record, sought, provenance_of(record, chosen.name, sought, one), one)
        if output is None or str(output) == "-":
            _to_standard_output(chosen, source)
        else:
            write_export(chosen, source, output)


def _list() -> None:
    from reportedly.commands.errors import SOME_SET_ASIDE
    from reportedly.commands.output import opened
    from reportedly.commands.rows import ListFormat, write_rows
    from reportedly.publish.exports import provided

    found, broken = provided()
    rows = [
        {"name": it.offer.name, "what it is": it.offer.about, "provided by": it.by} for it in found
    ]
    with opened(None, exact=False) as sink:
        write_rows(rows, ListFormat.TEXT, sink, ("name", "what it is", "provided by"))
    if broken:  # loading them has said which, and why
        raise typer.Exit(SOME_SET_ASIDE)


def _cell(written: str | None) -> Cell | None:
    from reportedly.vocabulary import Cell

    if written is None:
        return None
    article, slash, entry = written.rpartition("/")
    if not (slash and article and entry):
        raise UsageError(f"--cell: {written!r} is not ARTICLE/ENTRY, such as r43f274fe4a35/e1427")
    return Cell(article, entry)


def _to_standard_output(export: Export, source: Source) -> None:
    if export.folder:
        raise UsageError(f"{export.name} makes several files: name a folder with -o")
    with tempfile.TemporaryDirectory(prefix="reportedly-") as room:
        path = Path(room) / f"export{export.suffix}"
        export.write(source, path)
        sys.stdout.flush()
        with path.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()
