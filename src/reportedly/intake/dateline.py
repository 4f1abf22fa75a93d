"""The dateline of a report: "KYIV, Ukraine (AP) —", with the agency whose copy it opens."""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = 220  # characters in which a dateline ends
DASH = r"(?:—|–|-{1,2})"
WORD = r"[A-ZÀ-ÝĀ-Ž][\w.'’ʼ-]*"
PLACE = rf"{WORD}(?:[ ]{WORD}|[ ](?:of|de|al|el|da|do|di|du|la|le|and)(?=[ ]))*"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY = (
    rf"(?:{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
AGENCY = r"(?P<{0}>[A-Z][\w.&'’ /-]{{1,40}}?)"
PLACES = rf"(?P<places>{PLACE}(?:(?:,\s+|;\s+|/){PLACE}){{0,4}}\.?)"
LINE = re.compile(
    rf"\s*{PLACES}(?:,?\s+(?i:{DAY}))?\.?,?"
    rf"(?:\s*[(\[]{AGENCY.format('a')}[)\]]\s*(?:{DASH}|:)?|\s*/{AGENCY.format('b')}/\.?\s*{DASH}?"
    rf"|\s*{DASH})\s+(?=[\w“\"‘'’«(\[$])"
)
AGENCY_ALONE = re.compile(rf"\s*\({AGENCY.format('a')}\)\s*{DASH}\s+")
POSITIONS = frozenset({"left", "right", "center", "centre", "file"})  # captions of pictures
FULL_STOP = re.compile(r"(?<![.\s,][A-Z])\.$")  # not that of an abbreviation (D.C.)
LABELS = frozenset({
    "analysis", "breaking", "breakingviews", "commentary", "corrected", "correction", "editorial",
    "exclusive", "explainer", "factbox", "file", "focus", "insight", "interview", "live", "new",
    "note", "opinion", "photo", "photos", "refile", "repeat", "special report", "timeline",
    "update", "updated", "urgent", "video", "watch", "withdrawn",
})  # fmt: skip
WORDS_OF_TIME = re.compile(rf",?\s+(?i:{DAY})\.?,?\s*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed, as written, and the agency that stands with the place."""

    written: str | None
    agency: str | None


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline that opens a text, looking at its first lines only."""
    for line in [it for it in text[: 4 * OPENING].splitlines() if it.strip()][:3]:
        opening = line[:OPENING]
        found = LINE.match(opening)
        if found and _is_place(found["places"], found["a"] or found["b"]):
            places = FULL_STOP.sub("", WORDS_OF_TIME.sub("", found["places"]).rstrip(" ,"))
            agency = found["a"] or found["b"]
            return Dateline(places, None if agency and agency.lower() in POSITIONS else agency)
        alone = AGENCY_ALONE.match(opening)
        if alone:
            return Dateline(None, alone["a"])
    return None


def _is_place(places: str, agency: str | None) -> bool:
    """Tell a dateline from a sentence that opens with a name and a dash.

    Without an agency, the first place is in capitals, as datelines are.
    """
    first = re.split(r"[,;/]", places)[0]
    letters = sum(sign.isalpha() for sign in first)
    if letters < 2 or len(places.split()) > 10 or first.lower() in LABELS:
        return False
    return agency is not None or (first.isupper() and letters > 2)
