"""What comes from the web as a file: archives, and feeds, sitemaps and lists of addresses.

Read as files, they are read without the network: of a feed only the reports that it holds whole,
of the others only how many addresses they name. `reportedly add` follows those.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from reportedly.intake.document import MEGABYTE, Hints
from reportedly.intake.format import Format, Item
from reportedly.intake.stream import Binary, read_whole
from reportedly.intake.web.enrich import enriched_item, page_of
from reportedly.intake.web.feeds import looks_like_feed, read_feed
from reportedly.intake.web.leads import Leads
from reportedly.intake.web.lists import looks_like_list, read_list
from reportedly.intake.web.sitemaps import looks_like_sitemap, read_sitemap
from reportedly.intake.web.wacz import looks_like_wacz, read_wacz
from reportedly.intake.web.warc import looks_like_warc, read_warc
from reportedly.vocabulary import SetAside

LARGEST = 100 * MEGABYTE
FETCHES = "reportedly add, given this file by name, fetches"


def read_feed_file(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the reports that a feed holds whole; the others are set aside with their address."""
    from reportedly.intake.sources import items_in

    leads = read_feed(read_whole(stream, LARGEST), hints.url)
    if not leads.leads:
        yield _aside(name, "this feed names no report")
    for number, lead in enumerate(leads.leads, 1):
        place = f"{name}:{number}"
        if not lead.content:
            yield _aside(place, f"the feed holds only a summary of {lead.url}: {FETCHES} it")
            continue
        told = replace(hints, url=lead.url, encoding="utf-8")
        for item in items_in(io.BytesIO(page_of(lead)), lead.url, told, "text/html"):
            yield enriched_item(item, lead, place)


def _only_counted(leads: Leads, name: str) -> Iterator[Item]:
    number = len(leads.leads) + len(leads.further)
    yield _aside(name, f"it names {number:,} addresses: {FETCHES} them")


def read_sitemap_file(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield why a sitemap holds no report."""
    yield from _only_counted(read_sitemap(read_whole(stream, LARGEST), hints.url), name)


def read_list_file(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield why a list of addresses holds no report."""
    yield from _only_counted(read_list(read_whole(stream, LARGEST)), name)


def _aside(place: str, reason: str) -> Item:
    return Item(place, SetAside(place, reason))


FORMATS = (
    Format(
        "warc",
        "a WARC archive of web pages, also gzipped, as of Common Crawl and wget",
        read_warc,
        suffixes=(".warc",),
        media_types=("application/warc",),
        looks=looks_like_warc,
        many=True,
        rank=20,
    ),
    Format(
        "wacz",
        "a WACZ archive of web pages, as of Webrecorder",
        read_wacz,
        suffixes=(".wacz",),
        media_types=("application/wacz", "application/x-wacz"),
        looks=looks_like_wacz,
        many=True,
        rank=20,
    ),
    Format(
        "feed",
        "an RSS, Atom or JSON feed: reports it holds whole; add fetches the others",
        read_feed_file,
        suffixes=(".rss", ".atom", ".xml", ".json"),
        media_types=("application/rss+xml", "application/atom+xml", "application/feed+json"),
        looks=looks_like_feed,
        many=True,
        rank=10,
    ),
    Format(
        "sitemap",
        "a sitemap or news sitemap, whose pages add fetches",
        read_sitemap_file,
        suffixes=(".xml",),
        looks=looks_like_sitemap,
        rank=10,
    ),
    Format(
        "addresses",
        "a list of addresses: lines, or tables of Media Cloud and GDELT; add fetches them",
        read_list_file,
        suffixes=(".txt", ".csv", ".tsv", ".json"),
        looks=lambda head: looks_like_list(head, strictly=True),
        rank=5,
    ),
)
