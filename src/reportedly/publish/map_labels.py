"""Names beside the points of a sketch map, set so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Measures of a label in the map's own units.
LETTER, LINE, POINT, EDGE = 7.6, 16.0, 5.0, 2.0
LONGEST = 26  # letters
HELD_AT = {"start": 0.0, "middle": 0.5, "end": 1.0}

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A name, cut if long, and where on its line (`anchor`: start, middle or end) it is held."""

    words: str
    x: float
    y: float
    anchor: str = "start"


def place_labels(
    named: Sequence[tuple[str, float, float]], width: float, height: float
) -> list[Label | None]:
    """Return a label for each named point, or None where there is no room for one."""
    taken = [(x - POINT, y - POINT, x + POINT, y + POINT) for _, x, y in named]
    return [_free(name, x, y, (width, height), taken) for name, x, y in named]


def _free(
    name: str, x: float, y: float, size: tuple[float, float], taken: list[Box]
) -> Label | None:
    words = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    for label in _choices(words, x, y):
        long = len(words) * LETTER
        left = label.x - long * HELD_AT[label.anchor]
        box = (left, label.y - LINE + 3, left + long, label.y + 3)
        inside = min(box[:2]) > EDGE and box[2] < size[0] - EDGE and box[3] < size[1] - EDGE
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return label
    return None


def _choices(words: str, x: float, y: float) -> Iterator[Label]:
    """Yield where a label may stand, the best place first."""
    yield Label(words, x + 9, y + 4)
    yield Label(words, x - 9, y + 4, "end")
    yield Label(words, x, y - 10, "middle")
    yield Label(words, x, y + 19, "middle")
    yield Label(words, x + 7, y - 8)
    yield Label(words, x + 7, y + 16)
    yield Label(words, x - 7, y - 8, "end")
    yield Label(words, x - 7, y + 16, "end")


def _overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]
