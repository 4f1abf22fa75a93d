"""Score the reader of statements on our own set: `python accuracy/statements.py [-v]`.

Sentences of our own, about many wars, with what public corpora of attribution lack: ministries
and air forces as sources, social channels, relays, mixed claims. Written in one go before the
reader was run on them. A part is right when its words are exactly those of the gold; `relays`
compares the whole chain, where there is one.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from reportedly.reading import reader
from reportedly.vocabulary import Article, Statement

GOLD = Path(__file__).with_name("statements.jsonl")
PARTS = ("speaker", "cue", "content", "mode", "act")


def told(one: Statement, text: str) -> dict[str, Any]:
    """Return the parts of a statement as the gold file writes them."""
    return {
        "speaker": one.speaker.span.of(text) if one.speaker else None,
        "cue": one.cue.span.of(text),
        "content": [part.of(text) for part in one.content],
        "mode": one.mode,
        "act": one.act,
        "via": [via.name for via in one.via],
    }


def main(verbose: bool) -> None:
    reading, counts = reader(), Counter[str]()
    by_act: Counter[tuple[str, bool]] = Counter()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        found = [told(s, text) for s in reading.read(Article("r", text)).statements]
        counts["found"] += len(found)
        for gold in row["statements"]:
            counts["gold"] += 1
            alike = [f for f in found if gold["cue"] in f["cue"]]
            for one in alike:  # the reader counts "said in a statement" to the cue
                one["cue"] = gold["cue"]
            best = max(alike, key=lambda f: sum(f[p] == gold[p] for p in PARTS), default=None)
            right = {p: best is not None and best[p] == gold[p] for p in PARTS}
            counts.update(part for part in PARTS if right[part])
            counts["matched"] += best is not None
            whole = all(right[p] for p in ("speaker", "cue", "content"))
            counts["whole"] += whole
            by_act[gold["act"], right["act"]] += 1
            if gold["via"]:
                counts["relayed"] += 1
                counts["relays"] += best is not None and best["via"] == gold["via"]
            if verbose and not (whole and right["act"]):
                print(text, "\n  gold ", gold, "\n  found", best)
    gold, found = counts["gold"], counts["found"]
    print(f"statements {gold}, found {found}: recall {counts['matched'] / gold:.3f}, "
          f"precision {counts['matched'] / found:.3f}")  # fmt: skip
    print("speaker, cue and content all exact", f"{counts['whole'] / gold:.3f}")
    for part in PARTS:
        print(f"{part:8} {counts[part] / gold:.3f}")
    print(f"relays   {counts['relays'] / counts['relayed']:.3f} of {counts['relayed']}")
    for act in sorted({act for act, _ in by_act}):
        right, wrong = by_act[act, True], by_act[act, False]
        print(f"act {act:16} {right} of {right + wrong}")


if __name__ == "__main__":
    main("-v" in sys.argv[1:])
