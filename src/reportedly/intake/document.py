"""What a document says about itself, and what the caller knows about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows about the reports; it takes the place of what they say themselves.

    `max_bytes` bounds one report: a file, or one line of a JSONL file, after decompression.
    """

    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    max_bytes: int = 10 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Document:
    """A report as its file gives it, nothing checked yet; `published` is as written there."""

    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
