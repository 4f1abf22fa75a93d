"""A report and what the feed, sitemap or list that led to it tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from html import escape

from reportedly.errors import Unreadable
from reportedly.intake.credits import credit, same_name
from reportedly.intake.dates import parse_day
from reportedly.intake.format import Item
from reportedly.intake.web.leads import Lead
from reportedly.vocabulary import Article, Credit, SetAside

WEAK = ("url", "page")  # where a page's own date is less sure than that of a feed


def enriched_item(item: Item, lead: Lead, place: str) -> Item:
    """Return an item under this place, its article with what its lead tells."""
    if isinstance(item.found, SetAside):
        return Item(place, SetAside(place, item.found.reason), item.original)
    return Item(place, enriched(item.found, lead), item.original)


def enriched(article: Article, lead: Lead) -> Article:
    """Return an article with what the feed, sitemap or list tells of it; its text is its own."""
    published, found, at = article.published, article.published_from, article.published_at
    if published is None or found in WEAK:
        try:
            told = parse_day(lead.published or "")
        except Unreadable:
            told = None
        if told:
            published, found, at = told, lead.found, instant_of(lead.published)
    updated, updated_from = article.updated, article.updated_from
    if updated is None and lead.updated and lead.updated != lead.published:
        # A plain sitemap's date is often that of the sitemap.
        updated, updated_from = (lead.updated, lead.found) if lead.found == "feed" else (None, None)
    return replace(
        article,
        title=article.title or lead.title,
        outlet=article.outlet or lead.outlet,
        authors=article.authors or lead.authors,
        published=published,
        published_from=found,
        published_at=at,
        updated=updated,
        updated_from=updated_from,
        credits=_credits(article, lead),
    )


def _credits(article: Article, lead: Lead) -> tuple[Credit, ...]:
    """Return the credits of a report and of its lead, each name once, the outlet not among them."""
    kept = {one.name: one for one in article.credits}
    for told in lead.credits:
        one = credit(told.name, told.found, known=False, url=told.url)
        if one is not None and not same_name(one.name, article.outlet):
            kept.setdefault(one.name, one)
    return tuple(kept.values())


def page_of(lead: Lead) -> bytes:
    """Return the report that a feed holds whole, as the page that it is a piece of."""
    page = (
        f"<html><head><title>{escape(lead.title or '')}</title></head>"
        f"<body><article>{lead.content or ''}</article></body></html>"
    )
    return page.encode("utf-8", "replace")


def instant_of(written: str | None) -> str | None:
    """Return a moment that is told with its time of day and zone, as ISO 8601; None otherwise."""
    try:
        told = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return told.isoformat(timespec="seconds") if told.tzinfo else None
