"""Days given on the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.errors import Unreadable, UsageError

FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="From this day on (2025-09-05).")
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help="Up to this day, which counts.")
]


def day_or_usage_error(written: str | None) -> str | None:
    """Return a day as ISO date; UsageError if it is none."""
    from reportedly.intake import parse_day

    try:
        return parse_day(written).isoformat() if written else None
    except Unreadable as error:
        raise UsageError(str(error)) from None
