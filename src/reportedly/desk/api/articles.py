"""Articles: the list, one with its text, its reading, its statements; and what a search finds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import StringConstraints
from sqlalchemy import select

from reportedly.api import (
    ArticlePage,
    ArticleSummary,
    ArticleWhole,
    Hit,
    HitPage,
    SaidStatement,
    StatementPage,
    ToldIncident,
)
from reportedly.desk.api.answers import Fresh, answered
from reportedly.desk.api.asked import Id, Part, part_of
from reportedly.desk.api.behind import behind
from reportedly.desk.filters import Day, Name, Words
from reportedly.reconcile import copies_of
from reportedly.reconcile.overview import incidents_told_in
from reportedly.record.decisions import article_called
from reportedly.record.document import as_document
from reportedly.record.paging import SoughtArticles, articles_after
from reportedly.record.search import rank_articles, with_snippets
from reportedly.record.tables import articles as articles_table
from reportedly.review import as_it_stands
from reportedly.vocabulary import Cell, Reading, Statement

router = APIRouter()
MOST_HITS = 500
MOST_TOLD = 200
InList = Annotated[Part, Depends(part_of(tuple[date | None, int]))]
InText = Annotated[Part, Depends(part_of(tuple[int, str]))]
InHits = Annotated[Part, Depends(part_of(tuple[int, str]))]
Sought = Annotated[Name, Query(description="Words that are all there.")]
FourDigits = Annotated[str, StringConstraints(pattern="^([0-9]{4})?$")]
Year = Annotated[FourDigits | None, Query()]


@router.get("/articles", response_model=ArticlePage, dependencies=[Fresh])
def articles(
    request: Request,
    part: InList,
    since: Day = None,
    until: Day = None,
    outlet: Annotated[Words, Query(description="The outlet's name as it is written.")] = None,
) -> Response:
    """List articles, the latest published first, undated ones last."""
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    sought = SoughtArticles(first, last, outlet or None)
    with behind(request).record.transaction() as connection:
        rows = articles_after(connection, sought, part.after, part.limit + 1)
    items, onward = part.cut(rows)
    found = tuple(ArticleSummary(**it) for it in items)
    return answered(request, ArticlePage(items=found, next=onward))


@router.get("/articles/{id}", response_model=ArticleWhole, dependencies=[Fresh])
def article(request: Request, id: Id) -> Response:
    """Show an article with its text, whose copy it is, and of which incidents it tells."""
    record = behind(request).record
    reading = _reading(request, id)
    own = reading.article.id
    with record.transaction() as connection:
        later = select(articles_table.c.superseded_by).where(articles_table.c.id == own)
        superseded_by = connection.execute(later).scalar()
    told = tuple(
        ToldIncident(id=it.id, title=it.title, start=it.start, status=it.status)
        for it in incidents_told_in(record, own)[:MOST_TOLD]
    )
    return answered(request, ArticleWhole(
        article=reading.article, reader=reading.reader, superseded_by=superseded_by,
        copy_of=copies_of(record, [own]).get(own), incidents=told,
    ))  # fmt: skip


@router.get("/articles/{id}/reading", response_model=Reading, dependencies=[Fresh])
def reading(request: Request, id: Id) -> Response:
    """Return all that was read in an article, as people's decisions leave it."""
    return answered(request, as_document(_reading(request, id)))


@router.get("/articles/{id}/statements", response_model=StatementPage, dependencies=[Fresh])
def statements(request: Request, id: Id, part: InText) -> Response:
    """List who says what in an article, in the order of its text, with what is told therein."""
    found = _reading(request, id)
    rows = [((it.cue.span.start, it.id), it) for it in found.statements]
    items, onward = part.of_sorted(sorted(rows, key=lambda row: row[0]))
    names = {actor.id: actor.name for actor in found.actors}
    said = tuple(said_in(found, names, it) for it in items)
    return answered(request, StatementPage(items=said, next=onward))


@router.get("/search", response_model=HitPage, dependencies=[Fresh])
def search(
    request: Request, part: InHits, q: Sought, outlet: Words = None, year: Year = None
) -> Response:
    """Search articles that hold all words (in quotes: side by side), the best match first."""
    record = behind(request).record
    with record.transaction() as connection:
        hits = rank_articles(connection, q, MOST_HITS)
    outlets = Counter(hit.outlet for hit in hits if hit.outlet)
    years = Counter(str(hit.published.year) for hit in hits if hit.published)
    kept = [
        hit for hit in hits
        if (not outlet or hit.outlet == outlet)
        and (not year or (hit.published is not None and f"{hit.published.year:04}" == year))
    ]  # fmt: skip
    items, onward = part.on_from([(hit.id, hit) for hit in kept])
    with record.transaction() as connection:
        items = with_snippets(connection, q, items)
    shown = tuple(
        Hit(id=it.id, title=it.title, outlet=it.outlet, published=it.published,
            snippet=it.snippet, marked=it.marked)
        for it in items
    )  # fmt: skip
    return answered(request, HitPage(
        items=shown, next=onward, total=len(kept), outlets=dict(outlets.most_common(50)),
        years=dict(sorted(years.items())),
    ))  # fmt: skip


def said_in(reading: Reading, names: dict[str, str], said: Statement) -> SaidStatement:
    """Return a statement with its words, and what is told in it."""
    text, speaker = reading.article.text, said.speaker
    named = names.get(speaker.actor or "", speaker.span.of(text)) if speaker else None

    def told(entries: Any) -> tuple[Any, ...]:
        return tuple(it for it in entries if it.statement == said.id)

    return SaidStatement(
        cell=Cell(reading.article.id, said.id), speaker=named, cue=said.cue.span.of(text),
        words=tuple(span.of(text) for span in said.content), statement=said,
        figures=told(reading.figures), events=tuple(it.id for it in told(reading.events)),
        commitments=tuple(it.id for it in told(reading.commitments)),
    )  # fmt: skip


def _reading(request: Request, id: str) -> Reading:
    with behind(request).record.transaction() as connection:
        return as_it_stands(connection, article_called(connection, id)).reading
