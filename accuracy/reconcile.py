"""Score reconciling on our own corpus of reports: `python accuracy/reconcile.py [HALF]`.

`incidents/HALF.jsonl` (dev, more, third, held) is read and reconciled into a fresh record, then
compared with `incidents/HALF.gold.json` (rules: `incidents/README.md`):

- incidents: pairs of reports' passages that tell of one incident (gold) against pairs whose
  accounts stand in one incident (ours). A passage of ours is an event whose evidence overlaps one.
- repeats: pairs of reports in one cluster of republished copy.
- contradictions: pairs of reports (reprints mapped to their source) of one incident that contradict
  each other in a figure's measure, by a denial or in naming the doer.
- partial agreement: recall of the pairs of reports that agree in part, by name.
- status, witnesses, origins of incidents; threads of commitments and their status.

`--gold-incidents` groups our accounts by the gold's passages rather than by our links, so that what
is lost by linking shows. `-v` names what is missed and what is too much; `--db FILE` keeps the
record.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from reportedly.intake import Hints
from reportedly.reconcile import (
    all_copies,
    all_incidents,
    all_threads,
    reconcile,
)
from reportedly.reconcile.accounts import accounts_of
from reportedly.reconcile.happenings import Happening
from reportedly.reconcile.incidents import Printed, incident
from reportedly.reconcile.origins import outlet_key
from reportedly.reconcile.relations import KINDRED, why
from reportedly.reconcile.tellings import Told, tellings
from reportedly.reconcile.traces import traces
from reportedly.record import Record, open_record
from reportedly.record.references import entries_of, own_spans
from reportedly.vocabulary import Copy, Incident, Reading, Span, Thread
from reportedly.workflow import Options, read_all

FOLDER = Path(__file__).parent / "incidents"
Pair = tuple[Any, Any]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("half", nargs="?", default="dev", choices=("dev", "more", "held", "third"))
    asked.add_argument("-v", "--verbose", action="store_true")
    asked.add_argument("--gold-incidents", action="store_true")
    asked.add_argument("--db", type=Path)
    asked.add_argument("--folder", type=Path, default=FOLDER)
    given = asked.parse_args()
    gold = json.loads((given.folder / f"{given.half}.gold.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        where = given.db or Path(folder) / "record.sqlite"
        with open_record(str(where)) as record:
            source = str(given.folder / f"{given.half}.jsonl")
            for found in read_all([source], Hints(), Options()):
                if isinstance(found, Reading):
                    record.keep(found)
            reconcile(record)
            if given.gold_incidents:
                score_accounts(record, gold, given.verbose)
            else:
                score(record, gold, given.verbose)


def score(record: Record, gold: dict[str, Any], verbose: bool) -> None:
    """Print all figures of a reconciled record."""
    found = list(all_incidents(record))
    texts = {entry.id: record.get(entry.id).article.text for entry in record.list(limit=10_000)}
    passages = passages_of(gold)
    ours = incidents_of(found, passages)
    told, pairs = same_incident(passages), grouped(ours)
    show("incidents, pairs of passages", told, pairs)
    if verbose:
        explain(told, pairs, passages, texts)
    copies = {copy.article: copy.of for copy in all_copies(record)}
    source = {row["id"]: row["source_of"] or row["id"] for row in gold["reports"]}
    show(
        "repeats, pairs of reports",
        clustered(source),
        clustered({r: copies.get(r, r) for r in source}),
    )
    if verbose:
        differ(clustered(source), clustered({r: copies.get(r, r) for r in source}))
    first = {row["id"]: row["source_of"] for row in gold["reports"] if row["source_of"]}
    right = sum(copies.get(report) == of for report, of in first.items())
    print(f"  the first publication named: {right} of {len(first)}")
    matched = match(gold, found, ours, passages)
    contradictions(gold, found, matched, source, verbose)
    differences(gold, matched, source, verbose)
    partial(gold, matched, source, verbose)
    counts(gold, found, matched, verbose)
    threads(record, gold, verbose)


def score_accounts(record: Record, gold: dict[str, Any], verbose: bool) -> None:
    """Print the figures that don't depend on linking: accounts grouped as the gold does."""
    source = {row["id"]: row["source_of"] or row["id"] for row in gold["reports"]}
    told = {id_: Told(record.get(id_)) for id_ in source}
    copies = {a: Copy(a, of, 1.0, None, ()) for a, of in source.items() if a != of}
    witnesses = {
        of: outlet_key(str(told[of].reading.article.outlet)) for of in set(source.values())
    }
    groups: dict[str, list[tuple[Told, Happening]]] = defaultdict(list)
    for (report, incident_), quotes in passages_of(gold).items():
        happening = as_told(told[report], quotes)
        if happening.told:
            groups[incident_].append((told[report], happening))
    found = [
        incident(
            id_,
            [trace for known, one in members for trace in traces(known, [one])],
            [account for known, one in members for account in accounts_of(known, one)],
            Printed(copies, witnesses),
        )
        for id_, members in groups.items()
    ]
    matched = {one.id: one for one in found}
    contradictions(gold, found, matched, source, verbose)
    differences(gold, matched, source, verbose)
    counts(gold, found, matched, verbose)


def as_told(known: Told, quotes: list[tuple[int, int]]) -> Happening:
    """Return what a report tells in some passages as one happening."""
    one = Happening("violence", False)
    for telling in tellings(known):
        if any(span.start < end and start < span.end for span in telling.evidence
               for start, end in quotes):  # fmt: skip
            one.add(telling)
    return one


def passages_of(gold: dict[str, Any]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return the passages of each report that tell of each incident."""
    return {
        (row["id"], one["incident"]): [(q["start"], q["end"]) for q in one["quotes"]]
        for row in gold["reports"]
        for one in row["incidents"]
    }


def incidents_of(
    found: Iterable[Incident], passages: dict[tuple[str, str], list[tuple[int, int]]]
) -> dict[tuple[str, str], set[str]]:
    """Return for each passage the incidents of ours that it is evidence of."""
    by_report: dict[str, list[tuple[str, tuple[int, int], bool]]] = defaultdict(list)
    for one in found:
        for account in one.accounts:
            for span in account.evidence:
                by_report[account.cell.article].append((one.id, span, one.kind == "violence"))
    told: dict[tuple[str, str], set[str]] = {}
    for (report, one_of), quotes in passages.items():
        earliest = {id_: -span[0] for id_, span, _ in reversed(by_report[report])}
        earliest = {id_: -start for id_, start in earliest.items()}
        hits = Counter(
            id_
            for id_, (a, b), _ in by_report[report]
            for start, end in quotes
            if a < end and start < b
        )
        first = max(hits, key=lambda id_: (hits[id_], -earliest[id_]), default=None)
        told[report, one_of] = {first} if first else set()
    return told


def same_incident(passages: Iterable[tuple[str, str]]) -> set[Pair]:
    """Return the pairs of passages that the gold says are of one incident."""
    return {(a, b) for a, b in combinations(sorted(passages), 2) if a[1] == b[1] and a[0] != b[0]}


def grouped(ours: dict[tuple[str, str], set[str]]) -> set[Pair]:
    """Return the pairs of passages that stand in one incident of ours."""
    return {(a, b) for a, b in combinations(sorted(ours), 2) if ours[a] & ours[b] and a[0] != b[0]}


def clustered(source: dict[str, str]) -> set[Pair]:
    """Return the pairs of reports with one source."""
    return {(a, b) for a, b in combinations(sorted(source), 2) if source[a] == source[b]}


def show(name: str, gold: set[Any], found: set[Any]) -> None:
    """Print precision, recall and F1 of a set of pairs."""
    hits = len(gold & found)
    precision, recall = hits / max(len(found), 1), hits / max(len(gold), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({len(gold)} gold, {len(found)})")


def match(
    gold: dict[str, Any],
    found: list[Incident],
    ours: dict[tuple[str, str], set[str]],
    passages: Iterable[tuple[str, str]],
) -> dict[str, Incident]:
    """Return for each gold incident the one of ours that has most of its passages."""
    by_id = {one.id: one for one in found}
    matched = {}
    for row in gold["incidents"]:
        votes = Counter(id_ for key in passages if key[1] == row["id"] for id_ in sorted(ours[key]))
        if votes:
            matched[row["id"]] = by_id[votes.most_common(1)[0][0]]
    return matched


def contradictions(
    gold: dict[str, Any],
    found: list[Incident],
    matched: dict[str, Incident],
    source: dict[str, str],
    verbose: bool,
) -> None:
    """Score pairs of reports that contradict each other."""
    wanted = {
        (
            row["incident"],
            *sorted((source[row["a"]["report"]], source[row["b"]["report"]])),
            kind(row),
        )
        for row in gold["contradictions"]
    }
    named = {ours.id: id_ for id_, ours in matched.items()}
    ours_found = set()
    for one in found:
        accounts = {account.cell: account for account in one.accounts}
        for relation in one.relations:
            if relation.kind != "contradicts" or one.id not in named:
                continue
            names = {check.name for check in relation.checks}
            what = relation.measure or ("perpetrator" if "same_doer" in names else "denial")
            a, b = (source[cell.article] for cell in (relation.a, relation.b))
            ours_found.add((named[one.id], *sorted((a, b)), what))
        del accounts
    show("contradictions, pairs of reports and what", loose(wanted), loose(ours_found))
    exact = {(i, a, b) for i, a, b, _ in wanted}, {(i, a, b) for i, a, b, _ in ours_found}
    show("contradictions, pairs of reports", *exact)
    by_kind = Counter(
        w[3] if w[3] in {"denial", "perpetrator"} else "figures" for w in loose(wanted)
    )
    print(f"  gold: {dict(by_kind)}")
    if verbose:
        differ(loose(wanted), loose(ours_found))


def loose(rows: set[tuple[str, str, str, str]]) -> set[tuple[str, str, str, str]]:
    """Return pairs with blame and its denial as one: both say that the doer is disputed."""
    return {(i, a, b, "doer" if what in {"denial", "perpetrator"} else what)
            for i, a, b, what in rows}  # fmt: skip


def kind(row: dict[str, Any]) -> str:
    """Return what a pair contradicts in: the measure of a figure, a denial, the doer."""
    return str(row["measure"] if row["what"] == "figures" else row["what"])


def differences(
    gold: dict[str, Any], matched: dict[str, Incident], source: dict[str, str], verbose: bool
) -> None:
    """Print how often figures that differ without contradicting are told so, and rightly why."""
    told, right, wrong = 0, 0, 0
    for row in gold["not_contradictions"]:
        ours = matched.get(row["incident"])
        pair = sorted(source[row[side]["report"]] for side in "ab")
        kin = {row["measure"]}.union(*(group for group in KINDRED if row["measure"] in group))
        related = [
            one
            for one in (ours.relations if ours else ())
            if sorted(source[cell.article] for cell in (one.a, one.b)) == pair
            and one.measure in kin
        ]
        reasons = {reason for one in related if one.kind != "contradicts" for reason in why(one)}
        told += bool(reasons)
        right += bool(reasons & set(row["failed"]))
        only_wrong = bool(related) and not reasons
        wrong += only_wrong
        if verbose and not reasons & set(row["failed"]):
            print("  reason", row["incident"], pair, row["measure"], row["unit"], row["failed"],
                  sorted(reasons) or ("contradicts" if only_wrong else "–"))  # fmt: skip
    print(f"differing figures that don't contradict: {len(gold['not_contradictions'])} gold, "
          f"told {told}, with a right reason {right}; told as contradictions {wrong}")  # fmt: skip


def partial(
    gold: dict[str, Any], matched: dict[str, Incident], source: dict[str, str], verbose: bool
) -> None:
    """Print how many pairs of reports that agree in part are told so, and how many are told."""
    wanted = {
        (row["incident"], *sorted(source[row[side]["report"]] for side in "ab"))
        for row in gold["partial"]
    }
    ours = {
        (id_, *sorted(source[cell.article] for cell in (relation.a, relation.b)))
        for id_, one in matched.items()
        for relation in one.relations
        if relation.kind == "agrees_in_part"
    }
    print(f"partial agreement, pairs of reports: {len(wanted)} gold (not all there are), "
          f"{len(wanted & ours)} of them told; {len(ours)} told in all")  # fmt: skip
    if verbose:
        differ(wanted, ours)


def counts(
    gold: dict[str, Any], found: list[Incident], matched: dict[str, Incident], verbose: bool
) -> None:
    """Print how often status and the two counts of independence are right."""
    rows = [(row, matched[row["id"]]) for row in gold["incidents"] if row["id"] in matched]
    status = sum(row["status"] == one.status for row, one in rows)
    witnesses = sum(len(row["witnesses"]) == len(one.said_by) for row, one in rows)
    origins = sum(len(row["origins"]) == len(one.origins) for row, one in rows)
    near = sum(abs(len(row["origins"]) - len(one.origins)) <= 1 for row, one in rows)
    print(f"of {len(gold['incidents'])} incidents, found {len(rows)}; right: status {status}, "
          f"witnesses {witnesses}, origins {origins} (within one {near})")  # fmt: skip
    table = Counter((row["status"], one.status) for row, one in rows)
    for (told, ours), n in sorted(table.items()):
        print(f"  {told} read as {ours}: {n}")
    for row, one in rows if verbose else ():
        print("  ", row["id"], row["status"], one.status, row["witnesses"], one.said_by,
              row["origins"], one.origins)  # fmt: skip


def threads(record: Record, gold: dict[str, Any], verbose: bool) -> None:
    """Score threads of commitments: pairs of passages, and the status at the end."""
    woven = list(all_threads(record))
    spans: dict[str, list[tuple[Span, Thread]]] = defaultdict(list)
    for thread in woven:
        for cell in thread.members:
            for span in evidence_of(record.get(cell.article), cell.entry):
                spans[cell.article].append((span, thread))
    member_of: dict[tuple[str, str], set[str]] = {}
    best_of: dict[str, Thread | None] = {}
    for row in gold["commitments"]:
        hits: Counter[str] = Counter()
        by_id = {}
        for member in row["members"]:
            ours = {
                thread.id: thread
                for span, thread in spans[member["report"]]
                if span.start < member["end"] and member["start"] < span.end
            }
            by_id |= ours
            hits.update(sorted(ours))
            member_of[member["report"], row["id"]] = set(ours)
        best = by_id[hits.most_common(1)[0][0]] if hits else None
        best_of[row["id"]] = best
        if verbose:
            members = f"{hits[best.id]} of {len(row['members'])}" if best else "none"
            print(f"  {row['id']} {row['kind']} {row['status']}: {members} in one thread, "
                  f"{best.status if best else '–'} ({row['what'][:60]})")  # fmt: skip
    show("commitments, pairs of passages", same_incident(member_of), grouped(member_of))
    read = {key: ids for key, ids in member_of.items() if ids}
    show("  of those that were read", same_incident(read), grouped(read))
    status = sum(
        best is not None and best.status == row["status"]
        for row in gold["commitments"]
        for best in [best_of[row["id"]]]
    )
    found = sum(best is not None for best in best_of.values())
    print(f"commitments: {len(gold['commitments'])} gold, found {found}, status right {status}; "
          f"{len(woven)} threads of ours")  # fmt: skip


def evidence_of(reading: Reading, id_: str) -> list[Span]:
    """Return the words that an entry stands on."""
    for _, entry in entries_of(reading):
        if entry.id == id_:
            return list(own_spans(entry))
    return []


def explain(
    told: set[Pair],
    pairs: set[Pair],
    passages: dict[tuple[str, str], list[tuple[int, int]]],
    texts: dict[str, str],
) -> None:
    """Print passages whose pairs are missed or too many, most first."""
    for name, wrong in (("missed", told - pairs), ("too many", pairs - told)):
        by_passage = Counter(key for pair in wrong for key in pair)
        for (report, one_of), n in by_passage.most_common(25):
            start, end = passages[report, one_of][0]
            words = texts[report][start:end].replace("\n", " ")
            print(f"  {name} {n}: {report} {one_of}: {words[:150]}")


def differ(gold: set[Any], found: set[Any]) -> None:
    """Print what is missed and what is too much."""
    for row in sorted(gold - found, key=str):
        print("  missed", row)
    for row in sorted(found - gold, key=str):
        print("  too many", row)


if __name__ == "__main__":
    main()
