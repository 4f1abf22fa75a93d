"""Train the model that tells news of conflict from other texts, and write its weights.

    python training/topic/train.py CORPORA [--out FOLDER] [--check]

Positives are the marked texts of `training/attribution`, half `dev` of our event snippets and
status sentences, `events_third.jsonl`, the reports of `incidents/dev.jsonl` that tell of an
incident, the samples, MUC-4's training part, and the dev parts of CASE 2021 and PLOVER;
negatives half `dev` of our texts that are no news of conflict, and `no-news.txt` beside this file.
The training parts of PolNeAR, LGL, GeoWebNews and TempEval-3 are sorted by how many different
words of conflict they hold: none or one makes a negative, many a positive, and the rest is left
out. `--check` leaves the weights as they are and prints what the halves `test` get.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.events import newsworthy
from reportedly.reading.events.topics import CONFLICT, topics

ROOT = Path(__file__).parents[2]
ACCURACY = ROOT / "accuracy"
OUT = ROOT / "src" / "reportedly" / "models" / "topic-en"
MARK = re.compile(r"\[[SQC]\d+ |\]")
NEITHER = {"NATURAL_DISASTER", "MAN_MADE_DISASTER", "ORG_CRIME"}
FEW, MANY = 1, 6  # different words of conflict in a text of a corpus that makes it one or the other
OWN, SHORT, CORPUS = 10.0, 5.0, 1.0  # what an example weighs
FEWEST = 12  # words and pairs of an example
ROUNDS, RATE, DECAY = 400, 0.1, 3e-4
Example = tuple[str, int, float]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of JSON lines."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def own(half: str) -> Iterator[Example]:
    """Yield the examples of our own of one half."""
    for row in rows(ACCURACY / "event_snippets.jsonl"):
        if row["half"] == half and row["label"] not in NEITHER:
            yield row["text"], 1, OWN
    for row in rows(ACCURACY / "event_snippets_status.jsonl"):
        if row["half"] == half:
            yield row["text"], 1, OWN
    for name in ("junk.jsonl", "junk_more.jsonl"):
        for row in rows(ACCURACY / name):
            if row["half"] == half:
                yield row["text"], 0, OWN


def written() -> Iterator[Example]:
    """Yield our texts that only serve for training, whole and in pieces."""
    for name in ("own-a.txt", "own-b.txt"):
        for text in (ROOT / "training" / "attribution" / name).read_text("utf-8").split("%%"):
            yield MARK.sub("", text), 1, OWN
    for row in rows(ACCURACY / "events_third.jsonl"):
        yield row["text"], 1, OWN
    folder = ACCURACY / "incidents"
    gold = json.loads((folder / "dev.gold.json").read_text("utf-8"))
    of_conflict = {one["id"] for one in gold["reports"] if one["incidents"]}
    for row in rows(folder / "dev.jsonl"):
        if row["id"] in of_conflict:
            yield row["text"], 1, OWN
    for path in sorted((ROOT / "samples").glob("[0-9]*.md")):
        yield path.read_text("utf-8"), 1, OWN
    for text in Path(__file__).with_name("no-news.txt").read_text("utf-8").split("\n\n"):
        yield text, 0, OWN


def corpora(folder: Path) -> Iterator[Example]:
    """Yield the texts of public corpora that their words of conflict sort."""
    for row in rows(folder / "muc4" / "train.jsonl.gz"):
        if row["templates"]:
            yield row["text"], 1, CORPUS
    for row in rows(folder / "case2021" / "dev.jsonl"):
        if row["label"] not in NEITHER:
            yield row["text"], 1, SHORT
    for row in rows(folder / "plover_gsr" / "dev.jsonl"):
        yield row["text"], 1, SHORT
    for name in ("polnear/train.jsonl.gz", "lgl/train.jsonl", "geowebnews/train.jsonl",
                 "tempeval3/train.jsonl"):  # fmt: skip
        for row in rows(folder / name):
            count = of_conflict(row["text"])
            if count <= FEW or count >= MANY:
                yield row["text"], int(count >= MANY), CORPUS


def of_conflict(text: str) -> int:
    """Return how many different words of conflict a text holds."""
    return len(conflict_words() & set(re.findall(r"[a-z-]+", text.lower())))


@cache
def conflict_words() -> frozenset[str]:
    """Return the words of conflict that the table of topics lists."""
    return frozenset(term for term, worth in topics().items() if CONFLICT in worth)


def pieces(text: str) -> Iterator[str]:
    """Yield a text and its halves, so that short texts are judged as well as long ones."""
    yield text
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    if len(sentences) >= 4:
        middle = len(sentences) // 2
        yield " ".join(sentences[:middle])
        yield " ".join(sentences[middle:])


def fit(examples: list[Example]) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias by logistic regression (Adam over all examples, with decay)."""
    sets = [newsworthy.places(newsworthy.words(text)) for text, _, _ in examples]
    keep = [n for n, at in enumerate(sets) if len(at) >= FEWEST]
    at = np.concatenate([sets[n] for n in keep])
    sizes = np.array([len(sets[n]) for n in keep])
    row, scale = np.repeat(np.arange(len(keep)), sizes), 1 / np.sqrt(sizes)
    label = np.array([examples[n][1] for n in keep], float)
    worth = np.array([examples[n][2] for n in keep])
    for side in (0, 1):  # both sides weigh the same
        worth[label == side] /= worth[label == side].sum()
    weights, bias = np.zeros(newsworthy.SIZE), 0.0
    mean, square = np.zeros(newsworthy.SIZE + 1), np.zeros(newsworthy.SIZE + 1)
    for turn in range(1, ROUNDS + 1):
        score = np.bincount(row, weights[at], len(keep)) * scale + bias
        off = worth * (1 / (1 + np.exp(-score)) - label)
        slope = np.bincount(at, (off * scale)[row], newsworthy.SIZE) + DECAY * weights
        slope = np.append(slope, off.sum())
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        step = RATE * mean / (1 - 0.9**turn) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-8)
        weights, bias = weights - step[:-1], bias - step[-1]
    return weights, float(bias)


def check() -> None:
    """Print how the halves that were kept back are judged."""
    for side in (1, 0):
        texts = [text for text, label, _ in own("test") if label == side]
        right = sum((newsworthy.leaning(text) > 0) == bool(side) for text in texts)
        print(f"{'news' if side else 'no news'}: {right} of {len(texts)} right")


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("corpora", type=Path)
    asked.add_argument("--out", type=Path, default=OUT)
    asked.add_argument("--check", action="store_true", help="train nothing")
    given = asked.parse_args()
    if not given.check:
        texts = [*own("dev"), *written(), *corpora(given.corpora)]
        examples = [(piece, label, worth) for text, label, worth in texts for piece in pieces(text)]
        weights, bias = fit(examples)
        step = float(np.abs(weights).max() / 127)
        stored = np.round(weights / step).astype(np.int8)
        np.savez_compressed(given.out / "weights.npz", weights=stored, step=step, bias=bias)
        print(f"{len(examples)} examples, {sum(label for _, label, _ in examples)} of them news")
        newsworthy.weights.cache_clear()
    check()


if __name__ == "__main__":
    main()
