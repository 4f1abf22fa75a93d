"""`make demo`: reads the sample reports, shows what came of it, and says where it lies."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.intake import Hints
from reportedly.publish import dumps, html_book, print_incident, print_incidents, print_text
from reportedly.reconcile import Sought, all_copies, incidents_sought, reconcile
from reportedly.record import open_record
from reportedly.vocabulary import Copy, Incident, Reading
from reportedly.workflow import Options, read_all

SAMPLES = Path(__file__).resolve().parent
OUTPUT = Path(sys.argv[1] if len(sys.argv) > 1 else SAMPLES.parent / "demo-output").absolute()
WRITTEN = (
    "record.sqlite", "record.sqlite-wal", "record.sqlite-shm", "reports.html", "readings.jsonl",
)  # fmt: skip
COUNTED = ("statements", "events", "figures", "commitments")


def main() -> int:
    """Read all samples; return 1 if one of them could not be read."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    sources = [str(path) for path in sorted(SAMPLES.glob("*.md")) if path.name != "README.md"]
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for name in WRITTEN:
        (OUTPUT / name).unlink(missing_ok=True)
    console.print(f"Reading {len(sources)} sample reports …")
    readings: list[Reading] = []
    with open_record(str(OUTPUT / "record.sqlite")) as record:
        for found in read_all(sources, Hints(), Options()):
            if isinstance(found, Reading):
                record.keep(found)
                readings.append(found)
            else:
                console.print(f"{found.source}: set aside: {found.reason}", markup=False)
        console.print("Reconciling them …")
        reconcile(record)
        incidents = incidents_sought(record, Sought(reports=2, type="violence"))
        copies = {copy.article: copy for copy in all_copies(record)}
    write(readings)
    console.print(overview(readings))
    if readings:
        console.rule("The first report, as reportedly show prints it")
        print_text(readings[0], console)
    show_incidents(console, readings, incidents, copies)
    console.rule("Where it lies")
    say_where(console, readings)
    return int(len(readings) < len(sources))


def write(readings: list[Reading]) -> None:
    """Write the page and the lines of JSON."""
    lines = "".join(dumps(reading) + "\n" for reading in readings)
    (OUTPUT / "readings.jsonl").write_text(lines, encoding="utf-8")
    if readings:
        (OUTPUT / "reports.html").write_text(html_book(readings), encoding="utf-8")


def overview(readings: list[Reading]) -> Table:
    """Return how much was read in each report."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("report", ratio=1, no_wrap=True, overflow="ellipsis")
    for name in COUNTED:
        table.add_column(name, justify="right", min_width=len(name))
    for reading in readings:
        counts = [str(len(getattr(reading, name))) for name in COUNTED]
        table.add_row(Text(reading.article.title or "untitled"), *counts)
    totals = [str(sum(len(getattr(it, name)) for it in readings)) for name in COUNTED]
    table.add_row("all", *totals, style="bold")
    return table


def show_incidents(
    console: Console, readings: list[Reading], found: list[Incident], copies: dict[str, Copy]
) -> None:
    """Show what several reports tell of, the contested one with the most sides whole."""
    console.rule("Incidents that several of them tell of")
    print_incidents(found, console)
    titles = {reading.article.id: reading.article.title or "untitled" for reading in readings}
    for copy in copies.values():
        line = f"\nA reprint: “{titles[copy.article]}” repeats “{titles[copy.of]}”"
        console.print(f"{line}: {'; '.join(copy.reasons)}.", markup=False)
    contested = [one for one in found if one.status == "contested"]
    if contested:
        sides = {one.id: len({account.side for account in one.accounts}) for one in contested}
        chosen = max(contested, key=lambda one: (sides[one.id], -len(one.accounts)))
        console.rule("One of them: both sides' claims beside each other")
        print_incident(chosen, copies, console)


def say_where(console: Console, readings: list[Reading]) -> None:
    """Tell the files that were written and what to try next."""
    reportedly = near(Path(sys.executable).parent / "reportedly")
    database = ["--db", near(OUTPUT / "record.sqlite")]
    calls = [["desk", *database], ["list", *database], ["search", "drones", *database]]
    calls += [["incidents", *database], ["incidents", "--status", "contested", *database]]
    calls += [["claims", "--measure", "killed", *database], ["commitments", *database]]
    week = ["--from", "2025-09-01", "--to", "2025-09-07"]
    calls.append(["brief", *week, "-o", "brief.html", *database])
    if len(readings) > 1:
        calls.append(["show", readings[1].article.id, *database])
    calls.append(["read", "YOUR-REPORT.txt", "--published", "2025-09-05"])
    lines = [
        f"{near(OUTPUT / 'reports.html')}: all reports, each entry beside its words, for a browser",
        f"{near(OUTPUT / 'readings.jsonl')}: the same as JSON, one reading a line",
        f"{near(OUTPUT / 'record.sqlite')}: the database",
        "",
        "Next:",
        *("  " + shlex.join([reportedly, *call]) for call in calls),
    ]
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)


def near(path: Path) -> str:
    """Return a path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


if __name__ == "__main__":
    sys.exit(main())
