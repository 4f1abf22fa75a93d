"""Server time of every page of the desk: `python benchmarks/desk.py [REPORTS | RECORD]`.

Makes a record of so many generated reports (40,000, about 10,000 incidents, if not told), or opens
one, and asks for each page ten times: prints the median, the slowest, and the size as HTML.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import reconciling
from fastapi.testclient import TestClient

from reportedly.desk import Settings, make_app
from reportedly.reconcile import Sought, incidents_sought, reconcile
from reportedly.record import Record, open_record

TIMES = 10
HTML = {"accept": "text/html"}


def paths(record: Record) -> list[str]:
    """Return what is asked for: every page, and those of one incident and one report."""
    one = incidents_sought(record, Sought(reports=3, limit=1))[0]
    article = one.accounts[0].cell.article
    return [
        "/", "/incidents", f"/incidents?country={one.place.country if one.place else 'UKR'}",
        "/incidents?actor=army", "/incidents?status=contested&page=5", f"/incidents/{one.id}",
        "/articles", f"/articles/{article}", "/claims", "/commitments", "/actors",
        "/actors?role=side", "/sources", "/search?q=hospital", "/brief", "/review",
        f"/review/{one.id}",
    ]  # fmt: skip


def measure(record: Record) -> None:
    """Ask for each page and print a line."""
    with TestClient(make_app(record, Settings()), "http://localhost") as client:
        print(f"{'page':<44} {'median, ms':>10} {'slowest':>8} {'KB':>6}")
        for path in paths(record):
            client.get(path, headers=HTML)
            spent = []
            for _ in range(TIMES):
                began = time.perf_counter()
                page = client.get(path, headers=HTML)
                spent.append((time.perf_counter() - began) * 1_000)
                assert page.status_code == 200, page.text
            size = len(page.content) / 1_000
            told = f"{statistics.median(spent):>10.0f} {max(spent):>8.0f} {size:>6.0f}"
            print(f"{path:<44} {told}", flush=True)


def main() -> None:
    """Make or open a record and measure."""
    given = sys.argv[1] if len(sys.argv) > 1 else "40000"
    if not given.isdecimal():
        with open_record(given) as record:
            measure(record)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        with open_record(str(path)) as record:
            reconciling.fill(record, int(given))
            tally = reconcile(record)
            print(f"{int(given):,} reports, {len(tally.incidents):,} incidents")
            measure(record)


if __name__ == "__main__":
    main()
