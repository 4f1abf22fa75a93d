"""Whether a text as a whole is news of conflict or diplomacy, by a small learnt linear model.

A review of a war film, an obituary of a pilot or a rehearsed raid has every word of an attack; what
sets it apart are its other words. The model adds up weights of the words and pairs of words of a
text (capitalised ones left out, so that it learns no names). How it is trained stands in
`training/topic`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZE = 1 << 16  # weights; words and pairs that meet in one share it
FEWEST = 12  # features below which a text is too short to be judged
OLD = 1980  # years before this are history wherever reports are read today
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+|[.!?;:]")
LEAST = 0.5  # likelihood below which a text counts as no news of conflict

Buckets = NDArray[np.int64]


def words(text: str) -> list[str]:
    """Return the words that tell of what world a text is: small ones, numbers by what they are."""
    found = []
    for word in WORD.findall(text):
        if word.islower() or word == "I" or not word[0].isalnum():
            found.append(word)
        elif word.isdigit():
            old = len(word) == 4 and 1000 <= int(word) < OLD
            found.append("<old>" if old else "<number>")
        else:
            found.append("<Name>")
    return found


def buckets(text: str) -> Buckets:
    """Return the sorted places of the weights that the words and pairs of a text stand for."""
    row = words(text)
    single = {word for word in row if word[0].isalnum()}
    pairs = {f"{one} {other}" for one, other in pairwise(row)}
    return np.array(sorted({crc32(term.encode()) % SIZE for term in single | pairs}), np.int64)


@cache
def weights() -> tuple[NDArray[np.float32], float]:
    """Return the weights and what is added to their mean."""
    folder = Path(str(files("reportedly"))) / "models" / "topic-en"
    with np.load(folder / "weights.npz") as stored:
        return stored["weights"].astype(np.float32) * float(stored["step"]), float(stored["bias"])


def likelihood(text: str) -> float:
    """Return how likely a text is news of conflict or diplomacy, between 0 and 1."""
    at = buckets(text)
    if len(at) < FEWEST:
        return 1.0
    table, bias = weights()
    score = float(table[at].sum()) / len(at) ** 0.5 + bias
    return 1 / (1 + exp(-max(min(score, 30.0), -30.0)))


def news_of_conflict(text: str) -> bool:
    """Tell whether a text may tell of violence that took place."""
    return likelihood(text) >= LEAST
