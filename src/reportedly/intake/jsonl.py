"""JSON lines: one report a line, its text taken as it is."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator

from reportedly.errors import Unreadable
from reportedly.intake.article import make_article
from reportedly.intake.document import Document, Hints
from reportedly.intake.markdown import names, words
from reportedly.intake.stream import Binary, read_lines
from reportedly.vocabulary import Article

OUTLET = ("outlet", "publisher")
PUBLISHED = ("published", "date", "dct")
AUTHORS = ("authors", "author")
GIVE_UP_AFTER = 100  # lines in a row that hold no report: this is another kind of file
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_jsonl(stream: Binary, hints: Hints) -> Iterator[tuple[int, Article | str]]:
    """Yield the line number with the article, or with the reason why the line holds none.

    Unreadable if the file as a whole can't be read further.
    """
    seen: dict[str, int] = {}
    without = 0
    for number, line in read_lines(stream, hints.max_bytes):
        if number == 1 and line and line.startswith(WIDE):
            raise Unreadable("it is UTF-16: save it as UTF-8, as JSON lines have to be")
        try:
            document = parse_line(line, hints.max_bytes)
            without = 0
            if document.id in seen:
                raise Unreadable(f"its id {document.id!r} stands in line {seen[document.id]} too")
            article = make_article(document, hints)
            seen[article.id] = number
            yield number, article
        except Unreadable as reason:
            yield number, str(reason)
            without += 1
        if without >= GIVE_UP_AFTER:
            raise Unreadable(f"no report in {without} lines up to line {number}: it is given up")


def parse_line(line: bytes | None, most: int) -> Document:
    """Return the document in one line; Unreadable if it is broken or lacks `id` or `text`."""
    if line is None:
        raise Unreadable(f"the line is too large (more than {most:,} bytes)")
    try:
        told = json.loads(line.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(f"the line isn't UTF-8 (byte {error.start} of it)") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"the line isn't JSON: {error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; nesting without end
        raise Unreadable("the line's JSON is too deep or holds too long a number") from None
    if not isinstance(told, dict):
        raise Unreadable("the line isn't a JSON object with id and text")
    return _document(told)


def _document(told: dict[str, object]) -> Document:
    given = told.get("id")
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise Unreadable("the line has no id" if given is None else "its id is no text or number")
    text = told.get("text")
    if not isinstance(text, str):
        raise Unreadable("the line has no text" if text is None else "its text is no string")
    return Document(
        text=text,
        id=str(given),
        title=words(told.get("title")),
        outlet=_first(told, OUTLET),
        url=words(told.get("url")),
        authors=next((names(told[key]) for key in AUTHORS if told.get(key)), ()),
        published=_first(told, PUBLISHED),
    )


def _first(told: dict[str, object], keys: tuple[str, ...]) -> str | None:
    return next((value for value in (words(told.get(key)) for key in keys) if value), None)
