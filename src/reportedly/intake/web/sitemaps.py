"""Sitemaps and news sitemaps: which pages a site names, with what a news sitemap tells."""

from __future__ import annotations

import re
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.web.feeds import HTML
from reportedly.intake.web.leads import MOST, Lead, Leads, absolute, words

SITEMAP = re.compile(rb"<([a-z]+:)?(urlset|sitemapindex)[\s>]", re.IGNORECASE)
HEAD = 4_096
MOST_TAGS = 2_000_000  # a sitemap may name 50,000 pages


def looks_like_sitemap(head: bytes) -> bool:
    """Tell whether some bytes begin a sitemap or an index of sitemaps."""
    found = SITEMAP.search(head[:HEAD])
    return found is not None and HTML.search(head, 0, found.start()) is None


def read_sitemap(data: bytes, url: str | None) -> Leads:
    """Return what a sitemap names; Unreadable if it is broken. `url` makes addresses whole."""
    if data.count(b"<") > MOST_TAGS:
        raise Unreadable("it has far more tags than a sitemap")
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]

    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable(f"this sitemap can't be parsed ({type(error).__name__})") from None
    kind = _name(root)
    if kind not in {"urlset", "sitemapindex"}:
        raise Unreadable("it is no sitemap")
    entries = [_fields(entry) for entry in list(root)[:MOST]]
    if kind == "sitemapindex":
        named = [absolute(url, entry.get("loc")) for entry in entries]
        return Leads("sitemap", None, (), tuple(dict.fromkeys(it for it in named if it)))
    leads = [_lead(entry, url) for entry in entries]
    found = tuple(lead for lead in leads if lead is not None)
    return Leads("sitemap", None, found, wrong=len(leads) - len(found))


def _lead(entry: dict[str, str], base: str | None) -> Lead | None:
    url = absolute(base, entry.get("loc"))
    if url is None:
        return None
    news = "publication_date" in entry
    return Lead(
        url=url,
        found="news sitemap" if news else "sitemap",
        title=words(entry.get("title")),
        outlet=words(entry.get("name")),
        published=words(entry.get("publication_date")),
        updated=words(entry.get("lastmod")),
    )


def _fields(entry: Any) -> dict[str, str]:
    """Return the texts below an entry by their bare names, the first of each; images left out."""
    told: dict[str, str] = {}
    for part in entry:
        name = _name(part)
        for inner in part.iter() if name == "news" else (part,):
            if inner.text and inner.text.strip():
                told.setdefault(_name(inner), inner.text.strip())
    return told


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()
