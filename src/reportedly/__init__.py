"""Who said what happened, according to whom: the attributed record of a report.

::

    import reportedly

    reading = reportedly.read("Kyiv said at least seven people were killed.")
    with reportedly.open() as record:
        record.keep(reading)
"""

from __future__ import annotations

from contextlib import AbstractContextManager
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
    from reportedly.record import Record

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
    from reportedly.intake import Document, Hints, make_article
    from reportedly.reading import reader

    hints = Hints(published=_day(published), outlet=outlet, url=url)
    return reader(language, model).read(make_article(Document(text, title=title), hints))


def open(url: str | None = None) -> AbstractContextManager[Record]:
    """Open the database of kept readings: a file's path or a `postgresql://` address.

    Without an address it is `$REPORTEDLY_DB`, or the file in your data folder. Use it in `with`.
    """
    from reportedly.record import open_record

    return open_record(url)


def _day(published: str | date | None) -> date | None:
    from datetime import datetime

    from reportedly.errors import Unreadable, UsageError
    from reportedly.intake import parse_day

    if isinstance(published, str):
        try:
            return parse_day(published)
        except Unreadable as error:
            raise UsageError(f"published: {error}") from None
    return published.date() if isinstance(published, datetime) else published
