"""Everything a source leads to: its reports, or those at the addresses that it names."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from reportedly.errors import RecordError, Unreadable, UsageError
from reportedly.intake.document import MEGABYTE, Hints
from reportedly.intake.folders import files_in, is_folder
from reportedly.intake.format import Item, reason_of
from reportedly.intake.registry import choose
from reportedly.intake.sources import items_in, placed_articles
from reportedly.intake.stream import HEAD, opened, read_whole
from reportedly.intake.web.addresses import is_address, without_secret
from reportedly.intake.web.ahead import Ahead
from reportedly.intake.web.enrich import enriched_item, page_of
from reportedly.intake.web.feeds import looks_like_feed, read_feed
from reportedly.intake.web.fetch import Fetched, Fetcher, instant
from reportedly.intake.web.leads import Lead, Leads
from reportedly.intake.web.lists import looks_like_list, read_list
from reportedly.intake.web.sitemaps import looks_like_sitemap, read_sitemap
from reportedly.intake.web.warc import looks_like_warc, read_warc
from reportedly.vocabulary import SetAside

OFFLINE = "it lies on the web, and nothing is fetched now (--offline)"
THREADS = 8
AHEAD = 32  # pages fetched before their turn
LARGEST = 100 * MEGABYTE  # an archive, table, feed or sitemap that is named by its address
MOST_SITEMAPS = 1_000
# What may be large: not a page.
LARGE = (".warc", ".warc.gz", ".wacz", ".jsonl", ".gz", ".csv", ".tsv", ".parquet", ".xml", ".txt")
LISTS = (".txt", ".text", ".csv", ".tsv", ".json", ".xml", ".rss", ".atom", ".gz")
LISTED_AS = ("", "text/plain", "text/csv", "text/tab-separated-values", "application/json")


class Known(Protocol):
    """Tells what is kept already and need not be fetched or read again."""

    def __call__(self, urls: Iterable[str], /) -> set[str]:
        """Return those of the addresses whose reports are kept."""

    def retrieved(self, urls: Iterable[str], /) -> dict[str, str]:
        """Return when what lies at addresses was last retrieved, as ISO 8601 instants."""

    def capture(self, url: str, retrieved: str) -> bool:
        """Tell whether what an archive captured at an address at an instant is kept."""


class Gatherer:
    """Follows sources to their reports; without a fetcher only what lies on this machine.

    What is `known` isn't fetched, or taken out of an archive, again. With
    `full_text` a feed's item that holds the whole report is read from the feed itself.
    `expected` is how many reports the lists so far have named, `passed_over` how many of them
    were known.
    """

    def __init__(
        self,
        fetcher: Fetcher | None,
        known: Known | None = None,
        full_text: bool = False,
    ) -> None:
        self._fetcher, self._known, self._full_text = fetcher, known, full_text
        self._seen: set[str] = set()
        self.expected = 0
        self.passed_over = 0

    def items(self, source: str, hints: Hints) -> Iterator[Item]:
        """Yield what a file, a folder, an address or a list of addresses leads to, in order.

        Nothing is raised for what a source holds or lacks: that comes as SetAside.
        """
        try:
            yield from self._at(source, hints) if is_address(source) else self._here(source, hints)
        except (RecordError, UsageError):
            raise
        except Exception as error:
            # Even what nobody foresaw in one source must not end the reading of the others.
            place = without_secret(source)
            yield Item(place, SetAside(place, reason_of(error)))

    def _here(self, source: str, hints: Hints) -> Iterator[Item]:
        # Whoever says which column holds the text has a table of reports.
        named = source == "-" or "text" in hints.columns
        leads = None if named else leads_in_file(source, hints.max_bytes)
        if leads is not None:
            yield from self._through(source, leads, hints, 0)
        elif self._known is not None and is_folder(Path(source)):
            yield from self._in_folder(Path(source), hints)
        else:
            yield from self._in_file(source, hints)

    def follow(self, leads: Iterable[Lead], hints: Hints) -> Iterator[tuple[Lead, Item]]:
        """Yield what lies at each lead; several are fetched at once, the order is kept."""
        fetcher = self._fetcher

        def fetch(lead: Lead) -> Fetched | Unreadable:
            if lead.content and (self._full_text or fetcher is None):
                return Fetched(lead.url, lead.url, page_of(lead), "text/html", "utf-8", instant())
            if fetcher is None:
                return Unreadable(OFFLINE)
            try:
                return fetcher.get(lead.url)
            except Exception as error:  # one address must not end the fetching of the others
                return Unreadable(reason_of(error))

        with closing(Ahead(fetch, THREADS, AHEAD)) as ahead:
            for lead, found in ahead.results(leads):
                if isinstance(found, Unreadable):
                    yield lead, Item(lead.url, SetAside(lead.url, str(found)))
                    continue
                for item in items_of(found, hints):
                    yield lead, enriched_item(item, lead, item.place)

    def _in_folder(self, folder: Path, hints: Hints) -> Iterator[Item]:
        """Yield what a folder holds; the addresses in its files aren't asked for by anyone."""
        empty = True
        for found in files_in(folder):
            empty = False
            if isinstance(found, SetAside):
                yield Item(found.source, found)
            else:
                yield from self._in_file(str(found), hints)
        if empty:
            yield from placed_articles(str(folder), hints)  # which says so

    def _in_file(self, source: str, hints: Hints) -> Iterator[Item]:
        """Yield what a file holds; of a WARC only what isn't kept, for looking takes its time."""
        if self._known is None or not is_warc(source):
            yield from placed_articles(source, hints)
            return
        try:
            with Path(source).open("rb") as raw:
                _, stream = opened(raw)
                yield from read_warc(stream, source, hints, self._is_fresh)
        except (OSError, Unreadable) as error:
            yield Item(source, SetAside(source, reason_of(error)))

    def _is_fresh(self, url: str, retrieved: str | None) -> bool:
        if self._known is None or retrieved is None or not self._known.capture(url, retrieved):
            return True
        self.passed_over += 1
        return False

    def _at(self, url: str, hints: Hints) -> Iterator[Item]:
        if self._fetcher is None:
            raise Unreadable(OFFLINE)
        fetched = self._fetcher.get(url, max_bytes=_bound(url, hints))
        leads = leads_in(fetched.data, fetched.url, fetched.media_type)
        if leads is None:
            yield from items_of(fetched, hints)
        else:
            yield from self._through(url, leads, hints, 0)

    def _through(self, source: str, leads: Leads, hints: Hints, depth: int) -> Iterator[Item]:
        """Yield what the leads lead to, and those of the sitemaps that a sitemap names."""
        if leads.wrong:
            reason = f"{leads.wrong:,} of its entries name no address that may be fetched"
            yield Item(source, SetAside(source, reason))
        fresh = self._news(leads.leads)
        self.expected += len(fresh)
        for _, item in self.follow(fresh, hints):
            yield item
        for further in leads.further[: MOST_SITEMAPS if depth == 0 else 0]:
            yield from self._sitemap(further, hints, depth + 1)

    def _sitemap(self, url: str, hints: Hints, depth: int) -> Iterator[Item]:
        try:
            if self._fetcher is None:
                raise Unreadable(OFFLINE)
            fetched = self._fetcher.get(url, max_bytes=LARGEST)
            leads = read_sitemap(_unzipped(fetched.data), fetched.url)
        except Unreadable as reason:
            yield Item(url, SetAside(url, str(reason)))
        else:
            yield from self._through(url, leads, hints, depth)

    def _news(self, leads: Iterable[Lead]) -> list[Lead]:
        """Return the leads to follow: not met before in this run, nor kept as they are now."""
        new = {lead.url: lead for lead in leads if lead.url not in self._seen}
        self._seen.update(new)
        known = self._known(new) - self._changed(new) if self._known is not None else set()
        self.passed_over += len(known)
        return [lead for url, lead in new.items() if url not in known]

    def _changed(self, new: Mapping[str, Lead]) -> set[str]:
        """Return the addresses that are said to have changed since they were retrieved."""
        told = {url: lead.updated for url, lead in new.items() if lead.updated != lead.published}
        before = self._known.retrieved(told) if self._known is not None else {}
        return {url for url, when in told.items() if url in before and later(when, before[url])}


def later(one: str | None, other: str) -> bool:
    """Tell whether an instant as a feed tells it lies after another; False if it can't be told."""
    try:
        told, known = datetime.fromisoformat(one or ""), datetime.fromisoformat(other)
    except ValueError:
        return False
    return (told if told.tzinfo else told.replace(tzinfo=UTC)) > known


def at_address(url: str, hints: Hints) -> Iterator[Item]:
    """Yield what one address holds itself; the pages that a feed or list names aren't fetched."""
    with closing(usual_fetcher()) as fetcher:
        try:
            fetched = fetcher.get(url, max_bytes=_bound(url, hints))
        except Exception as error:
            place = without_secret(url)
            yield Item(place, SetAside(place, reason_of(error)))
        else:
            yield from items_of(fetched, hints)


def usual_fetcher() -> Fetcher:
    """Return a fetcher with the usual manners."""
    return Fetcher()


def leads_in(data: bytes, url: str | None, media_type: str = "") -> Leads | None:
    """Return what a feed, sitemap or list names, or None if the bytes are none of them."""
    head, stream = opened(io.BytesIO(data))
    if looks_like_feed(head):
        return read_feed(read_whole(stream, LARGEST), url, media_type)
    if looks_like_sitemap(head):
        return read_sitemap(read_whole(stream, LARGEST), url)
    if media_type in LISTED_AS and looks_like_list(head):
        return read_list(read_whole(stream, LARGEST), url)
    return None


def leads_in_file(source: str, most: int) -> Leads | None:
    """Return the leads in a file that is a feed, sitemap or list; None if it is another."""
    path = Path(source)
    if is_folder(path) or not path.name.lower().endswith(LISTS):
        return None
    try:
        with path.open("rb") as raw:
            head, stream = opened(raw)
            if not (looks_like_feed(head) or looks_like_sitemap(head) or looks_like_list(head)):
                return None
            return leads_in(read_whole(stream, max(most, LARGEST)), None)
    except (OSError, ValueError):
        return None  # told when it is read as a report


def is_warc(source: str) -> bool:
    """Tell whether a file is a WARC archive; one that can't be looked at is told elsewhere."""
    try:
        with Path(source).open("rb") as raw:
            head, _ = opened(raw)
    except (OSError, ValueError, Unreadable):
        return False
    return looks_like_warc(head)


def items_of(fetched: Fetched, hints: Hints) -> Iterator[Item]:
    """Yield what an answer holds; an address is given only to the single report in a page."""
    format = choose(urlsplit(fetched.url).path, fetched.data[:HEAD], fetched.media_type)
    told = replace(
        hints,
        url=hints.url if format is not None and format.many else fetched.url,
        encoding=fetched.charset,
        retrieved=fetched.retrieved,
    )
    for item in items_in(io.BytesIO(fetched.data), fetched.asked, told, fetched.media_type):
        yield _with_charset(item, fetched)


def _with_charset(item: Item, fetched: Fetched) -> Item:
    """Return an item whose original knows the encoding that its server named."""
    original = item.original
    if original is None or fetched.charset is None or fetched.data != original.data:
        return item
    media_type = f"{original.media_type}; charset={fetched.charset}"
    return item._replace(original=replace(original, media_type=media_type))


def _bound(url: str, hints: Hints) -> int:
    large = urlsplit(url).path.lower().endswith(LARGE)
    return max(LARGEST, hints.max_bytes) if large else hints.max_bytes


def _unzipped(data: bytes) -> bytes:
    _, stream = opened(io.BytesIO(data))
    return read_whole(stream, LARGEST)
