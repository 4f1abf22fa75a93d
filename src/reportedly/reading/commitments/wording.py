"""Tight word ranges: where the words of an act, a clause or a thing begin and end."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.commitments.grammar import SUBJECTS, children, is_to_verb

OPENING = "“‘\"'«("
CLOSING = "”’\"'»)"
NEAR = 12  # words to the mark that closes a quotation
DETACHED = {"advcl", "parataxis"}


def clause(head: Token, whole: bool = False) -> tuple[int, int]:
    """Return the words [start, end) of an act; `whole` takes its subject in.

    Without `whole` the words start at the verb, or at the "not" before its "to".
    """
    doc = head.doc
    start = first_word(head) if whole else negation_start(head)
    return close_quote(doc, *trim(doc, start, clause_end(head)))


def close_quote(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Go on to the closing mark of a quotation that begins within the words, if it is near."""
    words = [t.text for t in doc[start:end]]
    if words.count("“") > words.count("”"):
        for token in doc[end : min(end + NEAR, doc[start].sent.end)]:
            if token.text == "”":
                return start, token.i + 1
    return start, end


def first_word(head: Token) -> int:
    """Return where a clause starts behind its "that"."""
    marks = [c.i for c in head.lefts if c.dep_ == "mark"]
    start = max([m + 1 for m in marks], default=head.left_edge.i)
    subjects = [c.left_edge.i for c in children(head, *SUBJECTS) if c.i < head.i]
    first = min([start, *subjects]) if not marks else start
    that = head.doc[first]
    return first + 1 if that.lower_ == "that" and that.dep_ in {"dobj", "mark", "advmod"} else first


def negation_start(head: Token) -> int:
    """Return where an act starts: at its verb, or at a negation in front of its "to"."""
    early = [c.i for c in head.lefts if c.dep_ == "neg" or c.lower_ == "never"]
    if is_to_verb(head):
        return min([*early, head.i])
    return min([*early, act_start(head)])


def act_start(head: Token) -> int:
    """Return the first word of a verb and its passive auxiliary, other auxiliaries left out."""
    passive = [c.i for c in head.lefts if c.dep_ == "auxpass"]
    return min([*passive, head.i])


def clause_end(head: Token) -> int:
    """Return the end of a clause, before what is coordinated with it or hangs on loosely."""
    end = head.right_edge.i + 1
    doc = head.doc
    for child in head.rights:
        loose = child.dep_ in DETACHED and doc[child.left_edge.i - 1].is_punct
        other = child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}
        if loose or other:
            end = min(end, child.left_edge.i)
            break
    end = before_aside(doc, head.i, end)
    while end - 1 > head.i and doc[end - 1].dep_ in {"cc", "punct"} and end < len(doc):
        if is_closed(doc[end - 1], doc, head.left_edge.i, end - 1):
            break
        end -= 1
    return end


def before_aside(doc: Doc, start: int, end: int) -> int:
    """Return the end of words without a remark at their end (", a step that …", ", which …")."""
    for token in doc[start + 1 : end]:
        remark = token.dep_ == "relcl" or (
            token.dep_ == "appos" and token.pos_ == "NOUN" and token.left_edge.pos_ == "DET"
        )
        first = token.left_edge.i
        parted = first > start + 1 and doc[first - 1].text == ","
        if remark and parted and token.right_edge.i + 1 >= end:
            return first - 1
    return end


def noun_phrase(head: Token) -> tuple[int, int]:
    """Return the words [start, end) of a thing that is promised, offered or refused."""
    end = head.right_edge.i + 1
    doc = head.doc
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            end = min(end, child.left_edge.i)
        if child.dep_ in {"relcl", "appos", "acl"} and doc[child.left_edge.i - 1].text in ",–—-":
            end = min(end, child.left_edge.i)
    return trim(doc, head.left_edge.i, end)


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Drop punctuation, spaces and loose conjunctions at both ends, but keep pairs of marks."""
    while start < end - 1 and drops(doc[start]) and not is_open(doc[start], doc, start + 1, end):
        start += 1
    while end - 1 > start and (
        (drops(doc[end - 1]) and not is_closed(doc[end - 1], doc, start, end - 1))
        or doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    inner = [t.text for t in doc[start:end]]
    if inner.count("”") > inner.count("“") and start and doc[start - 1].text == "“":
        start -= 1
    if inner.count("“") > inner.count("”") and end < len(doc) and doc[end].text == "”":
        end += 1
    if inner.count('"') % 2 and end < len(doc) and doc[end].text == '"':
        end += 1
    elif inner.count('"') % 2 and start and doc[start - 1].text == '"':
        start -= 1
    return start, end


def is_open(token: Token, doc: Doc, start: int, end: int) -> bool:
    """Tell whether a mark opens a pair that closes within the words."""
    return token.text in OPENING and any(t.text in CLOSING for t in doc[start:end])


def is_closed(token: Token, doc: Doc, start: int, end: int) -> bool:
    """Tell whether a mark closes a pair that opens within the words."""
    return token.text in CLOSING and any(t.text in OPENING for t in doc[start:end])


def drops(token: Token) -> bool:
    """Tell whether a token is mere punctuation or white space."""
    return bool(token.is_punct or token.is_space or token.is_quote)
