"""The learnt tagger: which words are cues, and for each cue who and what belongs to it.

One pass of a small encoder over each window of the doc (8-bit weights, one thread, so that the
same text gives the same answer on every machine with the same library); what hangs on each cue
is then worked out from the vectors with a few matrix products.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from reportedly.reading.statements.attribution import Attribution, Range
from reportedly.reading.statements.features import (
    PAIR_SIZES,
    pair_features,
    token_features,
    windows,
)
from reportedly.reading.statements.pieces import Pieces

Floats = NDArray[np.float32]
Cues = tuple[Range, float]


@dataclass(frozen=True, slots=True)
class Found:
    """One cue with what the tagger makes of it: token ranges, and how sure it is of the cue."""

    root: int
    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    sure: float


class Tagger:
    """The weights, loaded once for a process."""

    def __init__(self, folder: Path) -> None:
        """Load `tagger.onnx`, `pairs.npz` and `vocab.txt` from a folder."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / "pairs.npz", allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
        self._pairs = [weights[f"pair{i}"] for i in range(len(PAIR_SIZES))]
        self._weight, self._bias = weights["weight"], weights["bias"]
        self._pieces = Pieces(folder / "vocab.txt")

    def read(
        self, doc: Doc, quotes: Sequence[Range], rules: Sequence[Attribution]
    ) -> Iterator[Found]:
        """Yield what the tagger finds, given what quotation marks and rules tell."""
        tokens = token_features(doc, quotes, rules)
        by_root = {rule.root: rule for rule in rules}
        for window, core in windows(doc):
            ids, first, owner = self._pieces.of(doc, window)
            features = np.zeros((1, len(ids), tokens.shape[1]), dtype=np.int64)
            features[0, 1:-1] = tokens[owner]
            told = {
                "ids": np.array([ids], dtype=np.int64),
                "mask": np.ones((1, len(ids)), dtype=np.int64),
                "features": features,
            }
            cue, by_cue, by_token = (part[0][first] for part in self._encoder.run(None, told))
            for (start, end), sure in cues_in(cue, core[0] - window[0], core[1] - window[0]):
                span = (start + window[0], end + window[0])
                root = doc[span[0] : span[1]].root
                seen = pair_features(doc, root, window, quotes, by_root.get(root.i))
                scores = self._score(by_cue[root.i - window[0]], by_token, seen)
                source, content = parts_in(best_path(scores), window[0])
                yield Found(root.i, span, source, content, sure)

    def _score(self, cue: Floats, tokens: Floats, seen: NDArray[np.int64]) -> Floats:
        """Return label scores (tokens, 5) of one cue with every token of its window."""
        told = sum(table[seen[:, i]] for i, table in enumerate(self._pairs))
        joined = np.maximum(cue + tokens + cue * tokens + told, 0.0)
        scores: Floats = joined @ self._weight.T + self._bias
        return scores


def cues_in(scores: Floats, start: int, end: int) -> Iterator[Cues]:
    """Yield ranges that are tagged as cues between two positions, with their probability."""
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    labels = chances.argmax(axis=1)
    at = start
    while at < end:
        if labels[at] == 0:
            at += 1
            continue
        stop = at + 1
        while stop < len(labels) and labels[stop] == 2:
            stop += 1
        yield (at, stop), float(1.0 - chances[at:stop, 0].min())
        at = stop


# Labels: 0 none, 1 and 2 source, 3 and 4 content; an inner label follows its own kind only.
ALLOWED = np.array(
    [[1, 1, 0, 1, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [1, 1, 0, 1, 1], [1, 1, 0, 1, 1]]
)
BLOCKED: Floats = np.where(ALLOWED, 0.0, -1e4).astype(np.float32)


def best_path(scores: Floats) -> list[int]:
    """Return the best allowed labels of a window (Viterbi)."""
    steps = np.zeros(scores.shape, dtype=np.int64)
    total = scores[0] + BLOCKED[0]
    for i in range(1, len(scores)):
        ways = total[:, None] + BLOCKED
        steps[i] = ways.argmax(axis=0)
        total = ways.max(axis=0) + scores[i]
    path = [int(total.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(steps[i, path[-1]]))
    return path[::-1]


def parts_in(labels: Sequence[int], offset: int) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Return the ranges of source and content told by labels, moved to the doc's tokens."""
    parts: dict[int, list[Range]] = {1: [], 3: []}
    at = 0
    while at < len(labels):
        kind = labels[at]
        stop = at + 1
        if kind in parts:
            while stop < len(labels) and labels[stop] == kind + 1:
                stop += 1
            parts[kind].append((at + offset, stop + offset))
        at = stop
    return tuple(parts[1]), tuple(parts[3])


@cache
def tagger() -> Tagger | None:
    """Return the bundled tagger, or None where its weights are not installed."""
    folder = Path(str(files("reportedly"))) / "models" / "attribution-en"
    return Tagger(folder) if (folder / "tagger.onnx").is_file() else None


def whole(parts: Sequence[Range]) -> Range | None:
    """Return the range from the first to the last part."""
    return (min(p[0] for p in parts), max(p[1] for p in parts)) if parts else None
