"""Whether a text as a whole is news of conflict or diplomacy, by a small learnt linear model.

A review of a war film, an obituary of a pilot or a rehearsed raid has every word of an attack; what
sets it apart are its other words. The model adds up weights of the words and pairs of words of a
text (capitalised ones left out, so that it learns no names). How it is trained stands in
`training/topic`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZE = 1 << 16  # weights; words and pairs that meet in one share it
OLD = 1980  # years before this are history wherever reports are read today
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+|[.!?;:]")
STOPS = frozenset(".!?;:")
MIXING = 0x9E3779B1  # odd, so that a pair's place depends on both words and their order
MOST = 6.0  # log odds that no word of another world could outweigh
DOUBT = 0.6  # log odds that a short text is given
FEW = 45  # words

Places = NDArray[np.uint32]


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


@lru_cache(maxsize=1 << 15)
def place(word: str) -> int:
    """Return the number that a word stands for."""
    return crc32(word.encode())


def places(row: list[str]) -> Places:
    """Return the places of the weights that words and pairs of words stand for, each once."""
    codes = np.fromiter((place(word) for word in row), np.uint32, len(row))
    single = codes[[word not in STOPS for word in row]]
    pairs = codes[:-1] * np.uint32(MIXING) + codes[1:]
    found: Places = np.unique(np.concatenate((single, pairs)) >> np.uint32(16))
    return found


@cache
def weights() -> tuple[NDArray[np.int8], float, float]:
    """Return the weights as whole numbers, what one of them is worth, and what is added."""
    folder = Path(str(files("reportedly"))) / "models" / "topic-en"
    with np.load(folder / "weights.npz") as stored:
        return stored["weights"], float(stored["step"]), float(stored["bias"])


def leaning(text: str) -> float:
    """Return how far a text leans towards news of conflict or diplomacy, as log odds.

    Above 0 it is rather that than anything else. Short texts show less of their world and are
    given the benefit of the doubt.
    """
    row = words(text)
    at = places(row)
    if not len(at):
        return 0.0
    table, step, bias = weights()
    score = int(table[at].sum(dtype=np.int64)) * step / len(at) ** 0.5 + bias
    return float(max(min(score, MOST), -MOST)) + (DOUBT if len(row) < FEW else 0.0)
