"""Finds the times an article tells and puts them on the calendar.

Relative times are resolved from the day of publication ("on Friday"; a dateline with a full date
gives it where the article has none, and weekdays may stand for a day that the opening dates), or
from the time told last before them ("a day earlier"); where neither is known their bounds stay
null. Clock times are kept as the article words them, without time zone.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.notebook import notebook_of
from reportedly.reading.times.context import Context
from reportedly.reading.times.dateline import dateline_day, opening_days
from reportedly.reading.times.expressions import Expression, expressions
from reportedly.reading.times.joining import joined
from reportedly.reading.times.outlook import Outlook, outlook
from reportedly.reading.times.resolution import resolve
from reportedly.reading.times.standing import stands
from reportedly.reading.times.window import iso
from reportedly.vocabulary import Span, Time

NEAR = 300  # characters within which an hour belongs to the day told before


@Language.factory(
    "reportedly_times",
    requires=["token.tag", "token.dep", "token.lemma"],
    assigns=["doc._.reportedly_times"],
)
def make_times(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that writes an article's times into its notebook."""
    return find_times


def find_times(doc: Doc) -> Doc:
    """Add every time expression of the doc, resolved as far as the article allows."""
    notebook = notebook_of(doc)
    text = notebook.article.text
    found = joined(text, expressions(text))
    kept = [item for item in found if stands(doc, item)]
    published = notebook.article.published or dateline_day(text, kept)
    context = Context(published=published, year=first_year(kept))
    context.opening = () if published else opening_days(text, kept)
    told_at = -NEAR
    for item in kept:
        context.looks = looker(doc, item)
        context.near = item.start - told_at < NEAR
        window = resolve(item, context)
        start, end = iso(window.start), iso(window.end)
        span = Span(item.start, item.end)
        entry_id = notebook.new_id(Time, item.start)
        notebook.add(Time(entry_id, span, start, end, window.precision, window.anchor))
        if not looks_back(item):
            context.remember(window)
        if context.base is window:
            told_at = item.end
    return doc


def looker(doc: Doc, item: Expression) -> Callable[[bool], Outlook]:
    """Return the question where the clause around an expression looks."""
    return lambda deadline: outlook(doc, item.start, item.end, deadline=deadline)


def looks_back(item: Expression) -> bool:
    """Tell whether a time steps back from another ("a year earlier"): the telling stays there."""
    return item.kind == "shift" and item.cells["way"].lower() in {"earlier", "before", "previously"}


def first_year(items: list[Expression]) -> int | None:
    """Return the first year that a full date of the text gives."""
    for item in items:
        for part in (item, *item.parts):
            if part.kind in {"date", "iso", "month"} and part.cells.get("year", "").isdecimal():
                return int(part.cells["year"])
    return None
