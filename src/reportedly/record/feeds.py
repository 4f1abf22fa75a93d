"""Feeds that are watched: how each fares, and which of its items were seen.

Every function takes a connection, so that what belongs together is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from reportedly.record.search import plain
from reportedly.record.tables import feed_items, feeds

AT_ONCE = 500  # values of one IN (…)


@dataclass(frozen=True, slots=True)
class Feed:
    """How a feed fares: `failures` are those in a row, `items` how many were seen in all.

    `checked_at` and `changed_at` (ISO 8601) tell when it was last asked, and last had news.
    """

    url: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked_at: str | None = None
    changed_at: str | None = None
    failures: int = 0
    last_error: str | None = None
    items: int = 0


COLUMNS = [feeds.c[name] for name in Feed.__slots__]


def feed(connection: Connection, url: str) -> Feed:
    """Return a feed as it stands; a new one is entered."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(
        dialect.insert(feeds).values(url=url, failures=0, items=0).on_conflict_do_nothing()
    )
    return Feed(*connection.execute(select(*COLUMNS).where(feeds.c.url == url)).one())


def list_feeds(connection: Connection) -> list[Feed]:
    """Return all feeds by their addresses."""
    return [Feed(*row) for row in connection.execute(select(*COLUMNS).order_by(feeds.c.url))]


def feed_failed(connection: Connection, url: str, reason: str) -> None:
    """Note that a feed could not be had."""
    told = {"checked_at": _now(), "last_error": plain(reason), "failures": feeds.c.failures + 1}
    connection.execute(update(feeds).where(feeds.c.url == url).values(told))


def feed_checked(connection: Connection, had: Feed, changed: bool) -> None:
    """Note that a feed was had, with its title and marks as they are now; `changed` for news."""
    told: dict[str, object] = {"checked_at": _now(), "last_error": None, "failures": 0}
    for name in ("title", "etag", "last_modified"):
        told[name] = plain(getattr(had, name))
    if changed:
        told["changed_at"] = told["checked_at"]
    connection.execute(update(feeds).where(feeds.c.url == had.url).values(told))


def unseen(connection: Connection, url: str, items: Iterable[str]) -> set[str]:
    """Return those of a feed's items that were not seen before."""
    asked = [str(plain(item)) for item in items]
    seen: set[str] = set()
    for start in range(0, len(asked), AT_ONCE):
        some = feed_items.c.item.in_(asked[start : start + AT_ONCE])
        found = select(feed_items.c.item).where(feed_items.c.feed == url, some)
        seen.update(connection.execute(found).scalars())
    return set(asked) - seen


def item_seen(connection: Connection, url: str, item: str, article_id: str | None) -> None:
    """Note that an item was seen, and the article that came of it, if one did."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    added = (
        dialect.insert(feed_items)
        .values(feed=url, item=plain(item), seen_at=_now(), article_id=article_id)
        .on_conflict_do_nothing()
        .returning(feed_items.c.item)
    )
    if connection.execute(added).first() is not None:
        more = update(feeds).where(feeds.c.url == url).values(items=feeds.c["items"] + 1)
        connection.execute(more)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
