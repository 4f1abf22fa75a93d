"""`reportedly reconcile`: many readings, one record."""

from __future__ import annotations

import sys

import typer

from reportedly.commands.options import DatabaseOption, database_with_readings


def reconcile(db: DatabaseOption = None) -> None:
    """Find who repeats whom, which accounts tell of one incident, who agrees and who contradicts.

    Only reports that were added or reviewed since the last run are taken up; it can be stopped at
    any time and goes on from there.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from reportedly.commands.errors import say
    from reportedly.reconcile import reconcile as run
    from reportedly.reconcile import waiting
    from reportedly.record import open_record

    columns = (TextColumn("reconciling"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with open_record(database_with_readings(db)) as record:
        total = waiting(record)
        shown = sys.stderr.isatty()
        with Progress(
            *columns, console=Console(stderr=True), transient=True, disable=not shown
        ) as (bar):
            task = bar.add_task("reconciling", total=total)
            tally = run(record, lambda done: bar.update(task, completed=done))
    made = f"{len(tally.incidents)} incidents made or made again"
    say(f"reportedly: {tally.reports} reports reconciled, {made}")
    typer.echo("See them with: reportedly incidents", err=True)
