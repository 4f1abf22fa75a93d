"""`reportedly formats`: what kinds of files are read."""

from __future__ import annotations

import typer

from reportedly.commands.rows import ListFormat, ListFormatOption, write_rows

COLUMNS = ("name", "suffixes", "what it is", "provided by")


def formats(format: ListFormatOption = ListFormat.TEXT) -> None:
    """List the formats that reports are read from, those of other packages too.

    Exit status 1 if a package offers a format that can't be used.
    """
    from reportedly.commands.errors import SOME_SET_ASIDE
    from reportedly.commands.output import opened
    from reportedly.intake import provided

    found, broken = provided()
    rows = [
        {
            "name": it.offer.name,
            "suffixes": " ".join(it.offer.suffixes),
            "what it is": it.offer.about,
            "provided by": it.by,
        }
        for it in sorted(found, key=lambda it: it.offer.name)
    ]
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        write_rows(rows, format, sink, COLUMNS, "no format is there")
    if broken:  # loading them has said which, and why
        raise typer.Exit(SOME_SET_ASIDE)
