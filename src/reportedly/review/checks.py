"""What must hold of decisions and the readings they were made on."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from reportedly.errors import RecordError
from reportedly.record.decisions import reading_of, stream
from reportedly.record.references import own_spans
from reportedly.review.bonds import sights_of
from reportedly.review.groups import cell_from
from reportedly.review.seen import Seen, hash_of, seen_in
from reportedly.vocabulary import Reading, Review


def words_of_decisions_stand(connection: Connection) -> Iterator[str]:
    """Every decision's words stand in the report where its reviewer saw them."""
    article: str | None = None
    reading: Reading | None = None
    for review in stream(connection):
        for of, seen in _seen(review):
            if of != article:
                article, reading = of, None
                try:
                    reading = reading_of(connection, of)
                except RecordError:  # another check tells of it
                    continue
                if reading is None:
                    yield f"decision {review.number}: there is no report {of!r}"
            if reading is not None and not _words_stand(reading, seen):
                yield f"decision {review.number}: its words are others in {of!r}"


def _words_stand(reading: Reading, seen: Seen) -> bool:
    if seen.sight is None or seen.text != hash_of(reading):
        return True
    own = own_spans(seen.sight.entry)
    return tuple(span.of(reading.article.text) for span in own) == seen.sight.words


def _seen(review: Review) -> Iterator[tuple[str, Seen]]:
    """Yield each article that a decision is on, with what was seen in it."""
    if review.decision == "undo":
        return
    try:
        sights, seen = sights_of(review), seen_in(review)
    except ValueError:  # another check tells of it
        return
    if review.article and not sights:
        yield review.article, seen
    for name, seen in sights.items():
        yield cell_from(name).article, seen
