"""Reaching the database: which one, how it is tuned, and what to say when it refuses."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from reportedly.errors import RecordError

PATIENCE = 30  # seconds that a writer waits for another
TRIES_FOR_WAL = 100


def default_url() -> str:
    """Return the database to use when none is named: $REPORTEDLY_DB, or the user's own file."""
    chosen = os.environ.get("REPORTEDLY_DB")
    if chosen:
        return chosen
    folder = Path(platformdirs.user_data_dir("reportedly", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"can't make the folder {folder} ({error.strerror}): name a database with --db"
        ) from error
    return str(folder / "record.sqlite")


def parse_url(url: str) -> URL:
    """Return the address as SQLAlchemy writes it; a plain path means an SQLite file."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).expanduser()))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise RecordError("the database address is not a URL: scheme://user@host/name") from error
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise RecordError(f"{backend} databases are not supported: use SQLite or PostgreSQL")
    return parsed


def connect(url: URL) -> Engine:
    """Return an engine for the database; no connection is made yet."""
    try:
        if url.get_backend_name() == "postgresql":
            return create_engine(url, connect_args={"connect_timeout": 10}, pool_pre_ping=True)
        _look_at_file(url.database)
        engine = create_engine(url, connect_args={"timeout": PATIENCE})
    except ModuleNotFoundError as error:
        raise RecordError(
            "PostgreSQL needs psycopg, which is not installed: pip install 'reportedly[postgresql]'"
        ) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise RecordError(f"{shown(url)}: {error}") from error
    event.listen(engine, "connect", _tune)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def plain_errors(url: URL) -> Iterator[None]:
    """Turn what the database raises into a RecordError that says what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, UnicodeEncodeError) as error:
        raise RecordError(f"{shown(url)}: {_advice(error)}") from error


def shown(url: URL) -> str:
    """Return the address for a message: an SQLite file's path, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "the database in memory"
    return url.render_as_string(hide_password=True)


def _advice(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    said = " ".join(str(cause).split()) or type(cause).__name__
    for words, advice in ADVICE.items():
        if words in said:
            return f"{advice} ({said})"
    return said


ADVICE = {
    "file is not a database": "this file is not an SQLite database: name another with --db",
    "database disk image is malformed": "the database file is damaged: restore it from a copy",
    "unable to open database file": "can't be opened: check that the folder may be written to",
    "readonly database": "may not be written to: check the permissions of file and folder",
    "disk is full": "no room is left on the disk",
    "database is locked": f"another program has kept it locked for {PATIENCE} s: try again",
    "password authentication failed": "the server refuses user or password",
    "surrogates not allowed": "the text holds broken Unicode (a lone surrogate)",
    "connection failed": "the server can't be reached: check that it runs, host, port and name",
    "connection is bad": "the server can't be reached: check that it runs, host, port and name",
    "connection timeout": "the server can't be reached: check that it runs, host, port and name",
    "server closed the connection": "the server went away: try again",
    "permission denied": "the user lacks the permission",
}


def _look_at_file(database: str | None) -> None:
    """Say plainly what SQLite would only call 'unable to open'."""
    if not database or database == ":memory:" or database.startswith("file:"):
        return
    path = Path(database)
    try:
        if path.is_dir():
            raise RecordError(f"{path} is a folder: name a file in it")
        if not path.exists() and not path.parent.is_dir():
            raise RecordError(f"{path}: the folder {path.parent} does not exist: make it first")
    except (OSError, ValueError) as error:
        raise RecordError(f"{database!r}: can't be looked at: {error}") from error
    target = path if path.exists() else path.parent
    if not os.access(target, os.R_OK | os.W_OK):
        raise RecordError(f"{target}: permission denied: reading and writing must be allowed")


def _tune(connection: Any, _: object) -> None:
    """Make SQLite keep its word: foreign keys, write-ahead log, transactions begun by us."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    for left in reversed(range(TRIES_FOR_WAL)):
        # Two programs that open a new file at once: the switch fails at once, without waiting.
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(0.05)
        else:
            break


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that read first could not wait for another's turn.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
