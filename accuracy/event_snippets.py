"""Score event types and statuses on accuracy/event_snippets.jsonl and event_snippets_status.jsonl.

600 invented snippets, twenty for each of the 30 labels of CASE 2021, and 116 sentences with the
status that their event has. Half `dev` was read while the reader was bettered; half `test` was
written beside it by the same hand, and only scored. Half `third` of the latter holds 141 more, by
another hand, written before the reader was bettered on them. The label of a snippet is that of its
surest event, in the terms of the scorer's own table (`readings.py` in CORPORA).

    python accuracy/event_snippets.py CORPORA [--gold FILE] [--half dev|test] [--misses]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calibration import scorer_labels, sub

from reportedly.reading import reader
from reportedly.vocabulary import Article, Event

GOLD = Path(__file__).with_suffix(".jsonl")
STATUSES = Path(__file__).with_name("event_snippets_status.jsonl")
ALWAYS = {"claimed": {"asserted"}, "pledged": {"planned", "claimed"}}  # coders may differ
TO_COME = {"planned", "pledged", "conditional"}
FORESEEN = {"AGREE", "CONCEDE", "THREATEN"}  # types of what is only foreseen, in PLOVER
Row = dict[str, Any]


def rows(path: Path, half: str | None) -> Iterator[Row]:
    """Yield the rows of a file, of one half or of all."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if half in (None, row["half"]):
            yield row


def events_of(name: str, text: str) -> tuple[Event, ...]:
    return reader().read(Article(name, text)).events


def kind(event: Event) -> str:
    return event.plover.type if event.plover else ""


def score_labels(path: Path, labels: dict[str, str], half: str | None, misses: bool) -> None:
    """Print weighted F1 and the counts of each label; and the snippets that went wrong."""
    gold, told, hit = Counter[str](), Counter[str](), Counter[str]()
    for row in rows(path, half):
        found = events_of(row["id"], row["text"])
        top = max(found, key=lambda e: e.confidence, default=None)
        label = labels.get(sub(top), "OTHER") if top else "-"
        gold[row["label"]] += 1
        told[label if top else "OTHER"] += 1
        hit[row["label"]] += (label if top else "OTHER") == row["label"]
        if misses and (label != row["label"]):
            others = ", ".join(f"{sub(e)} {e.status} {e.confidence}" for e in found)
            print(f"{row['label']} -> {label} | {row['text']} [{others}]")
    f1 = {n: 2 * hit[n] / (gold[n] + told[n]) for n in gold}
    weighted = sum(f1[n] * gold[n] for n in gold) / max(gold.total(), 1)
    print(f"{half or 'all'}: weighted F1 {weighted:.3f}, right {hit.total()} of {gold.total()}")
    print(
        ", ".join(f"{n} {f1[n]:.2f} ({hit[n]}/{told[n]})" for n in sorted(f1, key=f1.__getitem__))
    )


def score_statuses(half: str | None, misses: bool) -> None:
    """Print for each status how many sentences have an event of the type with that status."""
    gold, hit = Counter[str](), Counter[str]()
    for n, row in enumerate(rows(STATUSES, half)):
        found = events_of(f"status-{n}", row["text"])
        right = {row["status"], *ALWAYS.get(row["status"], ())}
        types = {*row["type"].split("/"), *(FORESEEN if row["status"] in TO_COME else ())}
        met = any(e.status in right and kind(e) in types for e in found)
        gold[row["status"]] += 1
        hit[row["status"]] += met
        if misses and not met:
            others = ", ".join(f"{e.plover and e.plover.type} {e.status}" for e in found)
            print(f"{row['status']} {row['type']} | {row['text']} [{others}]")
    print("; ".join(f"{name} {hit[name]} of {gold[name]}" for name in gold))


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("corpora", type=Path)
    asked.add_argument("--gold", type=Path, default=GOLD, help="another file in the same form")
    asked.add_argument("--half", choices=["dev", "test", "third"])
    asked.add_argument("--misses", action="store_true", help="print what went wrong")
    given = asked.parse_args()
    score_labels(given.gold, scorer_labels(given.corpora), given.half, given.misses)
    score_statuses(given.half, given.misses)


if __name__ == "__main__":
    main()
