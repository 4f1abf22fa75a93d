"""Leads: addresses of reports, with what the feed, sitemap or list that names them tells."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from reportedly.errors import Unreadable
from reportedly.intake.web.addresses import joined
from reportedly.vocabulary import Credit

MOST = 100_000  # leads of one feed, sitemap or list
LONGEST_VERSION = 300
LONGEST = 500  # characters of a title or name; longer ones are no such thing


@dataclass(frozen=True, slots=True)
class Lead:
    """An address to fetch and what is told about it there; dates are ISO 8601 where they can be.

    `id` is the name a feed gives to its item, `found` says who tells all this ("feed",
    "news sitemap", "list"). `content` is the report as HTML, where the feed holds all of it.
    """

    url: str
    found: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    credits: tuple[Credit, ...] = ()
    content: str | None = None

    @property
    def version(self) -> str:
        """What names this version of the item: its id or address, and when it was changed."""
        named = f"{self.id or self.url} {self.updated or self.published or ''}".strip()
        return named if len(named) <= LONGEST_VERSION else sha256(named.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Leads:
    """What a feed, a sitemap or a list of addresses names, in its order.

    `further` are sitemaps that a sitemap names, `wrong` counts the entries without an address
    that may be fetched.
    """

    kind: Literal["feed", "sitemap", "list"]
    title: str | None
    leads: tuple[Lead, ...]
    further: tuple[str, ...] = ()
    wrong: int = 0


def absolute(base: str | None, written: object) -> str | None:
    """Return an address that may be fetched, made whole by the base; None if there is none."""
    if not isinstance(written, str) or not written.strip():
        return None
    try:
        return joined(base or "", written)
    except Unreadable:
        return None


def words(value: object) -> str | None:
    """Return a value as one line of text, or None if it is empty, too long or no text."""
    if not isinstance(value, str):
        return None
    line = " ".join(value.split())
    return line if 0 < len(line) <= LONGEST else None
