"""What was used and what came of it, as the words of a happening tell."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import children, clause
from reportedly.reading.events.lexicon import Lexicon, Weapon
from reportedly.reading.events.naming import Naming
from reportedly.reading.events.wording import forms, longest
from reportedly.reading.notebook import char_span
from reportedly.vocabulary import Effect, Means

LEAVING = {"leave", "cut", "lose", "cause", "trigger", "spark", "set", "inflict"}
PHYSICAL = {"ASSAULT", "COERCE", "PROTEST", "SANCTION", ""}
STOPPING = {"interception", "weapons_seizure", "destruction"}
LONGEST = 160  # characters of an effect's words


def scope(c: Candidate, others: list[Candidate]) -> set[int]:
    """Return the words that tell of a happening: its clause, without those of other happenings."""
    own = {c.token.i, *(a.token.i for a in c.absorbed)}
    roots = [c.token, *(a.token for a in c.absorbed)]
    roots += [p.verb for p in (c, *c.absorbed) if p.verb is not None and (p.light or p.absorbed)]
    taken = {p.token.i for o in others for p in (o, *o.absorbed)}
    roots += [t for root in roots for t in going_on(root) if t.i not in taken]
    words = {t.i for root in roots for t in clause(root)}
    for root in roots:
        if root.dep_ in {"relcl", "acl"} and root.pos_ == "VERB":
            words |= {t.i for t in clause(root.head) if t.i <= root.head.i}
    for other in others:
        for part in (other, *other.absorbed):
            if other is not c and part.token.i in words and part.token.i not in own:
                below = {t.i for t in part.token.subtree}
                if not below & own:
                    words -= below
    return words


def going_on(verb: Token) -> list[Token]:
    """Return the verbs joined to one that have no subject of their own ("… and left 4 dead")."""
    return [
        t
        for t in children(verb, "conj")
        if t.pos_ == "VERB" and not children(t, "nsubj", "nsubjpass")
    ]


def means(c: Candidate, doc: Doc, lex: Lexicon) -> Iterator[tuple[str, Means]]:
    """Yield the kind of weapon and the entry for each weapon named in a happening's words."""
    seen: set[str] = set()
    words = c.scope - (stopped(c) if c.kind in STOPPING else set())
    for weapon, start, end in longest(doc, words, lex.weapons):
        if weapon.name not in seen:
            seen.add(weapon.name)
            yield weapon.kind, Means(weapon.name, weapon.kind, char_span(doc[start:end]))
        other = joined_to(doc, start, end, lex)
        if other is not None and other.name not in seen:
            seen.add(other.name)
            yield other.kind, Means(other.name, other.kind, char_span(doc[start - 2 : end]))


def joined_to(doc: Doc, start: int, end: int, lex: Lexicon) -> Weapon | None:
    """Return the weapon of the first word in "strike and decoy [drones]"."""
    if end - start < 2 or start < 2 or doc[start - 1].lower_ not in {"and", "or"}:
        return None
    first = doc[start - 2].lower_
    last = (doc[end - 1].lemma_.lower(), doc[end - 1].lower_.removesuffix("s"))
    return next((w for noun in last if (w := lex.weapons.get(f"{first} {noun}"))), None)


def stopped(c: Candidate) -> set[int]:
    """Return the words for what was brought down, found or destroyed: nobody used it here."""
    found: set[int] = set()
    for noun in c.sufferers:
        found |= {t.i for t in noun.subtree}
    return found


def effects(c: Candidate, doc: Doc, lex: Lexicon, naming: Naming) -> Iterator[Effect]:
    """Yield what came of a happening, each kind of effect once."""
    if lex.kinds[c.kind].type not in PHYSICAL:
        return
    seen: set[str] = set()
    for i in sorted(c.scope):
        token = doc[i]
        row = next(
            (
                lex.effects[key]
                for f in forms(doc, i, i + 1)
                if (key := (f, pos(token))) in lex.effects
            ),
            None,
        )
        if row is None or row.effect in seen or (row.of and not near(token, row.of, naming)):
            continue
        seen.add(row.effect)
        top, end = extent(token)
        yield Effect(row.effect, char_span(doc[top:end]))


def pos(token: Token) -> str:
    """Return the part of speech under which an effect is listed."""
    return "NOUN" if token.pos_ == "PROPN" else token.pos_


def near(token: Token, name: str, naming: Naming) -> bool:
    """Tell whether a word of a class stands in the same sentence, other than the word itself."""
    sentence = token.sent
    return any(
        i != token.i and name in naming.lex.classed(forms(token.doc, i, i + 1))
        for i in range(sentence.start, sentence.end)
    )


def extent(token: Token) -> tuple[int, int]:
    """Return the words [start, end) that tell an effect: a verb with its object or its subject."""
    verb = token
    if token.pos_ != "VERB":
        over = [t for t in (token.head, token.head.head) if t.lemma_.lower() in LEAVING]
        if not over:
            return token.i, token.i + 1
        verb = over[0]
    start, end = verb.i, max(verb.i, token.i) + 1
    for child in children(verb, "dobj"):
        end = max(end, child.right_edge.i + 1)
    for child in children(verb, "nsubjpass"):
        start = child.left_edge.i
    piece = verb.doc[start:end]
    return (start, end) if len(piece.text) <= LONGEST else (token.i, token.i + 1)
