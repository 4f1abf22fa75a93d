"""Where and when a passage says that its deed was done.

Reports name many places in a sentence besides the scene: where the report was written, where a
speaker sits, in which hospital somebody died, where a train was bound. These are told by the words
around a name. The first three are *weak*: scenes only if the report names no other place; where
somebody came from or went is *away* and never is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from reportedly.reconcile.words import COMMON
from reportedly.vocabulary import Event, Place, Span, Time

if TYPE_CHECKING:
    from reportedly.reconcile.tellings import Told

Role = Literal["scene", "weak", "away"]
SHARP = ("facility", "city", "admin2")
NEAR = 60  # characters around a name that tell its role
# Words that stand before a place, also with the capital that begins a sentence.
PLACING = COMMON | {"near", "outside", "around", "inside", "across", "toward", "towards", "via"}
NAME_BEFORE = re.compile(r"\b([A-ZÀ-Ž][^\W\d_]+) $")
DATELINE = re.compile(
    r"(?:[^.\n]{0,12}\. )?[A-ZÀ-Ž][A-ZÀ-Ž'’ .-]{2,40}(?:, [^—–\n]{2,60}?)?(?: ?\([^)\n]{2,30}\))?"
    r"(?: ?[—–]| -|\.) "
)
GOING = (
    "bound|headed|heading|flown|taken|rushed|brought|evacuated|transferred|moved|referred|airlifted|"
    "carried|walked|fled|flee|fleeing|escaped|returned|returning|travelled|traveled|sailing|sailed|"
    "leaving|left|proceeds|train|trains|flight|flights"
)
AWAY_BEFORE = re.compile(
    rf"(?:\bfrom|\bnative of|\bborn in|\bway to|\b(?:{GOING})(?: \w+)? (?:to|for|in)) "
    r"(?:the |a |nearby )?$",
    re.IGNORECASE,
)
AWAY_AFTER = re.compile(
    r"-(?:bound|based|born|flagged|registered|backed|made|owned|style|led|run|controlled)\b|"
    r" (?:branch|university|times|post|brigade|division|battalion|accords?|agreement)\b",
    re.IGNORECASE,
)
SEAT = (
    r"authorit\w+|officials?|sources?|ministry|government|staff|army|command|manager|headquarters|"
    r"office|police|mission|embassy|spokes\w+|news conference|court|hospitals?|clinics?|morgue|"
    r"mortuary|ward|died|treated|recovering|surgery|buried|funeral|talks|statement"
)
WEAK_BEFORE = re.compile(rf"\b(?:{SEAT}) (?:in|at|of) (?:the |nearby )?$", re.IGNORECASE)
WEAK_AFTER = re.compile(
    r"(?:['’]s)? (?:\w+ )?(?:hospital|clinic|morgue|mortuary|office|newspaper)\b", re.IGNORECASE
)
HOSPITAL_IN = re.compile(r"\b(?:hospital|clinic|morgue|mortuary),? $", re.IGNORECASE)
# A day that stands behind these is that of what came after the deed.
AFTERWARDS = re.compile(
    r"\b(?:buried|burying|funerals?|burials?|graves?|mourn\w*|died of|succumbed|"
    r"(?:has|have)(?: since)? died|arrested)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
CLOCK_WORDS = """
at around about by before after shortly just early late in the of small a few minutes past half
quarter to noon midday midnight dawn daybreak sunrise sunset dusk nightfall first light morning
afternoon evening hour hours o'clock o’clock am pm a.m. p.m. one two three four five six seven eight
nine ten eleven twelve
"""
CLOCK = frozenset(CLOCK_WORDS.split())
HOUR = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:am|pm)?")


def scene_of(
    told: Told, evidence: tuple[Span, ...], event: Event | None = None
) -> tuple[Place, ...]:
    """Return the places that passages name as the scene, the sharpest first, two at the most.

    That of an event goes first, unless the words around it give it another role.
    """
    given = told.places.get(event.place or "") if event else None
    if given is not None and role_in(told, given, evidence) == "scene":
        return (given,)
    named = [place for place in told.reading.places if named_in(told, place, evidence)]
    by_role = {place.id: role_in(told, place, evidence) for place in named}
    strong = [place for place in named if by_role[place.id] == "scene"]
    if not strong and not told.scenes:
        strong = [place for place in named if by_role[place.id] == "weak"]
    sharp = [place for place in strong if place.kind in SHARP]
    return tuple(sharp or strong)[:2]


def named_in(told: Told, place: Place, evidence: tuple[Span, ...]) -> bool:
    """Tell whether passages name a place, not only as a part of another name or for a speaker."""
    return place.id not in told.spoken and any(
        mention.within(span) and not is_surname(told.text, mention)
        for mention in place.mentions
        for span in evidence
    )


def role_in(told: Told, place: Place, evidence: tuple[Span, ...]) -> Role:
    """Return the best role in which passages name a place."""
    roles = {
        role_of(told.text, mention)
        for mention in place.mentions
        for span in evidence
        if mention.within(span)
    }
    return min(roles, key=("scene", "weak", "away").index, default="scene")


def role_of(text: str, mention: Span) -> Role:
    """Return the role that the words around the name of a place give it."""
    before = text[max(0, mention.start - NEAR) : mention.start]
    after = text[mention.end : mention.end + NEAR]
    if AWAY_BEFORE.search(before) or AWAY_AFTER.match(after):
        return "away"
    if WEAK_BEFORE.search(before) or WEAK_AFTER.match(after) or HOSPITAL_IN.search(before):
        return "weak"
    dateline = DATELINE.match(text)
    return "weak" if dateline and mention.end < dateline.end() else "scene"


def is_surname(text: str, mention: Span) -> bool:
    """Tell whether a place's name only ends a longer one: "the Jaime Martínez front"."""
    before = NAME_BEFORE.search(text[max(0, mention.start - 30) : mention.start])
    return before is not None and before[1].casefold() not in PLACING


def time_of(
    told: Told, evidence: tuple[Span, ...], at: int, event: Event | None = None
) -> tuple[Time, ...]:
    """Return the time that passages tell for a deed named at a place in the text, none or one.

    That of an event goes first, else the resolved one that stands nearest; those of speaking, and
    of what came after the deed, are left out.
    """
    given = told.times.get(event.time or "") if event else None
    if given is not None and not is_afterwards(told.text, given):
        return (given,)
    said = {one.said.time for one in told.reading.statements}
    named = [
        time
        for time in told.reading.times
        if time.id not in said
        and time.start
        and time.end
        and any(time.span.within(span) for span in evidence)
        and not is_afterwards(told.text, time)
    ]
    return tuple(sorted(named, key=lambda time: (abs(time.span.start - at), time.id))[:1])


def is_afterwards(text: str, time: Time) -> bool:
    """Tell whether a time is that of a burial, another thing that follows a deed, or a dateline.

    A mere hour is none: the day that a reader gives it is the report's.
    """
    words = time.span.of(text).casefold().split()
    if all(word in CLOCK or HOUR.fullmatch(word) for word in words):
        return True
    dateline = DATELINE.match(text)
    if dateline and time.span.end <= dateline.end():
        return True
    return bool(AFTERWARDS.search(text[max(0, time.span.start - NEAR) : time.span.start]))
