"""The sentence or line around some words, found without a language model.

For showing evidence only: what a reader took for a sentence is the reader's own affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.vocabulary import Span

LONGEST = 400  # code points
ENDING = re.compile(
    r"[\n\r\x0b\x0c\x85\u2028\u2029]"
    r"|[.!?…؟۔।]+[\"'”’»)\]]{0,3}(?=\s)"
    r"|[。！？]+[」』”’）]{0,3}"
)
SPEECH_END = ".!?…:;\"'”’»)"
FOLDED = range(50, 110)  # lengths of lines that an editor or mail program folded
OPENING = "\"'“‘«([—–- "
INITIAL = re.compile(r"(?:^|[\s.(“\"'-])\w\.$")
ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Cmdr|Sen|Rep|Gov|Rev|Hon|St|Mt"
    r"|Jr|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)
BEFORE = 12  # characters that tell an abbreviation


def sentence_around(text: str, span: Span) -> Span:
    """Return the span of the sentence or line that holds `span`.

    Words that run over several sentences give all of them. The result lies inside the text, is
    at most `LONGEST` code points long, and holds the whole span unless that is longer itself:
    then it is the beginning of it.
    """
    start = min(max(span.start, 0), len(text))
    end = min(max(span.end, start), len(text), start + LONGEST)
    left, right = start, end
    reach = Span(max(0, start - LONGEST), min(len(text), end + LONGEST))
    breaks = list(sentence_ends(text, reach))
    left = max((at for at in breaks if at <= start), default=reach.start)
    right = min((at for at in breaks if at >= end and at > start), default=reach.end)
    found = _shortened(text, Span(left, right), Span(start, end))
    return _trimmed(text, found, Span(start, end))


def sentence_ends(text: str, inside: Span) -> Iterator[int]:
    """Yield the offsets in a stretch of text after which a new sentence or line begins."""
    for found in ENDING.finditer(text, inside.start, inside.end):
        at = found.end()
        if found[0][0].isspace():
            if not _folded(text, found.start()):
                yield at
        elif found[0][0] in "。！？" or not _goes_on(text, found.start(), at):
            yield at


def is_whole(text: str, stretch: Span) -> tuple[bool, bool]:
    """Tell whether a stretch begins where a sentence begins, and ends where one ends."""
    near = Span(max(0, stretch.start - LONGEST), min(len(text), stretch.end + LONGEST))
    before = len(text[near.start : stretch.start].rstrip()) + near.start
    after = near.end - len(text[stretch.end : near.end].lstrip())
    breaks = list(sentence_ends(text, near))
    begins = before == 0 or any(before <= at <= stretch.start for at in breaks)
    ends = after == len(text) or any(stretch.end <= at <= after for at in breaks)
    return begins, ends


def _goes_on(text: str, stop: int, at: int) -> bool:
    """Tell whether the sentence goes on after a full stop."""
    following = text[at : at + BEFORE].lstrip(" \t\u00a0").lstrip(OPENING)
    if following[:1].islower():
        return True
    ahead = text[max(0, stop - BEFORE) : stop + 1]
    return text[stop] == "." and bool(INITIAL.search(ahead) or ABBREVIATED.search(ahead))


def _folded(text: str, at: int) -> bool:
    """Tell whether a line end only folds a line of a longer paragraph."""
    begin = max(text.rfind("\n", max(0, at - FOLDED.stop), at) + 1, at - FOLDED.stop)
    line = text[begin:at].rstrip()
    goes_on = text[at + 1 : at + 2].strip()
    return bool(goes_on and line and line[-1] not in SPEECH_END and len(line) in FOLDED)


def _shortened(text: str, sentence: Span, kept: Span) -> Span:
    """Cut a sentence at words to the longest length, keeping the words that matter."""
    if sentence.end - sentence.start <= LONGEST:
        return sentence
    spare = LONGEST - (kept.end - kept.start)
    left = max(sentence.start, kept.start - spare // 2, kept.end - LONGEST)
    right = min(sentence.end, left + LONGEST)
    left = max(sentence.start, right - LONGEST)
    if left > sentence.start:
        gap = text.find(" ", left, kept.start)
        left = gap + 1 if gap >= 0 else left
    if right < sentence.end:
        gap = text.rfind(" ", kept.end, right)
        right = gap if gap >= 0 else right
    return Span(left, right)


def _trimmed(text: str, found: Span, kept: Span) -> Span:
    """Leave out white space at the ends, though never of the words that matter."""
    left, right = found
    while left < kept.start and text[left].isspace():
        left += 1
    while right > kept.end and text[right - 1].isspace():
        right -= 1
    return Span(left, right)
