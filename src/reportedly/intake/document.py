"""What a document says about itself, and what the caller knows about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reportedly.vocabulary import Credit, Standing

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows about the reports; it takes the place of what they say themselves.

    `max_bytes` bounds one report: a file, or one line of a JSONL file, after decompression.
    `published_from` says where the caller has the date from. `columns` names, for tables and
    JSON lines, the column that holds a field: {"text": "body"}. `encoding` is what a server names,
    `retrieved` (an ISO 8601 instant) when it was asked, `credits` are added to the report's own.
    """

    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    max_bytes: int = 10 * MEGABYTE
    columns: Mapping[str, str] = field(default_factory=dict)
    published_from: str = "caller"
    encoding: str | None = None
    retrieved: str | None = None
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report as its file gives it, nothing checked yet; dates are as written there.

    `published_from` and `updated_from` say where the dates stand ("meta", "json-ld", "column" …).
    """

    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    updated: str | None = None
    updated_from: str | None = None
    canonical: str | None = None
    dateline: str | None = None
    credits: tuple[Credit, ...] = ()
    standing: Standing = "usable"
    supersedes: str | None = None
