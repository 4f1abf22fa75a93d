"""What the reader of figures keeps in mind while it goes through one article."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from reportedly.reading.figures.amounts import Amount
from reportedly.reading.figures.sentences import sentence_start
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Figure, Span


@dataclass(frozen=True, slots=True)
class Told:
    """A figure found so far, the class of its noun, and the first token of its sentence."""

    figure: Figure
    kind: str
    sentence: int


@dataclass(slots=True)
class Work:
    """One article on the desk: `blocked` and `places` are indices of tokens of times, numbers
    and places; `told` are the figures found so far.
    """

    doc: Doc
    text: str
    notebook: Notebook
    blocked: frozenset[int]
    places: frozenset[int]
    told: list[Told] = field(default_factory=list)

    def write(self, amount: Amount, measure: str, unit: str | None, kind: str) -> Figure:
        """Return the figure of an amount and remember it."""
        words = self.text[amount.start : amount.end]
        start = amount.start + len(words) - len(words.lstrip())
        figure = Figure(
            id=self.notebook.new_id(Figure, start),
            measure=measure,
            unit=unit,
            value=amount.value,
            low=amount.low,
            high=amount.high,
            comparator=amount.comparator,
            span=Span(start, amount.end),
        )
        self.told.append(Told(figure, kind, self.sentence(amount)))
        return figure

    def like(self, amount: Amount, told: Told) -> Figure:
        """Return a figure of the same measure and unit as an earlier one."""
        return self.write(amount, told.figure.measure, told.figure.unit, told.kind)

    def sentence(self, amount: Amount) -> int:
        """Return the index of the first token of the amount's sentence."""
        span = self.doc.char_span(amount.first, amount.last, alignment_mode="expand")
        return sentence_start(span[0]) if span is not None and len(span) else 0
