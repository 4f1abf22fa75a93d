"""Whether what is kept still follows from the bytes that it came as."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from reportedly.intake import Hints
from reportedly.intake.sources import items_in
from reportedly.intake.web.bodies import declared
from reportedly.record import Record
from reportedly.record.originals import Origin, original, origins
from reportedly.vocabulary import Article, Reading

State = Literal["proven", "differs", "damaged"]
TAG = re.compile(r"<[^<>]*>")
BLANK = re.compile(r"\s+")
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one article and the bytes it came as; `reason` is empty if all is well."""

    article_id: str
    source: str
    retrieved: str
    state: State
    reason: str = ""


def verify(record: Record, article_id: str | None = None) -> Iterator[Verdict]:
    """Yield a verdict on each original of each article, or of one, in the order they were kept.

    Damaged: bytes that don't fit their hash, a text that isn't the one that was kept, or words
    that aren't in the bytes. Differs: this version finds another text in them, but not other words.
    """
    with record.transaction() as connection:
        listed = list(origins(connection, article_id))
    for origin in listed:
        with record.transaction() as connection:
            data, media_type = original(connection, origin.sha256)
        state, reason = _judge(record.get(origin.article_id), origin, data, media_type)
        yield Verdict(origin.article_id, origin.source, origin.retrieved, state, reason)


def _judge(
    reading: Reading, origin: Origin, data: bytes | None, media_type: str
) -> tuple[State, str]:
    article = reading.article
    kept = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    if kept != origin.article_sha256:
        return "damaged", "its text is not the one that was kept"
    if data is None:
        return "damaged", "its original bytes don't fit their hash"
    found = texts_in(data, origin.source, media_type, article)
    if article.text in found or article.text in _cells(data, media_type):
        return "proven", ""
    if _words_are_in(article.text, data, media_type):
        return "differs", "its words are in the bytes, but this version finds another text there"
    mine = f"reportedly {version('reportedly')} "
    if not reading.reader.startswith(mine):
        return "differs", "another version found its text in the bytes; this one doesn't"
    if not found:  # a row, or a message, says less alone than in its file
        return "differs", "its bytes can't be read by themselves"
    return "damaged", "its words are not in its original bytes"


def texts_in(data: bytes, source: str, media_type: str, article: Article) -> list[str]:
    """Return the texts of the articles that this version finds in some bytes."""
    named, charset = declared(media_type)
    hints = Hints(url=article.url, encoding=charset, retrieved=article.retrieved)
    found = items_in(io.BytesIO(data), source, hints, named)
    return [item.found.text for item in found if isinstance(item.found, Article)]


def _cells(data: bytes, media_type: str) -> list[str]:
    """Return the cells of a row of a table: which was the text was the caller's choice."""
    named, charset = declared(media_type)
    try:
        written = data.decode(charset or "utf-8")
        if named == "text/csv":
            return [
                cell
                for delimiter in DELIMITERS
                for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)
                for cell in row
            ]
        told = json.loads(written)
    except (ValueError, LookupError, RecursionError, csv.Error):
        return []
    return [it for it in told.values() if isinstance(it, str)] if isinstance(told, dict) else []


def _words_are_in(text: str, data: bytes, media_type: str) -> bool:
    """Tell whether each line of a text stands in the bytes, marks and line breaks aside."""
    _, charset = declared(media_type)
    for encoding in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            written = data.decode(encoding, "replace")
        except LookupError:
            continue
        for held in (written, written.replace('""', '"'), _strings_of(written)):
            bare = _squeezed(html.unescape(TAG.sub("", held)))
            if all(_squeezed(line) in bare for line in text.splitlines()):
                return True
    return False


def _squeezed(text: str) -> str:
    return BLANK.sub("", text)


def _strings_of(written: str) -> str:
    """Return the strings in JSON, one after another, or nothing if it isn't JSON."""
    try:
        told = json.loads(written)
    except (ValueError, RecursionError):
        return ""
    found: list[str] = []
    left = [told]
    while left:
        value = left.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict | list):
            left.extend(reversed(list(value.values() if isinstance(value, dict) else value)))
    return "\n".join(found)
