"""Figures learn which happening they count for."""

from __future__ import annotations

from spacy.tokens import Doc

from reportedly.reading.events.mentions import Told
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Event, Figure


def assign_figures(told: list[Told], doc: Doc, notebook: Notebook) -> None:
    """Tie each figure to the happening whose words hold it, else to its sentence's only one."""
    held: dict[str, list[str]] = {}
    for figure in notebook.all(Figure):
        piece = doc.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
        if piece is None or figure.event is not None:
            continue
        owner = holder(told, piece.start) or alone(told, piece.sent.start)
        if owner is not None:
            notebook.revise(figure.id, event=owner.entry)
            held.setdefault(owner.entry, []).append(figure.id)
    for entry, figures in held.items():
        before = notebook.get(Event, entry).figures
        notebook.revise(entry, figures=tuple(dict.fromkeys((*before, *figures))))


def holder(told: list[Told], word: int) -> Told | None:
    """Return the happening with the fewest words among those whose words hold a figure."""
    inside = [
        (len(c.scope), n, one)
        for n, one in enumerate(told)
        for c in (one.candidate, *one.later)
        if word in c.scope
    ]
    return min(inside, key=lambda item: item[:2])[2] if inside else None


def alone(told: list[Told], start: int) -> Told | None:
    """Return the only happening of the sentence that starts at a word."""
    here = [
        one for one in told if any(c.token.sent.start == start for c in (one.candidate, *one.later))
    ]
    return here[0] if len(here) == 1 else None
