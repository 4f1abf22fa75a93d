"""Score the commitments reader on whole reports: accuracy/commitment_reports.jsonl.

The gold tells of the 26 reports of events.jsonl, in the same halves. One hand wrote it from the
texts before running the reader, whose tests had long used the 18 samples: the 8 own texts are the
purer test. A commitment has its kind, some of its words (`what`), those bound or asking (`by`;
"A|B" is either), condition, status and the number of those bound if counted (`parties`). Several
kinds or conditions mean that coders may differ. `optional` ones (mild words, terms of a proposal)
count neither as missed nor as wrong. Found: kind right, and `what` or evidence holds gold words.

    python accuracy/commitment_reports.py [--misses]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from commitments import Row, Score, names, place, share
from events import GOLD as REPORTS
from events import article

from reportedly.reading import reader
from reportedly.vocabulary import Commitment, Reading

GOLD = Path(__file__).with_suffix(".jsonl")
CELLS = ("by", "condition", "worded condition", "parties", "status")


def pairs(reading: Reading, gold: list[Row]) -> list[tuple[Row, Commitment]]:
    """Match one to one, first those that share words of `what`; optional ones come last."""
    options = []
    for n, row in enumerate(gold):
        words = place(reading.article.text, row["what"])
        for m, c in enumerate(reading.commitments):
            common, near = share(words, c.what), any(share(words, s) for s in c.evidence)
            if c.kind in row["kind"] and (common or near):
                options.append((not common, bool(row.get("optional")), -common, n, m))
    out: dict[int, int] = {}
    for *_, n, m in sorted(options):
        if n not in out and m not in out.values():
            out[n] = m
    return [(gold[n], reading.commitments[m]) for n, m in out.items()]


def cells(row: Row, c: Commitment, reading: Reading) -> dict[str, bool]:
    """Tell which cells asked of a commitment that was found are right."""
    text, bound = reading.article.text, [" ".join(w).lower() for w in names(reading, c)]
    asked = [one.lower().split("|") for one in row["by"]] or [[str(row["parties"])]]
    met = all(any(name in other for name in one for other in bound) for one in asked)
    worded, span = [place(text, w) for w in row["condition"] if w], c.condition and c.condition.span
    tied = any(share(w, span) >= 0.5 for w in worded) if span else None in row["condition"]
    figures = {f.id: f.value for f in reading.figures}
    right = (met or not (row["by"] or bound)) and len(bound) <= len(asked)
    told = {"by": right, "condition": tied, "status": c.status == row["status"]}
    if None not in row["condition"]:
        told["worded condition"] = tied
    if row["parties"]:
        told["parties"] = figures.get(c.parties or "") == row["parties"]
    return told


def add(score: Score, row: Row, reading: Reading) -> None:
    """Count one report."""
    met, counts = pairs(reading, row["commitments"]), score.counts
    free = {id(c) for g, c in met if g.get("optional")}
    counts["kind gold"] += sum(not g.get("optional") for g in row["commitments"])
    counts["kind found"] += sum(id(c) not in free for c in reading.commitments)
    counts["kind hit"] += len(met) - len(free)
    for g, c in met:
        for cell, good in cells(g, c, reading).items() if id(c) not in free else ():
            counts[f"{cell} asked"] += 1
            counts[f"{cell} right"] += good
            if not good:
                bound = [min(w, key=len) for w in names(reading, c)]
                score.misses.append(f"{row['id']} {cell}: {g} | {bound} | {c.condition}")
    known = {id(one) for pair in met for one in pair}
    for g in row["commitments"]:
        if id(g) not in known and not g.get("optional"):
            score.misses.append(f"{row['id']} MISSED {g['kind']} | {g['what']}")
    for c in (c for c in reading.commitments if id(c) not in known):
        score.misses.append(f"{row['id']} WRONG  {c.kind} | {c.what.of(reading.article.text)}")


def show(name: str, score: Score) -> None:
    (precision, recall, f1), counts = score.f1("kind"), score.counts
    sizes = f"gold {counts['kind gold']}, found {counts['kind found']}"
    print(f"{name}\n  {'kind':17} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  ({sizes})")
    for cell in CELLS:
        asked, good = counts[f"{cell} asked"], counts[f"{cell} right"]
        print(f"  {cell:17} {good / max(asked, 1):.2f} right of {asked}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    given = parser.parse_args()
    reports = {r["id"]: r for r in map(json.loads, REPORTS.read_text("utf-8").splitlines())}
    scores = {"dev": Score(), "test": Score()}
    for row in map(json.loads, GOLD.read_text("utf-8").splitlines()):
        add(scores[row["half"]], row, reader().read(article(reports[row["id"]])))
    for half, score in scores.items():
        show(half, score)
        if given.misses:
            print("\n".join(score.misses))
    show("both", Score(scores["dev"].counts + scores["test"].counts))


if __name__ == "__main__":
    main()
