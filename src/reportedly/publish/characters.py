"""Text from outside, made fit to be shown: nothing in it acts on the terminal or the page."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
# Controls but tab and line feed, lone surrogates, and code points that are no characters.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    + "|["
    + "".join(
        chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17)
    )
    + "]"
)
# Letters forced to run backwards: never an author's, and they show other words than are there.
FORCED = re.compile("[\u202d\u202e]")
# What turns the direction of the words around it, or is there without being seen.
UNSEEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
TERMINAL_SEQUENCE = re.compile(
    "\x1b\\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\\\)?"  # operating system commands: titles, links
    "|(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]?"  # colours, cursor, erasing
    "|\x1b[PX^_][^\x1b\n]{0,2000}(?:\x1b\\\\)?"
    "|\x1b[ -/]{0,8}[0-~]?"
)
SPACE = re.compile(r"[^\S\n]+|\n\s*|[\u2028\u2029]+")


def for_page(text: str) -> str:
    """Return the text with what HTML can't hold replaced, one code point for one code point.

    So offsets into the text stay offsets into what is shown.
    """
    one_line_end = text.replace("\r\n", " \n").replace("\r", "\n")
    return FORCED.sub(REPLACEMENT, UNPRINTABLE.sub(REPLACEMENT, one_line_end))


def for_terminal(text: str) -> str:
    """Return the text as one line without anything that a terminal would obey."""
    bare = UNSEEN.sub("", TERMINAL_SEQUENCE.sub("", text))
    spaced = SPACE.sub(" ", bare.replace("\r", "\n").replace("\x85", "\n"))
    return UNPRINTABLE.sub(lambda found: REPLACEMENT if found[0] > "\x9f" else "", spaced)
