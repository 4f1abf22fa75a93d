"""Score the readers on public corpora: `python accuracy/corpora.py CORPORA [TASK…] [--part dev]`.

CORPORA is a folder with `score.py` and one folder of `dev.jsonl` and the like for each corpus.
Every document goes through the whole pipeline, as with `reportedly read --format jsonl`; the
scorer turns the Readings into each task's shape. Prints one line for each corpus.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.publish import dumps
from reportedly.reading import reader
from reportedly.vocabulary import Article

TOPONYMS = ("recognition.overlap.f1", "end_to_end.acc161", "resolution.acc161")
TASKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "attribution": (("polnear",), ("triple.f1", "content.f1", "exact.source.f1", "exact.cue.f1")),
    "toponyms": (("lgl", "trnews", "geovirus", "geowebnews"), TOPONYMS),
    "timex": (("tempeval3",), ("strict.f1", "relaxed.f1", "value.f1")),
    "event_types": (("case2021",), ("micro.f1", "macro.f1", "weighted.f1")),
    "cameo": (("plover_gsr", "petrarch_unit"), ()),
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpora", type=Path)
    asked.add_argument("tasks", nargs="*", choices=[[], *TASKS], default=[])
    asked.add_argument("--part", default="dev")
    asked.add_argument("--full", action="store_true", help="print the scorer's whole answer")
    given = asked.parse_args()
    for task in given.tasks or TASKS:
        names, keys = TASKS[task]
        for name in names:
            gold = next((given.corpora / name).glob(f"{given.part}.jsonl*"))
            answer = score(given.corpora / "score.py", task, gold)
            told = {key: pick(answer, key) for key in keys}
            whole = given.full or not keys or None in told.values()
            print(task, name, json.dumps(answer if whole else told), flush=True)


def score(scorer: Path, task: str, gold: Path) -> dict[str, Any]:
    """Read a corpus and return what the scorer says of the Readings."""
    reading = reader()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for article in articles(gold):
            out.write(dumps(reading.read(article)) + "\n")
        out.flush()
        command = [sys.executable, str(scorer), task, str(gold), out.name]
        scored = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(scored.stdout)
    return answer


def articles(path: Path) -> Iterator[Article]:
    """Yield the documents of a corpus, texts verbatim."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            day = str(row.get("date") or row.get("dct") or "")[:10]
            try:
                published = date.fromisoformat(day)
            except ValueError:
                published = None
            yield Article(str(row["id"]), row["text"], published=published)


def pick(answer: Any, path: str) -> Any:
    """Return a value by its dotted path, or None."""
    for key in path.split("."):
        answer = answer.get(key) if isinstance(answer, dict) else None
    return answer


if __name__ == "__main__":
    main()
