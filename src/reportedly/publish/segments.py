"""The article cut where highlights begin and end, so that nested ones can be drawn.

Each segment carries every mark that covers it; joined again, the segments are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.vocabulary import Reading, Span

EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
# Where words of one length stand for several entries, the first of these is gone to.
RANK = ("figure", "time", "place", "statement", "event", "commitment", "actor")
BROAD = frozenset({"content", "occasion", "evidence", "what", "condition"})
# The words of an entry that are gone to first; of other kinds all words are alike.
FIRST = {"statement": "cue", "event": "evidence", "commitment": "what"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that an entry stands on. `part` tells what they are to it (cue, speaker, evidence)."""

    span: Span
    entry: str
    kind: str
    part: str

    @property
    def broad(self) -> bool:
        """Tell whether the words are clauses or sentences, shaded rather than linked."""
        return self.part in BROAD

    @property
    def leads(self) -> bool:
        """Tell whether the entry is looked for at these words first."""
        return FIRST.get(self.kind, self.part) == self.part

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """Return what the marks on the same words are ordered by, the most particular first.

        An actor comes after the statement in which they speak.
        """
        length = self.span.end - self.span.start
        return self.kind == "actor", length, RANK.index(self.kind), self.entry


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks throughout, the most particular mark first."""

    span: Span
    marks: tuple[Mark, ...]


def marks_of(reading: Reading) -> list[Mark]:
    """Return the words of all entries of a Reading that lie in its text."""
    made: list[Mark] = []
    for said in reading.statements:
        named = [part.span for part in (said.speaker,) if part]
        told = [part.span for part in (said.addressee,) if part]
        via = [link.span for link in said.via if link.span]
        occasion = [said.said.occasion] if said.said.occasion else []
        parts = {"cue": [said.cue.span], "speaker": named, "addressee": told, "via": via,
                 "occasion": occasion, "content": said.content}  # fmt: skip
        made += _marks(said.id, "statement", parts)
    for event in reading.events:
        parts = {
            "means": [it.span for it in event.means],
            "effect": [it.span for it in event.effects],
            "evidence": event.evidence,
        }
        made += _marks(event.id, "event", parts)
    for promise in reading.commitments:
        condition = [promise.condition.span] if promise.condition else []
        parts = {"what": [promise.what], "condition": condition, "evidence": promise.evidence}
        made += _marks(promise.id, "commitment", parts)
    for figure in reading.figures:
        made += _marks(figure.id, "figure", {"number": [figure.span]})
    for time in reading.times:
        made += _marks(time.id, "time", {"words": [time.span]})
    for kind, entries in (("place", reading.places), ("actor", reading.actors)):
        for entry in entries:
            made += _marks(entry.id, kind, {"mention": entry.mentions})
    size = len(reading.article.text)
    return [mark for mark in made if 0 <= mark.span.start < mark.span.end <= size]


def _marks(entry: str, kind: str, parts: dict[str, Sequence[Span]]) -> Iterable[Mark]:
    return (Mark(span, entry, kind, part) for part, spans in parts.items() for span in spans)


def segments(within: Span, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> list[Segment]:
    """Return the segments of a stretch of text in order; together they cover it once.

    A segment also ends at each of `cuts`, whether a mark ends there or not.
    """
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, set[Mark]] = {}
    for mark in marks:
        if mark.span.overlaps(within):
            opening.setdefault(max(mark.span.start, within.start), []).append(mark)
            closing.setdefault(min(mark.span.end, within.end), set()).add(mark)
    inner = {at for at in cuts if within.start < at < within.end}
    bounds = sorted({*within, *inner, *opening, *closing})
    cut: list[Segment] = []
    active: list[Mark] = []
    for start, end in pairwise(bounds):
        if start in closing:
            active = [mark for mark in active if mark not in closing[start]]
        if start in opening:
            active = sorted(active + opening[start], key=lambda mark: mark.order)
        cut.append(Segment(Span(start, end), tuple(active)))
    return cut


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text in order, without the empty lines between them."""
    starts, ends = [0], []
    for gap in EMPTY_LINES.finditer(text):
        ends.append(gap.start())
        starts.append(gap.end())
    found = (Span(*both) for both in zip(starts, [*ends, len(text)], strict=True))
    return [span for span in found if span.of(text).strip()]
