"""`reportedly knowledge`: an analyst's own rows beside those that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.commands.errors import SOME_SET_ASIDE, say

app = typer.Typer(
    help="Keep your own names, bodies, offices and outlets beside the bundled ones.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
TableArgument = Annotated[
    str,
    typer.Argument(metavar="TABLE", help="bodies, countries, metonyms, offices, outlets, titles."),
]


@app.command("list")
def list_(
    table: Annotated[
        str | None, typer.Argument(metavar="[TABLE]", help="Show your own rows of this table.")
    ] = None,
) -> None:
    """List the tables, or your own rows of one."""
    from reportedly.commands.output import opened
    from reportedly.knowledge import own

    with opened(None, exact=True) as sink:
        if table is not None:
            for row in own.rows(own.table_called(table)):
                sink.write(f"{row}\n")
            return
        sink.write(f"your own rows: {own.folder()}\n")
        for known in own.tables():
            sink.write(f"{known.short}: {', '.join(known.columns)} ({known.count} of your own)\n")


@app.command("add")
def add(
    table: TableArgument,
    cells: Annotated[
        list[str], typer.Argument(metavar="COLUMN=VALUE…", help="name='Azov Brigade' country=UKR")
    ],
    source: Annotated[
        str, typer.Option("--source", help="Where the row is from, for a file not yet there.")
    ] = "own",
) -> None:
    """Add a row of your own; it is read after the bundled ones from the next start on."""
    from reportedly.commands.output import opened
    from reportedly.knowledge import own

    path, added = own.add(own.table_called(table), own.parse(cells), source)
    with opened(None, exact=True) as sink:
        sink.write(f"{path}: {'added' if added else 'already there'}\n")


@app.command("check")
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]…", help="Files to check; all of your folder if not given."),
    ] = None,
) -> None:
    """Check your own files; exit with 1 if a row of them breaks its table."""
    from reportedly.commands.output import opened
    from reportedly.knowledge import own

    broken = False
    with opened(None, exact=True) as sink:
        for path in files or own.files():
            good, problems = own.check(path)
            broken = broken or bool(problems)
            for problem in problems:
                say(f"reportedly: {problem}")
            if not problems:
                sink.write(f"{path}: {good} {'row' if good == 1 else 'rows'}, all good\n")
    if broken:
        raise typer.Exit(SOME_SET_ASIDE)
