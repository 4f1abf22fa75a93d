"""Options that several commands take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reportedly.errors import UsageError


class Format(StrEnum):
    """How readings are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write readings.")]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="DATABASE",
        help="A file or postgresql:// address; $REPORTEDLY_DB or a file in your data folder "
        "if not given.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many at most.")]


def database_with_readings(url: str | None) -> str:
    """Return the address to look in; UsageError if it is a file that isn't there.

    Looking into a database must not make one where its name was mistyped.
    """
    from reportedly.record import default_url

    chosen = url or default_url()
    if "://" not in chosen and not Path(chosen).expanduser().exists():
        if url:
            raise UsageError(f"there is no database {chosen}")
        raise UsageError("nothing is kept yet: begin with reportedly read FILE")
    return chosen
