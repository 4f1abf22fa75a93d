"""Decisions as training data: what the machine said of which words, and what a person made of it.

Described field by field in docs/formats/review.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from reportedly.record.decisions import Wanted, find, latest, reading_of
from reportedly.record.references import own_spans
from reportedly.review.bonds import cells_of, sights_of
from reportedly.review.fields import plain_entry
from reportedly.review.groups import written
from reportedly.review.seen import Seen, hash_of, seen_in
from reportedly.review.standing import overruling, standing
from reportedly.vocabulary import Review

TAUGHT = ("accept", "correct", "reject")


def corrections(connection: Connection) -> Iterator[dict[str, Any]]:
    """Yield a row of plain values for each decision that teaches something and wasn't taken back.

    Article by article, in the order of deciding; the decisions of one article are held at a time.
    """
    for article in sorted(latest(connection)):
        if not article:  # of incidents and threads as such: no words are decided on
            continue
        counting = [(it, seen_in(it)) for it in standing(find(connection, Wanted(article=article)))]
        texts = _Texts(connection)
        for review, seen in counting:
            if review.decision in TAUGHT:
                of_cell = [it for it in counting if it[0].entry == review.entry]
                overruled = overruling(review, of_cell) is not None
                yield _row(review, seen, texts) | {"overruled": overruled}
            elif review.decision in ("merge", "split"):
                yield _bond(review, texts)


def _row(review: Review, seen: Seen, texts: _Texts) -> dict[str, Any]:
    sight = seen.sight
    entry = plain_entry(sight.kind, sight.entry) if sight else None
    old = seen.value if review.field else entry
    new = json.loads(review.new) if review.new is not None else None
    return {
        **_told(review),
        **_where(review.article, review.entry, seen, texts),
        "field": review.field,
        "old": old,
        "new": old if review.decision == "accept" else new,
        "entry_seen": entry,
        "others": [],
    }


def _bond(review: Review, texts: _Texts) -> dict[str, Any]:
    sights = sights_of(review)
    cells = list(cells_of(review))
    others = [
        _where(other.article, other.entry, sights.get(written(other), Seen()), texts)
        for _, other in cells
    ]
    one = cells[0][0]
    seen = sights.get(written(one), Seen())
    return {
        **_told(review),
        **_where(one.article, one.entry, seen, texts),
        "field": review.field,
        "old": None,
        "new": None,
        "entry_seen": plain_entry(seen.sight.kind, seen.sight.entry) if seen.sight else None,
        "others": others,
        "overruled": False,
    }


def _told(review: Review) -> dict[str, Any]:
    names = ("number", "at", "author", "decision", "note")
    return {name: getattr(review, name) for name in names}


def _where(article: str, entry: str, seen: Seen, texts: _Texts) -> dict[str, Any]:
    sight = seen.sight
    return {
        "article": article,
        "entry": entry,
        "kind": sight.kind if sight else None,
        "reader": seen.reader,
        "text": texts.text(article, seen.text),
        "spans": [list(span) for span in own_spans(sight.entry)] if sight else [],
        "words": list(sight.words) if sight else [],
    }


class _Texts:
    """Texts of articles as they were decided on: null for one that has changed since."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: dict[str, tuple[str, str] | None] = {}

    def text(self, article: str, sha256: str | None) -> str | None:
        """Return the article's text if it has that hash."""
        if article not in self._held:
            self._held.clear()  # one at a time: decisions come article by article
            reading = reading_of(self._connection, article)
            held = (hash_of(reading), reading.article.text) if reading else None
            self._held[article] = held
        found = self._held[article]
        return found[1] if found and found[0] == sha256 else None
