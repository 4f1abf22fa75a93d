"""The sentences that a card shows, with the words of its entry made out in them."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.publish.cards.model import Quote, Run
from reportedly.publish.sentences import LONGEST, is_whole, sentence_around
from reportedly.vocabulary import Span

MOST = 3


def quotes_for(
    text: str, spans: Sequence[Span], strong: Sequence[Span] | None = None, most: int = MOST
) -> tuple[Quote, ...]:
    """Return the sentences around spans in the order of the text, none of them twice.

    `strong` are the spans to make out in them (the same ones unless given).
    """
    windows: list[Span] = []
    for span in joined(text, spans):
        around = sentence_around(text, span)
        if windows and around.start < windows[-1].end:
            both = Span(windows[-1].start, max(around.end, windows[-1].end))
            if both.end - both.start <= LONGEST:
                windows[-1] = both
                continue
            around = Span(windows[-1].end, around.end)
        if around.start < around.end:
            windows.append(around)
    marked = joined(text, spans if strong is None else strong)
    return tuple(Quote(at, runs(text, at, marked)) for at in windows[:most])


def joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, clipped to the text, those that overlap made one."""
    parts: list[Span] = []
    for span in sorted(Span(max(s.start, 0), min(s.end, len(text))) for s in spans):
        if span.start >= span.end:
            continue
        if parts and span.start <= parts[-1].end:
            parts[-1] = Span(parts[-1].start, max(span.end, parts[-1].end))
        else:
            parts.append(span)
    return parts


def runs(text: str, window: Span, strong: Sequence[Span]) -> tuple[Run, ...]:
    """Return a stretch of text in runs, with an ellipsis where it is cut out of a sentence."""
    begins, ends = is_whole(text, window)
    told = [] if begins else [Run("… ")]
    at = window.start
    for span in strong:
        start, end = max(span.start, at), min(span.end, window.end)
        if start < end:
            told += [Run(text[at:start]), Run(text[start:end], True)]
            at = end
    told.append(Run(text[at : window.end]))
    if not ends:
        told.append(Run(" …"))
    return tuple(run for run in told if run.words)
