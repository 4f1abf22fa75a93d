"""The learnt tagger: windows that part a doc, labels that follow each other, rules alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from reportedly.reading import Reader
from reportedly.reading.statements import linking
from reportedly.reading.statements.features import CONTEXT, windows
from reportedly.reading.statements.tagger import ALLOWED, best_path, parts_in, tagger
from reportedly.vocabulary import Article


@given(st.lists(st.integers(1, 300), min_size=1, max_size=12))
def test_cores_part_the_doc_and_windows_hold_them(lengths: list[int]) -> None:
    nlp = spacy.blank("en")
    starts = [i == 0 for length in lengths for i in range(length)]
    doc = spacy.tokens.Doc(nlp.vocab, words=["w"] * len(starts), sent_starts=starts)
    found = windows(doc)
    assert [core[0] for _, core in found] == [0, *(core[1] for _, core in found[:-1])]
    assert found[-1][1][1] == len(doc)
    for window, core in found:
        assert window == (max(0, core[0] - CONTEXT), min(len(doc), core[1] + CONTEXT))


scores = hnp.arrays(np.float32, st.tuples(st.integers(1, 9), st.just(5)), elements=st.floats(-9, 9, width=32))  # fmt: skip  # noqa: E501


@given(scores)
def test_labels_only_follow_their_own_kind(found: np.ndarray) -> None:
    path = best_path(found)
    assert len(path) == len(found)
    assert path[0] in {0, 1, 3}
    assert all(ALLOWED[a][b] for a, b in pairwise(path))


@given(scores)
def test_parts_are_the_labelled_tokens(found: np.ndarray) -> None:
    path = best_path(found)
    source, content = parts_in(path, 100)
    told = {i for a, b in (*source, *content) for i in range(a, b)}
    assert told == {i + 100 for i, label in enumerate(path) if label}


def test_without_weights_the_rules_stand_alone(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article(id="r1", text="Rebels said on Monday that the bridge at Goma was theirs.")
    monkeypatch.setattr(linking, "tagger", lambda: None)
    (statement,) = reader.read(article).statements
    assert statement.content[0].of(article.text) == "that the bridge at Goma was theirs"


def test_the_weights_are_installed() -> None:
    assert tagger() is not None
