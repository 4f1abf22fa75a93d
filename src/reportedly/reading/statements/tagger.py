"""The learnt tagger: which words head a cue, and for each what cue, source and content are.

One pass of a small encoder over each chunk of the doc (8-bit weights, one thread, so that the
same text gives the same answer); what hangs on each cue is then worked out from the vectors of
the cue and of the tokens around it, with a few matrix products.
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
    chunks,
    pair_features,
    reach,
    sentence_numbers,
    token_features,
)
from reportedly.reading.statements.pieces import Pieces

Floats = NDArray[np.float32]

# What a token is to a cue; the inner label of a part follows its own first or inner one only.
LABELS = ("none", "source", "source+", "content", "content+", "cue", "cue+")
SOURCE, CONTENT, CUE = 1, 3, 5
BLOCKED: Floats = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
for _first in (SOURCE, CONTENT, CUE):
    BLOCKED[:, _first + 1] = -1e4
    BLOCKED[[_first, _first + 1], _first + 1] = 0.0
LEAST = 0.5  # chance of heading a cue below which a word isn't looked at


@dataclass(frozen=True, slots=True)
class Found:
    """One cue with what the tagger makes of it: token ranges, and how sure it is of the cue."""

    root: int
    cue: Range
    source: Range | None
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
        options.enable_mem_pattern = False  # a plan of memory helps only texts of the same length
        self._encoder = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            # Both are slower than what they fuse.
            disabled_optimizers=["SkipLayerNormFusion", "DynamicQuantizeMatMulFusion"],
        )
        with np.load(folder / "pairs.npz", allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
        self._pairs = [weights[f"pair{i}"] for i in range(len(PAIR_SIZES))]
        self._weight, self._bias = weights["weight"].T, weights["bias"]
        # A convolution over three tokens is one product with the three side by side.
        self._beside = np.concatenate([weights["beside"][:, :, k].T for k in range(3)])
        self._beside_bias = weights["beside_bias"]
        self._pieces = Pieces(folder / "vocab.txt")

    def read(
        self, doc: Doc, quotes: Sequence[Range], rules: Sequence[Attribution]
    ) -> Iterator[Found]:
        """Yield what the tagger finds, given what quotation marks and rules tell."""
        tokens, cut = token_features(doc, quotes, rules), self._pieces.of(doc)
        by_root, numbered = {rule.root: rule for rule in rules}, sentence_numbers(doc)
        for chunk, core in chunks(doc, [len(pieces) for pieces in cut]):
            ids, first, owner = self._pieces.chunk(cut, chunk)
            features = np.zeros((1, len(ids), tokens.shape[1]), dtype=np.int64)
            features[0, 1:-1] = tokens[owner]
            told = {"ids": np.array([ids], dtype=np.int64), "features": features}
            head, by_cue, by_token = (part[0][first] for part in self._encoder.run(None, told))
            sure = 1.0 / (1.0 + np.exp(-head))
            for at in np.flatnonzero(sure >= LEAST):
                root = int(at) + chunk[0]
                if core[0] <= root < core[1]:
                    window = reach(root, chunk)
                    inner = by_token[window[0] - chunk[0] : window[1] - chunk[0]]
                    seen = pair_features(doc[root], window, numbered, quotes, by_root.get(root))
                    scores = self._score(by_cue[at], inner, seen)
                    yield parts_of(scores, root, window[0], float(sure[at]))

    def _score(self, cue: Floats, tokens: Floats, seen: NDArray[np.int64]) -> Floats:
        """Return label scores (tokens, labels) of one cue with every token of its window."""
        told = sum(table[seen[:, i]] for i, table in enumerate(self._pairs))
        joined = np.maximum(cue + tokens + cue * tokens + told, 0.0)
        edge = np.zeros((1, joined.shape[1]), dtype=joined.dtype)
        around = np.hstack([np.vstack([edge, joined[:-1]]), joined, np.vstack([joined[1:], edge])])
        joined += np.maximum(around @ self._beside + self._beside_bias, 0.0)
        scores: Floats = joined @ self._weight + self._bias
        return scores


def parts_of(scores: Floats, root: int, start: int, sure: float) -> Found:
    """Return the best parts for label scores of a window that starts at token `start`."""
    scores = scores - scores.max(axis=1, keepdims=True)
    scores = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    head = root - start
    bound = scores.copy()
    bound[head, :CUE] = -1e4  # the head of a cue is part of it
    labels = best_path(bound)
    cues = ranges(labels, CUE)
    cue = next((one for one in cues if one[0] <= head < one[1]), (head, head + 1))
    sources = ranges(labels, SOURCE)
    best = max(sources, key=lambda one: float(-scores[one[0] : one[1], 0].sum()), default=None)
    content = tuple((a + start, b + start) for a, b in ranges(labels, CONTENT))
    source = (best[0] + start, best[1] + start) if best else None
    return Found(root, (cue[0] + start, cue[1] + start), source, content, sure)


def best_path(scores: Floats) -> list[int]:
    """Return the best allowed labels of a window (Viterbi)."""
    plain = scores.argmax(axis=1)
    if not BLOCKED[plain[:-1], plain[1:]].any() and BLOCKED[0, plain[0]] == 0.0:
        return [int(label) for label in plain]  # mostly so: nothing forbidden, nothing to search
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


def ranges(labels: Sequence[int], first: int) -> list[Range]:
    """Return the ranges of one part, told by its first label."""
    found: list[Range] = []
    for i, label in enumerate(labels):
        if label == first:
            found.append((i, i + 1))
        elif label == first + 1 and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
    return found


@cache
def tagger() -> Tagger | None:
    """Return the bundled tagger, or None where its weights are not installed."""
    folder = Path(str(files("reportedly"))) / "models" / "attribution-en"
    return Tagger(folder) if (folder / "tagger.onnx").is_file() else None
