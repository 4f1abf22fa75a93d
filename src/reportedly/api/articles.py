"""Articles, what is said in them, and what a search finds."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from reportedly.api.pages import Answer, Page
from reportedly.vocabulary import (
    Article,
    Cell,
    Copy,
    Figure,
    IncidentStatus,
    Span,
    Standing,
    Statement,
)


class ArticleSummary(Answer):
    """An article in a list, and how much was read in it."""

    id: str
    url: str | None
    title: str | None
    outlet: str | None
    published: date | None
    language: str | None
    standing: Standing
    superseded_by: str | None = Field(description="The id of the later version of this report.")
    statements: int
    events: int
    figures: int
    commitments: int
    places: int


class ToldIncident(Answer):
    """An incident that an article tells of."""

    id: str
    title: str
    start: str | None
    status: IncidentStatus


class ArticleWhole(Answer):
    """An article with its text; spans of its cells are offsets into `article.text`."""

    article: Article
    reader: str = Field(description="Version and model that read it.")
    superseded_by: str | None
    copy_of: Copy | None = Field(description="Whose text it repeats.")
    incidents: tuple[ToldIncident, ...] = Field(
        description="At most 200, in the order of its text."
    )


class SaidStatement(Answer):
    """A statement with its words, and what is told in it."""

    cell: Cell
    speaker: str | None = Field(description="Who speaks; null where the article hides it.")
    cue: str = Field(description="The words that mark it as a statement.")
    words: tuple[str, ...] = Field(description="What is said, verbatim.")
    statement: Statement
    figures: tuple[Figure, ...]
    events: tuple[str, ...] = Field(description="Ids of events told in it.")
    commitments: tuple[str, ...] = Field(description="Ids of commitments announced in it.")


class Hit(Answer):
    """An article that holds all the words; `marked` are their spans in the snippet."""

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    snippet: str
    marked: tuple[Span, ...]


class ArticlePage(Page[ArticleSummary]):
    """Articles, the latest published first."""


class StatementPage(Page[SaidStatement]):
    """Statements of an article, in the order of its text."""


class HitPage(Page[Hit]):
    """What a search finds, the best first; counts are over the best five hundred."""

    total: int
    outlets: dict[str, int]
    years: dict[str, int]
