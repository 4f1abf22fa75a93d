"""What figures count, so that like is compared with like."""

from __future__ import annotations

from reportedly.reconcile.words import stem

# Units that count people of no particular kind: "14 killed", "14 people", "14 lives".
ANYBODY = frozenset(
    stem(word)
    for word in (
        "people", "persons", "lives", "dead", "casualties", "victims", "bodies", "civilians",
        "residents", "inhabitants", "citizens", "locals", "others", "deaths", "fatalities",
    )
)  # fmt: skip


def unit(words: str | None) -> str:
    """Return what a unit counts: its last word's stem, "anybody" for people of no kind."""
    if not words:
        return "anybody"
    last = stem(words.lower().split(" ")[-1])
    return "anybody" if last in ANYBODY or last == stem("person") else last
