"""Fit the weights of comparison to annotated reports: `python training/incidents/fit.py DB GOLD`.

DB is a reconciled record of the reports (`accuracy/reconcile.py dev --db FILE`), GOLD their
`dev.gold.json`. Pairs of accounts in a common block whose passages the gold names are of one
incident or not. A logistic regression is fitted that holds on to the present weights (`--hold`):
there are few incidents to learn from. Prints the new weights as rows of `weights.csv`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np

from reportedly.reconcile.blocking import blocks_of, blocks_to_search
from reportedly.reconcile.comparison import features, weights
from reportedly.reconcile.keeping import Kept, recall
from reportedly.record import ledger, open_record

STEPS = 3_000
RATE = 0.05


def main() -> None:
    """Read pairs, fit and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("database")
    asked.add_argument("gold", type=Path)
    asked.add_argument("--hold", type=float, default=0.02, help="how much to keep to what is")
    given = asked.parse_args()
    names = list(weights())
    start = np.array([weights()[name].weight for name in names])
    rows, same, share = pairs(given.database, json.loads(given.gold.read_text("utf-8")), names)
    print(f"# {len(rows)} pairs, {int(same.sum())} of one incident")
    fitted = fit(rows, same, share, start, given.hold)
    for name, weight in zip(names, fitted, strict=True):
        print(f"{name},{weight:.1f},{weights()[name].reason}")


def pairs(database, gold, names):  # type: ignore[no-untyped-def]
    """Return features of pairs, whether they are of one incident, and how much each counts."""
    told: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for report in gold["reports"]:
        for one in report["incidents"]:
            spans = [(q["start"], q["end"], one["incident"]) for q in one["quotes"]]
            told[report["id"]] += spans
    with open_record(database) as record, record.transaction() as connection:
        kept = recall(connection, ledger.all_accounts(connection), {})
    named = [(one, incident) for one in kept if (incident := incident_of(one, told))]
    rows, same, keys = [], [], []
    for (one, mine), (other, theirs) in combinations(named, 2):
        if one.trace.article == other.trace.article:
            continue
        if not set(blocks_to_search(one.trace)) & set(blocks_of(other.trace)):
            continue
        row = np.zeros(len(names))
        row[names.index("prior")] = 1.0
        for feature, amount, _ in features(one.trace, other.trace):
            row[names.index(feature)] += amount
        rows.append(row)
        same.append(mine == theirs)
        keys.append(tuple(sorted((mine, theirs))))
    often = Counter(keys)
    share = np.array([1.0 / np.sqrt(often[key]) for key in keys])  # big incidents count less
    return np.array(rows), np.array(same, dtype=float), share / share.mean()


def incident_of(one: Kept, told: dict[str, list[tuple[int, int, str]]]) -> str | None:
    """Return the gold incident that most evidence of an account tells of."""
    hits = Counter(
        incident
        for account in one.accounts
        for a, b in account.evidence
        for start, end, incident in told[one.trace.article]
        if a < end and start < b
    )
    return hits.most_common(1)[0][0] if hits else None


def fit(rows, same, share, start, hold):  # type: ignore[no-untyped-def]
    """Return the weights of a logistic regression held to `start`."""
    now, velocity = start.copy(), np.zeros_like(start)
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(rows @ now, -30, 30)))
        slope = rows.T @ ((chance - same) * share) / len(rows) + hold * (now - start) / 10
        velocity = 0.9 * velocity - RATE * slope
        now = now + velocity
    return now


if __name__ == "__main__":
    main()
