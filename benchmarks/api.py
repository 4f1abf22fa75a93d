"""Server time of the API's lists and items: `python benchmarks/api.py [REPORTS | RECORD]`.

As benchmarks/desk.py, for `/api/v1`: each address ten times, after one first time that is printed
too, since counts over the whole record are remembered from then on.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import reconciling
from fastapi.testclient import TestClient

from reportedly.api import PREFIX
from reportedly.desk import Settings, make_app
from reportedly.reconcile import Sought, incidents_sought, reconcile
from reportedly.record import Record, open_record

TIMES = 10


def paths(record: Record) -> list[str]:
    """Return what is asked for: every list and item, and lists under each filter."""
    one = incidents_sought(record, Sought(reports=3, limit=1))[0]
    account = one.accounts[0]
    country = one.place.country if one.place else "UKR"
    filters = [
        "count=true", "limit=200", f"country={country}", "place=a", "place=nowhere", "actor=army",
        "actor=nobody", f"side={country}", "side=nobody", "outlet=paper", "outlet=nobody",
        "status=contested", "type=violence", "origins=2", "origins=9", "reports=3",
        "since=2020-01-01&until=2020-12-31", f"country={country}&status=contested&actor=army",
    ]  # fmt: skip
    figures = [
        "", "measure=killed", f"country={country}", "place=a", "place=nowhere", "speaker=army",
        "speaker=nobody", f"side={country}", "side=nobody", "measure=killed&since=2020-01-01",
    ]  # fmt: skip
    return [
        "/", "/incidents", *(f"/incidents?{it}" for it in filters), f"/incidents/{one.id}",
        f"/incidents/{one.id}/accounts", f"/incidents/{one.id}/relations", "/articles",
        "/articles?since=2015-02-01", f"/articles?outlet={account.outlet}",
        f"/articles/{account.cell.article}", f"/articles/{account.cell.article}/reading",
        f"/articles/{account.cell.article}/statements", *(f"/claims?{it}" for it in figures),
        "/measures", "/commitments", "/commitments?status=open&kind=pledge", "/actors",
        "/actors?role=side&name=a", "/sources", "/reprints", "/search?q=hospital", "/reviews",
        f"/reviews/history?cell={one.id}", "/reviews/queue", "/exports",
    ]  # fmt: skip


def measure(record: Record) -> None:
    """Ask for each address and its second page, and print a line each."""
    quick = Settings(rate=1e6, burst=10**6)
    with TestClient(make_app(record, quick), "http://localhost" + PREFIX) as client:
        print(f"{'address':<58} {'first, ms':>9} {'median':>6} {'slowest':>7} {'KB':>5}")
        for path in paths(record):
            began = time.perf_counter()
            answer = client.get(path)
            first = (time.perf_counter() - began) * 1_000
            assert answer.status_code == 200, answer.text
            told(client, path, first)
            onward = answer.json().get("next")
            if onward and "?" not in path:
                told(client, f"{path}?cursor={onward}", 0.0)


def told(client: TestClient, path: str, first: float) -> None:
    """Ask ten times and print how long it took."""
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = client.get(path)
        spent.append((time.perf_counter() - began) * 1_000)
        assert answer.status_code == 200, answer.text
    figures = f"{first:>9.0f} {statistics.median(spent):>6.0f} {max(spent):>7.0f}"
    print(f"{path[:58]:<58} {figures} {len(answer.content) / 1_000:>5.0f}", flush=True)


def main() -> None:
    """Make or open a record and measure."""
    given = sys.argv[1] if len(sys.argv) > 1 else "40000"
    if not given.isdecimal():
        with open_record(given) as record:
            measure(record)
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        open_record(str(Path(folder) / "record.sqlite")) as record,
    ):
        reconciling.fill(record, int(given))
        tally = reconcile(record)
        print(f"{int(given):,} reports, {len(tally.incidents):,} incidents")
        measure(record)


if __name__ == "__main__":
    main()
