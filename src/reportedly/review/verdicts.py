"""Verdicts on claims as they stand: whether what somebody says is so, by whoever looked into it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from reportedly.record.decisions import rated_among
from reportedly.review.layers import Reviewed
from reportedly.review.record import all_as_they_stand
from reportedly.vocabulary import Cell, Review


def verdicts_on(stands: Reviewed, entry: str) -> list[Review]:
    """Return the verdicts on an entry that count, in the order in which they were given."""
    marks = stands.marks.get(entry, ())
    return [it.review for it in marks if it.state == "counts" and it.review.decision == "rate"]


def verdicts_in(connection: Connection, articles: Iterable[str]) -> dict[Cell, list[Review]]:
    """Return the verdicts that count in some articles, by what they are on."""
    rated = sorted(rated_among(connection, articles))
    found: dict[Cell, list[Review]] = {}
    for stands in all_as_they_stand(connection, rated):
        for entry in stands.marks:
            verdicts = verdicts_on(stands, entry)
            if verdicts:
                found[Cell(stands.reading.article.id, entry)] = verdicts
    return found
