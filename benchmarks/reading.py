"""How long and how much memory a reading takes: `python benchmarks/reading.py [FILE…]`.

Prints the time to load, the median time of a reading, words a second and peak memory; without
files it reads the bundled samples, five times each.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from pathlib import Path

START = time.perf_counter()


def main(files: list[Path]) -> None:
    from reportedly.intake import Hints, articles
    from reportedly.reading import reader
    from reportedly.vocabulary import Article

    read = reader()
    loaded = time.perf_counter() - START
    reports = [a for f in files for a in articles(str(f), Hints()) if isinstance(a, Article)]
    began = time.perf_counter()
    read.read(reports[0])
    first = time.perf_counter() - began
    times, words = [], 0
    for report in reports * 5:
        began = time.perf_counter()
        read.read(report)
        times.append(time.perf_counter() - began)
        words += len(report.text.split())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"load          {loaded:6.2f} s")
    print(f"first reading {first:6.2f} s")
    print(f"a reading     {statistics.median(times):6.3f} s (median of {len(times)})")
    print(f"words         {words / sum(times):6.0f} a second on one core")
    print(f"peak memory   {peak:6.0f} MB")


if __name__ == "__main__":
    samples = Path(__file__).parents[1] / "samples"
    main([Path(name) for name in sys.argv[1:]] or sorted(samples.glob("[0-9]*.md")))
