"""Quotations: where somebody's own words begin and end, marks included.

Double marks of any style, single marks in the British manner, and quotations that run over
several paragraphs (each opens with a mark, only the last one closes).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.notebook import notebook_of
from reportedly.vocabulary import Span

PARAGRAPH = re.compile(r"[^\n]+")
CLOSING = {
    "“": '”“"', "„": "“”", "«": "»", "‘": "’", "'": "'", '"': '"”', "``": "''", "''": "''",
}  # fmt: skip
OPENING = re.compile(r"``|(?<!\w)''(?=\w)|[“„«]|(?<!\w)\"|(?<![\w’'])[‘'](?=\w)")
LONGEST = 5_000  # characters; a longer stretch means that a mark was lost


@Language.factory("reportedly_quotes", assigns=["doc._.reportedly_quotes"])
def make_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that notes the quotations of an article."""
    return find_quotes


def find_quotes(doc: Doc) -> Doc:
    """Write every quotation into the notebook, in reading order, none inside another."""
    notebook_of(doc).quotes = quotations(doc.text)
    return doc


def quotations(text: str) -> list[Span]:
    """Return the quotations of a text as character spans with their marks."""
    found: list[Span] = []
    open_before = False
    for paragraph in PARAGRAPH.finditer(text):
        here = list(in_paragraph(text, paragraph.start(), paragraph.end()))
        for span, closed in here:
            begins = not text[paragraph.start() : span.start].strip()
            if closed or begins or open_before:
                found.append(span)
        open_before = bool(here) and not here[-1][1]
    return found


def in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    """Yield each quotation of a paragraph and whether it is closed there."""
    at = start
    while at < end:
        mark = OPENING.search(text, at, end)
        if not mark:
            return
        close = closing(text, mark, end)
        if close is not None:
            yield Span(mark.start(), close), True
            at = close
        elif mark[0] in "'‘" or not text[mark.end() : end].strip():
            at = mark.end()
        else:
            yield Span(mark.start(), len(text[:end].rstrip())), False
            return


def closing(text: str, mark: re.Match[str], end: int) -> int | None:
    """Return where the quotation opened by `mark` ends, its closing mark included."""
    single = mark[0] in "'‘"
    wanted = CLOSING[mark[0]]
    marks = re.escape(wanted) if len(mark[0]) == 2 else f"[{re.escape(wanted)}]"
    for close in re.finditer(marks, text[mark.end() : min(end, mark.end() + LONGEST)]):
        at, after = mark.end() + close.start(), mark.end() + close.end()
        inside_word = after < len(text) and text[after].isalnum()
        if single and (inside_word or text[at - 1].isspace()):
            continue
        if at > mark.end():
            return after
    return None
