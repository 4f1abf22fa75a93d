"""The dateline of a report: "KYIV, Ukraine (AP) —", with the agency whose copy it opens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.intake.outlets import outlet_called

OPENING = 220  # characters in which a dateline ends
DASH = r"(?:—|–|-{1,2})"
WORD = r"[A-ZÀ-ÝĀ-Ž][\w.'’ʼ-]*"
PLACE = rf"{WORD}(?:[ ]{WORD}|[ ](?:of|de|al|el|da|do|di|du|la|le|and)(?=[ ]))*"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY = (
    rf"(?:{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
AGENCY = r"(?P<{0}>[A-Z][\w.&'’ /-]{{1,40}}?) ?"
PLACES = rf"(?P<places>{PLACE}(?:(?:,\s+|;\s+|/){PLACE}){{0,4}}\.?)"
LINE = re.compile(
    rf"\s*{PLACES}(?:,?\s+(?i:{DAY}))?\.?,?"
    rf"(?:\s*[(\[]{AGENCY.format('a')}[)\]]\s*(?:{DASH}|:|_)?"
    rf"|\s*/{AGENCY.format('b')}/\.?\s*{DASH}?|\s*{DASH})(?:\s+(?=[\w“\"‘'’«(\[$])|$)"
)
AGENCY_ALONE = re.compile(rf"\s*\({AGENCY.format('a')}\)\s*{DASH}\s+")
FEW_WORDS = 3  # of a place that stands without an agency; more are a headline
POSITIONS = frozenset({"left", "right", "center", "centre", "file"})  # captions of pictures
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
        agency = (found["a"] or found["b"]) if found else None
        if agency and agency.lower() in POSITIONS:
            continue
        if found and _is_place(found["places"], agency, opening[found.end() :]):
            timeless = WORDS_OF_TIME.sub("", found["places"])
            return Dateline(timeless.rstrip(" ,"), agency)
        alone = AGENCY_ALONE.match(opening)
        if alone and outlet_called(alone["a"]):
            return Dateline(None, alone["a"])
    return None


def _is_place(places: str, agency: str | None, rest: str) -> bool:
    """Tell a dateline from a sentence or a headline that opens with a name and a dash.

    The first place is in capitals, or an agency that is known stands with it.
    """
    first = re.split(r"[,;/]", places)[0]
    letters = sum(sign.isalpha() for sign in first)
    if letters < 2 or len(places.split()) > 10 or first.lower() in LABELS:
        return False
    if agency is not None:
        return first.isupper() or outlet_called(agency) is not None
    few = letters > 2 and len(first.split()) <= FEW_WORDS
    return few and first.isupper() and not rest.isupper()
