"""What a figure counts where only its noun was read: "eleven members … gave their lives".

Readers measure by the words around a number; where those are rare, a figure is left as "people" or
"vehicles". For comparing accounts, it is measured by the words of a table that follow it closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from reportedly.knowledge.tables import load
from reportedly.reconcile.counting import THINGS, of_people, unit
from reportedly.vocabulary import Figure

Counted = Literal["people", "vehicles", "weapons"]
# Measures that tell what is counted without what became of it; "lost" leaves that open too.
VAGUE = frozenset({
    "people", "troops", "count", "lost", "vehicles", "weapons", "deployed", "sanctioned",
})  # fmt: skip
WEAPONS = frozenset({"drones", "missiles"})
VEHICLES = frozenset({"lorries", "vehicles", "tanks"})
CLAUSE_END = re.compile(r"[;:.!?]|,? (?:and|but|while) ")
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
PART = re.compile(r"\b(?:of (?:them|whom|those)|among (?:them|whom|those)|including)\b", re.I)
OF_THE = re.compile(r"^(?: \w+)? of (?:the )?(?:\w+ )?\w+")
FAR = 90  # characters around a number that are looked at


@dataclass(frozen=True)
class TollWord:
    """Words that tell what became of what a number counts."""

    words: str
    measure: str
    of: Counted
    within: int


def measured(figures: Iterable[Figure], text: str) -> tuple[Figure, ...]:
    """Return figures with the measures that the words around them tell."""
    found: list[Figure] = []
    for figure in figures:
        fuller = replace(figure, unit=full_unit(figure, text))
        measure = measure_of(fuller, text) if figure.measure in VAGUE else None
        if measure is None and figure.measure in VAGUE and found:
            measure = part_of(found[-1], fuller, text)
        found.append(replace(fuller, measure=measure) if measure else fuller)
    return tuple(found)


def full_unit(figure: Figure, text: str) -> str | None:
    """Return a unit with what it is of, where the table of units has it so."""
    if figure.unit is None:
        return None
    after = text[figure.span.end : figure.span.end + FAR]
    at = after.find(figure.unit.split(" ")[-1])
    if at < 0:
        return figure.unit
    noun = figure.unit.split(" ")[-1]
    longer = OF_THE.match(after[at + len(noun) :])
    if longer:
        whole = noun + longer[0]
        if unit(whole) != unit(whole.split(" ")[-1]) or of_people(unit(whole)):
            return whole
    return figure.unit


def measure_of(figure: Figure, text: str) -> str | None:
    """Return what the words right after a number tell of it, or right before."""
    after = CLAUSE_END.split(text[figure.span.end : figure.span.end + FAR], maxsplit=1)[0]
    before = re.split(r"[;:.!?]", text[max(0, figure.span.start - FAR) : figure.span.start])[-1]
    ahead, behind = WORD.findall(after.casefold()), WORD.findall(before.casefold())
    for row in toll_words():
        if not counts(figure.unit, row.of):
            continue
        words = row.words.split(" ")
        if row.within < 0:
            near = behind[row.within - len(words) + 1 :]
        else:
            near = ahead[: row.within + len(words)]
        if any(near[i : i + len(words)] == words for i in range(len(near))):
            return row.measure
    return None


def part_of(whole: Figure, figure: Figure, text: str) -> str | None:
    """Return the measure of the figure before, if the words say that this one is a part of it."""
    between = text[whole.span.end : figure.span.start]
    after = text[figure.span.end : figure.span.end + 20]
    near = len(between) < FAR and not re.search(r"[.!?]", between)
    people = of_people(unit(figure.unit)) and of_people(unit(whole.unit))
    if near and people and (PART.search(between) or PART.match(after.strip())):
        return whole.measure
    return None


def counts(words: str | None, kind: Counted) -> bool:
    """Tell whether a unit is of a kind; where none is told it may be."""
    counted = unit(words)
    if kind == "people":
        return of_people(counted)
    nouns = WEAPONS if kind == "weapons" else VEHICLES
    return words is None or counted == THINGS or counted in nouns


@cache
def toll_words() -> tuple[TollWord, ...]:
    """Return the words that tell a toll."""
    return load(TollWord, "reconcile/toll_words.csv")
