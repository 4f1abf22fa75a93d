"""Actors by what they are: "Ukraine's air force", "regional officials", "the Sudanese army"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.reading.actors import lexicon
from reportedly.reading.actors.mention import Mention
from reportedly.reading.actors.nations import country_of, nationality_in
from reportedly.reading.actors.titles import Found, Titles

NAMED_ONLY = {"foundation"}  # nouns that mean a body only in its name
MODIFYING = {"compound", "amod", "npadvmod", "nmod"}
ACTIONS = {"assembly"}  # nouns that with "of" tell what is done: "the assembly of drones"
LANDS = {"governorate"}  # nouns that mean a body only where it acts
MODIFYING = {"compound", "amod", "npadvmod", "nmod"}
LEFT = {
    "amod", "compound", "poss", "nmod", "det", "case", "nummod", "punct", "npadvmod", "quantmod",
}  # fmt: skip


def descriptions(titles: Titles, taken: set[int]) -> Iterator[Mention]:
    """Yield noun phrases whose head is a role noun; `taken` are tokens of names."""
    doc = titles.doc
    for i, found in titles.all().items():
        token = doc[i]
        if i in taken or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if token.dep_ in MODIFYING and token.head.pos_ in {"NOUN", "PROPN"}:
            continue
        if nobody(token, found.row.words):
            continue
        yield description(token, found)


def description(head: Token, found: Found) -> Mention:
    """Return the mention of a noun phrase by its head and the role it names."""
    doc, row = head.doc, found.row
    start = left_end(head)
    first = doc[start]
    definite = first.dep_ == "det" and first.lower_ in {"the", "this", "these", "those", "both"}
    owned = any(t.dep_ == "poss" for t in doc[start : head.i])
    indefinite = first.dep_ == "det" and not definite
    if first.dep_ == "det":
        start += 1
    end, country = tail(head)
    country = nationality_in(doc, start, end) or country
    if owned and others(head.lower_):
        country = None  # Ukraine's allies are not Ukraine
    plural = head.tag_ in {"NNS", "NNPS"}
    words = " ".join(token.text for token in doc[start:end])
    known = lexicon.bodies().get(words.lower().replace("’", "'"))
    if known:
        named: tuple[str, ...] = ("body", known.name)
        return Mention(start, end, head.i, known.name, known.kind, named, known.country, known.role)
    name = " ".join(doc[start:end].text.split())
    title = row.words.lower().replace("defense", "defence")
    key: tuple[str, ...] = (row.kind, country or "", title, "many" if plural else "one")
    if title == "government" and country and all(written_as_name(t) for t in doc[start : head.i]):
        key = ("capital", lexicon.government(country))
    nobody_met = not (definite or owned or country)  # "officials", "a spokesperson"
    nobody_met = nobody_met or (
        owned and first.pos_ == "PRON"
    )  # "its army": who "it" is, comes later
    if nobody_met or (row.kind == "person" and indefinite):
        key = (*key, str(head.i))
    return Mention(
        start, end, head.i, name, "people" if row.kind == "person" and plural else row.kind, key,
        country, row.role, found.words if row.kind == "person" and not plural else None,
        definite=definite, plural=plural,
    )  # fmt: skip


def nobody(token: Token, title: str) -> bool:
    """Tell whether a role noun means nobody: a predicate ("251 taken hostage"), a thing, a land."""
    if title in NAMED_ONLY and token.text.islower():
        return True
    if title in ACTIONS and any(t.lower_ == "of" for t in token.rights):
        return True
    if title in LANDS and token.dep_ not in {"nsubj", "agent"}:
        return True
    bare = token.tag_ == "NN" and token.n_lefts == 0
    return bare and token.head.lemma_.lower() in {"take", "hold"} and token.head.i < token.i


def others(noun: str) -> bool:
    """Tell whether whom a noun means is of another country than their owner: "its allies"."""
    return noun in {"ally", "allies", "partner", "partners"}


def written_as_name(token: Token) -> bool:
    """Tell whether a word is a name's, or the ending that makes it an owner."""
    return token.tag_ == "POS" or not token.text.islower()


def left_end(head: Token) -> int:
    """Return where the words begin that stand before a noun and belong to it."""
    doc, start = head.doc, head.i
    while start > 0 and (before := doc[start - 1]).dep_ in LEFT and below(before, head):
        start -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return start


def below(token: Token, head: Token) -> bool:
    """Tell whether a word hangs on the head, over at most three steps."""
    for _ in range(3):
        token = token.head
        if token.i == head.i:
            return True
    return False


def tail(head: Token) -> tuple[int, str | None]:
    """Return the end of a description with its "of Country" and that country's code."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "from"} and child.i == head.i + 1:
            for inner in child.children:
                code = country_of(inner)
                if inner.dep_ == "pobj" and code:
                    return inner.i + 1, code
    return head.i + 1, None
