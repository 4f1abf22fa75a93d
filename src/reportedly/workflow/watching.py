"""Feeds looked at again and again: what is new in them is read once, and what fails waits.

All state is in the record, so that a watch that is stopped, or killed, goes on where it was.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reportedly.errors import Unreadable
from reportedly.intake import Hints, Item, reason_of
from reportedly.intake.web.fetch import Condition, Fetcher
from reportedly.intake.web.gather import Gatherer, leads_in
from reportedly.intake.web.leads import Lead
from reportedly.record import Record
from reportedly.record.failures import tries_of
from reportedly.record.feeds import Feed, feed, feed_checked, feed_failed, item_seen, unseen
from reportedly.record.originals import kept_among
from reportedly.vocabulary import Article, SetAside
from reportedly.workflow.adding import Adding

LONGEST_PAUSE = timedelta(days=1)  # of a feed that keeps failing
MOST_TRIES = 5  # of an item; then only `retry` tries again


class Watching:
    """The watching of some feeds; `interval` is the time between two looks at one of them."""

    def __init__(
        self, record: Record, fetcher: Fetcher, gatherer: Gatherer, adding: Adding,
        interval: timedelta,
    ) -> None:  # fmt: skip
        self._record, self._fetcher = record, fetcher
        self._gatherer, self._adding, self._interval = gatherer, adding, interval

    def look(
        self, urls: Iterable[str], hints: Hints, now: bool = False
    ) -> Generator[Article | SetAside, None, None]:
        """Look once at each feed whose turn it is, or at all of them `now`; yield their news.

        A feed that can't be had is set aside with its reason and looked at later each time.
        """
        for url in urls:
            with self._record.transaction(writes=True) as connection:
                entered = feed(connection, url)
            if not now and due_at(entered, self._interval) > datetime.now(UTC):
                continue
            try:
                leads, had = self._asked(entered)
            except Exception as error:  # a feed that nobody foresaw must not end the watch
                reason = reason_of(error)
                with self._record.transaction(writes=True) as connection:
                    feed_failed(connection, url, reason)
                yield SetAside(url, reason)
                continue
            news = self._news(url, leads)
            settled = yield from self._read(url, news, hints)
            if not settled:  # the feed has to be sent again, so that what failed is tried again
                had = replace(had, etag=None, last_modified=None)
            # Last: a watch that is killed before asks for the whole feed again.
            with self._record.transaction(writes=True) as connection:
                feed_checked(connection, had, changed=bool(news))

    def next_turn(self, urls: Iterable[str]) -> datetime:
        """Return when the first of the feeds is to be looked at."""
        with self._record.transaction(writes=True) as connection:
            turns = [due_at(feed(connection, url), self._interval) for url in urls]
        return min(turns, default=datetime.now(UTC))

    def _asked(self, entered: Feed) -> tuple[tuple[Lead, ...], Feed]:
        """Return what a feed names now, and the feed with its marks; nothing if it is the same."""
        condition = Condition(entered.etag, entered.last_modified)
        fetched = self._fetcher.get(entered.url, condition)
        if not fetched.changed:
            return (), entered
        found = leads_in(fetched.data, fetched.url, fetched.media_type)
        if found is None or (found.further and not found.leads):
            raise Unreadable("it is no feed")
        had = replace(
            entered,
            title=found.title or entered.title,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
        )
        return found.leads, had

    def _news(self, url: str, leads: Iterable[Lead]) -> list[Lead]:
        """Return the leads that weren't seen in this version, the oldest first."""
        by_version = {lead.version: lead for lead in leads}
        with self._record.transaction(writes=True) as connection:
            fresh = unseen(connection, url, by_version)
            kept = kept_among(connection, (by_version[version].url for version in fresh))
            for version in sorted(fresh):
                lead = by_version[version]
                # Kept by way of another feed or list, and not changed since it was published.
                if lead.url in kept and lead.updated in (None, lead.published):
                    item_seen(connection, url, version, None)
                    fresh.discard(version)
        # Feeds put their latest first; read in the order of time, the later version is the later.
        return [lead for version, lead in reversed(by_version.items()) if version in fresh]

    def _read(
        self, url: str, news: list[Lead], hints: Hints
    ) -> Generator[Article | SetAside, None, bool]:
        """Yield what the news are; return whether none has to be tried again."""
        settled = True
        versions: dict[int, Lead] = {}

        def items() -> Generator[Item, None, None]:
            for lead, item in self._gatherer.follow(news, hints):
                versions[id(item)] = lead
                yield item

        with closing(self._adding.keep(items(), url)) as done:
            for item, found in done:
                lead = versions.pop(id(item))
                if isinstance(found, Article) or self._gave_up(lead):
                    article = found.id if isinstance(found, Article) else None
                    with self._record.transaction(writes=True) as connection:
                        item_seen(connection, url, lead.version, article)
                else:
                    settled = False
                yield found
        return settled

    def _gave_up(self, lead: Lead) -> bool:
        with self._record.transaction() as connection:
            return tries_of(connection, lead.url) >= MOST_TRIES


def due_at(entered: Feed, interval: timedelta) -> datetime:
    """Return when a feed is to be looked at: after an interval, twice as long for each failure."""
    if entered.checked_at is None:
        return datetime.min.replace(tzinfo=UTC)
    pause = interval
    for _ in range(min(entered.failures, 20)):
        pause = min(pause * 2, max(LONGEST_PAUSE, interval))
    return datetime.fromisoformat(entered.checked_at) + pause
