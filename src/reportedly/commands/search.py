"""`reportedly search`: the reports that hold some words."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.commands.options import DatabaseOption, LimitOption, database_with_readings
from reportedly.errors import UsageError

WORDS = "Words that must all be there; words in quotes must stand side by side."


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help=WORDS)],
    limit: LimitOption = 20,
    db: DatabaseOption = None,
) -> None:
    """Search the reports that are kept, the best match first."""
    from reportedly.commands.output import opened
    from reportedly.publish import print_hits
    from reportedly.record import open_record

    wanted = " ".join(words)
    if not any(sign.isalnum() for sign in wanted):
        raise UsageError("no word to search for")
    with open_record(database_with_readings(db)) as record:
        hits = record.search(wanted, limit)
    with opened(None, exact=False) as sink:
        print_hits(hits, sink.console())
