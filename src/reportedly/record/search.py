"""Finding articles by their words, on both databases alike.

What the user types is never query syntax: words are all wanted, and "words in quotes" are
wanted side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
sqlite_words: ColumnElement[Any] = literal_column("article_words")
ENGLISH: ColumnElement[Any] = literal_column("'english'::regconfig")
TOLD = ("id", "title", "outlet", "published")


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
    return with_snippets(connection, words, rank_articles(connection, words, limit))


def rank_articles(connection: Connection, words: str, limit: int) -> list[Hit]:
    """Return the articles that hold all the words, best match first, without snippets."""
    terms = split_terms(words)
    if not terms or not limit:
        return []
    asked = _matching(connection, terms, [articles.c[key] for key in TOLD], ranked=True)
    rows = connection.execute(asked.limit(limit))
    return [Hit(id_, title, outlet, day, "") for id_, title, outlet, day in rows]


def with_snippets(connection: Connection, words: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return hits with the passage of each that holds most of the words.

    They cost more than finding: cut before what is not shown.
    """
    terms = split_terms(words)
    if not terms or not hits:
        return list(hits)
    asked = _matching(connection, terms, [articles.c.id, *_passage(connection, terms)])
    ids = [hit.id for hit in hits]
    if connection.dialect.name == "sqlite":
        numbers = connection.execute(select(articles.c.number).where(articles.c.id.in_(ids)))
        asked = asked.where(words_table.c.rowid.in_(list(numbers.scalars())))
    else:
        asked = asked.where(articles.c.id.in_(ids))
    found = {
        id_: read_marks(_with_ellipses(marked, opening, ending))
        for id_, marked, opening, ending in connection.execute(asked)
    }
    return [
        replace(hit, snippet=found[hit.id][0], marked=found[hit.id][1])
        for hit in hits
        if hit.id in found
    ]


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


def _matching(
    connection: Connection, terms: list[str], columns: list[Any], ranked: bool = False
) -> Select[Any]:
    """Return a query of the articles that hold all terms."""
    asked = select(*columns)
    if connection.dialect.name == "sqlite":
        # A quoted string is all words to FTS5, whatever stands in it.
        wanted = " ".join(f'"{term}"' for term in terms)
        joined = words_table.join(articles, articles.c.number == words_table.c.rowid)
        asked = asked.select_from(joined).where(sqlite_words.op("MATCH")(wanted))
        rank: ColumnElement[Any] = func.bm25(sqlite_words, IN_TITLE, IN_TEXT)
    else:
        query = _tsquery(terms)
        asked = asked.where(words_column.op("@@")(query))
        rank = desc(func.ts_rank_cd(words_column, query, 1))
    return asked.order_by(rank, articles.c.number.desc()) if ranked else asked


def _passage(connection: Connection, terms: list[str]) -> list[ColumnElement[Any]]:
    """Return the passage with its marks, and the beginning and end of the text."""
    text = articles.c.text
    if connection.dialect.name == "sqlite":
        snippet = func.snippet(sqlite_words, 1, OPENING, CLOSING, "", SNIPPET_WORDS)
        return [snippet, func.substr(text, 1, EDGE), func.substr(text, -EDGE)]
    options = (
        f"StartSel={OPENING}, StopSel={CLOSING}, MaxFragments=1, "
        f"MaxWords={SNIPPET_WORDS}, MinWords={SNIPPET_WORDS // 2}"
    )
    snippet = func.ts_headline(ENGLISH, func.left(text, INDEXED), _tsquery(terms), options)
    return [snippet, func.left(text, EDGE), func.right(text, EDGE)]


def _tsquery(terms: list[str]) -> ColumnElement[Any]:
    wanted: ColumnElement[Any] = literal("", TSQUERY)
    for term in terms:
        # As written ("U.S.", "3.5") or in its words ("air-defence" finds "air defence").
        parts = " ".join(WORD.findall(term))
        as_written, in_words = (func.phraseto_tsquery(ENGLISH, it) for it in (term, parts))
        wanted = wanted.op("&&", return_type=TSQUERY())(
            as_written.op("||", return_type=TSQUERY())(in_words)
        )
    return wanted
