"""Conditions: the words that open them, how far they reach, and of which kind they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.reading.commitments.grammar import SUBJECTS, above, children, modals
from reportedly.reading.commitments.lexicon import Lexicon, Marker
from reportedly.reading.commitments.wording import trim
from reportedly.vocabulary import ConditionKind

ASKING = {"ask", "know", "wonder", "see", "check", "doubt", "decide", "unclear", "clear"}
FINITE = {"VBZ", "VBP", "VBD", "MD"}
PREPOSITIONS = {"in exchange for", "in return for", "subject to", "pending", "within", "upon", "by"}
TERMS = {"by", "within", "until", "till"}
NOMINAL = {"ceasefire", "agreement", "withdrawal", "visit"}  # what a bare noun can make a condition


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition by its words [start, end); `node` heads it and hangs on `host`."""

    start: int
    end: int
    node: Token
    host: Token
    kind: ConditionKind
    marker: Marker


class Clauses:
    """All conditions of a document, and what they condition."""

    def __init__(self, doc: Doc, lex: Lexicon) -> None:
        self.lex = lex
        self.found = [c for sent in doc.sents for c in in_sentence(sent, lex)]
        self.words = {i for c in self.found if not c.marker.weak for i in range(c.start, c.end)}

    def holds(self, token: Token) -> bool:
        """Tell whether a token stands inside a condition."""
        return token.i in self.words

    def conditioned(self, verb: Token) -> bool:
        """Tell whether a strong condition hangs on a verb or on what it is reported by."""
        around = {verb.i, *(t.i for t in above(verb))}
        inner = {t.i for t in verb.subtree}
        same = range(verb.sent.start, verb.sent.end)
        return any(
            c.host.i in around | inner and c.start in same
            for c in self.found
            if not c.marker.weak or present(c.node)
        )


def in_sentence(sent: DocSpan, lex: Lexicon) -> Iterator[Clause]:
    """Yield the conditions of a sentence, longest marker first."""
    end = sent.start
    for token in sent:
        if token.i < end:
            continue
        found = inversion(token, lex) or marked(token, sent, lex)
        if found is not None:
            yield found
            end = found.end if not found.marker.weak else token.i + 1


def inversion(token: Token, lex: Lexicon) -> Clause | None:
    """Return the condition that "should", "were" or "had" opens before its subject."""
    verb = token.head
    if token.lower_ != "should" or token.dep_ != "aux" or verb.i < token.i:
        return None
    between = [c for c in children(verb, "nsubj", "nsubjpass") if token.i < c.i < verb.i]
    first = token.i == token.sent.start or token.nbor(-1).lower_ not in {"that", "it", "what"}
    if not between or not first or verb.sent.text.rstrip("”\"' ").endswith("?"):
        return None
    host = verb.head if verb.head != verb else verb
    row = Marker("should", weak=False)
    return close(token.i, verb, host, row, lex)


def marked(token: Token, sent: DocSpan, lex: Lexicon) -> Clause | None:
    """Return the condition that a marker opens at this token."""
    for words, row in lex.opening.get(token.lower_, ()):
        last = token.i + len(words) - 1
        if last >= sent.end or any(
            token.doc[token.i + n].lower_ != word for n, word in enumerate(words)
        ):
            continue
        node = opened(token, token.doc[last])
        if node is not None:
            return close(token.i, node, host_of(token, node), row, lex)
    return None


def opened(first: Token, last: Token) -> Token | None:
    """Return the head of the words a marker opens, or None where it opens none."""
    before = [t.lower_ for t in first.doc[max(first.i - 2, first.sent.start) : first.i]]
    if before[-1:] in (["even"], ["as"], ["not"], ["for"]) or before == ["not", "only"]:
        return None
    if first.lower_ in {"provided", "providing"} and first == last:
        clause = following_clause(first)
        if clause is not None or plain_verb(first):
            return clause
    head = last.head.head if last.head.dep_ in {"aux", "auxpass"} else last.head
    if last.dep_ in {"mark", "advmod"} and head.i > last.i and head.pos_ in {"VERB", "AUX"}:
        if last.lower_ == "if" and head.dep_ == "ccomp" and head.head.lemma_ in ASKING:
            return None
        owned = [s.i for s in children(head, *SUBJECTS)]
        return None if owned and max(owned) < first.i else head
    if any(c.i > last.i for c in last.children):
        return last
    return head if head.i > last.i and last.dep_ in {"mark", "advmod", "prep"} else None


def following_clause(token: Token) -> Token | None:
    """Return the verb of a clause right behind a "provided" that the parse takes for a verb."""
    if children(token, "nsubj", "nsubjpass", "aux", "auxpass", "agent"):
        return None
    named = False
    for word in token.doc[token.i + 1 : token.sent.end]:
        if word.is_punct or word.lower_ in {"that", "who", "which", "to", "by"}:
            return None
        if named and word.pos_ in {"VERB", "AUX"} and word.tag_ in FINITE | {"VB"}:
            return word.head if word.dep_ in {"aux", "auxpass"} else word
        named = named or word.pos_ in {"NOUN", "PROPN", "PRON"}
    return None


def plain_verb(token: Token) -> bool:
    """Tell whether "provided" is the verb, not the conjunction."""
    if children(token, "dobj", "nsubj", "nsubjpass", "auxpass", "aux", "agent"):
        return True
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return after.pos_ == "ADP" and after.lower_ != "that"


def host_of(first: Token, node: Token) -> Token:
    """Return the word that a condition hangs on: the first one above it outside its words."""
    for step in above(node):
        if step.i < first.i or step.i > node.right_edge.i:
            return step
    return node


def close(start: int, node: Token, host: Token, row: Marker, lex: Lexicon) -> Clause | None:
    """Return the condition with its end and kind, unless its words make it none."""
    doc = node.doc
    start, end = trim(doc, start, reach(start, node, host, row))
    words = doc[start:end]
    if any(t.lower_ == "anonymity" for t in words) or end - start < 2:
        return None
    kind = kind_of(words, row, lex)
    if row.weak and not weighty(node, host, kind, row):
        return None
    return Clause(start, end, node, host, kind, row)


def reach(start: int, node: Token, host: Token, row: Marker) -> int:
    """Return where a condition ends: with its clause, before what it conditions."""
    doc = node.doc
    end = node.right_edge.i + 1
    if host.i > node.i:  # a condition in front ends where its main clause starts
        lead = [c.left_edge.i for c in children(host, *SUBJECTS) if c.left_edge.i > node.i]
        main = min(lead) if lead else min(end, host.i)
        between = doc[min(end, main) : main]
        whole = not any(t.dep_ in {"parataxis", "ROOT", "ccomp"} for t in between)
        return main if whole and any(t.is_punct for t in doc[node.i : main]) else min(end, main)
    rest = doc[start + len(row.words.split()) : end]
    open_ended = not any(t.tag_ in FINITE for t in rest) and not children(node, "pobj")
    if open_ended and end < len(doc) and row.words not in PREPOSITIONS:
        after = doc[end]
        verb = after.head if after.dep_ in {"aux", "auxpass"} else after
        if verb.tag_ in FINITE | {"VBN", "VB"} and after.sent.start <= start and verb.i >= end:
            end = verb.right_edge.i + 1
    loose = [
        c.left_edge.i
        for c in node.rights
        if c.dep_ == "parataxis" or (c.dep_ == "conj" and own_clause(c) and parted(c))
    ]
    return min([end, *loose])


def parted(token: Token) -> bool:
    """Tell whether a comma stands before the "and" of a coordinated clause."""
    return any(t.text == "," for t in token.doc[max(token.left_edge.i - 2, 0) : token.left_edge.i])


def own_clause(token: Token) -> bool:
    """Tell whether a coordinated verb has a subject of its own."""
    return token.pos_ in {"VERB", "AUX"} and bool(children(token, "nsubj", "nsubjpass"))


def kind_of(words: DocSpan, row: Marker, lex: Lexicon) -> ConditionKind:
    """Return the kind of a condition: its marker's, or the first that its words show."""
    if row.kind is not None:
        return row.kind
    lemmas = {t.lemma_.lower() for t in words[len(row.words.split()) :]}
    kinds = dict(lex.kinds)
    if lemmas & kinds["escalation"] and any(lex.among(lemma, "cessation") for lemma in lemmas):
        return "ceasefire"
    moved = next((t for t in words if t.pos_ == "VERB" and children(t, *SUBJECTS)), None)
    kinds = dict(lex.kinds)
    if moved is not None and moved.lemma_.lower() in kinds["visit"]:
        if travels(moved, lex):
            return "visit"
        lemmas.discard(moved.lemma_.lower())
    if moved is not None and moved.lemma_.lower() in kinds["reciprocal"]:
        lemmas -= kinds["escalation"]
    dated = moved is None and any(t.ent_type_ in {"DATE", "TIME"} for t in words)
    if dated and row.words in TERMS:
        lemmas -= kinds["reciprocal"]
    return next((kind for kind, own in lex.kinds if lemmas & own), "deadline" if dated else "other")


def travels(verb: Token, lex: Lexicon) -> bool:
    """Tell whether somebody comes ("if he comes to Cairo"), not something ("came under fire")."""
    if any(c.lower_ in {"under", "into"} for c in verb.rights):
        return False
    return any(
        s.pos_ == "PROPN" or s.lower_ in {"he", "she", "they"} or lex.among(s.lemma_, "agent")
        for s in children(verb, *SUBJECTS)
    )


def weighty(node: Token, host: Token, kind: ConditionKind, row: Marker) -> bool:
    """Tell whether words like "after" or "when" look ahead, so that something hangs on them."""
    if row.words == "by":
        return kind == "deadline" and node.dep_ == "prep"
    if node.pos_ in {"VERB", "AUX"}:
        if kind == "other":
            ahead = modals(host) & {"will", "shall", "would"} or host.tag_ == "VB"
            return present(node) and bool(ahead)
        ahead = modals(host) & {"would", "will", "shall"} or host.tag_ in {"VB", "VBG"}
        return present(node) or (bool(ahead) and not children(node, "aux"))
    if row.words == "within":
        return kind != "other"
    things = {o.lemma_.lower() for o in children(node, "pobj", "pcomp")}
    return kind in NOMINAL and not things & {"talk", "negotiation", "meeting", "plan", "war"}


def present(node: Token) -> bool:
    """Tell whether a clause is in the present tense, as clauses about the future are."""
    lead = next((c for c in node.lefts if c.dep_ in {"aux", "auxpass"}), node)
    return lead.tag_ in {"VBZ", "VBP", "MD"}
