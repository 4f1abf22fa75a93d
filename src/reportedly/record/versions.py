"""Versions of one report: the later takes the place of the former, and both are kept.

Two articles are versions of one report if the later says so (`supersedes`: the other's id, with or
without "@" and a version), if their ids are one with two instants (`uri@2025-06-13T11:00:00Z`), or
if they lie at the same address. One address may also be given to several reports, by a caller or
in an archive of another program; so without a fetch, or where only a page's word for its address
is the same, they must share words as well.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from reportedly.record.document import from_json
from reportedly.record.originals import has_original
from reportedly.record.search import plain
from reportedly.record.tables import articles, readings, reconciled
from reportedly.vocabulary import Article, Original

RUN = 5  # words in a row that both must have
SHARED = 0.2  # of the runs of the shorter; two reports of one matter share hardly any
MOST = 50  # versions looked at
PREFIXES = ("www.", "m.", "amp.", "mobile.", "edition.")


def as_version(connection: Connection, article: Article, original: Original | None) -> Article:
    """Return an article under an id of its own, if its id is taken by a text from other bytes.

    A publisher may change a report and leave its id: then both are kept. Without its bytes, or
    with the same bytes (which a newer version reads otherwise), an article is what it was.
    """
    kept = select(articles.c.text_sha256).where(articles.c.id == article.id)
    taken = connection.execute(kept).scalar()
    text = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    if taken is None or taken == text or original is None:
        return article
    if has_original(connection, article.id, original.sha256):
        return article
    named = f"{article.id}@text-{text[:12]}"
    return replace(article, id=named, supersedes=article.supersedes or article.id)


def link_versions(connection: Connection, article: Article) -> None:
    """Mark which of this article and the kept versions of it is superseded by another."""
    for other in _heads(connection, article):
        if not _are_versions(article, other):
            continue
        if _is_later(article, other):
            _supersede(connection, other.id, article.id)
        else:
            _supersede(connection, article.id, other.id)


def _heads(connection: Connection, article: Article) -> list[Article]:
    """Return the articles that might be versions of this one and are superseded by none."""
    given = [it for it in (article.url, article.canonical) if it and _names(it)]
    addresses = sorted({str(plain(it)) for url in given for it in _spellings(url)})
    alike: list[ColumnElement[bool]] = [_begins(connection, f"{article.id}@")]
    if addresses:
        alike += [articles.c.url.in_(addresses), articles.c.canonical.in_(addresses)]
    lasting = lasting_id(article)
    if lasting:
        alike += [articles.c.id == plain(lasting), _begins(connection, f"{lasting}@")]
    asked = (
        select(readings.c.body)
        .join(articles, articles.c.id == readings.c.article_id)
        .where(articles.c.superseded_by.is_(None), articles.c.id != article.id, or_(*alike))
        .order_by(articles.c.number)
        .limit(MOST)
    )
    return [from_json(body).article for body in connection.execute(asked).scalars()]


def _begins(connection: Connection, beginning: str) -> ColumnElement[bool]:
    """Return the condition that an id begins so: by SQLite's index, whose order is by code."""
    plainly = str(plain(beginning))
    if connection.dialect.name != "sqlite":
        return articles.c.id.startswith(plainly, autoescape=True)
    after = plainly[:-1] + chr(ord(plainly[-1]) + 1)
    return (articles.c.id >= plainly) & (articles.c.id < after)


def lasting_id(article: Article) -> str | None:
    """Return the id that all versions of a publisher's report share, if its ids are such."""
    lasting, at, _ = article.id.rpartition("@")
    return article.supersedes or (lasting if at and lasting else None)


def _are_versions(one: Article, other: Article) -> bool:
    for later, former in ((one, other), (other, one)):
        named = later.supersedes
        if named and (former.id == named or former.id.startswith(f"{named}@")):
            return True
    lasting = lasting_id(one)
    if lasting and lasting == lasting_id(other) and _dated(one) and _dated(other):
        return True
    if _address(one) is None or _address(one) != _address(other):
        return False
    fetched = one.retrieved is not None and other.retrieved is not None
    if fetched and one.url == other.url:
        return True
    return {one.standing, other.standing} != {"usable"} or _share_words(one.text, other.text)


def _is_later(new: Article, kept: Article) -> bool:
    """Tell whether an article is a later version than one that is kept already."""
    if new.supersedes and kept.id == new.supersedes:
        return True
    if kept.supersedes and new.id == kept.supersedes:
        return False
    if lasting_id(new) and lasting_id(new) == lasting_id(kept):
        if (number := _number(new)) is not None and (other := _number(kept)) is not None:
            return number >= other
        if (instant := _dated(new)) is not None and (before := _dated(kept)) is not None:
            return instant >= before
    for first, second in (
        (_instant(new.retrieved), _instant(kept.retrieved)),
        (_instant(new.updated or new.published_at), _instant(kept.updated or kept.published_at)),
    ):
        if first and second and first != second:
            return first > second
    return True


def _number(article: Article) -> int | None:
    """Return the version in an id, if it is a number."""
    version = article.id.rpartition("@")[2]
    return int(version) if version.isascii() and version.isdecimal() else None


def _dated(article: Article) -> datetime | None:
    """Return the version in an id, if it is an instant."""
    version = article.id.rpartition("@")[2]
    return None if _number(article) is not None else _instant(version)


def _supersede(connection: Connection, former: str, later: str) -> None:
    marked = update(articles).where(articles.c.id == former).values(superseded_by=later)
    connection.execute(marked)
    # What was made of the former has to be made again without it.
    connection.execute(delete(reconciled).where(reconciled.c.article_id == former))


def _address(article: Article) -> str | None:
    """Return the address that versions share: the page's own word for it, if of the same site."""
    if article.canonical and (
        article.url is None or _site(article.canonical) == _site(article.url)
    ):
        named = article.canonical
    else:
        named = article.url or ""
    return _bare(named) if _names(named) else None


def _names(url: str | None) -> bool:
    """Tell whether an address may be that of one report, as a site's first page is not."""
    if not url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc and (parts.path.strip("/") or parts.query))


def _bare(url: str) -> str:
    parts = urlsplit(url)
    return f"{_site(url)}{parts.path.rstrip('/')}?{parts.query}"


def _spellings(url: str) -> list[str]:
    """Return the ways in which one address is written: with and without www, slash and s."""
    _, _, rest = url.partition("://")
    bare = rest.removeprefix("www.").rstrip("/")
    return [url, *(
        f"{scheme}://{www}{bare}{slash}"
        for scheme in ("http", "https") for www in ("", "www.") for slash in ("", "/")
    )]  # fmt: skip


def _site(url: str) -> str:
    try:
        host = urlsplit(url).netloc.lower()
    except ValueError:
        return ""
    for prefix in PREFIXES:
        host = host.removeprefix(prefix)
    return host


def _share_words(one: str, other: str) -> bool:
    first, second = _runs(one), _runs(other)
    fewer = min(len(first), len(second))
    return fewer > 0 and len(first & second) / fewer >= SHARED


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


def _instant(written: str | None) -> datetime | None:
    try:
        told = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)
