"""Whether a database is sound: each check's docstring is the line that is printed of it.

All is looked at as it was at one moment, article by article, few of them in memory at a time.
What reconciling made of a report that waits to be reconciled again is left out: it will be made
anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, select, text

from reportedly.record import checks_of_groups as groups
from reportedly.record import checks_of_readings as of_readings
from reportedly.record.checks_of_readings import Kept
from reportedly.record.decisions import stream
from reportedly.record.tables import REVISION, articles, readings
from reportedly.record.upgrade import revision_of

SHOWN = 5  # problems of one check that are told in full
AT_ONCE = 50  # readings in memory

TableCheck = Callable[[Connection], Iterator[str]]


@dataclass(slots=True)
class Finding:
    """What one check found: its line, how many problems, and the first few of them."""

    line: str
    problems: int = 0
    first: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Tell whether nothing was found."""
        return not self.problems

    def add(self, problem: str) -> None:
        """Count a problem, and keep it if it is one of the first."""
        self.problems += 1
        if len(self.first) < SHOWN:
            self.first.append(problem)


def check(engine: Engine, also: Iterable[TableCheck] = ()) -> Iterator[Finding]:
    """Yield what each check found; an older database is checked no further than its revision.

    `also` are checks of rooms above this one.
    """
    with engine.connect() as connection, connection.begin():
        shape = _found(revision_is_current, connection)
    yield shape
    if not shape.sound:
        return
    yield _search_index(engine)
    with snapshot(engine) as connection, connection.begin():
        yield _found(file_is_whole, connection)
        yield from _readings(connection)
        for one in (*groups.CHECKS, decisions_are_sound, *also):
            yield _found(one, connection)


def snapshot(engine: Engine) -> Connection:
    """Return a connection whose transactions see the database as it was at their first look."""
    connection = engine.connect()
    if connection.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def revision_is_current(connection: Connection) -> Iterator[str]:
    """The tables are those of this version."""
    found = revision_of(connection)
    if found != REVISION:
        yield f"revision {found or 'none'} instead of {REVISION}: run reportedly db upgrade"


def file_is_whole(connection: Connection) -> Iterator[str]:
    """The database itself is whole: pages, indexes, foreign keys."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield said
        for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"{table}: row {row} belongs to a row of {parent} that is not there"
        return
    invalid = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
    for (index,) in connection.execute(text(invalid)):
        yield f"the index {index} is not valid"
    unchecked = "SELECT conname FROM pg_constraint WHERE NOT convalidated"
    for (name,) in connection.execute(text(unchecked)):
        yield f"the constraint {name} was never validated"


def search_index_is_sound(connection: Connection) -> Iterator[str]:
    """The search index holds the words of every article."""
    if connection.dialect.name == "sqlite":
        try:
            asked = "INSERT INTO article_words(article_words, rank) VALUES ('integrity-check', 1)"
            connection.execute(text(asked))
        except Exception as error:
            if "malformed" not in str(error):
                raise
            yield "it differs from the articles"
        return
    made = "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'articles'::regclass"
    expressions = connection.execute(text(f"{made} AND adnum = {WORDS_COLUMN}")).scalars().all()
    if not expressions:
        yield "articles have no column of words"
    for expression in expressions:
        # The words as the database itself says it makes them.
        wrong = f"SELECT id FROM articles WHERE words IS DISTINCT FROM ({expression})"  # noqa: S608
        for (id_,) in connection.execute(text(wrong.replace(":", r"\:"))):
            yield id_


WORDS_COLUMN = (
    "(SELECT attnum FROM pg_attribute WHERE attrelid = 'articles'::regclass AND attname = 'words')"
)


def decisions_are_sound(connection: Connection) -> Iterator[str]:
    """Every decision can be read, and those undone were made before."""
    seen = 0
    for review in stream(connection):
        for value in (review.old, review.new):
            try:
                json.loads(value or "null")
            except ValueError:
                yield f"decision {review.number}: {value!r:.60} is not JSON"
        if review.undoes is not None and not 0 < review.undoes < review.number:
            yield f"decision {review.number} undoes {review.undoes}, which was not made before it"
        if review.number <= seen:
            yield f"decision {review.number} comes after {seen}"
        seen = review.number


def _search_index(engine: Engine) -> Finding:
    # SQLite's own check is written as an insert, so it needs the writer's lock for a while.
    with engine.connect().execution_options(writes=True) as connection:
        transaction = connection.begin()
        try:
            return _found(search_index_is_sound, connection)
        finally:
            transaction.rollback()


def _found(one: TableCheck, connection: Connection) -> Finding:
    finding = Finding(line_of(one))
    for problem in one(connection):
        finding.add(problem)
    return finding


def line_of(one: Callable[..., object]) -> str:
    """Return the line that is printed of a check: its docstring's first."""
    return (one.__doc__ or one.__name__).strip().splitlines()[0].rstrip(".")


def _readings(connection: Connection) -> Iterator[Finding]:
    """Look at all readings once, with all checks of a reading."""
    findings = [Finding(line_of(one)) for one in of_readings.CHECKS]
    cells = Finding(line_of(groups.cells_resolve))
    for portion in _portions(connection):
        for kept in portion:
            for one, finding in zip(of_readings.CHECKS, findings, strict=True):
                for problem in one(kept):
                    finding.add(f"{kept.id}: {problem}")
        for problem in groups.cells_resolve(connection, portion):
            cells.add(problem)
    yield from (*findings, cells)


def _portions(connection: Connection) -> Iterator[list[Kept]]:
    columns = [articles.c.id, articles.c.text, articles.c.text_sha256, readings.c.reader]
    counts = [readings.c[kind] for kind in of_readings.COUNTED]
    asked = (
        select(*columns, readings.c.body, *counts)
        .outerjoin(readings)
        .order_by(articles.c.number)
        .execution_options(yield_per=AT_ONCE)
    )
    with connection.execute(asked) as rows:
        for portion in rows.partitions():
            yield [Kept.of(row[:5], tuple(row[5:])) for row in portion]
