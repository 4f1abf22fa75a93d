"""What the fonts of a PDF can draw; what they can't is shown as a box, and that is told."""

from __future__ import annotations

import bisect
import unicodedata
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge.tables import bundled, read
from reportedly.publish.characters import UNSEEN, for_page

BOX = "□"
NAMED = 6  # scripts that are told
UNASSIGNED = frozenset({"Cn", "Co", "Cs"})


@dataclass(frozen=True)
class Range:
    """Code points from the first to the last, in hexadecimal."""

    first: str
    last: str


class Drawable:
    """Makes text fit to be drawn, and remembers what could not be."""

    def __init__(self) -> None:
        self._boxed: dict[str, None] = {}

    def __call__(self, text: str) -> str:
        """Return a text with a box for each character that can't be drawn.

        Signs that are there without being seen, or turn the direction of words, are left out.
        """
        shown = UNSEEN.sub("", for_page(text))
        if shown.isascii():
            return shown
        return "".join(it if it == "\n" or is_drawable(it) else self._box(it) for it in shown)

    def told(self) -> str:
        """Return what is said of characters that could not be drawn; empty if all could."""
        if not self._boxed:
            return ""
        names = (unicodedata.name(it, "A SIGN").split()[0].lower() for it in self._boxed)
        scripts = list(dict.fromkeys("Chinese" if it == "cjk" else it for it in names))
        named = ", ".join(scripts[:NAMED])
        return (
            f"{len(self._boxed)} characters that the fonts of this file can’t draw ({named}) stand "
            f"as {BOX}: the brief as HTML, Markdown or Word document has them."
        )

    def _box(self, sign: str) -> str:
        if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
            return ""
        self._boxed.setdefault(sign)
        return BOX


def is_drawable(sign: str) -> bool:
    """Tell whether the fonts have a character."""
    point = ord(sign)
    firsts, lasts = _ranges()
    at = bisect.bisect_right(firsts, point) - 1
    return at >= 0 and point <= lasts[at] and unicodedata.category(sign) not in UNASSIGNED


@cache
def _ranges() -> tuple[list[int], list[int]]:
    rows = list(read(Range, bundled("brief/drawable.csv")))
    return [int(row.first, 16) for row in rows], [int(row.last, 16) for row in rows]
