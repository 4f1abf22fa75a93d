"""Finding articles by their words, on both databases alike.

What the user types is never query syntax: words are all wanted, and "words in quotes" are
wanted side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, overload

from sqlalchemy import ColumnElement, Connection, Select, desc, func, literal, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import column, literal_column, table

from reportedly.record.tables import articles
from reportedly.vocabulary import Span

TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
WORD = re.compile(r"\w+")
OPENING, CLOSING = "\x02", "\x03"  # `plain` keeps them out, so they can't be the article's own
NOT_PLAIN = re.compile("[\x00\x02\x03\ud800-\udfff]")
MARK = re.compile(f"{OPENING}|{CLOSING}")
TWO_AS_ONE = re.compile(f"{CLOSING}(\\s*){OPENING}")
SNIPPET_WORDS = 24
MOST_TERMS = 50
EDGE = 500  # characters; more than a snippet's, to see whether it stands at an end of the text
INDEXED = 250_000  # as many as the index of PostgreSQL takes in
IN_TITLE, IN_TEXT = 5.0, 1.0

words_table = table("article_words", column("rowid"))
words_column: ColumnElement[Any] = literal_column("articles.words")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words; `marked` are their spans in the snippet."""

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    snippet: str
    marked: tuple[Span, ...] = ()


@overload
def plain(text: str) -> str: ...
@overload
def plain(text: None) -> None: ...
def plain(text: str | None) -> str | None:
    """Return the text with the characters replaced that no database can keep."""
    return None if text is None else NOT_PLAIN.sub("\ufffd", text)


def find_articles(connection: Connection, words: str, limit: int) -> list[Hit]:
    """Return the articles that hold all the words, best match first."""
    terms = split_terms(words)
    if not terms or not limit:
        return []
    on_sqlite = connection.dialect.name == "sqlite"
    asked = _for_sqlite(terms) if on_sqlite else _for_postgresql(terms)
    hits = []
    for row in connection.execute(asked.limit(limit)):
        id_, title, outlet, published, marked, opening, ending = row
        snippet, spans = read_marks(_with_ellipses(marked, opening, ending))
        hits.append(Hit(id_, title, outlet, published, snippet, spans))
    return hits


def split_terms(words: str) -> list[str]:
    """Return the single words and the quoted phrases, signs without a word left out."""
    found = (quoted or bare for quoted, bare in TERM.findall(plain(words)))
    return [term for term in found if WORD.search(term)][:MOST_TERMS]


def read_marks(snippet: str) -> tuple[str, tuple[Span, ...]]:
    """Return a snippet without its marks, and where they stood; neighbours become one."""
    parts: list[str] = []
    spans: list[Span] = []
    start = length = 0
    one = TWO_AS_ONE.sub(r"\1", snippet)
    for part, mark in zip(MARK.split(one), [*MARK.findall(one), ""], strict=True):
        parts.append(part)
        length += len(part)
        if mark == OPENING:
            start = length
        elif mark == CLOSING:
            spans.append(Span(start, length))
    return "".join(parts), tuple(spans)


def _with_ellipses(marked: str, opening: str, ending: str) -> str:
    """Show where the snippet leaves text out."""
    bare = MARK.sub("", marked).strip()
    before = "" if opening.lstrip().startswith(bare) else "…"
    after = "" if ending.rstrip().endswith(bare) else "…"
    return before + marked.strip() + after


def _for_sqlite(terms: list[str]) -> Select[Any]:
    # A quoted string is all words to FTS5, whatever stands in it.
    wanted = " ".join(f'"{term}"' for term in terms)
    words: ColumnElement[Any] = literal_column("article_words")
    text, substr = articles.c.text, func.substr
    snippet = func.snippet(words, 1, OPENING, CLOSING, "", SNIPPET_WORDS)
    return (
        select(*_told(), snippet, substr(text, 1, EDGE), substr(text, -EDGE))
        .select_from(words_table.join(articles, articles.c.number == words_table.c.rowid))
        .where(words.op("MATCH")(wanted))
        .order_by(func.bm25(words, IN_TITLE, IN_TEXT), articles.c.number.desc())
    )


def _for_postgresql(terms: list[str]) -> Select[Any]:
    english: ColumnElement[Any] = literal_column("'english'::regconfig")
    wanted: ColumnElement[Any] = literal("", TSQUERY)
    for term in terms:
        # As written ("U.S.", "3.5") or in its words ("air-defence" finds "air defence").
        parts = " ".join(WORD.findall(term))
        as_written, in_words = (func.phraseto_tsquery(english, it) for it in (term, parts))
        wanted = wanted.op("&&", return_type=TSQUERY())(
            as_written.op("||", return_type=TSQUERY())(in_words)
        )
    options = (
        f"StartSel={OPENING}, StopSel={CLOSING}, MaxFragments=1, "
        f"MaxWords={SNIPPET_WORDS}, MinWords={SNIPPET_WORDS // 2}"
    )
    text = articles.c.text
    snippet = func.ts_headline(english, func.left(text, INDEXED), wanted, options)
    return (
        select(*_told(), snippet, func.left(text, EDGE), func.right(text, EDGE))
        .where(words_column.op("@@")(wanted))
        .order_by(desc(func.ts_rank_cd(words_column, wanted, 1)), articles.c.number.desc())
    )


def _told() -> list[ColumnElement[Any]]:
    return [articles.c[key] for key in ("id", "title", "outlet", "published")]
