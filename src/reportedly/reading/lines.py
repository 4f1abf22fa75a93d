"""Sentences end where paragraphs do: the parser is told before it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

ENDS = ".!?…:;\"'”’»)"
WRAPPED = range(50, 110)  # lengths of lines that an editor or mail program folded
# "KYIV, Sept 5 (Agency) —": where it was written, and by whom; the sentence starts after it.
DATELINE = re.compile(
    r"^[A-Z][A-Z]{2}[^\n.!?]{0,80}?(?:\([^)\n]{2,50}\)|[A-Z]{2}|\d|[a-z]{3})\.? ?"
    r"(?:—|–|--?|―) +(?=\S)"
    r"|^[A-Z]{3}[^\n!?]{0,80}\. ?/[^/\n]{2,40}/\. +(?=\S)",
    re.MULTILINE,
)
# "11 p.m. Moscow time": the full stop of a clock time ends no sentence before whose time it is.
CLOCK = re.compile(r"\b[ap]\.m\. +(?=(?:[A-Z][\w’'-]+ ){1,3}(?:[Ss]tandard |[Ss]ummer )?[Tt]ime\b)")
# "at 9 p.m. The army …": before a small word with a capital it does.
OPENS = re.compile(
    r"\b[ap]\.m\. +(?=(?:The|An?|It|He|She|They|We|This|That|These|Those|There|But|And|In|On|At"
    r"|No|Its|His|Her|Their)\b)"
)


@Language.factory("reportedly_lines", assigns=["token.is_sent_start"])
def make_lines(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that starts a sentence after each paragraph or heading."""
    return mark_lines


def mark_lines(doc: Doc) -> Doc:
    """Mark the first word of each paragraph; a folded line goes on in the same sentence."""
    text = doc.text  # a doc puts its text together each time it is asked
    opened = {match.end() for rule in (DATELINE, OPENS) for match in rule.finditer(text)}
    # All marks at once: setting them one by one makes spaCy look through the whole doc each time.
    marks: Any = doc.to_array(SENT_START)
    after_gap = False
    for i, token in enumerate(doc):
        if after_gap or token.idx in opened:
            marks[i] = 1
        after_gap = "\n" in token.text and ends_paragraph(text, token.idx, token.text)
    doc.from_array(SENT_START, marks)
    for match in CLOCK.finditer(text):
        following = doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if following is not None:
            following[0].is_sent_start = False
    return doc


def ends_paragraph(text: str, at: int, gap: str) -> bool:
    """Tell whether the white space `gap` at offset `at` parts two paragraphs."""
    if gap.count("\n") > 1:
        return True
    line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    begins = at + len(gap)
    ends = text.find("\n", begins)
    ahead = (ends if ends >= 0 else len(text)) - begins
    folded = len(line) in WRAPPED and ahead < WRAPPED.stop  # what is folded is so throughout
    return not line or line[-1] in ENDS or not folded
