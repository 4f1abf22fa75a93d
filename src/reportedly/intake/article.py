"""Document → Article: every check that a report has to pass, whatever it came from."""

from __future__ import annotations

import logging
from datetime import date

from reportedly.errors import Unreadable
from reportedly.intake.credits import find_edges
from reportedly.intake.dates import parse_day, parse_instant
from reportedly.intake.document import Document, Hints
from reportedly.intake.language import require_english
from reportedly.intake.versions import standing_of
from reportedly.knowledge.domains import domain_of
from reportedly.vocabulary import Article, article_id

log = logging.getLogger(__name__)

LONGEST = 500_000  # characters; a book takes more memory than an ordinary computer has
LONGEST_ID = 200


def make_article(document: Document, hints: Hints) -> Article:
    """Return the article of a document; Unreadable says what it fails on."""
    text = document.text
    if not text.strip():
        raise Unreadable("it is empty")
    if len(text) > LONGEST:
        raise Unreadable(
            f"it is too long for one report ({len(text):,} characters, at most {LONGEST:,}): "
            "split it"
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unreadable(
            f"its text holds half a character (a lone surrogate) at character {error.start}"
        ) from None
    url = hints.url or document.url
    outlet = hints.outlet or document.outlet or _owner(url)
    edges = find_edges(text, document.authors, outlet)
    credits = {
        one.name: one for one in reversed((*hints.credits, *document.credits, *edges.credits))
    }
    published, published_from = _day(document, hints)
    updated, updated_from = _updated(document)
    return Article(
        id=article_id(text, outlet, url) if document.id is None else _checked_id(document.id),
        text=text,
        url=url,
        title=document.title,
        outlet=outlet,
        authors=document.authors,
        published=published,
        retrieved=hints.retrieved,
        language=require_english(text),
        canonical=document.canonical,
        published_at=_moment(document) if published_from == document.published_from else None,
        published_from=published_from,
        updated=updated,
        updated_from=updated_from,
        dateline=document.dateline or edges.dateline,
        credits=tuple(reversed(credits.values())),
        standing=standing_of(document.standing, document.title),
        supersedes=document.supersedes,
    )


def _owner(url: str | None) -> str | None:
    """Return whose an address is; a platform is nobody's outlet, only a channel on it."""
    domain = domain_of(url) if url else None
    if domain is None or (domain.kind == "social" and "/" not in domain.domain):
        return None
    return domain.outlet


def _day(document: Document, hints: Hints) -> tuple[date | None, str | None]:
    """Return the day of a report and where it was found; without one it is read undated."""
    if hints.published:
        return hints.published, hints.published_from
    if not document.published:
        return None, None
    try:
        return parse_day(document.published), document.published_from
    except Unreadable as reason:
        log.warning("%s: %s; read without a date", document.id or document.title or "?", reason)
        return None, None


def _moment(document: Document) -> str | None:
    """Return the instant of publication, None where a document gives the day alone."""
    try:
        instant = parse_instant(document.published or "")
    except Unreadable:
        return None
    return instant if "T" in instant else None


def _updated(document: Document) -> tuple[str | None, str | None]:
    """Return the day or instant of the last change as ISO 8601, and where it was found."""
    if not document.updated:
        return None, None
    try:
        return parse_instant(document.updated), document.updated_from
    except Unreadable:
        return None, None


def _checked_id(given: str) -> str:
    if not given.strip() or not given.isprintable():
        raise Unreadable(f"its id {given!r} is empty or holds characters that can't be seen")
    if len(given) > LONGEST_ID:
        raise Unreadable(f"its id is too long ({len(given)} characters, at most {LONGEST_ID})")
    return given
