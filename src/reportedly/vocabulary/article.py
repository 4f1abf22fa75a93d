"""A report as it came in, cleaned to the text that all offsets point into."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One published report.

    `text` is what every span of a Reading points into; it is never changed afterwards.
    `published` is null when neither the caller nor the document gives it: relative dates then
    stay unresolved. `retrieved` is an ISO 8601 instant, or null for local files.
    """

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    retrieved: str | None = None
    language: str | None = None


def article_id(text: str, outlet: str | None = None, url: str | None = None) -> str:
    """Return the id of an article that brings none of its own.

    The same text from the same outlet and address has the same id; a reprint elsewhere has
    another, because it is another report.
    """
    key = "\x1f".join((text, outlet or "", url or ""))
    return "r" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A report that could not be read, kept with its reason so that the rest can go on."""

    source: str
    reason: str
