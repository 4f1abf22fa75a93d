"""`--column FIELD=NAME`: which column of a table holds which field of a report."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.errors import UsageError

ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help="For tables and JSON: the column that holds a field, such as text=body or "
        "published=date; may be given several times.",
    ),
]


def columns_of(given: list[str] | None) -> dict[str, str]:
    """Return the column of each field; UsageError for what isn't FIELD=NAME or no field."""
    from reportedly.intake.formats.fields import FIELDS

    columns: dict[str, str] = {}
    for word in given or ():
        field, equals, name = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--column: {word!r} is not FIELD=NAME, such as text=body")
        if field not in FIELDS:
            raise UsageError(f"--column: {field!r} is no field; there are {', '.join(FIELDS)}")
        if field in columns:
            raise UsageError(f"--column: {field} is given twice")
        columns[field] = name.strip()
    return columns
