"""Score the reader of events on three corpora: `python benchmarks/events.py CORPORA [dev]`.

CORPORA is a folder with `score.py` and `case2021/`, `plover_gsr/` and `petrarch_unit/`, each with
`dev.jsonl`. Prints the weighted and macro F1 of the label of a snippet's surest event (ACLED-like
labels), the F1 of PLOVER types without and with actors, and how often an old CAMEO suite's
sentences give an event at all. `-v=case2021` lists, for one corpus, what went wrong.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.reading import Reader
from reportedly.vocabulary import Article, Reading

TASKS = {"case2021": "event_types", "plover_gsr": "cameo", "petrarch_unit": "cameo"}


def score(corpora: Path, task: str, gold: Path, readings: list[Reading]) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for reading in readings:
            out.write(json.dumps(dataclasses.asdict(reading), default=str) + "\n")
        out.flush()
        command = [sys.executable, str(corpora / "score.py"), task, str(gold), out.name]
        scored = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(scored.stdout)
    return result


def line(name: str, row: dict[str, float]) -> None:
    print(f"  {name:28} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}")


def report(task: str, result: dict[str, Any]) -> None:
    if task == "event_types":
        for key in ("weighted", "macro", "micro"):
            line(key, result[key])
        return
    line("has event", result["has_event"])
    for actors in ("no_actors", "with_countries", "with_actors"):
        line(f"type, {actors}", result[actors]["root"])
    line("actors only (countries)", result["actors_only"]["with_countries"])


def wrong(corpora: Path, rows: list[dict[str, Any]], readings: list[Reading]) -> None:
    """Print what was missed: gold label, found label, and the words that made it."""
    sys.path.insert(0, str(corpora))
    prediction = __import__("readings").prediction
    confused: Counter[tuple[str, str]] = Counter()
    for row, reading in zip(rows, readings, strict=True):
        found = []
        for e in reading.events:
            at = int("".join(filter(str.isdigit, e.id)))
            sort = e.acled.sub_event_type if e.acled else "-"
            words = f"{reading.article.text[at : at + 12]!r}:{e.confidence}:{e.status}"
            found.append(f"{e.plover.type if e.plover else '-'}:{sort}:{words}")
        if "label" in row:
            label = prediction("event_types", dataclasses.asdict(reading))["label"]
            if label == row["label"]:
                continue
            confused[row["label"], label] += 1
            print(f"{row['label']} <- {label} | {found}\n    {row['text'][:400]}")
        else:
            wanted = Counter(e["code"] for e in row["events"])
            print(f"{dict(wanted)} {found}\n    {row['text'][:300]}")
    for (gold, got), n in confused.most_common(60):
        print(n, gold, "<-", got)


def main(corpora: Path, part: str, verbose: str) -> None:
    reader = Reader()
    for corpus, task in TASKS.items():
        gold = corpora / corpus / f"{part}.jsonl"
        if verbose and verbose != corpus:
            continue
        rows = [json.loads(row) for row in gold.read_text(encoding="utf-8").splitlines()]
        readings = []
        for row in rows:
            day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
            readings.append(reader.read(Article(id=row["id"], text=row["text"], published=day)))
        print(f"{corpus} {part}: {len(rows)} texts")
        report(task, score(corpora, task, gold, readings))
        if verbose:
            wrong(corpora, rows, readings)


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    only = next((word.removeprefix("-v=") for word in sys.argv[1:] if word.startswith("-v=")), "")
    main(Path(named[0]), named[1] if len(named) > 1 else "dev", only)
