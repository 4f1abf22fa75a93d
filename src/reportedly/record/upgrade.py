"""Bringing a database to the shape that this version knows, or back."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.sql import column, table

from reportedly.errors import RecordError
from reportedly.record.tables import REVISION, VERSION_TABLE, metadata

MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 7_263_104_518  # any number, as long as it is always the same


def upgrade(engine: Engine) -> None:
    """Make or renew the tables; RecordError if the database is newer or somebody else's."""
    with engine.connect() as connection:
        if revision_of(connection) == REVISION:
            return
    with _alone(engine) as connection, connection.begin():
        _lock(connection)
        found = revision_of(connection)
        if found != REVISION:
            _refuse_foreign(connection, found)
            _migrate(connection, "upgrade", "head")


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the tables back to an older revision; what it has no place for is lost."""
    with _alone(engine) as connection, connection.begin():
        _lock(connection)
        _migrate(connection, "downgrade", revision)


def revision_of(connection: Connection) -> str | None:
    """Return the database's revision, or None if it has never been migrated."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version = table(VERSION_TABLE, column("version_num"))
    return connection.execute(select(version.c.version_num)).scalar()


def _alone(engine: Engine) -> Connection:
    return engine.connect().execution_options(writes=True)


def _lock(connection: Connection) -> None:
    # SQLite is locked by BEGIN IMMEDIATE already.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})


def _refuse_foreign(connection: Connection, found: str | None) -> None:
    from alembic.script import ScriptDirectory

    if found is not None:
        known = {script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()}
        if found not in known:
            raise RecordError(
                f"the record was made by a newer version (its revision is {found}, this version "
                f"knows {REVISION}): upgrade with pip install -U reportedly"
            )
        return
    taken = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
    if taken:
        raise RecordError(
            f"the database holds a table {taken[0]!r} that is not Reportedly's: name another"
        )


def _migrate(connection: Connection, direction: str, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    getattr(command, direction)(config, revision)
