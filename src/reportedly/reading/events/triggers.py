"""Finds the words that tell of a happening, and which of them belong to one and the same."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import after, children, doers, passive, path, sufferers
from reportedly.reading.events.lexicon import Entry, Lexicon, Trigger
from reportedly.reading.events.naming import Naming
from reportedly.reading.events.wording import forms

CARRIED = {"dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj"}
ASIDE = {"after", "following", "amid", "since", "during", "before", "as", "despite", "because"}
COMPLEMENTS = {"dobj", "xcomp", "ccomp", "prep", "nsubjpass", "oprd", "dative", "prt"}
CLAUSES = {"ccomp", "parataxis"}
WIELDING = {"fire", "deploy", "use", "launch", "employ", "send"}  # "a barrage, firing 80 drones"
OUTCOMES = {"killing", "destruction"}
GENERAL = {"attack", "bombing", "explosion", "shooting"}
EFFECTS = {"killing", "destruction", "arson", "beating", "displacement"}


def find_triggers(doc: Doc, lex: Lexicon, naming: Naming) -> list[Candidate]:
    """Return one candidate for each trigger word that is no part of another one's words."""
    found = [c for token in doc if (c := candidate(token, lex, naming)) is not None]
    swallowed = {i for c in found if c.row.scope == "whole" for i in content(c)}
    return [c for c in found if c.token.i not in swallowed and not argument(c, found)]


def candidate(token: Token, lex: Lexicon, naming: Naming) -> Candidate | None:
    """Return what a word tells of, if it is a trigger where it stands."""
    if named_by_article(token):
        return None
    if token.tag_.startswith("VB") and token.dep_ not in {"amod", "compound", "aux", "auxpass"}:
        entry = first(token, "VERB", lex, naming)
        if entry and entry.row.weight:
            return Candidate(token, entry.row, entry.row.kind, entry.row.weight, token)
    elif token.pos_ in {"NOUN", "PROPN"} or token.tag_ in {"NN", "NNS"}:
        if token.ent_type_ in {"DATE", "TIME"} and token.tag_ == "NNP":
            return None
        if token.dep_ == "compound" and token.head.i > token.i:
            return None
        entry = first(token, "NOUN", lex, naming)
        if entry:
            verb, light = carrier(token, lex)
            return Candidate(token, entry.row, entry.row.kind, entry.row.weight, verb, light)
    return None


def named_by_article(token: Token) -> bool:
    """Tell whether a word only looks like a happening: "the wounded", "157 strike drones"."""
    if token.tag_ in {"VBN", "VBD"}:
        return any(c.dep_ == "det" for c in token.children)
    return token.tag_ == "NN" and any(
        c.dep_ == "nummod" and c.lower_ not in {"one", "1"} for c in token.children
    )


def first(token: Token, pos: str, lex: Lexicon, naming: Naming) -> Entry | None:
    """Return the first row of the table that fits a word."""
    known = [lex.forms[token.lower_]] if pos == "VERB" and token.lower_ in lex.forms else []
    keys = dict.fromkeys([*known, token.lemma_.lower(), *forms(token.doc, token.i, token.i + 1)])
    for key in keys:
        for entry in lex.triggers.get((pos, key), ()):
            if preceded(token, entry) and fits(token, entry.row, naming):
                return entry
    return None


def preceded(token: Token, entry: Entry) -> bool:
    """Tell whether a term of several words ends at the token."""
    doc, size = token.doc, len(entry.words)
    if size == 1:
        return True
    wanted = " ".join(entry.words)
    for start in range(max(token.sent.start, token.i - 2 * size), token.i):
        if wanted in forms(doc, start, token.i + 1) or wanted == singular(token, start):
            return True
    return False


def singular(token: Token, start: int) -> str:
    """Return the lemmas of a run of words, as one term."""
    return " ".join(word.lemma_.lower() for word in token.doc[start : token.i + 1])


def fits(token: Token, row: Trigger, naming: Naming) -> bool:
    """Tell whether a row's particle, object and doer stand with the word."""
    if row.particle and not any(particle(c, row) for c in token.children):
        follows = token.i + 1 < len(token.doc) and token.nbor().lower_ in row.particle
        if not follows:
            return False
    if row.pos == "NOUN":
        return not row.of or naming.any_is(after(token, (*row.particle, "of")), row.of)
    if row.of:
        objects = sufferers(token) + after(token, row.particle) + complements(token)
        if not naming.any_is(objects, row.of):
            return False
    return not row.by or naming.any_is(doers(token) or sufferers(token), row.by)


def particle(child: Token, row: Trigger) -> bool:
    """Tell whether a word is the particle a row asks for, and no preposition of time."""
    if child.lower_ not in row.particle:
        return False
    return not any(noun.ent_type_ in {"DATE", "TIME"} for noun in children(child, "pobj"))


def complements(verb: Token) -> list[Token]:
    """Return what is said of an object or in the clause below ("denied that it was [behind]")."""
    found = children(verb, "oprd", "attr", "acomp", "xcomp")
    for clause in children(verb, "ccomp"):
        found += children(clause, "attr", "acomp", "prep")
    return found


def carrier(noun: Token, lex: Lexicon) -> tuple[Token | None, bool]:
    """Return the verb a noun hangs on, and whether it only carries the noun."""
    step = noun
    while step.dep_ in {"conj", "appos"} and step.head.pos_ in {"NOUN", "PROPN"}:
        step = step.head
    if step.dep_ == "pobj" and step.head.dep_ in {"prep", "agent"}:
        verb = step.head.head
        light = verb.lemma_.lower() in {"come"} or step.head.lower_ == "under"
        return (verb, light) if verb.pos_ == "VERB" else (None, False)
    verb = step.head
    if step.dep_ not in CARRIED or verb.pos_ not in {"VERB", "AUX"} or verb.i == step.i:
        return None, False
    return verb, verb.lemma_.lower() in lex.words["light"]


def content(c: Candidate) -> set[int]:
    """Return the words that are the content of an act in words ("agreed to [sign the pact]")."""
    found: set[int] = set()
    for child in c.token.children:
        if child.i < c.token.i and child.dep_ != "nsubjpass":
            continue
        if child.dep_ not in COMPLEMENTS or child.lower_ in ASIDE:
            continue
        found |= {t.i for t in child.subtree if not aside(t, child)}
    return found


def aside(token: Token, top: Token) -> bool:
    """Tell whether a word stands in a phrase of time or cause below `top`."""
    while token.i != top.i:
        if token.lower_ in ASIDE and token.dep_ in {"prep", "mark"}:
            return True
        if token.dep_ == "advcl" and any(c.lower_ in ASIDE for c in token.children):
            return True
        token = token.head
    return False


def argument(c: Candidate, found: list[Candidate]) -> bool:
    """Tell whether a noun only completes a verb that tells the same ("signed an [agreement]")."""
    if c.row.pos != "NOUN" or c.verb is None:
        return False
    owner = next((o for o in found if o.token.i == c.verb.i and o is not c), None)
    if owner is None or not owner.row.of:
        return False
    return c.token.i in {
        t.i for t in sufferers(owner.token) + after(owner.token, owner.row.particle)
    }


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
    """Tell whether two joined clauses count what came of one thing, not at two places."""
    if c.token.dep_ != "conj" or c.token.head.i != host.token.i:
        return False
    if not {host.kind, c.kind} <= OUTCOMES or not (passive(host.token) and passive(c.token)):
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
    return step.dep_ != "conj" and not (step.dep_ == "prep" and step.lower_ in ASIDE - {"during"})


def causes(c: Candidate, lex: Lexicon) -> Iterator[Candidate]:
    """Yield a candidate and all that it took in."""
    yield c
    for inner in c.absorbed:
        yield from causes(inner, lex)
