"""How long and how much memory a reading takes: `python benchmarks/reading.py [FILE…]`.

Prints the time to load, the median time of a reading, words a second, the ratio to spaCy's bare
pipeline, and peak memory; without files it reads the bundled samples, five times each.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
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
    times, words, alone = [], 0, bare()
    plain = 0.0
    for report in reports * 5:
        began = time.perf_counter()
        read.read(report)
        between = time.perf_counter()
        alone(report.text)  # in turn, so that both meet the same moods of the machine
        plain += time.perf_counter() - between
        times.append(between - began)
        words += len(report.text.split())
    ratio = sum(times) / plain
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"load          {loaded:6.2f} s")
    print(f"first reading {first:6.2f} s")
    print(f"a reading     {statistics.median(times):6.3f} s (median of {len(times)})")
    print(f"words         {words / sum(times):6.0f} a second on one core")
    print(f"whole reading {ratio:6.2f} times spaCy's bare pipeline on the same texts")
    print(f"peak memory   {peak:6.0f} MB")


def bare() -> Callable[[str], object]:
    """Return the parser's own pipeline, nothing of ours in it."""
    import spacy

    from reportedly.reading.languages import english

    nlp = spacy.load(english().model)
    nlp("Loaded and warm.")
    return nlp


if __name__ == "__main__":
    samples = Path(__file__).parents[1] / "samples"
    main([Path(name) for name in sys.argv[1:]] or sorted(samples.glob("[0-9]*.md")))
