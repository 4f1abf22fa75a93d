"""Words of a sentence that tell of one and the same happening: causes take in their effects."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import after, children, own_subject, passive, path
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.triggers import ASIDE

CLAUSES = {"ccomp", "parataxis"}
WIELDING = {"fire", "deploy", "use", "launch", "employ", "send"}  # "a barrage, firing 80 drones"
OUTCOMES = {"killing", "destruction"}
GENERAL = {"attack", "bombing", "explosion", "shooting"}
EFFECTS = {"killing", "destruction", "arson", "beating", "displacement"}


def gather(found: list[Candidate], lex: Lexicon) -> list[Candidate]:
    """Fold words that tell of one happening into one candidate: causes take in their effects."""
    kept = sorted(found, key=lambda c: (strength(c), c.token.i))
    out: list[Candidate] = []
    for c in kept:
        host = next((h for h in out if one_happening(h, c, lex)), None)
        if host is None:
            out.append(c)
            continue
        host.absorbed.append(c)
        if host.verb is not None and not host.light and c.verb is not None:
            host.light = host.light or c.verb.i == host.verb.i
    return sorted(out, key=lambda c: c.token.i)


def strength(c: Candidate) -> int:
    """Return the rank in which candidates take in others: causes before effects."""
    return 1 if c.kind in EFFECTS else 0


def one_happening(host: Candidate, c: Candidate, lex: Lexicon) -> bool:
    """Tell whether two triggers of a sentence are joined closely enough to be one happening."""
    if host.token.sent.start != c.token.sent.start:
        return False
    kinds = lex.kinds
    alike = kinds[host.kind].type == kinds[c.kind].type and bool(kinds[c.kind].type)
    if not alike and not wielding(host, c, lex):
        return False
    about = own_subject(c.token) if c.kind in EFFECTS and c.row.pos == "VERB" else None
    if about is not None and about.i == host.token.i:
        return True
    way = path(host.token, c.token)
    if way is None:
        return False
    if all(joins(step, c) for step in way):
        return True
    return same_object(host, c) or both_outcomes(host, c)


def wielding(host: Candidate, c: Candidate, lex: Lexicon) -> bool:
    """Tell whether a verb tells with what an assault was made ("a barrage, deploying drones")."""
    if lex.kinds[host.kind].type != "ASSAULT" or c.kind != "mobilization":
        return False
    return c.token.dep_ == "advcl" and not children(c.token, "nsubj", "nsubjpass")


def both_outcomes(host: Candidate, c: Candidate) -> bool:
    """Tell whether a clause joined to another only counts what came of it, not at two places."""
    over = {host.token.i, host.verb.i if host.verb is not None else host.token.i}
    if c.token.dep_ != "conj" or c.token.head.i not in over or c.kind not in OUTCOMES:
        return False
    if not passive(c.token) or children(c.token, "agent"):
        return False
    return not (placed(host.token) and placed(c.token))


def placed(verb: Token) -> bool:
    """Tell whether a phrase of place hangs on a verb."""
    return any(
        noun.ent_type_ not in {"DATE", "TIME"} for noun in after(verb, ("in", "near", "at", "over"))
    )


def same_object(host: Candidate, c: Candidate) -> bool:
    """Tell whether two joined verbs of one kind share their object ("shot down or jammed")."""
    if c.token.dep_ != "conj" or c.token.head.i != host.token.i or c.kind != host.kind:
        return False
    return not children(host.token, "dobj", "nsubjpass")


def joins(step: Token, c: Candidate) -> bool:
    """Tell whether an edge of the parse keeps to one happening."""
    if step.dep_ in CLAUSES:
        return False
    effect = c.kind in EFFECTS or c.token.lemma_.lower() in WIELDING
    when = {t.lower_ for t in children(step, "advmod", "mark")} if step.dep_ == "advcl" else set()
    if "when" in when:
        return c.kind in EFFECTS | GENERAL
    if step.pos_ in {"VERB", "AUX"}:
        if step.dep_ == "conj":
            return effect and not children(step, "nsubj", "nsubjpass")
        if step.dep_ == "advcl":
            return effect and not children(step, "mark")
        return step.dep_ not in {"relcl", "csubj"} or effect
    return (step.dep_ != "conj" or effect) and not (
        step.dep_ == "prep" and step.lower_ in ASIDE - {"during"}
    )
