"""`reportedly retry`: what was set aside, once more."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

import typer

from reportedly.commands.add import (
    AllowPrivateOption,
    DelayOption,
    JobsOption,
    ModelOption,
    added,
    fetching,
    gathering,
    tell,
)
from reportedly.commands.columns import ColumnOption, columns_of
from reportedly.commands.errors import SOME_SET_ASIDE, say
from reportedly.commands.options import DatabaseOption, database_with_readings

SOURCES = "Only these of the sources that reportedly failures lists; all if none is named."


def retry(  # noqa: PLR0913, PLR0917 (Typer makes an option of each)
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help=SOURCES)
    ] = None,
    column: ColumnOption = None,
    offline: Annotated[bool, typer.Option("--offline", help="Fetch nothing.")] = False,
    delay: DelayOption = 1.0,
    allow_private: AllowPrivateOption = False,
    db: DatabaseOption = None,
    model: ModelOption = None,
    jobs: JobsOption = 1,
) -> None:
    """Try again what was set aside; what can be read now is kept and forgotten as a failure.

    Exit status: 0 all were read, 1 some were set aside again, 2 the call is wrong.
    """
    from reportedly.intake import Hints
    from reportedly.record import open_record
    from reportedly.record.failures import failed_sources
    from reportedly.workflow import Options

    with ExitStack() as stack:
        record = stack.enter_context(open_record(database_with_readings(db)))
        with record.transaction() as connection:
            failed = failed_sources(connection)
        for unknown in set(sources or ()) - set(failed):
            say(f"reportedly: nothing of {unknown} is set aside")
        chosen = [it for it in failed if it != "-" and (not sources or it in sources)]
        if not chosen:
            say("reportedly: nothing to try again")
            return
        fetcher = None if offline else stack.enter_context(fetching(delay, allow_private))
        options = Options("en", model, jobs)
        gatherer, adding = gathering(record, fetcher, options, again=False, full_text=False)
        tally = added(chosen, Hints(columns=columns_of(column)), gatherer, adding)
    tell(tally, gatherer.passed_over)
    if tally.set_aside:
        raise typer.Exit(SOME_SET_ASIDE)
