"""Score event types on accuracy/case_fresh.jsonl: `python accuracy/case_fresh.py CORPORA`.

180 invented snippets, six for each of the 30 labels of CASE 2021 (ACLED's 25 sub-event types and
five more), labelled by ACLED's meanings. They were written and put by before any of them was read,
by someone who had seen neither the rules nor a text of that corpus: they show how far the types
hold outside the corpus whose dev half was read while the rules were made.

CORPORA is a folder with `score.py` and `readings.py`, as for accuracy/corpora.py.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from corpora import score

GOLD = Path(__file__).with_suffix(".jsonl")


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("corpora", type=Path)
    asked.add_argument("--gold", type=Path, default=GOLD, help="another file in the same form")
    given = asked.parse_args()
    answer = score(given.corpora / "score.py", "event_types", given.gold)
    for name in ("weighted", "macro"):
        print(f"{name:32} F1 {answer[name]['f1']:.3f}")
    print(f"{'right':32} {answer['micro']['tp']} of {answer['docs']}")
    for label, cell in answer["per_label"].items():
        counts = f"right {cell['tp']}, told {cell['n_pred']}, gold {cell['n_gold']}"
        print(f"  {label:30} F1 {cell['f1']:.3f}  ({counts})")


if __name__ == "__main__":
    main()
