"""How long and how much memory a reading takes: `python benchmarks/reading.py [FILE…]`.

Prints the time to load, the median time of a reading, words a second, the ratio to spaCy's bare
pipeline, and peak memory; without files it reads the bundled samples, five times each.
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
    ratio = sum(times) / bare([report.text for report in reports * 5])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"load          {loaded:6.2f} s")
    print(f"first reading {first:6.2f} s")
    print(f"a reading     {statistics.median(times):6.3f} s (median of {len(times)})")
    print(f"words         {words / sum(times):6.0f} a second on one core")
    print(f"whole reading {ratio:6.2f} times spaCy's bare pipeline on the same texts")
    print(f"peak memory   {peak:6.0f} MB")


def bare(texts: list[str]) -> float:
    """Return the seconds that the parser's own pipeline takes for texts, nothing of ours in it."""
    import spacy

    from reportedly.reading.languages import english

    nlp = spacy.load(english().model)
    nlp(texts[0])
    began = time.perf_counter()
    for text in texts:
        nlp(text)
    return time.perf_counter() - began


if __name__ == "__main__":
    samples = Path(__file__).parents[1] / "samples"
    main([Path(name) for name in sys.argv[1:]] or sorted(samples.glob("[0-9]*.md")))
