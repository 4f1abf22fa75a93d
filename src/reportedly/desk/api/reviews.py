"""Decisions of people: what was decided, what waits for it, and deciding by a token."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from reportedly.api import AskedDecision, Doubt, DoubtPage, ReviewLine, ReviewPage
from reportedly.desk.api.answers import Fresh, answered
from reportedly.desk.api.asked import WHOLE, Part, part_of
from reportedly.desk.api.behind import behind, caller_of
from reportedly.desk.api.incidents import summary_of
from reportedly.desk.api.problems import Refused
from reportedly.desk.deciding import newer_than
from reportedly.desk.filters import Name, Words, writable
from reportedly.desk.history import told
from reportedly.errors import RecordError
from reportedly.reconcile.overview import doubts, still_waiting
from reportedly.reconcile.overview import queue as queue_of
from reportedly.record.decisions import article_called, hold, moment
from reportedly.review import Line, Reviewer, Wanted, history, listed, row_of
from reportedly.vocabulary import Decision, Review

router = APIRouter()
InList = Annotated[Part, Depends(part_of(tuple[int]))]
InQueue = Annotated[Part, Depends(part_of(tuple[int, str]))]
Named = Annotated[Name | None, Query()]
Number = Annotated[int, Path(ge=1, le=WHOLE)]


@router.get("/reviews", response_model=ReviewPage, dependencies=[Fresh])
def reviews(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    request: Request,
    part: InList,
    article: Named = None,
    author: Words = None,
    decision: Decision | None = None,
    since: Annotated[Named, Query(description="ISO 8601 instant or day, in UTC.")] = None,
    until: Annotated[Named, Query(description="ISO 8601 instant or day, in UTC.")] = None,
) -> Response:
    """List decisions in the order in which they were made.

    Keep the last cursor: with it you get what was decided since.
    """
    first, last = _moment(since), _moment(until)
    with behind(request).record.transaction() as connection:
        wanted = Wanted(
            article=article_called(connection, article) if article else None,
            author=author or None, decisions=(decision,) if decision else (), since=first,
            until=last, after=part.after[0] if part.after else 0, limit=part.limit + 1,
        )  # fmt: skip
        lines = listed(connection, wanted)
    items, onward = part.cut([((it.review.number,), it) for it in lines])
    return answered(request, ReviewPage(items=tuple(map(line_of, items)), next=onward))


@router.get("/reviews/history", response_model=ReviewPage, dependencies=[Fresh])
def of_cell(
    request: Request,
    part: InList,
    cell: Annotated[Name, Query(description="ARTICLE/ENTRY, or an incident's or commitment's id.")],
) -> Response:
    """List all decisions on a cell, an incident or a commitment, and which of them count."""
    with behind(request).record.transaction() as connection:
        lines = history(connection, cell)
    items, onward = part.of_sorted([((it.review.number,), it) for it in lines])
    return answered(request, ReviewPage(items=tuple(map(line_of, items)), next=onward))


@router.get("/reviews/queue", response_model=DoubtPage)
def queue(request: Request, part: InQueue) -> Response:
    """List what to review among the latest thousand violent incidents nobody has accepted.

    What is least sure and weighs most comes first. The queue moves as decisions are made: begin
    again now and then.
    """
    here = behind(request)
    kept = here.remembered.get("queue", lambda: queue_of(here.record))  # the desk's own
    rows = still_waiting(here.record, kept)
    items, onward = part.on_from([(row.incident, row) for row in rows])
    found = tuple(
        Doubt(incident=summary_of(it.incident), confidence=it.confidence, weight=it.weight,
              reasons=it.reasons)
        for it in doubts(here.record, items)
    )  # fmt: skip
    return answered(request, DoubtPage(items=found, next=onward, total=len(rows)))


@router.get("/reviews/{number}", response_model=ReviewLine, dependencies=[Fresh])
def review(request: Request, number: Number) -> Response:
    """Show one decision."""
    with behind(request).record.transaction() as connection:
        lines = listed(connection, Wanted(after=number - 1, limit=1))
    if not lines or lines[0].review.number != number:
        raise RecordError(f"there is no decision {number}: see /api/v1/reviews")
    return answered(request, line_of(lines[0]))


@router.post("/reviews", response_model=ReviewLine, status_code=201)
def decide(request: Request, asked: AskedDecision) -> Response:
    """Keep a decision, under the name of the token that you show; it has to be a reviewer's."""
    here, caller = behind(request), caller_of(request)
    if not caller.by_token or caller.role == "reader":
        raise Refused(403, "deciding needs a token with the role of reviewer")
    for words in (asked.cell, asked.field, asked.other, asked.note):
        _kept_whole(words)
    with here.record.transaction(writes=True) as connection:
        hold(connection)
        seen = {} if asked.after is None else {"after": str(asked.after), "cell": asked.cell}
        other = newer_than(connection, seen, caller.name)
        if other is not None:
            raise Refused(409, f"meanwhile {other}: look again, then decide")
        kept = decided(Reviewer(connection, caller.name), asked)
    here.waiting.decided()
    if here.tokens is not None:
        address = request.client.host if request.client else None
        here.tokens.note(caller.name, address, f"decision {kept.number}: {told(row_of(kept))}")
    where = {"Location": f"{request.url.path}/{kept.number}"}
    return answered(request, line_of(Line(kept, "counts")), 201, where)


def decided(reviewer: Reviewer, asked: AskedDecision) -> Review:
    """Keep what is asked for; RecordError if it can't be."""
    if asked.decision in ("correct", "rate") and "value" not in asked.model_fields_set:
        raise RecordError(f"{asked.decision} needs a value; null empties a field")
    match asked.decision:
        case "accept":
            return reviewer.accept(asked.cell, asked.field, asked.note)
        case "reject":
            return reviewer.reject(asked.cell, asked.note)
        case "correct":
            return reviewer.correct(asked.cell, asked.field, asked.value, asked.note)
        case "rate":
            return reviewer.rate(asked.cell, str(asked.value), asked.note or "")
        case "comment":
            return reviewer.comment(asked.cell, asked.note or "")
        case "merge":
            return reviewer.merge(asked.other, asked.cell, asked.note)
        case "split":
            return reviewer.split(asked.other, asked.cell, asked.note)
        case "undo":
            if asked.number is None:
                raise RecordError("undo needs the number of the decision taken back")
            return reviewer.undo(asked.number, asked.note)


def line_of(line: Line) -> ReviewLine:
    """Return a decision as the API tells it."""
    return ReviewLine(**row_of(line.review), state=line.state, reason=line.reason)


def _moment(written: str | None) -> str | None:
    try:
        return moment(written) if written else None
    except (RecordError, OverflowError) as error:
        raise Refused(422, str(error)) from None


def _kept_whole(words: str | None) -> None:
    try:
        writable(words or "")
    except ValueError as error:
        raise Refused(422, f"{(words or '')[:40]!r} {error}") from None
