"""Score the commitments reader on accuracy/commitments.jsonl.

The half `dev` was written before the reader, `test` after it in five batches, each scored once
before anybody looked at what was wrong; since then both halves are known to the rules.

    python accuracy/commitments.py [--half dev|test] [--misses]

Kind: F1 of commitments of the right kind whose words overlap the gold words. What: mean share of
characters that the two have in common. By: F1 of the names of those bound. Condition: F1 of
conditions that share at least half their characters; condition kind: share right of those.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.vocabulary import Article, Commitment, Reading, Span

GOLD = Path(__file__).parents[1] / "accuracy" / "commitments.jsonl"
Row = dict[str, Any]


@dataclass
class Score:
    """Counts behind the numbers, and the texts that went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def f1(self, name: str) -> tuple[float, float, float]:
        hit, found, gold = (self.counts[f"{name} {part}"] for part in ("hit", "found", "gold"))
        precision, recall = hit / max(found, 1), hit / max(gold, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def share(one: Span, other: Span) -> float:
    """Return the characters in common over the characters of both."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / (max(one.end, other.end) - min(one.start, other.start))


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def pair(text: str, gold: list[Row], found: Iterable[Commitment]) -> list[tuple[Row, Commitment]]:
    """Match gold and found commitments of one kind by the words they share most."""
    options = [
        (share(place(text, row["what"]), c.what), n, m)
        for n, row in enumerate(gold)
        for m, c in enumerate(found)
        if c.kind == row["kind"]
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    listed = list(found)
    for common, n, m in sorted(options, key=lambda o: (-o[0], o[1], o[2])):
        if common > 0 and n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            pairs.append((gold[n], listed[m]))
    return pairs


def names(reading: Reading, c: Commitment) -> list[set[str]]:
    """Return the wordings of each actor that a commitment binds."""
    wordings = {
        a.id: {a.name, *(span.of(reading.article.text) for span in a.mentions)}
        for a in reading.actors
    }
    return [wordings[one] for one in c.by]


def add(score: Score, row: Row, reading: Reading) -> None:
    """Count one text."""
    text, gold, found = row["text"], row["commitments"], reading.commitments
    pairs = pair(text, gold, found)
    counts = score.counts
    counts["kind gold"] += len(gold)
    counts["kind found"] += len(found)
    counts["kind hit"] += len(pairs)
    counts["negatives"] += not gold
    counts["negatives kept clean"] += not gold and not found
    counts["condition gold"] += sum(bool(g["condition"]) for g in gold)
    counts["condition found"] += sum(bool(c.condition) for c in found)
    wrong = len(pairs) < max(len(gold), len(found))
    for g, c in pairs:
        score.shares.append(share(place(text, g["what"]), c.what))
        right = by_hits(g["by"], names(reading, c))
        counts["by gold"] += len(g["by"])
        counts["by found"] += len(c.by)
        counts["by hit"] += right
        tied = bool(
            g["condition"]
            and c.condition
            and share(place(text, g["condition"]), c.condition.span) >= 0.5
        )
        counts["condition hit"] += tied
        counts["condition kind"] += bool(
            tied and c.condition and c.condition.kind == g["condition_kind"]
        )
        wrong |= bool(g["condition"] or c.condition) != tied or score.shares[-1] < 0.8
        wrong |= bool(tied and c.condition and c.condition.kind != g["condition_kind"])
        wrong |= right < max(len(g["by"]), len(c.by))
    if wrong:
        score.misses.append("\n".join([text, *told(row, reading)]))


def by_hits(gold: list[str], found: list[set[str]]) -> int:
    """Count the gold names that one of the bound actors goes by."""
    return sum(
        any(name in other or other in name for wording in found for other in wording)
        for name in gold
    )


def told(row: Row, reading: Reading) -> Iterable[str]:
    for g in row["commitments"]:
        cells = (str(g[key]) for key in ("kind", "by", "what", "condition", "condition_kind"))
        yield "  gold  " + " | ".join(cells)
    text = reading.article.text
    for c in reading.commitments:
        condition = c.condition and f"{c.condition.span.of(text)} | {c.condition.kind}"
        by = [min(wording, key=len) for wording in names(reading, c)]
        yield f"  found {c.kind} | {by} | {c.what.of(text)} | {condition} | {c.status}"


def score_half(half: str, read: Callable[[Article], Reading]) -> Score:
    """Read and score one half of the gold set."""
    score = Score()
    for n, line in enumerate(GOLD.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if row["half"] == half:
            add(score, row, read(Article(id=f"gold-{n}", text=row["text"])))
    return score


def show(half: str, score: Score, misses: bool) -> None:
    print(f"{half}: {score.counts['kind gold']} commitments")
    for name in ("kind", "by", "condition"):
        precision, recall, f1 = score.f1(name)
        print(f"  {name:10} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}")
    kinds = score.counts["condition kind"] / max(score.counts["condition hit"], 1)
    print(f"  condition kind right {kinds:.2f}")
    print(f"  what overlap {sum(score.shares) / max(len(score.shares), 1):.2f}")
    clean, all_ = score.counts["negatives kept clean"], score.counts["negatives"]
    print(f"  negatives kept clean {clean} of {all_}")
    if misses:
        print("\n\n".join(["", *score.misses]))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=["dev", "test"], action="append")
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    asked = parser.parse_args()
    from reportedly.reading import Reader

    read = Reader().read
    for half in asked.half or ["dev", "test"]:
        show(half, score_half(half, read), asked.misses)


if __name__ == "__main__":
    main()
