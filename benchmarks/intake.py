"""How many reports a second come in, parsing alone: `python benchmarks/intake.py [SECONDS]`.

Makes pages and lines of JSON of an ordinary length (about 600 words, in the frame of a news site),
and reads each kind over and over on one core; no reader, no database.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time

SENTENCES = (
    "The defence ministry said on Friday that {n} drones were shot down near the town.",
    "Residents said that {n} houses had burned and that the road to the west had been closed.",
    "“We will answer every attack,” the army’s spokesman told state radio on day {n} of the siege.",
    "The other side denied that it had sent drones and called the account of {n} an invention.",
    "Mediators asked both sides for another meeting in Doha, {n} people with knowledge of it said.",
)
MENU = "".join(f"<li><a href='/section/{n}'>Section {n}</a></li>" for n in range(60))
ASIDE = "".join(f"<li><a href='/story/{n}'>Another headline of the day</a></li>" for n in range(40))


def paragraphs(seed: int) -> list[str]:
    return [
        " ".join(SENTENCES[(p + s) % 5].format(n=seed + p * 3 + s) for s in range(3))
        for p in range(13)
    ]


def page(seed: int) -> bytes:
    told = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": f"Drones {seed}",
        "datePublished": "2025-06-13T08:00:00Z", "dateModified": "2025-06-13T11:00:00Z",
        "author": [{"@type": "Person", "name": "Amal Idris"}],
    }  # fmt: skip
    body = "".join(f"<p>{it}</p>" for it in paragraphs(seed))
    return (
        f"<!doctype html><html lang='en'><head><title>Drones {seed}</title>"
        f"<script type='application/ld+json'>{json.dumps(told)}</script>"
        f"<link rel='canonical' href='https://nile.example/{seed}'></head><body><nav><ul>{MENU}</ul>"
        f"</nav><main><article><h1>Drones {seed}</h1>{body}</article></main><aside><ul>{ASIDE}</ul>"
        "</aside><footer>© Nile Paper</footer></body></html>"
    ).encode()


def line(seed: int) -> bytes:
    told = {"id": str(seed), "text": "\n".join(paragraphs(seed)), "published": "2025-06-13"}
    return json.dumps(told).encode()


def rate(name: str, files: list[bytes], seconds: float) -> None:
    from reportedly.intake import Hints, items_in
    from reportedly.vocabulary import Article

    read = size = 0
    begun = time.perf_counter()
    used = time.process_time()
    while time.perf_counter() - begun < seconds:
        for data in files:
            size += len(data)
            for item in items_in(io.BytesIO(data), name, Hints()):
                assert isinstance(item.found, Article), item.found
                read += 1
    used = time.process_time() - used
    clock = time.perf_counter() - begun
    print(
        f"{name:10} {read / used:8,.0f} reports a second of processor time "
        f"({read:,} read, {size / used / 1e6:.1f} MB/s, {clock:.0f} s by the clock)"
    )


def main(seconds: float) -> None:
    pages = [page(n) for n in range(50)]
    lines = [b"\n".join(line(n) for n in range(1_000))]
    words = len(" ".join(paragraphs(1)).split())
    print(f"{words} words a report; a page has {len(pages[0]):,} bytes")
    rate("a.html", pages[:5], 0.1)  # loads what there is to load
    rate("a.html", pages, seconds)
    rate("a.jsonl", lines, seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0)
