"""The article is cut at highlights so that none is lost and none moves."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.publish.segments import Mark, paragraphs, segments
from reportedly.vocabulary import Span

SIZE = 40
KINDS = ("statement", "event", "figure", "place", "actor")


@st.composite
def some_marks(draw: st.DrawFn) -> list[Mark]:
    ends = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).filter(lambda it: it[0] != it[1])
    spans = draw(st.lists(ends, max_size=12))
    kinds = st.sampled_from(KINDS)
    return [
        Mark(Span(min(ends), max(ends)), f"x{number}", draw(kinds), "words")
        for number, ends in enumerate(spans)
    ]


@given(some_marks(), st.lists(st.integers(0, SIZE), max_size=5))
def test_segments_cover_the_text_once_and_carry_exactly_the_marks_over_them(
    marks: list[Mark], cuts: list[int]
) -> None:
    found = segments(Span(0, SIZE), marks, cuts)
    covered = [at for segment in found for at in range(*segment.span)]
    assert covered == list(range(SIZE))
    for segment in found:
        for at in range(*segment.span):
            over = {mark.entry for mark in marks if mark.span.start <= at < mark.span.end}
            assert {mark.entry for mark in segment.marks} == over


@given(some_marks())
def test_the_order_of_marks_does_not_change_the_segments(marks: list[Mark]) -> None:
    whole = Span(0, SIZE)
    assert segments(whole, marks) == segments(whole, marks[::-1])


@given(some_marks(), st.integers(0, SIZE - 1))
def test_the_most_particular_mark_comes_first_and_actors_last(marks: list[Mark], at: int) -> None:
    under = next(s for s in segments(Span(0, SIZE), marks) if s.span.start <= at < s.span.end)
    lengths = [m.span.end - m.span.start for m in under.marks if m.kind != "actor"]
    assert lengths == sorted(lengths)
    is_actor = [mark.kind == "actor" for mark in under.marks]
    assert is_actor == sorted(is_actor)


@given(st.text(alphabet="ab \n\t\r", max_size=60))
def test_paragraphs_leave_out_empty_lines_only(text: str) -> None:
    spans = paragraphs(text)
    assert all(span.of(text).strip() for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(before.end < after.start for before, after in pairwise(spans))
    assert all("\n\n" not in span.of(text).strip() for span in spans)
