"""Feeds: RSS, Atom and JSON Feed, with the source that an item is credited to."""

from __future__ import annotations

import html
import io
import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.web.leads import MOST, Lead, Leads, absolute, words
from reportedly.vocabulary import Credit

FEED = re.compile(rb"<(rss|feed|rdf:rdf|[a-z]+:feed)[\s>]", re.IGNORECASE)
JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(\\?/){2}jsonfeed\.org(\\?/)version')
HTML = re.compile(rb"<(!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
HEAD = 4_096
MOST_TAGS = 400_000  # feedparser takes some 20 µs and 500 bytes for each
# Formats of a whole report in a feed; a description is mostly a summary.
MARKED_UP = ("text/html", "application/xhtml+xml")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def looks_like_feed(head: bytes) -> bool:
    """Tell whether some bytes begin a feed."""
    opening = head[:HEAD].replace(b"\x00", b"")
    found = FEED.search(opening)
    if found is not None:
        return HTML.search(opening, 0, found.start()) is None
    return opening.lstrip().startswith(b"{") and JSON_FEED.search(opening) is not None


def read_feed(data: bytes, url: str | None, media_type: str = "") -> Leads:
    """Return what a feed names; Unreadable if it is none. `url` makes its addresses whole."""
    if data.lstrip()[:1] == b"{":
        return _json_feed(data, url)
    refuse_entities(data)
    if data.count(b"<") + data.count(b"&lt;") > MOST_TAGS:
        raise Unreadable("it has far more tags than a feed")
    told = _parsed(data, url, media_type)
    base = url or absolute(None, told.feed.get("link"))
    leads = [_lead(entry, told, base) for entry in told.entries[:MOST]]
    if not leads and not told.get("version"):
        raise Unreadable("it is no feed, or a broken one")
    found = tuple(lead for lead in leads if lead is not None)
    return Leads("feed", _title(told.feed), found, wrong=len(leads) - len(found))


def refuse_entities(data: bytes) -> None:
    """Raise Unreadable for XML that declares entities: feeds need none, bombs are made of them."""
    if b"<!entity" in data.replace(b"\x00", b"").lower():
        raise Unreadable("its XML declares entities, which are not read")


def _parsed(data: bytes, url: str | None, media_type: str) -> Any:
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": media_type or "application/xml"}
    if url:
        headers["content-location"] = url
    try:
        # A stream: feedparser would fetch a string that looks like an address. Its cleaning of
        # markup takes time that grows with the square of what is never closed; markup is read as
        # that of a page, and never shown as markup.
        return feedparser.parse(
            io.BytesIO(data), response_headers=headers,
            sanitize_html=False, resolve_relative_uris=False,
        )  # fmt: skip
    except Exception as error:  # any of its parsers may stumble over a broken feed
        raise Unreadable(f"this feed can't be parsed ({type(error).__name__})") from None


def _lead(entry: Any, told: Any, base: str | None) -> Lead | None:
    """Return the lead of an entry, or None if it names no page."""
    url = absolute(base, entry.get("link")) or absolute(None, entry.get("id"))
    if url is None:
        return None
    authors = [words(each.get("name")) for each in entry.get("authors") or [] if each]
    return Lead(
        url=url,
        found="feed",
        id=words(entry.get("id")),
        title=_title(entry),
        outlet=_title(told.feed),
        authors=tuple(name for name in authors if name),
        published=_instant(entry, "published"),
        updated=_instant(entry, "updated"),
        credits=_credits(entry.get("source"), base),
        content=_content(entry),
    )


def _title(told: Any) -> str | None:
    """Return a title without the markup that some feeds put into it."""
    title = told.get("title")
    return words(html.unescape(TAG.sub("", title))) if isinstance(title, str) else None


def _credits(source: Any, base: str | None) -> tuple[Credit, ...]:
    """Return whom an item is taken from: `<source>` of RSS and Atom."""
    if not source:
        return ()
    url = absolute(base, source.get("href") or source.get("link"))
    name = _title(source) or words(source.get("value")) or url
    return (Credit(name, "outlet", "feed source", url),) if name else ()


def _content(entry: Any) -> str | None:
    for content in entry.get("content") or []:
        if content.get("value") and content.get("type", "text/html") in MARKED_UP:
            return str(content["value"])
    return None


def _instant(entry: Any, name: str) -> str | None:
    """Return a date in the time zone that it is written in, or as feedparser makes it out."""
    # A bare dict: feedparser gives the one date for the other where that is missing.
    written = dict.get(entry, name)
    if isinstance(written, str):
        for parse in (datetime.fromisoformat, parsedate_to_datetime):
            try:
                return parse(written.strip()).isoformat()
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
    parsed: Any = dict.get(entry, f"{name}_parsed")
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
    except (ValueError, TypeError):
        return None


def _json_feed(data: bytes, base: str | None) -> Leads:
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable("this JSON Feed can't be parsed") from None
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list):
        raise Unreadable("it is no feed, or a broken one")
    title = words(told.get("title"))
    leads = [_json_lead(item, title, base) for item in items[:MOST]]
    found = tuple(lead for lead in leads if lead is not None)
    return Leads("feed", title, found, wrong=len(leads) - len(found))


def _json_lead(item: Any, title: str | None, base: str | None) -> Lead | None:
    if not isinstance(item, dict):
        return None
    url = absolute(base, item.get("url")) or absolute(None, item.get("id"))
    if url is None:
        return None
    content, external = item.get("content_html"), absolute(base, item.get("external_url"))
    listed = item.get("authors")
    writers = [item.get("author"), *(listed if isinstance(listed, list) else [])]
    named = [words(each.get("name")) for each in writers if isinstance(each, dict)]
    # The page that an item talks about: what it is taken from.
    credits = (Credit(external, "outlet", "feed source", external),) if external else ()
    return Lead(
        url=url,
        found="feed",
        id=words(item.get("id")),
        title=words(item.get("title")),
        outlet=title,
        authors=tuple(name for name in named if name),
        published=_iso(item.get("date_published")),
        updated=_iso(item.get("date_modified")),
        credits=credits,
        content=content if isinstance(content, str) and content else None,
    )


def _iso(written: object) -> str | None:
    try:
        return datetime.fromisoformat(str(written)).isoformat() if written else None
    except ValueError:
        return None
