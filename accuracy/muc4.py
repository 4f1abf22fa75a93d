"""How well our status tells what MUC-4 calls the perpetrator organisation's confidence.

    python accuracy/muc4.py CORPORA [--first 0] [--texts 100] [--part dev] [--misses]

MUC-4's news of the 1980s is lower-cased, which costs names, sentences and hence statements. Its
answer keys say of each incident's perpetrator whether it is *reported as fact* (by the article or
by somebody else in plain words), *claimed or admitted* (by the perpetrator), or *suspected or
accused*. Ours, from the event that names the organisation and most of the key's other names:

- claimed: the speaker of the event's statement is the perpetrator, or an event of claiming
  responsibility stands with the perpetrator's name;
- suspected: status hypothetical, a claim that no statement holds (suspected, alleged, accused of),
  a statement whose act is to accuse, or an accusation that stands with the perpetrator's name,
  also where the deed itself is not told ("blamed the group for the minister's death");
- denied: status denied or negated (never right: keys have no such value);
- fact: every other event, asserted or reported by a third.

A key with several values counts as right if one of them is met.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

from reportedly.reading import reader
from reportedly.vocabulary import Article, Event, Reading, Statement

VALUES = {
    "REPORTED AS FACT": "fact",
    "CLAIMED OR ADMITTED": "claimed",
    "SUSPECTED OR ACCUSED": "suspected",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "suspected",
    "POSSIBLE": "suspected",
}
FILLERS = ("PerpOrg", "PerpInd", "Target", "Victim")
DENIED = {"denied", "negated"}
DEEDS = {"ASSAULT", "COERCE", "PROTEST"}
Template = dict[str, Any]


def rows(corpora: Path, part: str, first: int, size: int) -> list[dict[str, Any]]:
    path = next((corpora / "muc4").glob(f"{part}.jsonl*"))
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, first, first + size)]


def wanted(template: Template) -> set[str]:
    """Return what the key says of the perpetrator, in our three words."""
    said = template["key"].get("perp_org_confidence", [])
    names = {part.split(":")[0].strip() for one in said for part in one.split(" / ")}
    return {VALUES[name] for name in names if name in VALUES}


def aliases(template: Template, *slots: str) -> list[list[str]]:
    return [names for slot in slots for names in template[slot]]


def words(event: Event, reading: Reading) -> str:
    return " ".join(span.of(reading.article.text) for span in event.evidence)


def kind(event: Event) -> str:
    return event.plover.type if event.plover else ""


def met(event: Event, reading: Reading, fillers: list[list[str]]) -> int:
    """Count the key's fillers that the evidence of an event names."""
    text = words(event, reading)
    return sum(any(alias in text for alias in names) for names in fillers)


def found(template: Template, reading: Reading) -> str:
    """Return what our reading says of the perpetrator, "missed" where it tells no such event."""
    fillers, perpetrator = aliases(template, *FILLERS), aliases(template, "PerpOrg", "PerpInd")
    deeds = [e for e in reading.events if kind(e) in DEEDS and met(e, reading, fillers)]
    named = [e for e in reading.events if met(e, reading, perpetrator)]
    if not deeds:
        return "suspected" if any(e.cameo == "112" for e in named) else "missed"
    if any(e.acled and e.cameo == "015" for e in named):
        return "claimed"
    owners = aliases(template, "PerpOrg")
    best = max(deeds, key=lambda e: rank(e, reading, owners, fillers))
    value = weight(best, reading, perpetrator)
    accused = any(e.cameo == "112" and set(e.evidence) & set(best.evidence) for e in named)
    return "suspected" if value == "fact" and accused else value


def rank(
    event: Event, reading: Reading, owners: list[list[str]], fillers: list[list[str]]
) -> tuple[bool, bool, int, float]:
    """Return how well an event fits a key: it is about the blame, so the blamed come first."""
    told = event.status not in DENIED
    named = met(event, reading, owners) > 0
    return told, named, met(event, reading, fillers), event.confidence


def weight(event: Event, reading: Reading, perpetrator: list[list[str]]) -> str:
    """Return our word for one event."""
    if event.status in DENIED:
        return "denied"
    if event.status == "hypothetical" or (event.status == "claimed" and not event.statement):
        return "suspected"
    statement = next((s for s in reading.statements if s.id == event.statement), None)
    if statement is None:
        return "fact"
    if any(alias in speaker(statement, reading) for names in perpetrator for alias in names):
        return "claimed"
    return "suspected" if statement.act == "accuse" else "fact"


def speaker(statement: Statement, reading: Reading) -> str:
    """Return the words for who speaks, with the other names of that actor."""
    if statement.speaker is None:
        return ""
    text = reading.article.text
    actor = next((a for a in reading.actors if a.id == statement.speaker.actor), None)
    spans = [*([statement.speaker.span] if statement.speaker.span else [])]
    spans += actor.mentions if actor else ()
    return " ".join(span.of(text) for span in spans).lower()


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("corpora", type=Path)
    asked.add_argument("--first", type=int, default=0, help="texts to leave out at the start")
    asked.add_argument("--texts", type=int, default=100)
    asked.add_argument("--part", default="dev")
    asked.add_argument("--misses", action="store_true", help="print what went wrong")
    given = asked.parse_args()
    pairs: Counter[tuple[str, str]] = Counter()
    right = 0
    for row in rows(given.corpora, given.part, given.first, given.texts):
        reading = reader().read(Article(row["id"], row["text"]))
        for template in row["templates"]:
            gold = wanted(template)
            if not gold:
                continue
            ours = found(template, reading)
            right += ours in gold
            pairs["/".join(sorted(gold)), ours] += 1
            if given.misses and ours not in gold:
                print(row["id"], sorted(gold), ours, template["incident_type"], template["PerpOrg"])
    total = sum(pairs.values())
    told = total - sum(n for (_, ours), n in pairs.items() if ours == "missed")
    print(f"{total} incidents with an organisation; we tell an event of {told}")
    print(f"right of all {right / max(total, 1):.2f}, of those told {right / max(told, 1):.2f}")
    for key, ours in sorted(pairs):
        print(f"  key {key:18} ours {ours:10} {pairs[key, ours]}")


if __name__ == "__main__":
    main()
