"""Reports as they come in: files, folders, standard input → articles, or why there is none."""

from reportedly.intake.article import make_article
from reportedly.intake.dates import parse_day
from reportedly.intake.document import Document, Hints
from reportedly.intake.folders import count
from reportedly.intake.sources import articles, placed_articles

__all__ = [
    "Document", "Hints", "articles", "count", "make_article", "parse_day", "placed_articles",
]  # fmt: skip
