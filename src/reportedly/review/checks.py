"""What must hold of decisions and the readings they were made on."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

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
                article, reading = of, reading_of(connection, of)
            if reading is None:
                yield f"decision {review.number}: there is no report {of!r}"
            elif seen.sight is not None and seen.text == hash_of(reading):
                stand = tuple(span.of(reading.article.text) for span in own_spans(seen.sight.entry))
                if stand != seen.sight.words:
                    yield f"decision {review.number}: its words are others in {of!r}"


def _seen(review: Review) -> Iterator[tuple[str, Seen]]:
    """Yield each article that a decision is on, with what was seen in it."""
    if review.decision == "undo":
        return
    sights = sights_of(review)
    if review.article and not sights:
        yield review.article, seen_in(review)
    for name, seen in sights.items():
        yield cell_from(name).article, seen
