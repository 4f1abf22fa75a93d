"""Words set beside a name: "Governor: debris fell", transcripts, quotations that are signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from reportedly.reading.clues import clue
from reportedly.reading.statements.attribution import Attribution, Range, trimmed

LONGEST_NAME = 6
NAMING = {"PROPN", "NOUN", "ADJ", "DET"}  # what a name or a title begins with
DASHES = {"-", "–", "—", "―", "--"}
UNHEARD = {"GPE", "LOC", "FAC", "DATE", "TIME"}  # labels of a list of places or days
CLOSING = "”’»\"'"
LINKS = {"and", "&", "of", "the"}


def find_headings(doc: Doc, quotes: Sequence[Range]) -> Iterator[Attribution]:
    """Yield what follows a name and a colon, and quotations with a dash and a name behind them."""
    rows = list(lines(doc))
    labels = [label_of(row) for row in rows]
    known = Counter(label[-1].text for label in labels if label)
    for row, label in zip(rows, labels, strict=True):
        said = (label.end + 1, row.end) if label else (row.end, row.end)
        if label and tells(doc[said[0] : said[1]], quotes):
            again = known[label[-1].text] > 1  # a transcript: "JANE OKELLO: …", "OKELLO: …"
            named = label[-1].pos_ == "PROPN" or (again and label[-1].is_upper)
            part = trimmed(doc, said, frozenset(range(*said)))
            if part and (named or tells_or_is_told(label)):
                sure = again and label[-1].ent_type_ not in UNHEARD
                yield beside(label.end, (label.start, label.end), part, sure)
    for quote in quotes:
        yield from introduced(doc, quote)
    yield from signed(doc, quotes)


def beside(cue: int, source: Range, said: Range, sure: bool) -> Attribution:
    """Return an attribution whose cue is a mere mark."""
    return Attribution(cue, ":", "report", (cue, cue + 1), source, (said,), sure=sure)


def lines(doc: Doc) -> Iterator[Span]:
    """Yield the lines of a doc that hold anything."""
    start = 0
    for token in doc:
        if "\n" in token.text:
            if start < token.i:
                yield doc[start : token.i]
            start = token.i + 1
    if start < len(doc):
        yield doc[start : len(doc)]


def label_of(row: Span) -> Span | None:
    """Return what stands before a colon at the start of a line, if it can be a name or a title."""
    start = row.start + int(row[0].is_quote)  # a transcript may be quoted
    colon = next((t.i for t in row[: LONGEST_NAME + 2] if t.text == ":"), None)
    if colon is None or colon <= start:
        return None
    last = row.doc[colon - 1]
    if len(last) == 1 or last.lower_ in clue("label"):
        return None  # "Q" and "A" of an interview name nobody
    words = row.doc[start:colon]
    return words if all(t.text[0].isupper() or t.is_stop or is_joint(t) for t in words) else None


def tells_or_is_told(label: Span) -> bool:
    """Tell whether a headline begins with what tells ("Poll"), or whom the text names again."""
    doc, last = label.doc, label[-1]
    if last.lower_ in clue("document"):
        return True
    return any(t.text == last.text and t.pos_ == "PROPN" and t.i != last.i for t in doc)


def is_joint(token: Token) -> bool:
    """Tell whether a token only joins words of a name: "Fact | - | Check", "voters | ’ | poll"."""
    return token.is_punct or token.dep_ == "case"


def tells(words: Span, quotes: Sequence[Range]) -> bool:
    """Tell whether words say something: "Ali: 547" and lists of names don't."""
    if any(token.pos_ in {"VERB", "AUX"} for token in words):
        return True
    return any(words.start <= start < words.end for start, _ in quotes)


def introduced(doc: Doc, quote: Range) -> Iterator[Attribution]:
    """Yield a quotation with a name and a colon before it inside a line: "- Ana Lima: “…”"."""
    at = quote[0] - 1
    while at > 0 and doc[at].is_space and "\n" not in doc[at].text:
        at -= 1
    if at < 1 or doc[at].text != ":" or doc[at - 1].pos_ != "PROPN":
        return
    before = (doc[i] for i in range(at - 1, max(at - 1 - LONGEST_NAME, -1), -1))
    size = sum(1 for _ in takewhile(lambda t: t.pos_ == "PROPN" or t.text in LINKS, before))
    first = at - size
    if first > 0 and (doc[first - 1].is_punct or doc[first - 1].text == "-"):
        yield beside(at, (first, at), quote, False)


def signed(doc: Doc, quotes: Sequence[Range]) -> Iterator[Attribution]:
    """Yield quotations with a signature: "“We will rebuild.” ― Ana Lima, mayor"."""
    ends = {end: start for start, end in quotes}
    for token in doc:
        if token.text.lstrip(CLOSING) not in DASHES:
            continue
        before = token.i
        while before > 0 and doc[before - 1].is_space:
            before -= 1
        end = next((e for e in (before, token.i + 1) if e in ends), None)
        name = signature(doc, token.i + 1) if end is not None else None
        if end is not None and name is not None:
            start = ends[end]
            yield beside(token.i, name, (start, min(end, token.i)), True)


def signature(doc: Doc, start: int) -> Range | None:
    """Return the name at a token if it signs: nothing follows but title, day or occasion."""
    if start >= len(doc) or doc[start].pos_ not in NAMING:
        return None
    rest = list(takewhile(lambda t: "\n" not in t.text, doc[start:]))
    name = list(takewhile(lambda t: t.text[0].isupper() or t.text in LINKS, rest))
    tail = rest[len(name) :]
    aside = bool(tail) and tail[0].is_punct
    told = not aside and any(token.pos_ in {"VERB", "AUX"} for token in tail)
    if told or (tail and not ends_name(tail[0])) or all(t.pos_ != "PROPN" for t in name):
        return None
    return start, start + len(name)


def ends_name(token: Token) -> bool:
    """Tell whether a token opens what a signature goes on with: title, place, day."""
    return token.is_punct or token.pos_ in {"ADP", "NUM", "SPACE"}
