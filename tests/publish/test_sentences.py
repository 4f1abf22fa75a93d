"""The sentence around some words is found in many kinds of text, and never runs away."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.publish import sentence_around
from reportedly.publish.sentences import LONGEST
from reportedly.vocabulary import Span

FOLDED = """\
The governor said on Tuesday that the bridge over the river would
stay closed to convoys. A second crossing was open.
"""


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One came. Two were hit. Three left.", "hit", "Two were hit."),
        ("Gen. Juba Aru of the S.P.L.M. spoke. He left.", "spoke",
         "Gen. Juba Aru of the S.P.L.M. spoke."),
        ("He met J. Doe. Then rain fell.", "Doe", "He met J. Doe."),
        ("It fell 3.5 km away. Nobody died.", "km", "It fell 3.5 km away."),
        ("“Leave!” she said. He stayed.", "she", "“Leave!” she said."),
        ("“We hit it.” The army denied this.", "hit", "“We hit it.”"),
        ("Deaths rise\n\nTwelve people died in Goma.", "Twelve", "Twelve people died in Goma."),
        ("Deaths rise\n\nTwelve people died in Goma.", "Deaths", "Deaths rise"),
        ("- three tanks\n- two guns", "two", "- two guns"),
        (FOLDED, "closed", "The governor said on Tuesday that the bridge over the river would\n"
                           "stay closed to convoys."),
        ("قصفت القوات المدينة. سقط قتلى؟ نعم.", "سقط", "سقط قتلى؟"),
        ("军队进城。居民离开。", "居民", "居民离开。"),
        ("One. Two goes. And three goes. Four.", "goes. And", "Two goes. And three goes."),
    ],
)  # fmt: skip
def test_sentence_holds_the_words(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    assert sentence_around(text, Span(start, start + len(words))).of(text) == sentence


texts = st.text(alphabet="aB .\n!?“”é。\u2028", max_size=900)


@given(texts, st.integers(0, 900), st.integers(0, 900))
@example("a" * 3000, 1500, 1501)
@example("a " * 1000, 0, 2000)
@example(" \n ", 0, 3)
def test_sentence_is_bounded_and_holds_its_words(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = sentence_around(text, Span(start, end))
    assert 0 <= found.start <= found.end <= len(text)
    assert found.end - found.start <= LONGEST
    assert found.start <= start
    assert found.end >= min(end, start + LONGEST)


def test_long_sentence_is_cut_between_words() -> None:
    text = "word " * 400 + "here " + "word " * 400
    at = text.index("here")
    found = sentence_around(text, Span(at, at + 4)).of(text)
    assert set(found.split()) == {"word", "here"}


def test_span_outside_the_text_gives_no_error() -> None:
    assert sentence_around("Short.", Span(50, 60)).of("Short.") in ("", "Short.")
