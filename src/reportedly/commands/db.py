"""`reportedly db`: the database itself: whether it is sound, and which shape it has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.commands.options import DatabaseOption, database_with_readings
from reportedly.commands.rows import ListFormat, ListFormatOption
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Engine

UNSOUND = 1

app = typer.Typer(
    help="Look after the database: check it, and bring it to a newer or older shape.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("check")
def check(db: DatabaseOption = None) -> None:
    """Check that the record is sound; exit with 1 if it isn't."""
    from reportedly.commands.errors import one_line
    from reportedly.commands.output import opened
    from reportedly.record.checks import SHOWN
    from reportedly.record.checks import check as check_of
    from reportedly.review import words_of_decisions_stand

    sound = True
    with opened(None, exact=False) as sink, _as_it_is(db) as engine:
        for finding in check_of(engine, (words_of_decisions_stand,)):
            sound = sound and finding.sound
            if finding.sound:
                sink.write(f"ok      {finding.line}\n")
                continue
            sink.write(f"failed  {finding.line}: not so {finding.problems:,} times\n")
            for problem in finding.first:
                sink.write(f"        {one_line(problem)}\n")
            if finding.problems > SHOWN:
                sink.write("        …\n")
    if not sound:
        raise typer.Exit(UNSOUND)


@app.command("info")
def info(format: ListFormatOption = ListFormat.TEXT, db: DatabaseOption = None) -> None:
    """Tell where the database is, its revision, and how much it holds."""
    from reportedly.commands.output import opened
    from reportedly.commands.rows import write_rows

    with _as_it_is(db) as engine:
        rows = [{"what": name, "value": value} for name, value in _told(engine)]
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        write_rows(rows, format, sink, ("what", "value"))


@app.command("upgrade")
def upgrade(db: DatabaseOption = None) -> None:
    """Bring the tables to this version's shape (opening the record does so too)."""
    from reportedly.record.upgrade import upgrade as upgrade_tables

    with _as_it_is(db) as engine:
        before = _revision(engine)
        upgrade_tables(engine)
        _tell_revision(before, _revision(engine))


@app.command("downgrade")
def downgrade(
    revision: Annotated[str, typer.Argument(metavar="REVISION", help="0002, 0001, base.")],
    yes: Annotated[bool, typer.Option("--yes", help="Lose what it has no place for.")] = False,
    db: DatabaseOption = None,
) -> None:
    """Take the tables back to an older shape, for an older version of the program."""
    from alembic.util import CommandError

    from reportedly.record.upgrade import downgrade as downgrade_tables

    with _as_it_is(db) as engine:
        before = _revision(engine)
        try:
            lost = _lost(engine, revision)
            if lost and not yes:
                raise UsageError(f"{', '.join(lost)} would be lost: give --yes if they may be")
            downgrade_tables(engine, revision)
        except (CommandError, KeyError) as error:
            raise UsageError(f"{revision!r} is no older revision: {error}") from None
        _tell_revision(before, _revision(engine))


@contextmanager
def _as_it_is(db: str | None) -> Iterator[Engine]:
    """Reach the database without renewing its tables."""
    from reportedly.record.connection import connect, parse_url, plain_errors

    url = parse_url(database_with_readings(db))
    engine = connect(url)
    try:
        with plain_errors(url):
            yield engine
    finally:
        engine.dispose()


def _revision(engine: Engine) -> str | None:
    from reportedly.record.upgrade import revision_of

    with engine.connect() as connection:
        return revision_of(connection)


def _tell_revision(before: str | None, after: str | None) -> None:
    from reportedly.commands.output import opened

    said = f"{after}: nothing to do" if before == after else f"{before or 'none'} → {after}"
    with opened(None, exact=False) as sink:
        sink.write(f"revision {said}\n")


def _counts(engine: Engine) -> dict[str, int]:
    """Return how many rows each of our tables has that is there."""
    from sqlalchemy import inspect

    from reportedly.record.checks_of_groups import count_rows
    from reportedly.record.tables import metadata

    there = set(inspect(engine).get_table_names())
    with engine.connect() as connection:
        return {
            name: count_rows(connection, table)
            for name, table in metadata.tables.items()
            if name in there
        }


def _lost(engine: Engine, revision: str) -> list[str]:
    """Return what tables hold that an older revision doesn't have: tried on an empty database."""
    from sqlalchemy import StaticPool, create_engine, inspect

    from reportedly.record.upgrade import downgrade as downgrade_tables
    from reportedly.record.upgrade import upgrade as upgrade_tables

    empty = create_engine("sqlite://", poolclass=StaticPool)
    try:
        upgrade_tables(empty)
        downgrade_tables(empty, revision)
        left = set(inspect(empty).get_table_names())
    finally:
        empty.dispose()
    counts = _counts(engine).items()
    return [f"{count:,} {name}" for name, count in counts if count and name not in left]


def _told(engine: Engine) -> Iterator[tuple[str, Any]]:
    from sqlalchemy import func, select, text

    from reportedly.record.connection import shown
    from reportedly.record.tables import REVISION, readings

    url = engine.url
    on_sqlite = url.get_backend_name() == "sqlite"
    size = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if on_sqlite
        else "SELECT pg_database_size(current_database())"
    )
    yield "database", shown(url)
    with engine.connect() as connection:
        yield "bytes", connection.execute(text(size)).scalar_one()
    yield "revision", _revision(engine)
    yield "revision of this version", REVISION
    counts = _counts(engine)
    yield from counts.items()
    if "readings" not in counts:
        return
    by_reader = select(readings.c.reader, func.count()).group_by(readings.c.reader)
    with engine.connect() as connection:
        for reader, count in connection.execute(by_reader.order_by(readings.c.reader)):
            yield f"read by {reader}", count
