"""What a page says about its article in its markup: JSON-LD, meta, microdata, times and links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from reportedly.intake.credits import credit, credit_of_address
from reportedly.intake.dates import iso_of
from reportedly.vocabulary import Credit

Thing = dict[str, Any]
ARTICLE = re.compile(r"(?:article|posting|report|newsitem)$", re.IGNORECASE)
LONGEST_JSON = 2_000_000  # characters
MOST_THINGS = 5_000
MOST_LINKS = 5_000
DEEPEST = 12
PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "pubdate", "publishdate",
    "publish-date", "publish_date", "publication_date", "publication-date", "article.published",
    "og:pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "date",
)  # fmt: skip
UPDATED = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time",
    "datemodified", "dcterms.modified", "dc.date.modified", "article.updated", "last-modified",
    "lastmod", "revised", "updated",
)  # fmt: skip
SOURCES = (
    "syndication-source", "original-source", "article:provider", "dc.source", "dcterms.source",
    "news_source", "source",
)  # fmt: skip
ORIGINS = ("sourceOrganization", "provider", "copyrightHolder", "isBasedOn", "creditText")
CLASS_PUBLISHED = re.compile(
    r"publish|entry-date|post-?date|posted|pubdate|dateline|timestamp", re.I
)
CLASS_UPDATED = re.compile(r"updated|modified|revised", re.I)
IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
SOURCE_LINK = re.compile(
    r"(?:source(?: link)?|original(?: article| source| story| post)?|(?:read|see|view) (?:the )?"
    r"(?:original|full) (?:article|story|post|source)?)\W*",
    re.IGNORECASE,
)
# A link without a scheme leads to a page of the same site.
OUTWARD = "//a[starts-with(@href, 'http') or starts-with(@href, '//')]"
BEFORE_SOURCE = re.compile(
    r"(?:source|via|originally published (?:by|on|at|in))\W*$", re.IGNORECASE
)


@dataclass(slots=True)
class Facts:
    """What a page's markup tells; each date with the place where it stands."""

    published: str | None = None
    published_from: str | None = None
    updated: str | None = None
    updated_from: str | None = None
    canonical: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    credits: list[Credit] = field(default_factory=list)
    free: bool = True  # false: the page says that its article is behind a paywall


def find_facts(tree: Any, url: str | None) -> Facts:
    """Return what the markup of a parsed page tells; `url` is the address it came from."""
    facts = Facts()
    things = list(_things(tree))
    meta = _meta(tree)
    facts.canonical = _canonical(tree, url)
    for thing in things[:1]:
        facts.title = _text(thing.get("headline"))
        facts.authors = _names(thing.get("author"))
        facts.publisher = next(iter(_names(thing.get("publisher"))), None)
        facts.free = str(thing.get("isAccessibleForFree", True)).lower() not in ("false", "no")
    address = url or facts.canonical or ""
    facts.published, facts.published_from = _first_date(
        (_in_things(things, "datePublished"), "json-ld"),
        (_in_meta(meta, PUBLISHED), "meta"),
        (_in_microdata(tree, "datePublished"), "microdata"),
        (_in_times(tree, CLASS_PUBLISHED), "time"),
        (_in_address(address), "url"),
    )
    facts.updated, facts.updated_from = _first_date(
        (_in_things(things, "dateModified"), "json-ld"),
        (_in_meta(meta, UPDATED), "meta"),
        (_in_microdata(tree, "dateModified"), "microdata"),
        (_in_times(tree, CLASS_UPDATED), "time"),
    )
    if facts.updated == facts.published:
        facts.updated = facts.updated_from = None
    found = (*_origins(things[:1]), *_meta_credits(meta), *_links(tree, address))
    facts.credits = [one for one in found if one is not None]
    if facts.canonical and host(facts.canonical) != host(address):
        by = credit_of_address(facts.canonical, "canonical")
        facts.credits += [
            by or Credit(host(facts.canonical), "outlet", "canonical", facts.canonical)
        ]
    return facts


def host(url: str | None) -> str:
    """Return the host of an address without www, m or amp; empty if it has none."""
    try:
        name = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|amp)\.", "", name)


def _first_date(*places: tuple[Iterable[str], str]) -> tuple[str | None, str | None]:
    for values, where in places:
        for value in values:
            day = iso_of(value)
            if day:
                return day, where
    return None, None


def _things(tree: Any) -> Iterator[Thing]:
    """Yield the articles that JSON-LD describes."""
    left, length = MOST_THINGS, 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        written = script.text or ""
        length += len(written)
        if length > LONGEST_JSON:
            return
        try:
            told = json.loads(
                written.strip().removeprefix("<!--").removesuffix("-->"), strict=False
            )
        except (ValueError, RecursionError):
            continue
        for thing in _walk(told, 0):
            left -= 1
            if left < 0:
                return
            kinds = thing.get("@type")
            if any(ARTICLE.search(kind) for kind in _strings(kinds)):
                yield thing


def _walk(told: object, depth: int) -> Iterator[Thing]:
    if depth > DEEPEST:
        return
    if isinstance(told, list):
        for part in told:
            yield from _walk(part, depth + 1)
    elif isinstance(told, dict):
        yield told
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if isinstance(told.get(key), list | dict):
                yield from _walk(told[key], depth + 1)


def _strings(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [it for it in listed if isinstance(it, str)]


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: object) -> tuple[str, ...]:
    """Return the names of persons or organisations as JSON-LD writes them."""
    listed = value if isinstance(value, list) else [value]
    named = [it.get("name") if isinstance(it, dict) else it for it in listed[:50]]
    texts = [_text(name) for part in named for name in _strings(part)]
    return tuple(dict.fromkeys(it for it in texts if it and not it.startswith("http")))


def _in_things(things: list[Thing], key: str) -> list[str]:
    return [str(thing[key]) for thing in things if isinstance(thing.get(key), str | int)]


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = element.get(attribute)
            if key and content:
                found.setdefault(key.strip().lower(), content)
    return found


def _in_meta(meta: dict[str, str], keys: tuple[str, ...]) -> list[str]:
    return [meta[key] for key in keys if key in meta]


def _in_microdata(tree: Any, prop: str) -> Iterator[str]:
    for element in tree.xpath("//*[@itemprop=$prop]", prop=prop)[:20]:
        yield element.get("content") or element.get("datetime") or element.text_content()[:60]


def _in_times(tree: Any, class_of: re.Pattern[str]) -> Iterator[str]:
    first = class_of is CLASS_PUBLISHED
    for element in tree.xpath("//time[@datetime]")[:200]:
        own = element.get("class") or ""
        above = element.getparent()
        marks = (own, element.get("id") or "", "" if above is None else above.get("class") or "")
        if first and CLASS_UPDATED.search(own) and not class_of.search(own):
            continue
        if (first and element.get("pubdate") is not None) or any(map(class_of.search, marks)):
            yield element.get("datetime")


def _in_address(address: str) -> Iterator[str]:
    for found in IN_ADDRESS.finditer(urlsplit_path(address)):
        yield "-".join(found.groups())


def urlsplit_path(address: str) -> str:
    """Return the path of an address; empty if it can't be split."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _canonical(tree: Any, url: str | None) -> str | None:
    for link in tree.xpath("//link[@rel and @href]")[:500]:
        if "canonical" in link.get("rel").lower().split():
            return web_address(link.get("href"), url)
    return None


def web_address(written: str, base: str | None = None) -> str | None:
    """Return a link as an absolute http(s) address, or None if it is no such thing."""
    try:
        whole = urljoin(base or "", "".join(written.split()))
        parts = urlsplit(whole)
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and parts.hostname and whole.isprintable()
    return whole if usable else None


def _origins(things: list[Thing]) -> Iterator[Credit | None]:
    for thing in things:
        for key in ORIGINS:
            value = thing.get(key)
            for name in _names(value):
                yield credit(name, "json-ld", known=True)
            if key == "isBasedOn" and isinstance(value, str):
                yield credit_of_address(value, "json-ld")


def _meta_credits(meta: dict[str, str]) -> Iterator[Credit | None]:
    for key in SOURCES:
        value = meta.get(key, "")
        if value.startswith(("http://", "https://")):
            yield credit_of_address(value, "meta")
        elif value:
            yield credit(value, "meta", known=True)


def _links(tree: Any, address: str) -> Iterator[Credit | None]:
    """Yield credits for links to another site that are called its source."""
    for link in tree.xpath(OUTWARD)[:MOST_LINKS]:
        called = " ".join(link.text_content()[:80].split())
        before = (link.getparent().text or "")[-60:] if link.getparent() is not None else ""
        if not (SOURCE_LINK.fullmatch(called) or BEFORE_SOURCE.search(before.strip())):
            continue
        to = web_address(link.get("href"), address)
        if to and host(to) and host(to) != host(address):
            known = credit_of_address(to, "source link")
            yield known or Credit(host(to), "outlet", "source link", to)
