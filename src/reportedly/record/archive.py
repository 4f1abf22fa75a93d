"""Keeping readings and giving them back."""

from __future__ import annotations

import builtins
import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from reportedly.errors import RecordError
from reportedly.record import search
from reportedly.record.connection import connect, default_url, parse_url, plain_errors
from reportedly.record.document import from_json, to_json
from reportedly.record.originals import keep_original
from reportedly.record.search import plain
from reportedly.record.tables import articles, readings, reconciled
from reportedly.record.upgrade import upgrade
from reportedly.record.versions import link_versions
from reportedly.vocabulary import Original, Reading

Kept = Literal["added", "replaced", "unchanged"]
COUNTED = ("statements", "events", "figures", "commitments", "places")
NAMED_AT_MOST = 5
LONGEST_ADDRESS = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of what is kept: an article and how much was read in it."""

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    statements: int
    events: int
    figures: int
    commitments: int
    places: int


class Record:
    """An open database of articles and their readings."""

    def __init__(self, engine: Engine, url: URL) -> None:
        """Take an engine whose tables are up to date; `open_record` makes one."""
        self._engine = engine
        self._url = url

    def keep(self, reading: Reading, original: Original | None = None) -> Kept:
        """Keep a reading, its article and the bytes it came as; what is kept is left alone.

        Each article has one reading: a differing one (a newer reader's, or of a corrected
        article under the same id) takes the place of the former. Another article that is a
        version of this one is marked as superseded, or this one is.
        """
        article, body = article_row(reading), to_json(reading)
        with self._begin(writes=True) as connection:
            added = _add_article(connection, article)
            if original is not None:
                keep_original(connection, reading.article.id, original)
            if added:
                connection.execute(readings.insert().values(reading_row(reading, body)))
                link_versions(connection, reading.article)
                return "added"
            same_article = readings.c.article_id == reading.article.id
            kept = select(readings.c.body).where(same_article).with_for_update()
            if connection.execute(kept).scalar() == body:
                return "unchanged"
            same_id = articles.c.id == reading.article.id
            connection.execute(update(articles).where(same_id).values(article))
            renewed = reading_row(reading, body)
            connection.execute(update(readings).where(same_article).values(renewed))
            again = reconciled.c.article_id == reading.article.id
            connection.execute(delete(reconciled).where(again))
            return "replaced"

    def get(self, id: str) -> Reading:
        """Return the reading of the article with this id, or with this beginning of one."""
        with self._begin() as connection:
            found = _find_id(connection, id)
            body = select(readings.c.body).where(readings.c.article_id == found)
            return from_json(connection.execute(body).scalar_one())

    def list(self, limit: int = 50, offset: int = 0) -> builtins.list[Entry]:
        """Return what is kept, latest publication first, undated articles last."""
        columns = [articles.c[key] for key in ("id", "title", "outlet", "published")]
        asked = (
            select(*columns, *(readings.c[key] for key in COUNTED))
            .join(readings)
            .order_by(articles.c.published.desc().nulls_last(), articles.c.number.desc())
            .limit(max(limit, 0))
            .offset(max(offset, 0))
        )
        with self._begin() as connection:
            return [Entry(*row) for row in connection.execute(asked)]

    def search(self, words: str, limit: int = 20) -> builtins.list[search.Hit]:
        """Return the articles whose title or text hold all the words, best match first."""
        with self._begin() as connection:
            return search.find_articles(connection, words, max(limit, 0))

    def transaction(self, writes: bool = False) -> AbstractContextManager[Connection]:
        """Begin a transaction: what is done in it is committed at its end, or not at all."""
        return self._begin(writes)

    @contextmanager
    def _begin(self, writes: bool = False) -> Iterator[Connection]:
        with plain_errors(self._url):
            connection = self._engine.connect().execution_options(writes=writes)
            with connection, connection.begin():
                yield connection


@contextmanager
def open_record(url: str | None = None) -> Iterator[Record]:
    """Open the database (the user's own if none is named), making or renewing its tables."""
    parsed = parse_url(url or default_url())
    engine = connect(parsed)
    try:
        with plain_errors(parsed):
            upgrade(engine)
        yield Record(engine, parsed)
    finally:
        engine.dispose()


def article_row(reading: Reading) -> dict[str, Any]:
    """Return the searchable columns of an article; the document keeps its exact characters."""
    article = reading.article
    if plain(article.id) != article.id or not article.id:
        raise RecordError(f"{article.id!r} can't be an article's id: empty or odd characters")
    return {
        "id": article.id,
        "url": _indexed(article.url),
        "title": plain(article.title),
        "outlet": plain(article.outlet),
        "published": article.published,
        "language": plain(article.language),
        "canonical": _indexed(article.canonical),
        "updated": plain(article.updated),
        "standing": article.standing,
        "text": plain(article.text),
        "text_sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "kept_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _indexed(address: str | None) -> str | None:
    """Return an address as an index takes it: PostgreSQL refuses far longer ones."""
    return (plain(address) or "")[:LONGEST_ADDRESS] or None


def reading_row(reading: Reading, body: str) -> dict[str, Any]:
    """Return the row that keeps a reading: its document, and how much it tells."""
    counts = {kind: len(getattr(reading, kind)) for kind in COUNTED}
    reader = plain(reading.reader)
    return {"article_id": reading.article.id, "reader": reader, "body": body, **counts}


def _add_article(connection: Connection, row: dict[str, Any]) -> bool:
    """Add the article unless its id is taken, even by a writer at work at this moment."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    added = dialect.insert(articles).values(row).on_conflict_do_nothing(index_elements=["id"])
    return bool(connection.execute(added.returning(articles.c.number)).first())


def _find_id(connection: Connection, beginning: str) -> str:
    if plain(beginning) != beginning or not beginning:
        raise RecordError(f"no article has the id {beginning!r}: see reportedly list")
    exact = select(articles.c.id).where(articles.c.id == beginning)
    whole = connection.execute(exact).scalar()
    if whole is not None:
        return str(whole)
    alike = func.substr(articles.c.id, 1, len(beginning)) == beginning
    some = select(articles.c.id).where(alike).order_by(articles.c.number).limit(NAMED_AT_MOST + 1)
    found = [str(id_) for id_ in connection.execute(some).scalars()]
    if not found:
        raise RecordError(f"no article has the id {beginning!r}: see reportedly list")
    if len(found) > 1:
        named = ", ".join(found[:NAMED_AT_MOST]) + (" …" if len(found) > NAMED_AT_MOST else "")
        raise RecordError(f"{beginning!r} begins several ids ({named}): give more of it")
    return found[0]
