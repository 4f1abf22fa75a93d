"""What kind of document some bytes are: by the name of the file, or by how it begins."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import PurePath
from typing import Literal

Kind = Literal["text", "markdown", "html", "jsonl", "json"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
HTML = re.compile(r"<(!doctype|html|head|body|article|\?xml)\b", re.IGNORECASE)
JSON_LIST = re.compile(r"\[\s*\{")
RULE = re.compile(r"-{3,}[ \t]*\r?\n")


def kind_by_name(name: str) -> Kind | None:
    """Return the kind that a file's name promises, looking through `.gz`."""
    path = PurePath(name)
    if path.suffix.lower() == ".gz":
        path = PurePath(path.stem)
    return SUFFIXES.get(path.suffix.lower())


def kind_by_look(head: bytes) -> Kind:
    """Return the kind that the first bytes show: HTML, JSON lines, front matter, or text."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    opening = head.decode("utf-16" if wide else "utf-8-sig", "replace").lstrip()
    if HTML.match(opening):
        return "html"
    if opening.startswith("{"):
        return _kind_of_json(opening)
    if JSON_LIST.match(opening):
        return "json"
    return "markdown" if RULE.match(opening) else "text"


def _kind_of_json(opening: str) -> Kind:
    """Tell a line of JSON from an object over several lines, and from text in braces."""
    line, end, _ = opening.partition("\n")
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        if end:
            return "json" if re.match(r'\{\s*("|$)', line) else "text"
        # A line longer than what was looked at.
        return "jsonl" if line.startswith(('{"', "{ ")) else "text"
    return "jsonl"
