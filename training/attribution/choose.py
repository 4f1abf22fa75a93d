"""Look for the best threshold: `python training/attribution/choose.py WEIGHTS TEXTS…`.

WEIGHTS is a folder that `train.py` wrote, TEXTS what it was given. Prints for the part of each
file that was held back, at each chance of heading a cue, precision, recall and F1 of attributions
whose source, cue and content each share at least half their tokens with the gold's.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from data import Row, parsed, read_rows, tokens_of
from spacy.tokens import Doc

from reportedly.reading.quotes import quotations
from reportedly.reading.statements.finding import find_by_rules
from reportedly.reading.statements.quoted import token_ranges
from reportedly.reading.statements.tagger import Found, Tagger

Parts = tuple[frozenset[int], frozenset[int], frozenset[int]]  # tokens of source, cue, content
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7)


def main() -> None:
    """Score what the tagger finds in the texts that were held back."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("weights", type=Path)
    asked.add_argument("texts", type=Path, nargs="+")
    asked.add_argument("--held", type=float, default=0.05, help="share of each file left out")
    given = asked.parse_args()
    tagger = Tagger(given.weights)
    for path in given.texts:
        rows = read_rows(path)
        rows = rows[len(rows) - round(given.held * len(rows)) :]
        docs = parsed(rows, None)
        told = [gold_of(doc, row) for doc, row in zip(docs, rows, strict=True)]
        seen = [list(read(tagger, doc)) for doc in docs]
        for step in STEPS:
            found = [[parts(one) for one in each if one.sure >= step] for each in seen]
            hits = sum(matched(a, b) for a, b in zip(told, found, strict=True))
            right, wanted = hits / max(sum(map(len, found)), 1), hits / sum(map(len, told))
            f1 = 2 * right * wanted / max(right + wanted, 1e-9)
            print(f"{path.name} from {step:.1f}: {right:.3f} {wanted:.3f} {f1:.3f}")


def read(tagger: Tagger, doc: Doc) -> list[Found]:
    """Return what the tagger finds in a text."""
    quotes = quotations(doc.text)
    found = tagger.read(doc, token_ranges(doc, quotes), find_by_rules(doc, quotes))
    return [one for one in found if one.content]


def gold_of(doc: Doc, row: Row) -> list[Parts]:
    """Return the parts of a text's attributions as sets of tokens."""
    told = row["attributions"]
    return [
        (cells(tokens_of(doc, one["source"])), cells(tokens_of(doc, one["cue"])),
         cells(tokens_of(doc, one["content"])))
        for one in told
    ]  # fmt: skip


def parts(one: Found) -> Parts:
    """Return the parts of what was found as sets of tokens."""
    return cells([one.source] if one.source else []), cells([one.cue]), cells(one.content)


def cells(ranges: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> frozenset[int]:
    """Return the tokens of ranges."""
    return frozenset(i for a, b in ranges for i in range(a, b))


def matched(told: list[Parts], found: list[Parts]) -> int:
    """Return how many of the gold are found, each by another."""
    free = list(found)
    hits = 0
    for gold in told:
        near = [one for one in free if all(alike(a, b) for a, b in zip(gold, one, strict=True))]
        if near:
            free.remove(near[0])
            hits += 1
    return hits


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether two sets of tokens share half of all they have, or are both empty."""
    return 2 * len(one & other) >= len(one | other)


if __name__ == "__main__":
    main()
