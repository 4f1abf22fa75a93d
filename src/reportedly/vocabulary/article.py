"""A report as it came in, cleaned to the text that all offsets point into."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

CreditKind = Literal["agency", "outlet", "channel", "document"]
Standing = Literal["usable", "corrected", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody whose copy a report says it is: the agency, paper or channel it was taken from.

    `found` says where that stands: "credit line", "byline", "source link", "feed source",
    "infosources", "forwarded from".
    """

    name: str
    kind: CreditKind
    found: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes a report came as, kept so that a record can be proven later.

    `source` is the address or path they came from, `retrieved` an ISO 8601 instant.
    """

    sha256: str
    data: bytes
    media_type: str
    source: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Article:
    """One published report.

    `text` is what every span of a Reading points into; it is never changed afterwards.
    `published` is null when neither the caller nor the document gives it: relative dates then
    stay unresolved; `published_at` is the instant (ISO 8601) where the time of day is told as well.
    `updated` is another date, as ISO 8601, and `…_from` says where each was found
    ("caller", "feed", "meta", "json-ld", "url", "text" …). `retrieved` is an ISO 8601 instant, or
    null for local files. `canonical` is the address that the page gives for itself, `supersedes`
    the id of the earlier version that a corrected, updated or withdrawn report takes the place of.
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
    canonical: str | None = None
    published_at: str | None = None
    published_from: str | None = None
    updated: str | None = None
    updated_from: str | None = None
    dateline: str | None = None
    credits: tuple[Credit, ...] = ()
    standing: Standing = "usable"
    supersedes: str | None = None


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
