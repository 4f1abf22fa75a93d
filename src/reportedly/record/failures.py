"""What was set aside and why, until it can be read: `failures` shows it, `retry` tries again.

Every function takes a connection, so that what belongs together is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from reportedly.record.search import plain
from reportedly.record.tables import failures


@dataclass(frozen=True, slots=True)
class Failure:
    """One place that could not be read: `source` is what `retry` is given, times are ISO 8601."""

    source: str
    place: str
    reason: str
    tries: int
    first_at: str
    last_at: str


def note_failure(connection: Connection, source: str, place: str, reason: str) -> None:
    """Note that a place could not be read, the first time or once more."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    key = {"source": plain(source), "place": plain(place)}
    noted = dialect.insert(failures).values(
        **key, reason=plain(reason), tries=1, first_at=now, last_at=now
    )
    renewed = {"reason": noted.excluded.reason, "last_at": now, "tries": failures.c.tries + 1}
    connection.execute(
        noted.on_conflict_do_update(index_elements=["source", "place"], set_=renewed)
    )


def forget_failure(connection: Connection, source: str, place: str) -> None:
    """Forget a failure, because the place could be read."""
    here = (failures.c.source == plain(source), failures.c.place == plain(place))
    connection.execute(delete(failures).where(*here))


def forget_older(connection: Connection, source: str, instant: str) -> None:
    """Forget the failures of a source that were not met again since an instant."""
    older = (failures.c.source == plain(source), failures.c.last_at < instant)
    connection.execute(delete(failures).where(*older))


def list_failures(connection: Connection, limit: int, offset: int = 0) -> list[Failure]:
    """Return failures, the last first."""
    columns = [failures.c[name] for name in Failure.__slots__]
    asked = select(*columns).order_by(
        failures.c.last_at.desc(), failures.c.source, failures.c.place
    )
    return [Failure(*row) for row in connection.execute(asked.limit(limit).offset(offset))]


def count_failures(connection: Connection) -> int:
    """Return how many places are set aside."""
    return int(connection.execute(select(func.count()).select_from(failures)).scalar_one())


def failed_sources(connection: Connection) -> list[str]:
    """Return the sources in which something is set aside, the first set aside first."""
    first = func.min(failures.c.first_at)
    asked = select(failures.c.source).group_by(failures.c.source)
    return [
        str(it) for it in connection.execute(asked.order_by(first, failures.c.source)).scalars()
    ]


def failed_places(connection: Connection) -> set[tuple[str, str]]:
    """Return source and place of all that is set aside."""
    asked = select(failures.c.source, failures.c.place)
    return {(str(source), str(place)) for source, place in connection.execute(asked)}


def tries_of(connection: Connection, source: str) -> int:
    """Return how often a source failed so far."""
    asked = select(func.max(failures.c.tries)).where(failures.c.source == plain(source))
    return int(connection.execute(asked).scalar() or 0)
