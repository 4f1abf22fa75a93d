"""Which condition belongs to which commitment of a sentence."""

from __future__ import annotations

from dataclasses import replace

from reportedly.reading.commitments.candidate import Candidate
from reportedly.reading.commitments.conditions import Clause
from reportedly.reading.commitments.grammar import above
from reportedly.reading.commitments.lexicon import lexicon
from reportedly.reading.commitments.outcomes import outcome
from reportedly.reading.commitments.wording import trim


def bind(
    candidates: list[Candidate], clauses: list[Clause]
) -> list[tuple[Candidate, Clause | None]]:
    """Pair each commitment with its condition, and end its words before the condition."""
    chosen: dict[int, Clause] = {}
    for clause in sorted(clauses, key=lambda c: (c.marker.weak, c.start)):
        for n in owners(clause, candidates):
            if admits(candidates[n], clause):
                chosen.setdefault(n, clause)
    return [(cut(c, chosen.get(n)), chosen.get(n)) for n, c in enumerate(candidates)]


def owners(clause: Clause, candidates: list[Candidate]) -> list[int]:
    """Return the positions of the candidates that a condition belongs to."""
    near = [
        n
        for n, c in enumerate(candidates)
        if c.cue.sent.start <= clause.start < c.cue.sent.end
        and not clause.start <= c.cue.i < clause.end
    ]
    inside = [n for n in near if candidates[n].what[0] <= clause.start < candidates[n].what[1]]
    if inside:
        best = max(inside, key=lambda n: candidates[n].what[0])
        return [best, *twins(best, near, candidates)] if fits(candidates[best], clause) else []
    before = [
        n for n in near if candidates[n].what[1] <= clause.start and fits(candidates[n], clause)
    ]
    if before:
        best = max(before, key=lambda n: candidates[n].what[1])
        return [best, *twins(best, near, candidates)]
    behind = [
        n for n in near if clause.start < candidates[n].what[0] and fits(candidates[n], clause)
    ]
    if behind:
        best = min(behind, key=lambda n: candidates[n].what[0])
        return [best, *twins(best, near, candidates)]
    return []


def twins(best: int, near: list[int], candidates: list[Candidate]) -> list[int]:
    """Return the other acts that the same word binds somebody to."""
    return [n for n in near if n != best and candidates[n].cue == candidates[best].cue]


def fits(candidate: Candidate, clause: Clause) -> bool:
    """Tell whether what a condition hangs on is part of the commitment or of what frames it."""
    host = clause.host
    frame = {candidate.cue.i, candidate.head.i}
    frame |= {t.i for t in (*above(candidate.cue), *above(candidate.head))}
    if host.i in frame:
        return True
    step = host
    for head in above(host):
        if step.dep_ == "relcl":
            return False
        if head.i in {candidate.cue.i, candidate.head.i}:
            return True
        step = head
    return False


def admits(candidate: Candidate, clause: Clause) -> bool:
    """Tell whether a commitment of this kind can hang on a mere date."""
    settled = candidate.noun is not None and outcome(candidate.noun, lexicon()) is not None
    if clause.marker.weak and (settled or candidate.kind == "refusal"):
        return False
    if clause.kind != "deadline":
        return True
    return candidate.kind == "demand" or not clause.marker.weak


def cut(candidate: Candidate, clause: Clause | None) -> Candidate:
    """End (or start) the words of a commitment where its condition begins (or ends)."""
    if clause is None:
        return candidate
    start, end = candidate.what
    if start < clause.start < end:
        end = clause.start
    elif (start <= clause.start and clause.end < end) or clause.start <= start < clause.end < end:
        start = clause.end
    doc = candidate.cue.doc
    inner = {t.i for t in candidate.head.subtree}
    for token in doc[candidate.head.i : end]:  # a "…, the minister said, …" put in between
        if token.i not in inner and not token.is_punct:
            end = token.i
            break
    return replace(candidate, what=trim(doc, start, end))
