"""What the learnt tagger sees of a doc: chunks, features of tokens, features of pairs.

Used both in training and in reading, so that the two can't differ. Everything is NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, POS
from spacy.tokens import Doc, Token

from reportedly.reading.statements.attribution import Attribution, Range

Ints = NDArray[np.int64]

CORE, CONTEXT, WHOLE = 384, 56, 496  # word pieces: of a part, of what is added to it, of one pass
REACH = 96  # tokens on each side of a cue in which its source and content are looked for
CLASSES = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SPACE", "SYM", "VERB", "X",
)  # fmt: skip
ROLES = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass",
    "case", "cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj",
    "expl", "intj", "mark", "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod",
    "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt", "punct",
    "quantmod", "relcl", "xcomp",
)  # fmt: skip
NEAR = 4  # tokens from the cue whose distance counts singly
SENTENCES = 2  # before or after the cue's own, counted singly
TOKEN_SIZES = (4, 2, 2, 2, 2, 2, 2, len(CLASSES) + 1, len(ROLES) + 1)  # values of each feature
PAIR_SIZES = (2 * NEAR + 11, 5, 2 * len(ROLES) + 4, 4, 2 * SENTENCES + 3, 4)


def chunks(doc: Doc, sizes: Sequence[int]) -> list[tuple[Range, Range]]:
    """Return (chunk, core) token ranges: cores part the doc, chunks add context to them.

    `sizes` tells into how many word pieces each token is cut. What goes through the encoder at
    once never has more than `WHOLE` of them; a short doc goes in one piece.
    """
    upto = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    total = int(upto[-1])
    if total <= WHOLE:
        return [((0, len(doc)), (0, len(doc)))] if len(doc) else []
    share = total / -(-total // CORE)
    cores: list[Range] = []
    start = 0
    for end in [*(sentence.end for sentence in doc.sents), len(doc)]:
        while upto[end] - upto[start] > CORE:
            cut = int(np.searchsorted(upto, upto[start] + CORE, side="right")) - 1
            cores.append((start, cut))
            start = cut
        if upto[end] - upto[start] >= share * 0.9 or (end == len(doc) and start < end):
            cores.append((start, end))
            start = end
    return [(around(core, upto), core) for core in cores]


def around(core: Range, upto: Ints) -> Range:
    """Return a part of a doc with its context."""
    first = int(np.searchsorted(upto, upto[core[0]] - CONTEXT, side="left"))
    last = int(np.searchsorted(upto, upto[core[1]] + CONTEXT, side="right")) - 1
    return min(first, core[0]), max(last, core[1])


def token_features(doc: Doc, quotes: Sequence[Range], rules: Sequence[Attribution]) -> Ints:
    """Return one row a token.

    Case, quoted, line start, sentence start, what the rules make of it (cue, source, content),
    word class, role in the parse.
    """
    rows = np.zeros((len(doc), len(TOKEN_SIZES)), dtype=np.int64)
    words = [token.text for token in doc]
    rows[:, 0] = [case(word) for word in words]
    for start, end in quotes:
        rows[start:end, 1] = 1
    breaks = [i + 1 for i, word in enumerate(words[:-1]) if "\n" in word]
    rows[breaks, 2] = 1
    rows[[sentence.start for sentence in doc.sents], 3] = 1
    for rule in rules:
        rows[rule.cue[0] : rule.cue[1], 4] = 1
        if rule.source:
            rows[rule.source[0] : rule.source[1], 5] = 1
        for start, end in rule.content:
            rows[start:end, 6] = 1
    for column, attribute, names in ((7, POS, CLASSES), (8, DEP, ROLES)):
        codes = numbers(names)
        seen = doc.to_array([attribute])
        rows[:, column] = [codes.get(doc.vocab.strings[int(code)], 0) for code in seen]
    return rows


@cache
def numbers(names: tuple[str, ...]) -> dict[str, int]:
    """Return the number of each name, from 1; 0 is left for what is not listed."""
    return {name: i + 1 for i, name in enumerate(names)}


@lru_cache(maxsize=100_000)
def case(text: str) -> int:
    """Return 0 for lower case, 1 for a capital first, 2 for capitals, 3 without letters."""
    if not any(c.isalpha() for c in text):
        return 3
    if text.isupper() and len(text) > 1:
        return 2
    return int(text[0].isupper())


def reach(root: int, chunk: Range) -> Range:
    """Return the tokens of a chunk in which the parts of a cue's attribution are looked for."""
    return max(chunk[0], root - REACH), min(chunk[1], root + REACH + 1)


def pair_features(
    root: Token,
    window: Range,
    numbered: Ints,
    quotes: Sequence[Range],
    rule: Attribution | None,
) -> Ints:
    """Return one row a token of the window: how it stands to the cue whose head is `root`.

    `numbered` gives each token's sentence. Distance, what the rules make of it for this cue,
    branch of the parse that it hangs on, quotation marks, sentence, whether it opens or closes a
    branch.
    """
    start, end = window
    rows = np.zeros((end - start, len(PAIR_SIZES)), dtype=np.int64)
    rows[:, 0] = distances(root, window)
    if rule is not None:
        rows[:, 1] = 4
        fill(rows[:, 1], window, rule.content, 2)
        fill(rows[:, 1], window, [rule.source] if rule.source else [], 1)
        fill(rows[:, 1], window, [rule.cue], 3)
    branches(root, window, rows[:, 2], rows[:, 5])
    inside = next((q for q in quotes if q[0] <= root.i < q[1]), None)
    fill(rows[:, 3], window, quotes, 1)
    if inside:
        fill(rows[:, 3], window, [inside], 2)
        rows[rows[:, 3] == 0, 3] = 3
    apart = numbered[start:end] - numbered[root.i]
    rows[:, 4] = np.clip(apart, -SENTENCES - 1, SENTENCES + 1) + SENTENCES + 1
    return rows


def fill(column: Any, window: Range, ranges: Sequence[Range], value: int) -> None:
    """Write a value over the parts of ranges that lie in the window."""
    for a, b in ranges:
        column[max(a - window[0], 0) : max(min(b, window[1]) - window[0], 0)] = value


def branches(root: Token, window: Range, column: Any, edges: Any) -> None:
    """Write which child of the cue, or of the word that the cue hangs on, each token is under."""
    known, offset = numbers(ROLES), len(ROLES) + 1
    head = root.head
    if head.i != root.i:
        fill(column, window, [(head.left_edge.i, head.right_edge.i + 1)], 2 * offset)
        for child in head.children:
            hang(child, window, (column, edges), offset + known.get(child.dep_, 0))
        fill(column, window, [(head.i, head.i + 1)], 2 * offset)
    fill(column, window, [(root.left_edge.i, root.right_edge.i + 1)], 2 * offset + 1)
    for child in root.children:
        hang(child, window, (column, edges), known.get(child.dep_, 0))
    fill(column, window, [(root.i, root.i + 1)], 2 * offset + 1)


def hang(child: Token, window: Range, columns: tuple[Any, Any], value: int) -> None:
    """Write one branch: its value over all its tokens, and where it opens and closes."""
    start, end = child.left_edge.i, child.right_edge.i + 1
    fill(columns[0], window, [(start, end)], value)
    fill(columns[1], window, [(start, end)], 0)
    for at, edge in ((start, 1), (end - 1, 2)):
        if window[0] <= at < window[1]:
            columns[1][at - window[0]] |= edge


def distances(root: Token, window: Range) -> Ints:
    """Return how far each token of a window is from the cue: singly when near, else by powers."""
    distance = np.arange(*window) - root.i
    size = np.abs(distance)
    steps = np.floor(np.log2(np.maximum(size, 1) / NEAR)).astype(np.int64)  # 0 to 4
    far = np.where(distance < 0, 2 * NEAR + 1 + steps, 2 * NEAR + 6 + steps)
    found: Ints = np.where(size <= NEAR, distance + NEAR, far)
    return found


def sentence_numbers(doc: Doc) -> Ints:
    """Return for each token the number of its sentence in the doc."""
    starts = np.zeros(len(doc), dtype=np.int64)
    starts[[sentence.start for sentence in doc.sents]] = 1
    return np.cumsum(starts)
