"""Look for the best thresholds: `python training/attribution/choose.py WEIGHTS TEXTS…`.

WEIGHTS is a folder that `train.py` or `mean.py` wrote, TEXTS what `train.py` was given. For the
part of each file that was held back, and for each set of thresholds (how sure the tagger must be
of a cue that the rules have too, of one it alone sees, of such a one without a source), prints what
reading finds: precision, recall and F1 of attributions whose source, cue and content each share at
least half their tokens with the gold's, and F1 of the tokens of all sources, cues, and contents.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from data import Row, held_back, parsed, read_rows, tokens_of
from spacy.tokens import Doc

from reportedly.reading.quotes import quotations
from reportedly.reading.statements import linking
from reportedly.reading.statements import tagger as tagging
from reportedly.reading.statements.attribution import Attribution, Range
from reportedly.reading.statements.finding import find_by_rules
from reportedly.reading.statements.quoted import token_ranges
from reportedly.reading.statements.tagger import Found, Tagger

Cells = frozenset[int]
Parts = tuple[Cells, Cells, Cells]  # tokens of source, cue, content
KNOWN, ALONE, HIDDEN = (0.35, 0.5, 0.65), (0.5, 0.6, 0.65, 0.7, 0.8), (0.65, 0.8)


@dataclass(frozen=True)
class Text:
    """A text with what rules and tagger find and what annotators say."""

    doc: Doc
    quotes: list[Range]
    rules: list[Attribution]
    found: list[Found]
    told: list[Parts]

    def read(self, *_: Any) -> Iterator[Found]:
        """Yield what the tagger found, in its stead."""
        return iter(self.found)

    def taught(self) -> list[Parts]:
        """Return what reading makes of it."""
        learnt: Any = self
        return [parts(one) for one in linking.taught(self.doc, self.quotes, self.rules, learnt)]


def main() -> None:
    """Score what is found in the texts that were held back."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("weights", type=Path)
    asked.add_argument("texts", type=Path, nargs="+")
    asked.add_argument("--held", type=float, default=0.05, help="share of each file left out")
    given = asked.parse_args()
    tagging.LEAST = min(KNOWN)
    tagger = Tagger(given.weights)
    for path in given.texts:
        rows = read_rows(path)
        held = held_back(rows, given.held)
        rows = [rows[i] for i in sorted(held)]
        docs = parsed(rows, None)
        texts = [text_of(tagger, doc, row) for doc, row in zip(docs, rows, strict=True)]
        for steps in product(KNOWN, ALONE, HIDDEN):
            linking.KNOWN, linking.ALONE, linking.HIDDEN = steps
            found = [one.taught() for one in texts]
            whole, tokens = scored([one.told for one in texts], found)
            print(path.name, *steps, f"whole {whole} tokens {tokens}")


def text_of(tagger: Tagger, doc: Doc, row: Row) -> Text:
    """Return a text as rules, tagger and annotators see it."""
    quotes = token_ranges(doc, quotations(doc.text))
    rules = find_by_rules(doc, quotations(doc.text))
    found = list(tagger.read(doc, quotes, rules))
    told = [
        (cells(tokens_of(doc, one["source"])), cells(tokens_of(doc, one["cue"])),
         cells(tokens_of(doc, one["content"])))
        for one in row["attributions"]
    ]  # fmt: skip
    return Text(doc, quotes, rules, found, told)


def parts(one: Attribution) -> Parts:
    """Return the parts of what was found as sets of tokens."""
    return cells([one.source] if one.source else []), cells([one.cue]), cells(one.content)


def cells(ranges: Sequence[Range]) -> Cells:
    """Return the tokens of ranges."""
    return frozenset(i for a, b in ranges for i in range(a, b))


def scored(told: list[list[Parts]], found: list[list[Parts]]) -> tuple[str, str]:
    """Return precision, recall and F1 of whole attributions, and F1 of each part's tokens."""
    hits = sum(matched(a, b) for a, b in zip(told, found, strict=True))
    right, wanted = hits / max(sum(map(len, found)), 1), hits / sum(map(len, told))
    f1 = 2 * right * wanted / max(right + wanted, 1e-9)
    tokens = " ".join(f"{token_f1(told, found, part):.3f}" for part in range(3))
    return f"{right:.3f} {wanted:.3f} {f1:.3f}", tokens


def token_f1(told: list[list[Parts]], found: list[list[Parts]], part: int) -> float:
    """Return F1 of the tokens that one part has in any attribution of a text."""
    both = every = 0
    for golds, ones in zip(told, found, strict=True):
        mine = frozenset[int]().union(*(one[part] for one in ones))
        theirs = frozenset[int]().union(*(one[part] for one in golds))
        both, every = both + len(mine & theirs), every + len(mine) + len(theirs)
    return 2 * both / max(every, 1)


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


def alike(one: Cells, other: Cells) -> bool:
    """Tell whether two sets of tokens share half of all they have, or are both empty."""
    return 2 * len(one & other) >= len(one | other)


if __name__ == "__main__":
    main()
