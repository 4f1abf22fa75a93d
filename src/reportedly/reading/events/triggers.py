"""Finds the words that tell of a happening, and which of them belong to one and the same."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from reportedly.reading.events.candidate import Candidate, denies_account
from reportedly.reading.events.grammar import (
    after,
    children,
    doers,
    sufferers,
    together,
)
from reportedly.reading.events.lexicon import Entry, Lexicon, Trigger
from reportedly.reading.events.naming import Naming
from reportedly.reading.events.wording import forms, wording

CARRIED = {"dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj"}
ASIDE = {"after", "following", "amid", "since", "during", "before", "as", "despite", "because"}
ANSWERING = {"blame", "claim_of_responsibility", "denial_of_responsibility"}
COMPLEMENTS = {"dobj", "xcomp", "ccomp", "prep", "nsubjpass", "oprd", "dative", "prt"}


def find_triggers(sentence: Span, lex: Lexicon, naming: Naming) -> list[Candidate]:
    """Return one candidate for each trigger word that is no part of another one's words."""
    endings, start = wording(sentence.doc).last, sentence.start
    known = (i for i in range(start, sentence.end) if not lex.heads.isdisjoint(endings[i]))
    here = {form for forms in endings[start : sentence.end] for form in forms}
    words = [sentence[i - start] for i in known]
    found = [c for word in words if (c := candidate(word, here, lex, naming)) is not None]
    found = [c for c in found if not (denies_account(c) and holds_another(c, found))]
    swallowed = {i for c in found if c.row.scope == "whole" for i in content(c)}
    return [c for c in found if c.token.i not in swallowed and not argument(c, found)]


def holds_another(c: Candidate, found: list[Candidate]) -> bool:
    """Tell whether another happening is told in the words below a trigger."""
    below = {t.i for t in c.token.subtree} - {c.token.i}
    return any(other.token.i in below for other in found)


def candidate(token: Token, here: set[str], lex: Lexicon, naming: Naming) -> Candidate | None:
    """Return what a word tells of, if it is a trigger where it stands among the words `here`."""
    if named_by_article(token):
        return None
    if token.tag_.startswith("VB") and token.dep_ not in {"amod", "compound", "aux", "auxpass"}:
        entry = first(rows(token, "VERB", here, lex), token, naming)
        if entry and entry.row.weight:
            return Candidate(token, entry.row, entry.row.kind, entry.row.weight, token)
    elif token.pos_ in {"NOUN", "PROPN"} or token.tag_ in {"NN", "NNS"}:
        if token.ent_type_ in {"DATE", "TIME"} and token.tag_ == "NNP":
            return None
        if token.dep_ == "compound" and token.head.i > token.i:
            return None
        entry = first(rows(token, "NOUN", here, lex), token, naming)
        if entry:
            verb, light = carrier(token, lex)
            return Candidate(token, entry.row, entry.row.kind, entry.row.weight, verb, light)
    return None


def named_by_article(token: Token) -> bool:
    """Tell whether a word only looks like a happening: "the wounded", "157 strike drones"."""
    if token.tag_ in {"VBN", "VBD"}:
        if counted_by(token):
            return True
        if token.dep_ in {"dobj", "pobj"} or (token.dep_ == "conj" and token.head.pos_ == "NOUN"):
            return not children(token, "nsubj", "nsubjpass")  # "of settlements and wounded"
        return any(c.dep_ in {"det", "nummod"} for c in token.children)
    return token.tag_ == "NN" and any(
        c.dep_ == "nummod" and c.lower_ not in {"one", "1"} for c in token.children
    )


def counted_by(token: Token) -> bool:
    """Tell whether a number in front makes a participle a noun ("treated six [wounded]")."""
    if token.i == token.sent.start:
        return False
    number = token.nbor(-1)
    return number.tag_ == "CD" and number.dep_ in {"dobj", "pobj"} and number.head.i != token.i


def keys(token: Token, lex: Lexicon) -> list[str]:
    """Return the forms of a word under which any row is listed."""
    plain, *others = forms(token.doc, token.i, token.i + 1)
    asked = dict.fromkeys((lex.forms.get(plain, plain), token.lemma_.lower(), plain, *others))
    return [key for key in asked if key in lex.heads]


def rows(token: Token, pos: str, here: set[str], lex: Lexicon) -> Iterator[Entry]:
    """Yield the rows that list a word and ask for no word that its sentence lacks."""
    for key in keys(token, lex):
        for entry in lex.triggers.get((pos, key), ()):
            if not any(wanted.isdisjoint(here) for wanted in entry.asks):
                yield entry


def first(entries: Iterator[Entry], token: Token, naming: Naming) -> Entry | None:
    """Return the first row that fits a word."""
    return next((e for e in entries if preceded(token, e) and fits(token, e.row, naming)), None)


def preceded(token: Token, entry: Entry) -> bool:
    """Tell whether a term of several words ends at the token."""
    doc, size = token.doc, len(entry.words)
    if size == 1:
        return True
    wanted = " ".join(entry.words)
    for start in range(max(token.sent.start, token.i - 2 * size), token.i):
        if not opens(doc[start], entry.words[0]):
            continue
        if wanted in forms(doc, start, token.i + 1) or wanted == singular(token, start):
            return True
    return False


def opens(token: Token, word: str) -> bool:
    """Tell whether a term that begins with a word may begin at a token (or at a part of it)."""
    return word.startswith(token.lower_) or token.lemma_.lower() == word


def singular(token: Token, start: int) -> str:
    """Return the lemmas of a run of words, as one term."""
    return " ".join(word.lemma_.lower() for word in token.doc[start : token.i + 1])


def fits(token: Token, row: Trigger, naming: Naming) -> bool:
    """Tell whether a row's particle, object, doer and surroundings stand with the word."""
    if row.near and naming.around(token.sent).isdisjoint(row.near):
        return False
    if not led(token, row, naming):
        return False
    if row.pos == "NOUN":
        about = after(token, (*row.particle, "of")) + children(token, "poss") if row.of else []
        return not row.of or naming.any_is(about, row.of)
    if row.of:
        objects = sufferers(token) + after(token, row.particle) + complements(token)
        if not objects and listing(token):
            objects = doers(token)
        if not naming.any_is(objects, row.of):
            return False
    return not row.by or naming.any_is(doers(token) or sufferers(token), row.by)


def led(token: Token, row: Trigger, naming: Naming) -> bool:
    """Tell whether a row's particle stands with the word, and behind it what the row asks for."""
    if not row.particle:
        return True
    found = [c for c in behind(token, row) if particle(c, row)]
    if row.at:
        inner = [n for p in found for n in (p, *children(p, "prep", "prt", "advmod"))]
        inner += [c for c in token.children if found and c.dep_ == "prep" and c not in found]
        nouns = [t for p in inner for n in children(p, "pobj") for t in together(n)]
        return naming.any_is(nouns, row.at)
    follows = token.i + 1 < len(token.doc) and token.nbor().lower_ in row.particle
    return bool(found) or follows


def behind(token: Token, row: Trigger) -> list[Token]:
    """Return the words among which a particle may stand: it may hang on the object instead."""
    found = [*token.children]
    if row.pos == "VERB" and (row.of or row.at):
        for noun in sufferers(token):
            found += [c for n in (noun, *children(noun, "dobj")) for c in n.children]
    return found


def listing(verb: Token) -> bool:
    """Tell whether a verb may be a bare participle ("157 drones launched, 121 shot down")."""
    return verb.tag_ in {"VBN", "VBD"} and not children(verb, "aux", "auxpass", "prep", "advmod")


def particle(child: Token, row: Trigger) -> bool:
    """Tell whether a word is the particle a row asks for, and no preposition of time."""
    if child.lower_ not in row.particle:
        return False
    if child.dep_ == "prep" and child.i < child.head.i and child.head.dep_ != "relcl":
        return False  # "on many occasions called …"
    if row.scope == "whole" and child.i - child.head.i > 2:  # "called the plan, on each occasion"
        return False
    return not any(noun.ent_type_ in {"DATE", "TIME"} for noun in children(child, "pobj"))


def complements(verb: Token) -> list[Token]:
    """Return what is said of an object or in the clause below ("denied that it was [behind]")."""
    found = children(verb, "oprd", "attr", "acomp", "xcomp")
    found += [t for noun in children(verb, "dobj") for t in children(noun, "amod") if t.i > noun.i]
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
        while verb.dep_ == "prep":  # "out of talks"
            verb = verb.head
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
    if owner is None or not owner.row.of or owner.kind in ANSWERING:
        return False
    objects = sufferers(owner.token) + after(owner.token, owner.row.particle)
    objects += [inner for noun in objects for inner in after(noun, ("of",))]
    return c.token.i in {t.i for t in objects}
