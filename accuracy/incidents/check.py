"""Check the corpus of many reports on the same incidents: gold against reports, word for word.

    python accuracy/incidents/check.py [dev|more|held|third ...]

Every quote lies verbatim at its offsets, every id resolves, and what can be derived from the
annotated accounts (contradictions, failed conditions, origins, witnesses, status, shares of words)
is derived again here and must equal the gold. Prints counts; exits 1 and names what is wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HALVES = ("dev", "more", "held", "third")
Row = dict[str, Any]

# Measures that readers take for one another, though they count different things.
KIN = (
    {"shot_down", "jammed", "shot_down_or_jammed", "intercepted", "destroyed"},
    {"killed", "casualties", "missing", "killed_or_missing"},
    {"displaced", "arrived"},
)
STAGE_CHANGES = ("met", "broken", "withdrawn")
LEAST = {
    "reports": 75,
    "incidents": 20,
    "reprints": 25,
    "paraphrases": 15,
    "contradictions": 15,
    "look_alikes": 12,
    "commitments_changed": 6,
}
SMALLER = {"third": 0.5}  # a set that need only have this share of them
SHARE = 0.30
WORDS = (60, 180)
STOP_WORDS = """
    a about after again all also although an and another any are as at be been before being
    but by could did do does for from had has have he her him his how i if in into is it its
    may more most no nor not of off on one only or other our out over own said say says she so
    some such than that the their them then there these they this those though three through
    to two under until up was we were what when where which while who whom whose will with
    would you
"""
STOP = frozenset(STOP_WORDS.split())


def load(half: str) -> tuple[dict[str, Row], Row]:
    """Reports by id, and the gold, of one half."""
    lines = (HERE / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    gold: Row = json.loads((HERE / f"{half}.gold.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in map(json.loads, lines)}, gold


def content_words(text: str) -> set[str]:
    """Types of words and numbers that carry content, lower-cased."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())
    return {word.removesuffix("'s").removesuffix("’s") for word in words} - STOP


def share(left: Row, right: Row) -> float:
    """Content words of title and text that both have, of those of the shorter report."""
    one, two = (content_words(f"{row['title']} {row['text']}") for row in (left, right))
    return len(one & two) / min(len(one), len(two))


# What two accounts of one incident are to each other


def _meet(left: Row, right: Row) -> bool:
    low = max(left["low"], right["low"])
    highs = [figure["high"] for figure in (left, right) if figure["high"] is not None]
    return not highs or bool(low <= min(highs))


def _none_at_all(left: Row, right: Row) -> bool:
    """Nobody at all (all persons: 0) against some (of persons of one kind)."""
    return bool(left["unit"] == "persons" and left["high"] == 0 and right["low"] > 0)


def failed_conditions(left: Row, right: Row) -> list[str]:
    """Why two differing figures of one incident do not contradict; empty when they do."""
    failed = []
    if left["measure"] != right["measure"]:
        failed.append("other_measure")
    none = _none_at_all(left, right) or _none_at_all(right, left)
    same = left["unit"] == right["unit"] or none
    if not same:
        failed.append("other_unit")
    if left["window"] != right["window"]:
        failed.append("other_window")
    if left["scope"] != right["scope"]:
        failed.append("other_scope")
    early, late = sorted((left, right), key=lambda figure: int(figure["stage"]))
    grown = late["low"] >= early["low"] or late["corrects"]
    if early["stage"] < late["stage"] and grown and left["measure"] == right["measure"] and same:
        failed.append("later_count")
    if set(failed) <= {"later_count"} and _meet(left, right):
        failed.append("ranges_meet")
    return failed


def _part_exceeds_whole(left: Row, right: Row) -> bool:
    """More of one kind than of all persons: neither unit alone shows that both can't be right."""
    for whole, part in ((left, right), (right, left)):
        kinds = whole["unit"] == "persons" and part["unit"] != "persons"
        if kinds and whole["high"] and part["low"] > whole["high"]:
            return True
    return False


def _comparable(left: Row, right: Row) -> bool:
    """Figures that a reader may set against each other, and that differ."""
    one, two = left["measure"], right["measure"]
    if one != two and not any(one in kin and two in kin for kin in KIN):
        return False
    same = (left["low"], left["high"]) == (right["low"], right["high"])
    return not same and not _part_exceeds_whole(left, right)


def _figure_pairs(left: Row, right: Row) -> Iterator[tuple[str, str | None, str | None, list[str]]]:
    for one in left["figures"]:
        for two in right["figures"]:
            if _comparable(one, two):
                narrow = two if one["unit"] == "persons" else one
                yield "figures", one["measure"], narrow["unit"], failed_conditions(one, two)


def _denials(left: Row, right: Row) -> Iterator[str]:
    for one, two in ((left, right), (right, left)):
        yield from sorted(set(one["holds"]) & set(two["rejects"]))
        if one["perpetrator"] and one["perpetrator"] in two["not_perpetrator"]:
            yield "perpetrator"


def between(left: Row, right: Row) -> Iterator[tuple[str, str | None, str | None, list[str]]]:
    """(what, measure, unit, failed conditions) for each way in which two accounts differ."""
    blamed = {left["perpetrator"], right["perpetrator"]} - {None}
    if len(blamed) == 2:
        yield "perpetrator", None, None, []
    for claim in dict.fromkeys(_denials(left, right)):
        if claim != "perpetrator" or len(blamed) < 2:
            yield "denial", claim, None, []
    yield from _figure_pairs(left, right)


def _side(account: Row) -> Row:
    return {key: account[key] for key in ("report", "account", "speaker", "origin", "quote")}


def relations(incident: Row) -> tuple[list[Row], list[Row]]:
    """Contradictions and non-contradictions among the accounts of one incident."""
    against: dict[tuple[Any, ...], Row] = {}
    apart: dict[tuple[Any, ...], Row] = {}
    for left, right in combinations(incident["accounts"], 2):
        # One source that says another number is corrected or counts on: never against itself.
        same = left["origin"] is not None and left["origin"] == right["origin"]
        for what, measure, unit, failed in between(left, right):
            row: Row = {"incident": incident["id"], "a": _side(left), "b": _side(right)}
            row |= {"what": what, "measure": measure, "unit": unit}
            reports = (left["report"], right["report"])
            key = (what, measure, unit, *reports, left["origin"], right["origin"])
            if failed:
                apart.setdefault((*key, *failed), row | {"failed": failed})
            elif same:
                raise ValueError(f"one origin against itself: {row}")
            else:
                against.setdefault(key, row)
    return list(against.values()), [row for key, row in apart.items() if key[:7] not in against]


def _affirms(account: Row) -> bool:
    """Whether an account says that the incident took place (a mere denial does not)."""
    some = any(figure["high"] != 0 for figure in account["figures"])
    return account["asserts"] and bool(account["perpetrator"] or account["holds"] or some)


def counted(incident: Row, reports: dict[str, Row]) -> Row:
    """Witnesses (outlets), origins and status of one incident."""
    told = [account for account in incident["accounts"] if account["role"] == "told"]
    outlets = sorted({reports[account["report"]]["outlet"] for account in told})
    origins = sorted({row["origin"] for row in told if row["origin"] and _affirms(row)})
    status = "corroborated" if len(origins) > 1 else "single_source"
    if relations(incident)[0]:
        status = "contested"
    return {"witnesses": outlets, "origins": origins, "status": status}


# The checks


def _quotes(node: Any, report: str | None = None) -> Iterator[tuple[str, Row]]:
    """Every (report id, quote with offsets) anywhere in the gold."""
    if isinstance(node, list):
        for child in node:
            yield from _quotes(child, report)
    elif isinstance(node, dict):
        report = node.get("report", report)
        if "quote" in node and report is not None and "start" in node:
            yield report, node
        for child in node.values():
            yield from _quotes(child, report)


def check_quotes(reports: dict[str, Row], gold: Row) -> Iterator[str]:
    for report, quote in _quotes({key: gold[key] for key in gold if key != "reports"}):
        if reports[report]["text"][quote["start"] : quote["end"]] != quote["quote"]:
            yield f"{report}: not verbatim: {quote['quote']!r}"
    for row in gold["reports"]:
        for mention in row["incidents"]:
            for quote in mention["quotes"]:
                if reports[row["id"]]["text"][quote["start"] : quote["end"]] != quote["quote"]:
                    yield f"{row['id']}: not verbatim: {quote['quote']!r}"
    for words in gold["quotations"]:
        for report in words["reports"]:
            if words["words"] not in reports[report]["text"]:
                yield f"{report}: has not {words['words']!r}"


def check_ids(reports: dict[str, Row], gold: Row) -> Iterator[str]:
    incidents = {row["id"] for row in gold["incidents"]}
    if [row["id"] for row in gold["reports"]] != list(reports):
        yield "gold and reports are not the same reports"
    sources = {row["id"]: row["source_of"] for row in gold["reports"]}
    for report, source in sources.items():
        if source is not None and (source not in sources or sources[source] is not None):
            yield f"{report}: {source} is not a first publication"
    for row in gold["reports"]:
        for mention in row["incidents"]:
            if mention["incident"] not in incidents:
                yield f"{row['id']}: no incident {mention['incident']}"
    for pair in gold["look_alikes"]:
        if not {pair["a"], pair["b"]} <= incidents:
            yield f"look-alikes: no incident of {pair}"
    for row in gold["incidents"]:
        for account in row["accounts"]:
            if sources[account["report"]] is not None:
                yield f"{row['id']}: account of a reprint, {account['report']}"
            speaker = account["speaker"]
            if speaker is not None and speaker not in reports[account["report"]]["text"]:
                yield f"{account['account']}: {speaker!r} is not in the report"


def check_derived(reports: dict[str, Row], gold: Row) -> Iterator[str]:
    against: list[Row] = []
    apart: list[Row] = []
    for row in gold["incidents"]:
        pairs = relations(row)
        against += pairs[0]
        apart += pairs[1]
        expected = counted(row, reports)
        if {key: row[key] for key in expected} != expected:
            yield f"{row['id']}: counts differ: {expected}"
    if against != gold["contradictions"]:
        yield "contradictions differ from those of the accounts"
    if apart != gold["not_contradictions"]:
        yield "not_contradictions differ from those of the accounts"
    for pair in gold["paraphrases"]:
        found = round(share(reports[pair["a"]], reports[pair["b"]]), 3)
        if found != pair["share"] or found >= SHARE:
            yield f"paraphrases {pair['a']} {pair['b']}: share {found}"
    for thread in gold["commitments"]:
        status = thread["changes"][-1]["status"] if thread["changes"] else "open"
        if status != thread["status"] or status not in ("open", *STAGE_CHANGES):
            yield f"{thread['id']}: status {thread['status']}, changes end in {status}"


def counts(reports: dict[str, Row], gold: Row) -> Counter[str]:
    """How many of everything a half holds."""
    found = Counter({key: len(rows) for key, rows in gold.items() if isinstance(rows, list)})
    found["reprints"] = sum(row["source_of"] is not None for row in gold["reports"])
    found["commitments_changed"] = sum(bool(row["changes"]) for row in gold["commitments"])
    found["undated"] = sum(row["published"] is None for row in reports.values())
    pledged = {member["report"] for row in gold["commitments"] for member in row["members"]}
    bare = {row["id"] for row in gold["reports"] if not row["incidents"]}
    found["unrelated"] = len(bare - pledged)
    told = ([m for m in row["incidents"] if m["role"] == "told"] for row in gold["reports"])
    found["of_two_incidents"] = sum(len(row) > 1 for row in told)
    return found


def check_size(reports: dict[str, Row], gold: Row, part: float) -> Iterator[str]:
    found = counts(reports, gold)
    for name, least in LEAST.items():
        if found[name] < int(least * part):
            yield f"{name}: {found[name]}, fewer than {int(least * part)}"
    for report in reports.values():
        length = len(report["text"].split())
        if not WORDS[0] <= length <= WORDS[1]:
            yield f"{report['id']}: {length} words"
        if not report["url"].split("/")[2].endswith("example.org"):
            yield f"{report['id']}: url {report['url']}"


def problems(half: str) -> list[str]:
    """All that is wrong with one half; empty when it is sound."""
    reports, gold = load(half)
    checks = (check_quotes, check_ids, check_derived)
    found = [problem for check in checks for problem in check(reports, gold)]
    return [*found, *check_size(reports, gold, SMALLER.get(half, 1.0))]


def main() -> int:
    wrong = 0
    for half in sys.argv[1:] or HALVES:
        reports, gold = load(half)
        print(half, json.dumps(dict(sorted(counts(reports, gold).items()))))
        for problem in problems(half):
            print(f"  {problem}")
            wrong += 1
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
