"""Where words stand in an article."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range `[start, end)` in Unicode code points of `Article.text`."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Tell whether this span lies wholly inside the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]
