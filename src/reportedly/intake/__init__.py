"""Reports as they come in: files, folders, standard input → articles, or why there is none."""

from reportedly.intake.article import make_article
from reportedly.intake.dates import as_day, parse_day
from reportedly.intake.document import Document, Hints
from reportedly.intake.folders import count
from reportedly.intake.format import Format, Item, one, reason_of, whole
from reportedly.intake.original import make_original
from reportedly.intake.registry import all_formats, choose, provided
from reportedly.intake.sources import articles, items_in, placed_articles
from reportedly.intake.stream import Binary, read_lines, read_whole

__all__ = [
    "Binary",
    "Document",
    "Format",
    "Hints",
    "Item",
    "all_formats",
    "articles",
    "as_day",
    "choose",
    "count",
    "items_in",
    "make_article",
    "make_original",
    "one",
    "parse_day",
    "placed_articles",
    "provided",
    "read_lines",
    "read_whole",
    "reason_of",
    "whole",
]  # fmt: skip
