"""`reportedly desk`: the record in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.options import DatabaseOption, database_with_readings
from reportedly.commands.review import AuthorOption, author_of
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.desk import People

app = typer.Typer(
    help="Open the record in the browser, or manage who may.",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
AccountsOption = Annotated[
    Path | None, typer.Option("--accounts", help="The file of accounts; in your data folder.")
]


@app.callback()
def desk(  # noqa: PLR0913, PLR0917 (Typer makes an option of each)
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Beyond this machine, accounts are needed.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8300,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A name the desk answers under.")
    ] = None,
    tiles: Annotated[
        str | None, typer.Option(help="Online map: https://…/{z}/{x}/{y}.png; none if not given.")
    ] = None,
    author: AuthorOption = None,
    accounts: AccountsOption = None,
    db: DatabaseOption = None,
) -> None:
    """Serve the record as pages to work with, on this machine unless told otherwise."""
    if context.invoked_subcommand is not None:
        return
    import uvicorn

    from reportedly.desk import Settings, make_app
    from reportedly.record import open_record

    database = database_with_readings(db)
    people = None if host in LOOPBACK and accounts is None else _people(accounts)
    if people is not None and not people.all():
        raise UsageError("nobody has an account yet: reportedly desk account NAME --role admin")
    if tiles is not None and not tiles.startswith("https://"):
        raise UsageError("--tiles needs an https:// address")
    settings = Settings(author_of(author), (host, *(name or ())), tiles)
    with open_record(database) as record:
        typer.echo(f"The desk: http://{f'[{host}]' if ':' in host else host}:{port}/ (end: Ctrl-C)")
        uvicorn.run(
            make_app(record, settings, people), host=host, port=port, log_level="warning",
            server_header=False,
        )  # fmt: skip


@app.command("account")
def account(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[str, typer.Option(help="reader, reviewer or admin.")] = "reviewer",
    accounts: AccountsOption = None,
) -> None:
    """Make an account, or give one a new role and password, which is asked for."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    made = _people(accounts).add(name, role, password)
    typer.echo(f"{made.name} may use the desk as {made.role}")


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME")], accounts: AccountsOption = None
) -> None:
    """Remove an account and end its sessions."""
    _people(accounts).remove(name)


@app.command("people")
def people(accounts: AccountsOption = None) -> None:
    """List who may use the desk."""
    for person in _people(accounts).all():
        typer.echo(f"{person.name}\t{person.role}")


def _people(path: Path | None) -> People:
    import platformdirs

    from reportedly.desk import People

    folder = Path(platformdirs.user_data_dir("reportedly", appauthor=False))
    return People(path or folder / "desk-accounts.sqlite")
