"""`reportedly read`: reports in, readings out, and into the record."""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import date
from typing import Annotated

import typer

from reportedly.commands.columns import ColumnOption, columns_of
from reportedly.commands.errors import SOME_SET_ASIDE, say
from reportedly.commands.options import DatabaseOption, Format, FormatOption, OutputOption
from reportedly.errors import Unreadable, UsageError

SOURCES = "Files of any format that reportedly formats lists, folders, or - for standard input."
PUBLISHED = "Date of publication (2025-09-05); takes the place of the reports' own."


def read(  # noqa: PLR0913, PLR0917 (Typer makes an option of each)
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help=SOURCES)],
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help=PUBLISHED)
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Who published the reports.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where the report was published.")
    ] = None,
    column: ColumnOption = None,
    format: FormatOption = Format.TEXT,
    db: DatabaseOption = None,
    no_db: Annotated[bool, typer.Option("--no-db", help="Keep nothing.")] = False,
    output: OutputOption = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="Another spaCy pipeline.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, max=256, help="Read with so many processes.")
    ] = 1,
) -> None:
    """Read reports: who said what happened, with the words it stands on.

    Exit status: 0 all were read, 1 some were set aside, 2 the call is wrong.
    """
    from reportedly.commands.formats import write
    from reportedly.commands.output import opened
    from reportedly.commands.progress import Watch
    from reportedly.intake import Hints, count
    from reportedly.record import open_record
    from reportedly.workflow import Options, read_all

    if db and no_db:
        raise UsageError("--db and --no-db contradict each other: give one of them")
    hints = Hints(day_of(published), outlet, url, columns=columns_of(column))
    on_screen = format is Format.TEXT and output is None
    with ExitStack() as stack:
        sink = stack.enter_context(opened(output, exact=format is not Format.TEXT))
        record = None if no_db else stack.enter_context(open_record(db))
        options = Options("en", model, jobs)
        found = stack.enter_context(closing(read_all(sources, hints, options, record)))
        watch = stack.enter_context(closing(Watch(count(sources), bar=not on_screen)))
        readings = watch.readings(found)
        write(format, readings, sink, lambda: watch.seen == 1)
    if output is not None and not sink.used:
        say(f"reportedly: nothing was read: {output} is not written")
    elif watch.seen > 1:
        say(f"reportedly: {watch.read} read, {watch.set_aside} set aside")
    if watch.set_aside:
        raise typer.Exit(SOME_SET_ASIDE)


def day_of(published: str | None) -> date | None:
    """Return the date given with --published; UsageError if it is none."""
    from reportedly.intake import parse_day

    try:
        return parse_day(published) if published else None
    except Unreadable as error:
        raise UsageError(f"--published: {error}") from None
