"""Quotations are found in every style of marks, whole, and never inside each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.quotes import quotations

CASES = {
    "double": ("He said: “Go.” She left.", ["“Go.”"]),
    "straight": ('"No," he said, "never."', ['"No,"', '"never."']),
    "single": ("‘We won’t go,’ the farmers’ leader said.", ["‘We won’t go,’"]),
    "straight single": ("'We won't go,' he said of the troops' offer.", ["'We won't go,'"]),
    "apostrophes": ("The drones' range and the army's claim.", []),
    "typed twice": ("''It fell here,'' he said.", ["''It fell here,''"]),
    "mixed": ('"It fell here,” he said.', ['"It fell here,”']),
    "guillemets": ("«Stop», he said.", ["«Stop»"]),
    "nested": ("“They shouted ‘fire’ twice,” he said.", ["“They shouted ‘fire’ twice,”"]),
    "inches": ('A 10" shell and a "dud" fell.', ['"dud"']),
    "paragraphs": (
        "“First paragraph.\n\n“Second one,” he said.",
        ["“First paragraph.", "“Second one,”"],
    ),
    "lost mark": ("He said “it goes on and on.\nNext line.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_quotations(name: str) -> None:
    text, expected = CASES[name]
    assert [span.of(text) for span in quotations(text)] == expected


@given(st.text(alphabet="ab \n.“”\"'‘’«»`,", max_size=80))
def test_quotations_are_ordered_inside_the_text_and_apart(text: str) -> None:
    found = quotations(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
