"""`reportedly desk`: the record in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.days import day_or_usage_error
from reportedly.commands.options import DatabaseOption, database_with_readings
from reportedly.commands.review import AuthorOption, author_of
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.desk import People, Tokens

app = typer.Typer(
    help="Open the record in the browser, or manage who may.",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
token_app = typer.Typer(
    help="Tokens by which programs use the API at /api/v1.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(token_app, name="token")
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
    language: Annotated[
        str | None, typer.Option(help="en or fr; what each visitor reads if not given.")
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
    from reportedly.desk.languages import catalogues
    from reportedly.record import open_record

    database = database_with_readings(db)
    people = None if host in LOOPBACK and accounts is None else _people(accounts)
    if people is not None and not people.all():
        raise UsageError("nobody has an account yet: reportedly desk account NAME --role admin")
    if tiles is not None and not tiles.startswith("https://"):
        raise UsageError("--tiles needs an https:// address")
    if language is not None and language not in catalogues():
        raise UsageError(f"--language: one of {', '.join(catalogues())}")
    settings = Settings(author_of(author), (host, *(name or ())), tiles, language)
    tokens = _tokens(accounts)
    with open_record(database) as record:
        typer.echo(f"The desk: http://{f'[{host}]' if ':' in host else host}:{port}/ (end: Ctrl-C)")
        uvicorn.run(
            make_app(record, settings, people, tokens), host=host, port=port, log_level="warning",
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


@token_app.command("add")
def add_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Signs what it decides.")],
    role: Annotated[str, typer.Option(help="reader or reviewer.")] = "reader",
    expires: Annotated[
        str | None, typer.Option(metavar="DAY", help="The last day on which it is taken, in UTC.")
    ] = None,
    accounts: AccountsOption = None,
) -> None:
    """Make a token and show it, this once."""
    from datetime import date

    last = day_or_usage_error(expires)
    token = _tokens(accounts).add(name, role, date.fromisoformat(last) if last else None)
    typer.echo("Keep it now, it is not shown again:", err=True)
    typer.echo(token)


@token_app.command("list")
def list_tokens(accounts: AccountsOption = None) -> None:
    """List the tokens: name, role, state, the last day, when it was made and last used."""
    for it in _tokens(accounts).all():
        last, used = it.expires or "no end", it.used_at or "never used"
        typer.echo("\t".join((it.name, it.role, it.state, last, it.made_at, used)))


@token_app.command("revoke")
def revoke_token(
    name: Annotated[str, typer.Argument(metavar="NAME")], accounts: AccountsOption = None
) -> None:
    """Take a token no more, from the next request on."""
    _tokens(accounts).revoke(name)
    typer.echo(f"{name} is taken no more")


def _people(path: Path | None) -> People:
    from reportedly.desk import People

    return People(_accounts(path))


def _tokens(path: Path | None) -> Tokens:
    from reportedly.desk import Tokens

    return Tokens(_accounts(path))


def _accounts(path: Path | None) -> Path:
    import platformdirs

    folder = Path(platformdirs.user_data_dir("reportedly", appauthor=False))
    return path or folder / "desk-accounts.sqlite"
