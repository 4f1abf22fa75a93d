"""What kind of happening it is, once means, doers, sufferers and the words near are known."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.lexicon import Lexicon, Refinement
from reportedly.reading.events.naming import Naming

PASSES = 2


def refine(c: Candidate, lex: Lexicon, naming: Naming, around: frozenset[str]) -> None:
    """Turn the kind of a candidate into what its circumstances make of it."""
    means = frozenset(kind for kind, _ in c.means)
    actor = next((found for noun in c.doers if (found := naming.classes(noun))), frozenset())
    target = classes(c.sufferers, naming)
    for _ in range(PASSES):
        rows = lex.refinements.get(c.kind, ())
        row = next((r for r in rows if holds(r, (means, actor, target, around))), None)
        if row is None or row.becomes == c.kind:
            return
        c.kind = row.becomes
        c.weight = max(c.weight, row.weight)


def classes(nouns: Iterable[Token], naming: Naming) -> frozenset[str]:
    """Return the classes of all nouns."""
    none: frozenset[str] = frozenset()
    return none.union(*(naming.classes(noun) for noun in nouns))


def holds(row: Refinement, seen: tuple[frozenset[str], ...]) -> bool:
    """Tell whether every filled cell of a row fits what is seen of a candidate."""
    wanted = (row.means, row.actor, row.target, row.near)
    return all(fits(cell, have) for cell, have in zip(wanted, seen, strict=True) if cell)


def fits(cell: tuple[str, ...], have: frozenset[str]) -> bool:
    """Tell whether one of a cell's names is there and none that it bars."""
    barred = {name[1:] for name in cell if name.startswith("-")}
    asked = {name for name in cell if not name.startswith("-")}
    return not barred & have and (not asked or bool(asked & have))
