"""Figures learn which happening they count for."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.mentions import Told
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Figure

UNIT = 2  # words that a unit of length has at most
COMPASS = re.compile(r"(?:north|south)?-?(?:east|west)|north|south")


def assign_figures(told: list[Told], doc: Doc, notebook: Notebook) -> None:
    """Tie each figure to the happening whose words hold it, else to its sentence's only one."""
    near: dict[int, list[tuple[Told, Candidate]]] = {}
    for one in told:
        for c in (one.candidate, *one.later):
            near.setdefault(c.token.sent.start, []).append((one, c))
    held: dict[str, list[str]] = {}
    for figure in notebook.all(Figure):
        piece = doc.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
        if piece is None or figure.event is not None or places(figure, piece):
            continue
        owner = holder(near.get(piece.sent.start, []), piece.start)
        if owner is not None:
            notebook.revise(figure.id, event=owner.entry)
            held.setdefault(owner.entry, []).append(figure.id)
    for entry, figures in held.items():
        notebook.revise(entry, figures=tuple(dict.fromkeys(figures)))


def places(figure: Figure, piece: Span) -> bool:
    """Tell whether a distance says where something lies: "200 km southeast of", "80 km from"."""
    after = piece.doc[piece.end : piece.end + UNIT + 1]
    return figure.measure == "distance" and any(
        token.lower_ in {"from", "away", "off", "inland"} or COMPASS.fullmatch(token.lower_)
        for token in after
    )


def holder(near: list[tuple[Told, Candidate]], word: int) -> Told | None:
    """Return the happening with the fewest words among those whose words hold a figure.

    Where none does, a sentence that tells of a single happening counts for it.
    """
    inside = [(len(c.scope), n) for n, (_, c) in enumerate(near) if word in c.scope]
    if inside:
        return near[min(inside)[1]][0]
    owners = {id(one): one for one, _ in near}
    return next(iter(owners.values())) if len(owners) == 1 else None
