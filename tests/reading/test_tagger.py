"""The learnt tagger: chunks that part a doc, labels that follow each other, rules alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from spacy.tokens import Doc

from reportedly.reading import Reader
from reportedly.reading.statements import linking
from reportedly.reading.statements.features import (
    CORE,
    PAIR_SIZES,
    WHOLE,
    chunks,
    pair_features,
    reach,
    sentence_numbers,
)
from reportedly.reading.statements.tagger import (
    BLOCKED,
    CUE,
    LABELS,
    SOURCE,
    best_path,
    parts_of,
    ranges,
    tagger,
)
from reportedly.vocabulary import Article

VOCAB = spacy.blank("en").vocab
sentences = st.lists(st.integers(1, 300), min_size=1, max_size=12)
scores = hnp.arrays(
    np.float32,
    st.tuples(st.integers(1, 9), st.just(len(LABELS))),
    elements=st.floats(-9, 9, width=32),
)


def words(lengths: list[int]) -> Doc:
    starts = [i == 0 for length in lengths for i in range(length)]
    return Doc(VOCAB, words=["w"] * len(starts), sent_starts=starts)


@settings(deadline=None)
@given(sentences, st.integers(1, 4))
def test_cores_part_the_doc_and_chunks_hold_them(lengths: list[int], pieces: int) -> None:
    doc = words(lengths)
    found = chunks(doc, [pieces] * len(doc))
    assert [core[0] for _, core in found] == [0, *(core[1] for _, core in found[:-1])]
    assert found[-1][1][1] == len(doc)
    for chunk, core in found:
        assert 0 <= chunk[0] <= core[0] < core[1] <= chunk[1] <= len(doc)
        assert (chunk[1] - chunk[0]) * pieces <= WHOLE
        assert len(found) == 1 or (core[1] - core[0]) * pieces <= CORE


@settings(deadline=None)
@given(sentences, st.data())
def test_features_of_pairs_have_a_row_in_their_tables(lengths: list[int], data: st.DataObject) -> None:  # fmt: skip  # noqa: E501
    doc = words(lengths)
    root = data.draw(st.integers(0, len(doc) - 1))
    window = reach(root, (0, len(doc)))
    rows = pair_features(doc[root], window, sentence_numbers(doc), [(0, 1)], None)
    assert rows.shape == (window[1] - window[0], len(PAIR_SIZES))
    assert (rows >= 0).all()
    assert (rows.max(axis=0) < np.array(PAIR_SIZES)).all()


@settings(deadline=None)
@given(scores)
def test_labels_only_follow_their_own_kind(found: np.ndarray) -> None:
    path = best_path(found)
    assert len(path) == len(found)
    assert BLOCKED[0, path[0]] == 0.0
    assert all(BLOCKED[a, b] == 0.0 for a, b in pairwise(path))


@settings(deadline=None)
@given(scores)
def test_no_allowed_path_is_better(found: np.ndarray) -> None:
    best = sum(row[label] for row, label in zip(found, best_path(found), strict=True))
    plain = [0 if label % 2 == 0 else label for label in found.argmax(axis=1)]
    assert best >= sum(row[label] for row, label in zip(found, plain, strict=True)) - 1e-3


@settings(deadline=None)
@given(scores, st.data())
def test_a_cue_holds_its_head_and_no_other_part(found: np.ndarray, data: st.DataObject) -> None:
    head = data.draw(st.integers(0, len(found) - 1))
    told = parts_of(found, head + 100, 100, 0.5)
    assert told.cue[0] <= head + 100 < told.cue[1]
    parts = [told.cue, *told.content, *([told.source] if told.source else [])]
    taken = [i for a, b in parts for i in range(a, b)]
    assert len(taken) == len(set(taken))
    assert all(100 <= i < 100 + len(found) for i in taken)


def test_ranges_start_at_their_first_label() -> None:
    labels = [0, SOURCE, SOURCE + 1, SOURCE, CUE + 1, CUE, 0]
    assert ranges(labels, SOURCE) == [(1, 3), (3, 4)]
    assert ranges(labels, CUE) == [(5, 6)]


def test_without_weights_the_rules_stand_alone(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article(id="r1", text="Rebels said on Monday that the bridge at Goma was theirs.")
    monkeypatch.setattr(linking, "tagger", lambda: None)
    (statement,) = reader.read(article).statements
    assert statement.content[0].of(article.text) == "that the bridge at Goma was theirs"


def test_words_that_name_talk_are_told_from_words_that_tell(reader: Reader) -> None:
    doc = reader.nlp("The debate over the alleged raid went on, the envoy said.")
    named = [token.text for token in doc if token.is_alpha and linking.is_naming(token)]
    assert "debate" in named
    assert "alleged" in named
    assert "said" not in named


def test_the_weights_are_installed() -> None:
    assert tagger() is not None
