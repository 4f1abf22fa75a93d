"""What people decided, as rows that are only ever added to.

A decision's number and time are given here. Nothing changes or removes a row: who takes a
decision back adds another that names it (`undo`), and who takes that back adds a third.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NoReturn, get_args

from sqlalchemy import Connection, Select, func, select, text

from reportedly.errors import RecordError
from reportedly.record.archive import Record, _find_id
from reportedly.record.document import from_json
from reportedly.record.search import NOT_PLAIN
from reportedly.record.tables import readings, reviews
from reportedly.vocabulary import Decision, Reading, Review, Verdict

LONGEST_AUTHOR = 100  # characters
LONGEST_NAME = 1_000  # of an article, an entry, a field
LONGEST_NOTE = 10_000
LONGEST_VALUE = 1_000_000  # JSON, `old` included: what the reviewer saw
AT_ONCE = 500  # rows held in memory
LOCK = 7_263_104_519  # any number, as long as it is always the same
COLUMNS = {"article": reviews.c.article_id}  # where a column is not called as in the vocabulary


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decisions are asked for; null leaves a condition out.

    `since` and `until` are ISO 8601 instants in UTC or beginnings of them ("2025-09-05"), both
    included; `after` is the number of the last decision that is known already.
    """

    article: str | None = None
    entry: str | None = None
    author: str | None = None
    decisions: tuple[Decision, ...] = ()
    since: str | None = None
    until: str | None = None
    after: int = 0
    limit: int | None = None
    newest_first: bool = False


class Decisions:
    """The decisions of an open record; each call is a transaction of its own."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def append(self, review: Review) -> Review:
        """Keep a decision and return it with its number and time; RecordError if it is unfit."""
        with self._record.transaction(writes=True) as connection:
            return append(connection, review)

    def find(self, wanted: Wanted | None = None) -> list[Review]:
        """Return the decisions that are asked for, in the order in which they were made."""
        with self._record.transaction() as connection:
            return find(connection, wanted)


def append(connection: Connection, review: Review) -> Review:
    """Keep a decision in this transaction (a writing one) and return it as it is kept.

    Its `number` and `at` are given here, whatever stands there. Numbers become visible in their
    order: whoever has seen one has seen all below it. RecordError says what is wrong with it.
    """
    _look_over(review)
    hold(connection)
    if review.undoes is not None:
        _look_at_undone(connection, review.undoes)
    row = asdict(review)
    del row["number"]
    row["article_id"] = row.pop("article")
    row["at"] = datetime.now(UTC).isoformat(timespec="seconds")
    row["author"] = review.author.strip()
    added = reviews.insert().values(row).returning(*_columns())
    return Review(*connection.execute(added).one())


def hold(connection: Connection) -> None:
    """Let nobody else decide until this transaction (a writing one) ends."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


def find(connection: Connection, wanted: Wanted | None = None) -> list[Review]:
    """Return the decisions that are asked for, in the order in which they were made."""
    return [Review(*row) for row in connection.execute(_asked(wanted or Wanted()))]


def stream(connection: Connection, wanted: Wanted | None = None) -> Iterator[Review]:
    """Yield the decisions that are asked for, holding few of them at a time."""
    asked = _asked(wanted or Wanted())
    with connection.execute(asked.execution_options(yield_per=AT_ONCE)) as rows:
        yield from (Review(*row) for row in rows)


def get(connection: Connection, number: int) -> Review:
    """Return the decision of this number; RecordError if there is none."""
    row = connection.execute(select(*_columns()).where(reviews.c.number == number)).first()
    if row is None:
        raise RecordError(f"there is no decision {number}: see reportedly review list")
    return Review(*row)


def latest(connection: Connection) -> dict[str, int]:
    """Return the number of the latest decision on each article that has any."""
    number = func.max(reviews.c.number)
    asked = select(reviews.c.article_id, number).group_by(reviews.c.article_id)
    return {row[0]: row[1] for row in connection.execute(asked)}


def rated_among(connection: Connection, articles: Iterable[str]) -> set[str]:
    """Return those of some articles in which somebody gave a verdict."""
    rated = select(reviews.c.article_id).where(reviews.c.decision == "rate").distinct()
    found: set[str] = set()
    left = iter(articles)
    while some := list(islice(left, AT_ONCE)):
        found.update(connection.execute(rated.where(reviews.c.article_id.in_(some))).scalars())
    return found


def article_called(connection: Connection, beginning: str) -> str:
    """Return the id of the article with this id or this beginning of one; else RecordError."""
    return _find_id(connection, beginning)


def reading_of(connection: Connection, article: str) -> Reading | None:
    """Return the machine's reading of an article, None if none is kept."""
    asked = select(readings.c.body).where(readings.c.article_id == article)
    body = connection.execute(asked).scalar()
    return None if body is None else from_json(body)


def moment(when: str) -> str:
    """Return an instant or a day as it is compared with the times of decisions."""
    try:
        instant = datetime.fromisoformat(when)
    except ValueError:
        raise RecordError(f"{when!r} is no time: write 2025-09-05 or 2025-09-05T12:00") from None
    if len(when) <= len("2025-09-05"):
        return instant.date().isoformat()
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def _asked(wanted: Wanted) -> Select[Any]:
    asked = select(*_columns()).where(reviews.c.number > wanted.after)
    for column, value in (("article_id", wanted.article), ("entry", wanted.entry)):
        if value is not None:
            asked = asked.where(reviews.c[column] == value)
    if wanted.author is not None:
        asked = asked.where(reviews.c.author == wanted.author)
    if wanted.decisions:
        asked = asked.where(reviews.c.decision.in_(wanted.decisions))
    if wanted.since is not None:
        asked = asked.where(reviews.c.at >= wanted.since)
    if wanted.until is not None:
        # All instants that begin like it: the whole of a day.
        asked = asked.where(func.substr(reviews.c.at, 1, len(wanted.until)) <= wanted.until)
    order = reviews.c.number.desc() if wanted.newest_first else reviews.c.number
    return asked.order_by(order).limit(wanted.limit)


def _columns() -> list[Any]:
    return [COLUMNS.get(name, reviews.c.get(name)) for name in Review.__dataclass_fields__]


def _look_over(review: Review) -> None:
    author = review.author.strip()
    if not author or not author.isprintable() or len(author) > LONGEST_AUTHOR:
        _refuse(f"a decision needs an author: up to {LONGEST_AUTHOR} printable characters")
    if review.decision not in get_args(Decision):
        _refuse(f"{review.decision!r} is no decision: one of {', '.join(get_args(Decision))}")
    names = (review.article, review.entry, review.field, review.other or "")
    for name in names:
        if len(name) > LONGEST_NAME or NOT_PLAIN.search(name):
            _refuse(f"{name[:80]!r} is too long, or holds characters that can't be kept")
    if review.note and (len(review.note) > LONGEST_NOTE or NOT_PLAIN.search(review.note)):
        _refuse(f"a note is at most {LONGEST_NOTE:,} characters that can be printed")
    for value in (review.old, review.new):
        if value is not None:
            _look_at_value(value)
    missing = _missing(review)
    if missing:
        _refuse(f"{review.decision} needs {missing}")


def _missing(review: Review) -> str | None:
    """Return what a decision of its kind lacks to mean something."""
    if review.decision == "undo":
        return None if review.undoes is not None else "the number of the decision taken back"
    if review.undoes is not None:
        return "no number of another decision: only undo has one"
    if not review.entry:
        return "an entry"
    if review.decision == "correct" and not (review.field and review.new is not None):
        return "a field and its new value"
    if review.decision in ("merge", "split") and not (review.other or review.new):
        return "another cell"
    if review.decision == "rate" and json.loads(review.new or "null") not in get_args(Verdict):
        return f"a verdict: one of {', '.join(get_args(Verdict))}"
    if review.decision == "rate" and not (review.note or "").strip():
        return "its grounds, as a note"
    if review.decision == "comment" and not (review.note or "").strip():
        return "a note"
    return None


def _look_at_value(value: str) -> None:
    if len(value) > LONGEST_VALUE:
        _refuse(f"a value is at most {LONGEST_VALUE:,} characters of JSON")
    try:
        json.loads(value, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        _refuse(f"{value[:80]!r} is not JSON")
    if NOT_PLAIN.search(value):
        _refuse("a value holds characters that can't be kept: escape them")


def _look_at_undone(connection: Connection, number: int) -> None:
    get(connection, number)
    again = select(reviews.c.number).where(reviews.c.undoes == number).order_by(reviews.c.number)
    for by in connection.execute(again).scalars():
        if _counts(connection, by):
            _refuse(f"decision {number} is taken back already, by {by}")


def _counts(connection: Connection, number: int) -> bool:
    """Tell whether no decision that counts takes this one back."""
    taken_back = select(reviews.c.number).where(reviews.c.undoes == number)
    return not any(_counts(connection, by) for by in connection.execute(taken_back).scalars())


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(reason: str) -> NoReturn:
    raise RecordError(f"not a decision that can be kept: {reason}")
