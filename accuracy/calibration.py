"""Show how often events with a given confidence are right.

    python accuracy/calibration.py CORPORA [--fit]

A cell is one event. On CASE 2021 it is the event that gives a snippet its label, right if the label
is; on PLOVER's examples any event, right if the sentence is coded with its type; on our own gold
(accuracy/events.jsonl) any event, right if type and status are. `--fit` measures the shares anew
and writes them to the knowledge table; it only uses half `dev` of our own gold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path

import events as own
from corpora import articles

from reportedly.reading import reader
from reportedly.reading.events import confidence
from reportedly.vocabulary import Event

TABLE = Path(str(files("reportedly"))) / "knowledge" / "english" / "event_confidence.csv"
EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
PARTS = 9  # groups of equal size from which the knots are made
RISE = 0.01  # at least this much from knot to knot, so that the order of events is kept
Cell = tuple[float, bool]


def case(corpora: Path) -> Iterator[Cell]:
    """Yield the events that label the snippets of CASE 2021, with what the scorer's table says."""
    labels = scorer_labels(corpora)
    path = corpora / "case2021" / "dev.jsonl"
    gold = [json.loads(line)["label"] for line in path.read_text(encoding="utf-8").splitlines()]
    for article, label in zip(articles(path), gold, strict=True):
        found = reader().read(article).events
        if found:
            top = max(found, key=lambda e: e.confidence)
            yield top.confidence, labels.get(sub(top), "OTHER") == label


def scorer_labels(corpora: Path) -> dict[str, str]:
    """Return the scorer's own map from ACLED's sub-event types to labels."""
    spec = spec_from_file_location("readings", corpora / "readings.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{corpora} holds no readings.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    labels: dict[str, str] = module.ACLED_TO_CASE
    return labels


def sub(event: Event) -> str:
    return event.acled.sub_event_type if event.acled else ""


def plover(corpora: Path) -> Iterator[Cell]:
    """Yield the events of PLOVER's examples."""
    path = corpora / "plover_gsr" / "dev.jsonl"
    gold = [json.loads(line)["events"] for line in path.read_text(encoding="utf-8").splitlines()]
    for article, coded in zip(articles(path), gold, strict=True):
        types = {one["code"] for one in coded}
        for event in reader().read(article).events:
            yield event.confidence, own.kind(event) in types


def reports(*halves: str) -> Iterator[Cell]:
    """Yield the events of our own gold."""
    for line in own.GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] in halves:
            reading = reader().read(own.article(row))
            right = {e.id for _, e in own.pairs(reading, row["events"], strict=True)}
            yield from ((e.confidence, e.id in right) for e in reading.events)


def show(name: str, cells: list[Cell]) -> None:
    print(f"{name}: {len(cells)} events, right {share(cells):.2f}")
    for low, high in pairwise(EDGES):
        inside = [cell for cell in cells if low <= cell[0] < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            print(f"  {low:.1f}-{min(high, 1):.1f}  n {len(inside):4}  said {mean:.2f}", end="")
            print(f"  right {share(inside):.2f}")


def share(cells: list[Cell]) -> float:
    return sum(right for _, right in cells) / max(len(cells), 1)


def fit(cells: list[Cell]) -> list[tuple[float, float]]:
    """Return (score, share) knots that rise: groups of equal size, pooled where they fall."""
    cells = sorted(cells, key=lambda cell: cell[0])
    size = len(cells) / PARTS
    groups = [cells[round(n * size) : round((n + 1) * size)] for n in range(PARTS)]
    n = 0
    while n + 1 < len(groups):
        if share(groups[n]) + RISE > share(groups[n + 1]):
            groups[n : n + 2] = [groups[n] + groups[n + 1]]
            n = max(n - 1, 0)
        else:
            n += 1
    return [(sum(c for c, _ in g) / len(g), share(g)) for g in groups]


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("corpora", type=Path)
    asked.add_argument("--fit", action="store_true", help="measure the table of shares anew")
    given = asked.parse_args()
    if given.fit:
        plain = (confidence.Knot(0.0, 0.0), confidence.Knot(1.0, 1.0))
        setattr(confidence, "knots", lambda: plain)  # noqa: B010 - scores as they are
        cells = [*case(given.corpora), *plover(given.corpora), *reports("dev")]
        head = [x for x in TABLE.read_text(encoding="utf-8").splitlines() if x.startswith("#")]
        rows = [f"{score:.3f},{right:.3f}" for score, right in fit(cells)]
        TABLE.write_text("\n".join([*head, "score,share", *rows]) + "\n", encoding="utf-8")
        return
    found = {
        "CASE 2021 dev": list(case(given.corpora)),
        "PLOVER dev": list(plover(given.corpora)),
        "own gold, dev half": list(reports("dev")),
        "own gold, test half": list(reports("test")),
    }
    for name, cells in found.items():
        show(name, cells)
    show("all", [cell for cells in found.values() for cell in cells])


if __name__ == "__main__":
    main()
