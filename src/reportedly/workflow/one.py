"""One article read, whatever the reader does with it."""

from __future__ import annotations

from reportedly.errors import ReportedlyError
from reportedly.vocabulary import Article, Reading, SetAside

LONGEST_REASON = 200  # characters of a foreign error that a reason repeats


def read_article(
    language: str, model: str | None, place: str, article: Article
) -> Reading | SetAside:
    """Return what the article tells, or why the reader failed on it.

    UsageError, meant for the whole run, if there is no such reader.
    """
    from reportedly.reading import reader

    chosen = reader(language, model)
    try:
        return chosen.read(article)
    except Exception as error:
        return SetAside(place, reason_of(error))


def reason_of(error: Exception) -> str:
    """Return one line that says what went wrong in a reader."""
    said = " ".join(str(error).split())
    if isinstance(error, ReportedlyError):
        return said
    if isinstance(error, MemoryError):
        return "there was too little memory to read it"
    shown = said if len(said) <= LONGEST_REASON else said[:LONGEST_REASON] + "…"
    return f"the reader failed on it: {type(error).__name__}" + (f": {shown}" if shown else "")
