"""Republished copy: which reports repeat another's text, and whose it was first.

Each report has a MinHash signature of its word sequences (datasketch); bands of the signature
find likely copies without comparing all with all. A likely pair is then compared word for word:
the share of the shorter text's sequences that stand in the other as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from datasketch import MinHash

from reportedly.vocabulary import Article, Copy

SHINGLE = 4  # words in a row
PERMUTATIONS = 64
ROWS = 2  # of a band: two texts that share a third of their sequences meet with 98 %
COPIED = 0.5  # share of the shorter text's sequences: below it, texts only quote the same
QUOTED = re.compile(r"[“\"]([^“”\"]{30,})[”\"]")
WORD = re.compile(r"[^\W_]+")
FEWEST = 25  # words; shorter notes are alike by chance
SEED = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A report's text as it is compared; `shingles` are its word sequences.

    `at` is the instant of publication, "~" (after all others) if it isn't told.
    """

    id: str
    outlet: str | None
    published: date | None
    at: str
    words: int
    shingles: frozenset[str]
    credits: tuple[str, ...] = ()


def text_of(article: Article) -> Text:
    """Return what of an article is compared."""
    words = [word.lower() for word in WORD.findall(article.text)]
    sequences = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return Text(
        article.id, article.outlet, article.published,
        article.published_at or "~", len(words), frozenset(sequences),
        tuple(credit.name for credit in article.credits),
    )  # fmt: skip


def signature(text: Text) -> bytes:
    """Return the MinHash signature of a text."""
    hashed = MinHash(num_perm=PERMUTATIONS, seed=SEED, permutations=permutations())
    hashed.update_batch([shingle.encode() for shingle in sorted(text.shingles)] or [b""])
    return bytes(hashed.hashvalues.astype(np.uint32).tobytes())


@cache
def permutations() -> object:
    """Return the permutations of all signatures; making them costs more than a signature."""
    return MinHash(num_perm=PERMUTATIONS, seed=SEED).permutations


def bands_of(signed: bytes) -> list[str]:
    """Return the bands of a signature: texts that share one are compared."""
    values = np.frombuffer(signed, dtype=np.uint32).reshape(-1, ROWS)
    return [f"{i:x}.{row[0]:x}.{row[1]:x}" for i, row in enumerate(values.tolist())]


def shared(one: Text, other: Text) -> float:
    """Return the share of the shorter text's word sequences that stand in the other."""
    fewest = min(len(one.shingles), len(other.shingles))
    return len(one.shingles & other.shingles) / fewest if fewest else 0.0


def repeats(one: Text, other: Text) -> float | None:
    """Return what two reports share if one repeats the other, else None."""
    if min(one.words, other.words) < FEWEST:
        return None
    share = shared(one, other)
    return share if share >= COPIED else None


def earlier(one: Text, other: Text, agencies: frozenset[str]) -> bool:
    """Tell whether the first of two copies is the original.

    Who is credited by the other is; else the earlier published; else an agency; else the longer.
    """
    mine, theirs = credited(one, other), credited(other, one)
    if mine != theirs:
        return theirs
    return rank(one, agencies) < rank(other, agencies)


def credited(by: Text, other: Text) -> bool:
    """Tell whether a report credits the outlet of another."""
    return other.outlet is not None and any(
        name.casefold() == other.outlet.casefold() for name in by.credits
    )


def rank(text: Text, agencies: frozenset[str]) -> tuple[date, str, bool, int, str]:
    """Return where a text stands among its copies, the likeliest original first."""
    agency = text.outlet is not None and text.outlet.casefold() in agencies
    return text.published or date.max, text.at, not agency, -text.words, text.id


def copy(text: Text, original: Text, share: float) -> Copy:
    """Return that a report repeats another, and why that is held."""
    reasons = [f"{share:.0%} of the word sequences of the shorter text are the same"]
    if credited(text, original):
        reasons.append(f"credits {original.outlet}")
    if text.published and original.published and text.published > original.published:
        reasons.append(f"published {(text.published - original.published).days} days later")
    credit = text.credits[0] if text.credits else None
    return Copy(text.id, original.id, round(share, 3), credit, tuple(reasons))
