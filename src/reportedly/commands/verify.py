"""`reportedly verify`: whether what is kept still follows from the bytes it came as."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.commands.options import DatabaseOption, database_with_readings

DAMAGED = 1


def verify(
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only this report; all if none is named.")
    ] = None,
    db: DatabaseOption = None,
) -> None:
    """Recompute the hashes of all originals and find each report's text in its bytes again.

    Prints what differs or is damaged. Exit status: 0 nothing is damaged, 1 something is.
    """
    from reportedly.commands.errors import one_line
    from reportedly.commands.output import opened
    from reportedly.record import open_record
    from reportedly.workflow.verifying import verify as verdicts

    counts = {"proven": 0, "differs": 0, "damaged": 0}
    with (
        open_record(database_with_readings(db)) as record,
        opened(None, exact=False) as sink,
    ):
        article_id = record.get(id).article.id if id else None
        for verdict in verdicts(record, article_id):
            counts[verdict.state] += 1
            if verdict.state != "proven":
                line = f"{verdict.state:8} {verdict.article_id}  {verdict.source}: {verdict.reason}"
                sink.write(one_line(line) + "\n")
        told = ", ".join(f"{number:,} {state}" for state, number in counts.items())
        sink.write(f"{told} of {sum(counts.values()):,} originals\n")
    if counts["damaged"]:
        raise typer.Exit(DAMAGED)
