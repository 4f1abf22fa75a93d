"""What the learnt tagger sees of a doc: windows, features of tokens, features of pairs.

Used both in training and in reading, so that the two can't differ. Everything is NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from reportedly.reading.statements.attribution import Attribution, Range

Ints = NDArray[np.int64]

CORE, CONTEXT, LONGEST = 96, 32, 240  # tokens
POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SPACE", "SYM", "VERB", "X",
)  # fmt: skip
TOKEN_SIZES = (4, 2, 2, 2, 2, 2, len(POS) + 1)  # values of each token feature
PAIR_SIZES = (16, 3, 4, 4)  # values of each pair feature
SUBJECTS = {"nsubj", "nsubjpass", "agent", "poss", "csubj"}


def windows(doc: Doc) -> list[tuple[Range, Range]]:
    """Return (window, core) token ranges: cores part the doc, windows add context to them."""
    cores: list[Range] = []
    start = 0
    for sentence in doc.sents:
        while sentence.end - start > LONGEST:
            cut = sentence.start if sentence.start > start else start + LONGEST
            cores.append((start, cut))
            start = cut
        if sentence.end - start >= CORE:
            cores.append((start, sentence.end))
            start = sentence.end
    if start < len(doc):
        cores.append((start, len(doc)))
    return [((max(0, a - CONTEXT), min(len(doc), b + CONTEXT)), (a, b)) for a, b in cores]


def token_features(doc: Doc, quotes: Sequence[Range], rules: Sequence[Attribution]) -> Ints:
    """Return one row a token: case, quoted, line start, what the rules make of it, word class."""
    rows = np.zeros((len(doc), len(TOKEN_SIZES)), dtype=np.int64)
    known = {name: i + 1 for i, name in enumerate(POS)}
    rows[:, 0] = [case(token.text) for token in doc]
    rows[:, 6] = [known.get(token.pos_, 0) for token in doc]
    for start, end in quotes:
        rows[start:end, 1] = 1
    for token in doc:
        if "\n" in token.text:
            rows[token.i + 1 : token.i + 2, 2] = 1
    for rule in rules:
        rows[rule.cue[0] : rule.cue[1], 3] = 1
        if rule.source:
            rows[rule.source[0] : rule.source[1], 4] = 1
        for start, end in rule.content:
            rows[start:end, 5] = 1
    return rows


def case(text: str) -> int:
    """Return 0 for lower case, 1 for a capital first, 2 for capitals, 3 without letters."""
    if not any(c.isalpha() for c in text):
        return 3
    if text.isupper() and len(text) > 1:
        return 2
    return int(text[0].isupper())


def pair_features(
    doc: Doc, root: Token, window: Range, quotes: Sequence[Range], rule: Attribution | None
) -> Ints:
    """Return one row a token of the window: how it stands to the cue whose head is `root`."""
    start, end = window
    rows = np.zeros((end - start, len(PAIR_SIZES)), dtype=np.int64)
    rows[:, 0] = positions(root, window)
    if rule is not None:
        fill(rows[:, 1], window, rule.content, 2)
        fill(rows[:, 1], window, [rule.source] if rule.source else [], 1)
    head = root.head
    if head.i != root.i:
        fill(rows[:, 2], window, [(head.left_edge.i, head.right_edge.i + 1)], 3)
    fill(rows[:, 2], window, [(root.left_edge.i, root.right_edge.i + 1)], 2)
    subjects = [c for c in root.children if c.dep_ in SUBJECTS]
    fill(rows[:, 2], window, [(c.left_edge.i, c.right_edge.i + 1) for c in subjects], 1)
    inside = next((q for q in quotes if q[0] <= root.i < q[1]), None)
    fill(rows[:, 3], window, quotes, 1)
    if inside:
        fill(rows[:, 3], window, [inside], 2)
        rows[rows[:, 3] == 0, 3] = 3
    return rows


def fill(column: Any, window: Range, ranges: Sequence[Range], value: int) -> None:
    """Write a value over the parts of ranges that lie in the window."""
    for a, b in ranges:
        column[max(a - window[0], 0) : max(min(b, window[1]) - window[0], 0)] = value


def positions(root: Token, window: Range) -> Ints:
    """Return where each token of a window stands to the cue: side, distance, sentence."""
    index = np.arange(*window)
    distance = index - root.i
    steps = np.minimum(np.floor(np.log2(np.maximum(np.abs(distance), 1))), 4).astype(np.int64)
    found = np.where(distance < 0, 1 + steps, 6 + steps)
    found[distance == 0] = 0
    sentence = root.sent
    before, after = index < sentence.start, index >= sentence.end
    found[before] = np.where(sentence.start - index[before] <= CONTEXT, 11, 12)
    found[after] = np.where(index[after] - sentence.end < CONTEXT, 13, 14)
    return found
