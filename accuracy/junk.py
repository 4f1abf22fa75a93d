"""Count violent events in texts that are no news of conflict: accuracy/junk.jsonl.

Court reports, sport, obituaries, reviews, history, appeals for money, markets, weather … in half
`dev`, which was read while the reader was bettered, and half `test`. A violent event is one with
status asserted and a type of violence in ACLED's terms; a good reader finds none.
accuracy/junk_fresh.jsonl (half `fresh`) holds longer texts, written and put by before any of them
was read, by someone who had not seen the rules; its topics are counted apart with --topics.

    python accuracy/junk.py [--texts FILE] [--half dev|test] [--topics] [--show]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reportedly.reading import reader
from reportedly.vocabulary import Article, Event, Reading

TEXTS = Path(__file__).with_suffix(".jsonl")
VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"}


def violent(reading: Reading) -> Iterator[Event]:
    """Yield the events that a reading gives as facts of political violence."""
    for event in reading.events:
        if event.status == "asserted" and event.acled and event.acled.event_type in VIOLENT:
            yield event


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--texts", type=Path, default=TEXTS, help="another file in the same form")
    asked.add_argument("--half", choices=["dev", "test"])
    asked.add_argument("--topics", action="store_true", help="count by topic too")
    asked.add_argument("--show", action="store_true", help="print the events and their sentences")
    given = asked.parse_args()
    texts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for n, line in enumerate(given.texts.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if given.half and row["half"] != given.half:
            continue
        texts[row["half"]] += 1
        events = list(violent(reader().read(Article(f"junk-{n}", row["text"]))))
        hit[row["half"]] += bool(events)
        for event in events:
            found[row["half"]] += 1
            topics[row["topic"]] += 1
            if given.show:
                words = " / ".join(span.of(row["text"]) for span in event.evidence)
                kind = event.acled and event.acled.sub_event_type
                print(f"{row['topic']:10} {event.confidence:.2f} {kind} | {words}")
    for half, count in sorted(texts.items()):
        print(f"{half}: {found[half]} asserted violent events in {hit[half]} of {count} texts")
    if given.topics:
        print(", ".join(f"{topic} {count}" for topic, count in topics.most_common()))


if __name__ == "__main__":
    main()
