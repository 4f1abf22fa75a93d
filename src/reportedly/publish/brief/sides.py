"""What a side is called: by its country's or its own name if the words cited hold it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from reportedly.knowledge.schemas import Country
from reportedly.knowledge.tables import load
from reportedly.publish.brief.model import Line


def name_of(side: str | None, lines: Iterable[Line]) -> str | None:
    """Return the name of a side; None where the words that lines cite don't hold it.

    A side is a country's code ("SDN"), or that and a group's name ("SDN-Rapid Support Forces").
    """
    if side is None:
        return None
    code, _, group = side.partition("-")
    name = group or _countries().get(code, side)
    return name if any(name in quote.words for it in lines for quote in it.quotes) else None


@cache
def _countries() -> dict[str, str]:
    return {row.code: row.name for row in load(Country, "actors/countries.csv")}
