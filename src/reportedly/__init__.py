"""Who said what happened, according to whom: the attributed record of a report.

::

    import reportedly

    reading = reportedly.read("Kyiv said at least seven people were killed.")
    with reportedly.open("record.sqlite") as record:
        record.keep(reading)
        record.reconcile()
        record.frame("figures")
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.vocabulary import (
    Acled,
    Actor,
    Article,
    Commitment,
    Condition,
    Cue,
    Effect,
    Event,
    Figure,
    Means,
    Place,
    Plover,
    Reading,
    Said,
    SetAside,
    Span,
    Speaker,
    Statement,
    Time,
    Via,
    article_id,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.opened import OpenRecord

__all__ = [
    "Acled", "Actor", "Article", "Commitment", "Condition", "Cue", "Effect", "Event", "Figure",
    "Means", "Place", "Plover", "Reading", "Said", "SetAside", "Span", "Speaker", "Statement",
    "Time", "Via", "article_id", "open", "read",
]  # fmt: skip


def read(  # noqa: PLR0913 (all but the text are named)
    text: str,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    language: str = "en",
    model: str | None = None,
) -> Reading:
    """Return what a report tells; spans are offsets into exactly this text.

    `published` (a date, or an ISO date as text) is what "on Friday" is reckoned from; without it
    such times stay unresolved. `model` names another spaCy pipeline than the usual one. Raises
    UsageError for a date that isn't one or a pipeline that is not installed, and Unreadable for
    a text that is empty, far too long, or plainly in another language.
    """
    from reportedly.intake import Document, Hints, as_day, make_article
    from reportedly.reading import reader

    hints = Hints(published=as_day(published), outlet=outlet, url=url)
    return reader(language, model).read(make_article(Document(text, title=title), hints))


def open(url: str | Path | None = None) -> OpenRecord:
    """Open a record: the path of an SQLite file (made if it isn't there) or a postgresql:// URL.

    Without an address it is `$REPORTEDLY_DB`, or the file in your data folder. Use it in `with`, or
    close it. Raises RecordError if it can't be opened or is newer than this version.
    """
    from reportedly.opened import OpenRecord

    return OpenRecord(None if url is None else str(url))
