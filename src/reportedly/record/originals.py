"""The bytes that reports came as: kept once each, compressed, under their hash.

Every function takes a connection, so that what belongs together is one transaction.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite

from reportedly.record.search import plain
from reportedly.record.tables import article_originals, articles, originals
from reportedly.vocabulary import Original

AT_ONCE = 500  # values of one IN (…)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which bytes an article came from; `article_sha256` is the hash its text had when kept."""

    article_id: str
    article_sha256: str
    sha256: str
    source: str
    retrieved: str


def keep_original(connection: Connection, article_id: str, original: Original) -> None:
    """Keep the bytes that a kept article came from; the same bytes are kept once."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(
        dialect.insert(originals)
        .values(
            sha256=original.sha256,
            media_type=plain(original.media_type),
            size=len(original.data),
            data=zlib.compress(original.data),
            kept_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        .on_conflict_do_nothing()
    )
    connection.execute(
        dialect.insert(article_originals)
        .values(
            article_id=article_id,
            sha256=original.sha256,
            source=plain(original.source),
            retrieved=plain(original.retrieved),
        )
        .on_conflict_do_nothing()
    )


def kept_among(connection: Connection, urls: Iterable[str]) -> set[str]:
    """Return those addresses whose reports are kept, asked for there or found there in the end."""
    asked = sorted({str(plain(url)) for url in urls})
    found: set[str] = set()
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        came = select(article_originals.c.source).where(article_originals.c.source.in_(some))
        known = select(articles.c.url).where(articles.c.url.in_(some))
        found.update(str(it) for it in connection.execute(came.union(known)).scalars())
    return found


def last_retrieved(connection: Connection, urls: Iterable[str]) -> dict[str, str]:
    """Return when what lies at addresses was last retrieved, of those whose reports are kept."""
    asked = sorted({str(plain(url)) for url in urls})
    found: dict[str, str] = {}
    latest = func.max(article_originals.c.retrieved)
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        rows = select(article_originals.c.source, latest).where(
            article_originals.c.source.in_(some)
        )
        newest = connection.execute(rows.group_by(article_originals.c.source))
        found.update((row[0], row[1]) for row in newest)
    return found


def capture_is_kept(connection: Connection, url: str, retrieved: str) -> bool:
    """Tell whether what lay at an address at a certain instant is kept."""
    came = (
        select(articles.c.id)
        .join(article_originals, article_originals.c.article_id == articles.c.id)
        .where(articles.c.url == plain(url), article_originals.c.retrieved == retrieved)
    )
    return bool(connection.execute(select(exists(came))).scalar())


def has_article(connection: Connection, article_id: str) -> bool:
    """Tell whether an article with exactly this id is kept."""
    same = select(articles.c.id).where(articles.c.id == article_id)
    return bool(connection.execute(select(exists(same))).scalar())


def has_original(connection: Connection, article_id: str, sha256: str) -> bool:
    """Tell whether an article is kept with these bytes."""
    same = select(article_originals.c.sha256).where(
        article_originals.c.article_id == article_id, article_originals.c.sha256 == sha256
    )
    return bool(connection.execute(select(exists(same))).scalar())


def origins(connection: Connection, article_id: str | None = None) -> Iterator[Origin]:
    """Yield what is known of where articles came from, in the order they were kept."""
    columns = [article_originals.c[name] for name in ("sha256", "source", "retrieved")]
    asked = (
        select(articles.c.id, articles.c.text_sha256, *columns)
        .join(article_originals, article_originals.c.article_id == articles.c.id)
        .order_by(articles.c.number, article_originals.c.sha256)
    )
    if article_id is not None:
        asked = asked.where(articles.c.id == article_id)
    for row in connection.execute(asked):
        yield Origin(*row)


def original(connection: Connection, sha256: str) -> tuple[bytes | None, str]:
    """Return bytes and media type of an original; None for bytes that don't fit their hash."""
    asked = select(originals.c.data, originals.c.media_type, originals.c.size)
    row = connection.execute(asked.where(originals.c.sha256 == sha256)).first()
    if row is None:
        return None, ""
    machine = zlib.decompressobj()
    try:
        data = machine.decompress(row.data, row.size + 1)
    except zlib.error:
        return None, row.media_type
    fits = hashlib.sha256(data).hexdigest() == sha256
    return data if fits else None, row.media_type
