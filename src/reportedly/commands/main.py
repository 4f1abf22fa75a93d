"""`reportedly`: the commands together."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.commands import (
    add,
    brief,
    claims,
    commitments,
    db,
    desk,
    export,
    failures,
    formats_list,
    incidents,
    knowledge,
    read,
    reconcile,
    retry,
    review,
    schema,
    search,
    show,
    verify,
    watch,
)
from reportedly.commands import list as list_
from reportedly.commands.errors import PlainErrors

HELP = (
    "Who said what happened, according to whom: reads news reports of conflict and diplomacy and "
    "keeps who said what, relayed by whom, where, when, with which figures, on which conditions."
)

app = typer.Typer(
    name="reportedly",
    cls=PlainErrors,
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("add")(add.add)
app.command("watch")(watch.watch)
app.command("read")(read.read)
app.command("formats")(formats_list.formats)
app.command("show")(show.show)
app.command("list")(list_.list_)
app.command("search")(search.search)
app.command("reconcile")(reconcile.reconcile)
app.command("incidents")(incidents.incidents)
app.command("incident")(incidents.incident)
app.command("claims")(claims.claims)
app.command("commitments")(commitments.commitments)
app.command("brief")(brief.brief)
app.command("export")(export.export)
app.command("failures")(failures.failures)
app.command("retry")(retry.retry)
app.command("verify")(verify.verify)
app.command("schema")(schema.schema)
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(review.app, name="review")
app.add_typer(db.app, name="db")
app.add_typer(desk.app, name="desk")


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"reportedly {version('reportedly')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
