"""Text files and Markdown with front matter."""

from __future__ import annotations

import re

from frontmatter.default_handlers import YAMLHandler
from yaml import BaseLoader, YAMLError  # type: ignore[import-untyped]

from reportedly.errors import Unreadable
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import decode, narrow
from reportedly.intake.format import LAST, Format, whole

LONGEST_FRONT_MATTER = 100_000  # characters
NOTHING = frozenset({"null", "~"})  # how YAML writes that there is none
RULE = re.compile(rb"(\xef\xbb\xbf)?\s*-{3,}[ \t]*\r?\n")


def plain(text: str) -> Document:
    """Return a text file as it is."""
    return Document(text=one_line_end(text))


def markdown(text: str) -> Document:
    """Return what the front matter tells and the body as it stands, Markdown marks included.

    A file without front matter is all body. Unreadable if the front matter is broken YAML.
    """
    text = one_line_end(text)
    handler = YAMLHandler()
    try:
        written, body = handler.split(text) if handler.detect(text) else ("", text)
    except ValueError:  # the opening line is never closed: a rule, not front matter
        return Document(text=text)
    told = _front_matter(handler, written)
    if told is None:
        return Document(text=text)
    return Document(
        text=body.lstrip("\n"),  # the blank lines below the front matter belong to it
        title=_first(told, "title"),
        outlet=_first(told, "outlet", "publisher"),
        url=_first(told, "url"),
        authors=names(told.get("authors") or told.get("author")),
        published=_first(told, "published", "date"),
        published_from="front matter",
    )


def one_line_end(text: str) -> str:
    """Return the text with the line ends of Unix."""
    return text.replace("\r\n", "\n")


def words(value: object) -> str | None:
    """Return a value as text, or None if it is empty or no single value."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip() or None
    return None


def names(value: object) -> tuple[str, ...]:
    """Return the names in a list, or the one name that is given."""
    listed = value if isinstance(value, list) else [value]
    return tuple(name for name in map(words, listed) if name)


def _first(told: dict[str, object], *keys: str) -> str | None:
    values = (words(told.get(key)) for key in keys)
    return next((value for value in values if value and value.lower() not in NOTHING), None)


def _front_matter(handler: YAMLHandler, written: str) -> dict[str, object] | None:
    """Return the fields of the front matter, or None if the words between rules are no fields."""
    if len(written) > LONGEST_FRONT_MATTER:
        raise Unreadable("its front matter is too long")
    try:
        # BaseLoader makes no dates and no numbers, and follows no merge keys, whose expansion
        # can fill the memory.
        told = handler.load(written, Loader=BaseLoader)
    except (YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" in line {line + 1}" if isinstance(line, int) else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise Unreadable(f"its front matter is broken{where}: {problem}") from None
    return told if isinstance(told, dict) else None


def _read_plain(data: bytes, hints: Hints) -> Document:
    return plain(decode(data, hints.encoding))


def _read_markdown(data: bytes, hints: Hints) -> Document:
    return markdown(decode(data, hints.encoding))


FORMATS = (
    Format(
        "markdown",
        "Markdown, with or without front matter",
        whole("text/markdown", _read_markdown),
        suffixes=(".md", ".markdown"),
        media_types=("text/markdown",),
        looks=lambda head: RULE.match(head) is not None,
        rank=-20,
    ),
    Format(
        "text",
        "plain text in any usual encoding",
        whole("text/plain", _read_plain),
        suffixes=(".txt", ".text"),
        looks=lambda head: not narrow(head).startswith(b"<?xml"),
        rank=LAST,
    ),
)
