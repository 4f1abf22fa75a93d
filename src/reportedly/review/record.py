"""The readings of the record as they stand: through here, and only here, others read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, select

from reportedly.errors import RecordError
from reportedly.record.bytewise import bytewise
from reportedly.record.decisions import Wanted, find, latest, reading_of
from reportedly.record.document import from_json
from reportedly.record.tables import readings
from reportedly.review.layers import Reviewed, lay

AT_ONCE = 50  # readings held in memory


def as_it_stands(connection: Connection, article: str) -> Reviewed:
    """Return an article's reading with people's decisions; RecordError if none is kept."""
    machines = as_it_was_read(connection, article)
    return lay(machines.reading, find(connection, Wanted(article=article)))


def as_it_was_read(connection: Connection, article: str) -> Reviewed:
    """Return the machine's own reading of an article; RecordError if none is kept."""
    reading = reading_of(connection, article)
    if reading is None:
        raise RecordError(f"no article has the id {article!r}: see reportedly list")
    return Reviewed(reading)


def all_as_they_stand(
    connection: Connection, articles: Iterable[str] | None = None
) -> Iterator[Reviewed]:
    """Yield the readings of these articles (of all if none are named) with people's decisions.

    All are yielded in the order of their ids, named ones in the order given; an article that the
    record lacks is passed over. Few are held in memory at a time.
    """
    decided = latest(connection)
    for article, body in _bodies(connection, articles):
        reviews = find(connection, Wanted(article=article)) if article in decided else []
        yield lay(from_json(body), reviews)


def _bodies(connection: Connection, articles: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    asked = select(readings.c.article_id, readings.c.body)
    if articles is None:
        streamed = asked.order_by(bytewise(readings.c.article_id)).execution_options(
            yield_per=AT_ONCE
        )
        with connection.execute(streamed) as rows:
            yield from ((row[0], row[1]) for row in rows)
        return
    named = iter(articles)
    while some := list(islice(named, AT_ONCE)):
        rows = connection.execute(asked.where(readings.c.article_id.in_(some)))
        bodies = {row[0]: row[1] for row in rows}
        yield from ((article, bodies[article]) for article in some if article in bodies)
