"""Time and memory of reconciling generated reports: `python benchmarks/reconciling.py [SIZES…]`.

Readings are made, not read: one attack each with place, day, speaker and figures, a third of them
reprints, several accounts of each incident, spread over years and towns as a real archive is. A
tenth of them tell of a commitment too, each told by several. For each size prints seconds of the
clock and of the processor, the latter per n·log n, peak memory, and what one more report takes.
"""

from __future__ import annotations

import itertools
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from reportedly.reconcile import all_threads, reconcile
from reportedly.record import Record, open_record, tables
from reportedly.record.archive import article_row, reading_row
from reportedly.record.document import to_json
from reportedly.vocabulary import (
    Acled,
    Actor,
    Article,
    Commitment,
    Cue,
    Event,
    Figure,
    Place,
    Plover,
    Reading,
    Span,
    Speaker,
    Statement,
    Time,
)

SIZES = (1_000, 10_000, 100_000)
TOWNS = 900
COUNTRIES = ("UKR", "SDN", "MMR", "YEM", "COD", "MLI", "SYR", "COL", "HTI", "SOM")
PER_INCIDENT = 4  # reports
PER_PLEDGE = 4  # reports that tell of it, every tenth one
SYLLABLES = ("ka", "ro", "mi", "ta", "lu", "ne", "so", "vi", "ba", "du", "pe", "gor", "han", "zel")
SPEAKERS = (
    ("The army", "armed_force", "MIL"), ("The governor", "person", "GOV"),
    ("A hospital", "organisation", "NGO"), ("The ministry", "government", "GOV"),
)  # fmt: skip
PLEDGED_BY = (
    ("France", "FRA"), ("Turkey", "TUR"), ("Qatar", "QAT"), ("Norway", "NOR"), ("Kenya", "KEN"),
    ("Japan", "JPN"), ("Egypt", "EGY"), ("Brazil", "BRA"), ("India", "IND"), ("Canada", "CAN"),
)  # fmt: skip
DEEDS = ("deliver", "send", "hand over", "pay for", "repair", "guard")
GOODS = (
    "generators", "lorries of flour", "field hospitals", "air defence batteries", "tents",
    "water pumps", "demining teams", "ambulances", "bridges", "school books",
)  # fmt: skip
FILLERS = (
    "Rescuers worked through the night under lamps.", "Shops stayed shut in the morning.",
    "A school nearby lost its windows.", "Trains were held for two hours.",
    "Water was brought in by lorry.", "Neighbours swept the street.",
    "The road to the west was closed.", "Power came back before noon.",
)  # fmt: skip


def readings(count: int, seed: int = 1) -> Iterator[Reading]:
    """Yield so many readings, the first published first."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    days = max(count // 60, 30)  # about sixty reports a day, whatever the size
    towns = [town(chance, i) for i in range(TOWNS)]
    number = 0
    for i in range(-(-count // PER_INCIDENT)):
        day = date(2015, 1, 1) + timedelta(days=i * days * PER_INCIDENT // count)
        place, killed = chance.choice(towns), chance.randint(1, 40)
        first: Reading | None = None
        for _ in range(PER_INCIDENT):
            if number == count:
                return
            copied = first is not None and chance.random() < 0.33
            made = reading(chance, number, Scene(place, day, killed), first if copied else None)
            first = first or made
            number += 1
            yield made


def town(chance: random.Random, i: int) -> Place:
    """Return an invented town."""
    name = "".join(chance.choice(SYLLABLES) for _ in range(3)).title()
    country = COUNTRIES[i % len(COUNTRIES)]
    return Place(
        "p1", name, "city", 1_000_000 + i, chance.uniform(-30, 55), chance.uniform(-80, 110),
        country, f"Region {i % 40}", 1,
    )  # fmt: skip


class Scene(NamedTuple):
    """What happened in a generated incident: where, when, how many died."""

    place: Place
    day: date
    killed: int


def reading(chance: random.Random, number: int, scene: Scene, copied: Reading | None) -> Reading:
    """Return the reading of one report; a reprint has the text of `copied`."""
    place, day, killed = scene
    name, kind, role = chance.choice(SPEAKERS)
    told = killed if chance.random() < 0.7 else killed + chance.randint(1, 5)
    if copied is None:
        weapon = chance.choice(("drones", "rockets", "shells"))
        lead = (
            f"{name} said on {day:%A} that {told} people were killed in {place.name} by {weapon}."
        )
        rest = " ".join([*chance.sample(FILLERS, 4), f"It was number {number} of the year."])
        text = f"{lead} {rest} {' '.join(chance.choice(SYLLABLES) for _ in range(25))}."
        if number % 10 == 0:
            text = f"{text} {pledge(number // 10 // PER_PLEDGE)}"
    else:
        text = copied.article.text
        old = copied.statements[0].speaker
        assert old is not None
        name = old.span.of(text)
        kind, role = next((k, r) for n, k, r in SPEAKERS if n == name)
        told = int(copied.figures[0].value or 0)
    end = text.index(".") + 1
    at = text.index(f"{told} people")
    where = text.index(place.name)
    said = text.index("said")
    spot = Place(
        f"p{where}", place.name, "city", place.geonameid, place.lat, place.lon, place.country,
        place.admin1, 1, (Span(where, where + len(place.name)),),
    )  # fmt: skip
    when = text.index(f"{day:%A}") if f"{day:%A}" in text else said
    published = day + timedelta(days=chance.randint(0, 1))
    article = Article(
        f"g{number:07}", text, outlet=f"Paper {number % 97}", published=published, language="en"
    )
    promiser, promised = promise(text)
    return Reading(
        article,
        "generated",
        actors=(Actor("a0", name, kind, place.country, role, None, None, None,
                      (Span(0, len(name)),)), *promiser),  # type: ignore[arg-type]
        places=(spot,),
        times=(Time("t1", Span(when, when + 3), str(day), str(day), "day", "published"),),
        statements=(Statement("s1", Speaker("a0", Span(0, len(name))), Cue(Span(said, said + 4),
                    "say"), (Span(said + 5, end),), "indirect", "report"),),
        events=(Event(f"e{at}", Plover("ASSAULT", "aerial"), Acled("Explosions/Remote violence",
                "Air/drone strike"), "19", (), (), spot.id, "t1", (), (f"f{at}",), (), "claimed",
                "s1", (Span(0, end),), 0.9),),
        figures=(Figure(f"f{at}", "killed", "people", told, told, told, "exactly",
                        Span(at, at + len(str(told))), f"e{at}", "s1"),),
        commitments=promised,
    )  # fmt: skip


def pledge(i: int) -> str:
    """Return the sentence that tells of a pledge, another for each number."""
    chance = random.Random(i)  # noqa: S311 (no secret)
    name, _ = chance.choice(PLEDGED_BY)
    where = "".join(chance.choice(SYLLABLES) for _ in range(3)).title()
    what = f"{chance.choice(DEEDS)} {chance.randint(2, 90)} {chance.choice(GOODS)}"
    return f"On the same day {name} promised to {what} to the people of {where}."


def promise(text: str) -> tuple[tuple[Actor, ...], tuple[Commitment, ...]]:
    """Return who pledges something in a text, and what."""
    said = text.find(" promised to ")
    if said < 0:
        return (), ()
    began = text.rindex(" day ", 0, said) + len(" day ")
    name, country = next(one for one in PLEDGED_BY if one[0] == text[began:said])
    whole = Span(text.rindex("On the same", 0, began), len(text))
    what = Span(said + len(" promised "), len(text) - 1)
    actor = Actor("a1", name, "country", country, "GOV", None, None, None, (Span(began, said),))
    made = Commitment(
        f"c{said}", "pledge", ("a1",), (), what, None, None, "open", None, (whole,)
    )  # fmt: skip
    return (actor,), (made,)


def fill(record: Record, count: int) -> float:
    """Keep so many readings; return the seconds."""
    began = time.perf_counter()
    made = readings(count)
    while some := list(itertools.islice(made, 1_000)):
        with record.transaction(writes=True) as connection:
            connection.execute(tables.articles.insert(), [article_row(one) for one in some])
            rows = [reading_row(one, to_json(one)) for one in some]
            connection.execute(tables.readings.insert(), rows)
    return time.perf_counter() - began


def measure(size: int) -> None:
    """Measure one size in this process and print a line."""
    with tempfile.TemporaryDirectory() as folder, open_record(f"{folder}/r.sqlite") as record:
        kept = fill(record, size)
        began, worked = time.perf_counter(), time.process_time()
        tally = reconcile(record)
        spent, worked = time.perf_counter() - began, time.process_time() - worked
        chance = random.Random(2)  # noqa: S311
        more = reading(chance, size + 1, Scene(town(chance, 3), date(2015, 2, 1), 7), None)
        record.keep(more)
        began = time.perf_counter()
        reconcile(record)
        one = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        threads = sum(1 for _ in all_threads(record))
        weight = Path(f"{folder}/r.sqlite").stat().st_size / 1e6
        per = worked / (size * math.log2(size)) * 1e6
        print(
            f"{size:>8,} {len(tally.incidents):>10,} {threads:>8,} {kept:>9.1f} {spent:>10.1f} "
            f"{worked:>8.1f} {per:>12.1f} {peak:>8.0f} {weight:>8.0f} {one:>9.2f}",
            flush=True,
        )


def main() -> None:
    """Measure each size in a process of its own, so that peaks are its own."""
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(
        " reports  incidents  threads   keep, s  reconcile   CPU, s "
        "µs/(n·log n)  MB peak   MB disk  one more, s"
    )
    for size in sizes:
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
