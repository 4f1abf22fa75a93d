"""Score attribution by mode: `python accuracy/modes.py CORPORA [--part dev]`.

Direct speech is wholly in quotation marks, mixed speech in part, indirect speech not at all. A
gold attribution counts as found, and a statement as right, as in the scorer's triple: source, cue
and content each share at least half their tokens.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from corpora import articles

from reportedly.reading import reader
from reportedly.reading.quotes import quotations
from reportedly.vocabulary import Article, Span

Parts = dict[str, list[list[int]]]
DIRECT = 0.9  # share of a content that is quoted in direct speech


def mode_of(content: list[list[int]], quotes: list[Span]) -> str:
    """Return how much of a content is quoted."""
    size = sum(b - a for a, b in content)
    quoted = sum(max(0, min(b, q.end) - max(a, q.start)) for a, b in content for q in quotes)
    return "indirect" if not quoted else "direct" if quoted >= DIRECT * size else "mixed"


def found_in(article: Article) -> list[Parts]:
    """Return the statements of an article in the corpus's shape."""
    return [
        {
            "source": [[*one.speaker.span]] if one.speaker else [],
            "cue": [[*one.cue.span]],
            "content": [[*part] for part in one.content],
        }
        for one in reader().read(article).statements
    ]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpora", type=Path)
    asked.add_argument("--part", default="dev")
    given = asked.parse_args()
    sys.path.insert(0, str(given.corpora))
    import score  # type: ignore[import-not-found]

    path = next((given.corpora / "polnear").glob(f"{given.part}.jsonl*"))
    rows = {row["id"]: row for row in score.read_jsonl(path).values()}
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles(path):
        gold: list[dict[str, Any]] = rows[article.id]["attributions"]
        found = found_in(article)
        at = score._token_index(article.text)
        told = [[score._tokens(one[r], at) for r in score.ROLES] for one in gold]
        seen = [[score._tokens(one[r], at) for r in score.ROLES] for one in found]
        edges = [
            [j for j, b in enumerate(seen)
             if min(score._jaccard(x, y) for x, y in zip(a, b, strict=True)) >= 0.5]
            for a in told
        ]  # fmt: skip
        pairs = score.max_matching(len(told), edges)
        quotes = quotations(article.text)
        counts.update((mode_of(one["content"], quotes), "gold") for one in gold)
        counts.update((mode_of(one["content"], quotes), "found") for one in found)
        counts.update((mode_of(gold[i]["content"], quotes), "recalled") for i in pairs)
        counts.update((mode_of(found[j]["content"], quotes), "right") for j in pairs.values())
    for mode in ("direct", "mixed", "indirect"):
        recall = counts[mode, "recalled"] / counts[mode, "gold"]
        precision = counts[mode, "right"] / counts[mode, "found"]
        told = {"gold": counts[mode, "gold"], "recall": round(recall, 3)}
        print(mode, json.dumps(told | {"precision": round(precision, 3)}))


if __name__ == "__main__":
    main()
