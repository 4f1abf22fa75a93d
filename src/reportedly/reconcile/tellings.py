"""The passages of a reading that tell of something done: events, bare tolls, words of denial.

Reports tell much of an incident without naming the deed again: "three were killed", "the front
denied it". Each such passage is a telling. Where the words give it no place or time of its own,
those of its sentence serve for comparing; they are never written into the record.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from reportedly.knowledge.tables import load
from reportedly.reconcile.blame import blamed_in, denies_deed
from reportedly.reconcile.claims import claims_in
from reportedly.reconcile.denials import alleges, said_and_denied
from reportedly.reconcile.families import HURT, Family, family_of
from reportedly.reconcile.scenes import SHARP, role_of, scene_of, time_of
from reportedly.reconcile.tolls import measured
from reportedly.reconcile.voices import voice_of
from reportedly.vocabulary import (
    Act,
    Actor,
    Event,
    EventStatus,
    Figure,
    Place,
    Reading,
    Span,
    Statement,
    Time,
)

UNREAL = frozenset({"conditional", "hypothetical", "negated"})
FORESEEN = frozenset({"planned", "pledged"})
# Figures that tell of a deed on their own.
TOLLS = HURT | frozenset({
    "launched", "intercepted", "shot_down", "jammed", "shot_down_or_jammed", "destroyed",
    "damaged", "destroyed_or_damaged", "hit", "settlements_without_power", "strikes",
    "customers_without_power",
})  # fmt: skip
SPOKEN: dict[str, EventStatus] = {"deny": "denied", "reject": "denied", "accuse": "claimed"}
AFFIRMING = frozenset({"report", "claim", "confirm"})
POWERS = frozenset({"government", "country", "armed_force", "armed_group", "organisation"})
BLAME = "Attribution of responsibility"
TOLL = re.compile(r"\b(tolls?|figures?|counts?|numbers?)\b", re.IGNORECASE)
SHORT = ("Lt", "Col", "Gen", "Maj", "Capt", "Sgt", "Brig", "Dr", "Mr", "Mrs", "Ms", "St", "No")
SENTENCE = re.compile(
    "".join(rf"(?<!\b{word}\.)" for word in SHORT)
    + r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-ZÀ-Ž0-9])|\n+"
)


@dataclass(frozen=True, slots=True)
class SceneWords:
    """Words of a scene of violence or its aftermath."""

    words: tuple[str, ...]
    kind: Literal["deed", "aftermath"]


@dataclass(frozen=True, slots=True)
class Telling:
    """One passage; `id` is that of the event, figure or statement it was found by.

    `event` is null where no deed is named; `speaker` is the statement it stands in. `sharp` tells
    whether place and time are its own, rather than its sentence's. A `remark` is what somebody says
    beside a deed without holding or denying anything of it.
    """

    id: str
    family: Family
    status: EventStatus
    evidence: tuple[Span, ...]
    event: Event | None
    statement: Statement | None
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    doers: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    remark: bool = False

    @property
    def act(self) -> Act | None:
        """Return what the speaker does by saying it."""
        return self.statement.act if self.statement else None

    @property
    def foreseen(self) -> bool:
        """Tell whether it is still to come."""
        return self.status in FORESEEN


class Told:
    """A reading's entries by id, and its sentences."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.actors = {one.id: one for one in reading.actors}
        self.places = {one.id: one for one in reading.places}
        self.times = {one.id: one for one in reading.times}
        self.statements = {one.id: one for one in reading.statements}
        self.figures = {one.id: one for one in measured(reading.figures, self.text)}
        self.sentences = list(sentences_of(self.text))
        self.starts = [one.start for one in self.sentences]

    def sentence(self, at: Span) -> Span:
        """Return the sentence in which a span begins."""
        found = bisect_right(self.starts, at.start) - 1
        one = self.sentences[found] if found >= 0 else at
        return one if one.start <= at.start < one.end else at

    def told_before(self, sentence: Span, at: int) -> bool:
        """Tell whether a sentence tells of another event before this point."""
        return any(
            sentence.start <= offset(event.id) < at
            for event in self.reading.events
            if sentence in event.evidence
        )

    def statement_at(self, at: Span) -> Statement | None:
        """Return the innermost statement in whose content a span lies."""
        around = [
            (span.end - span.start, one.id)
            for one in self.reading.statements
            for span in one.content
            if at.within(span)
        ]
        return self.statements[min(around)[1]] if around else None

    @property
    def lead(self) -> tuple[Span, ...]:
        """Return the sentence that the report begins with."""
        return tuple(self.sentences[:1])

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The places that stand for speaking, or for somebody, rather than for a scene."""
        spoken = {one.said.place or "" for one in self.reading.statements}
        named = {mention for actor in self.reading.actors for mention in actor.mentions}
        for place in self.reading.places:
            if named & set(place.mentions) or self.speaks(place):
                spoken.add(place.id)
        return frozenset(spoken)

    @cached_property
    def scenes(self) -> frozenset[str]:
        """The sharp places that the report names as where something was, not only in passing."""
        return frozenset(
            place.id
            for place in self.reading.places
            if place.kind in SHARP
            and place.id not in self.spoken
            and any(role_of(self.text, mention) == "scene" for mention in place.mentions)
        )

    def speaks(self, place: Place) -> bool:
        """Tell whether a place stands for a speaker: "according to Yerevan", a state's ministry."""
        speakers = [one.speaker.span for one in self.reading.statements if one.speaker]
        return any(
            mention.start == span.start or (place.kind == "country" and mention.within(span))
            for mention in place.mentions
            for span in speakers
        )


@lru_cache(maxsize=1024)
def sentences_of(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, each with the space after it."""
    cuts = [0, *(found.end() for found in SENTENCE.finditer(text)), len(text)]
    return tuple(Span(a, b) for a, b in pairwise(cuts) if a < b)


def tellings(told: Told) -> list[Telling]:
    """Return the tellings of a reading in the order told."""
    words = [*of_words(told)]
    spoken = {one.evidence[0] for one in words}
    found = [*of_events(told, spoken)]
    counted = {figure.id for one in found for figure in one.figures}
    found += of_tolls(told, counted)
    found += of_scenes(told, found)
    found = [one for one in found if not undone(one, words)]
    found += [one for one in words if adds(one, found)]
    return sorted(found, key=lambda one: (one.evidence, one.event is None, one.id))


def undone(one: Telling, words: list[Telling]) -> bool:
    """Tell whether what reads as an event is what a speaker says that their side did not do."""
    return one.statement is not None and any(
        other.status == "denied" and other.statement == one.statement
        for other in words
        if other.statement and other.statement.act not in SPOKEN
    )


def adds(one: Telling, found: list[Telling]) -> bool:
    """Tell whether a saying tells more than an event or toll of its sentence already does."""
    beside = [other for other in found if other.evidence[0].overlaps(one.evidence[0])]
    if one.status == "denied":
        return all(other.status != "denied" for other in beside)
    if one.statement and one.statement.act == "accuse":
        return True
    return all(said_by(other) != said_by(one) for other in beside)


def said_by(one: Telling) -> str | None:
    """Return the actor who says a telling, or the words for them."""
    speaker = one.statement.speaker if one.statement else None
    return (speaker.actor or str(speaker.span)) if speaker else None


def of_events(told: Told, spoken: set[Span]) -> Iterator[Telling]:
    """Yield a telling for each event that is not merely thought of.

    Blame is told by the words of whoever blames; where they were read as a statement (`spoken`),
    the event is left out.
    """
    for event in told.reading.events:
        figures = tuple(told.figures[id_] for id_ in event.figures if id_ in told.figures)
        family = family_of(event, figures)
        if event.status in UNREAL or not event.evidence or family is None:
            continue
        if family == "other" and any(
            scene_words().search(span.of(told.text)) for span in event.evidence
        ):
            family = "violence"
        if family == "diplomacy" and not between_powers(told, event):
            continue  # "asked for the dormitory": an act of diplomacy needs a party to it
        if blames(event):
            if not any(span.overlaps(one) for span in event.evidence for one in spoken):
                yield of_blame(told, event)
            continue
        yield Telling(
            event.id,
            family,
            event.status,
            event.evidence,
            event,
            told.statements.get(event.statement or ""),
            figures,
            scene_of(told, event.evidence, event),
            time_of(told, event.evidence, offset(event.id), event),
            tuple(told.actors[id_] for id_ in event.actors if id_ in told.actors),
            tuple(told.actors[id_] for id_ in event.targets if id_ in told.actors),
        )


def of_tolls(told: Told, counted: set[str]) -> Iterator[Telling]:
    """Yield a telling for each toll that hangs on no event, those of one sentence together."""
    by_sentence: dict[tuple[Span, str | None], list[Figure]] = {}
    for figure in told.figures.values():
        if figure.measure in TOLLS and figure.id not in counted:
            key = told.sentence(figure.span), figure.statement
            by_sentence.setdefault(key, []).append(figure)
    for (sentence, statement), figures in by_sentence.items():
        evidence = (sentence,)
        yield Telling(
            figures[0].id,
            "violence",
            "claimed" if statement else "asserted",
            evidence,
            None,
            told.statements.get(statement or ""),
            tuple(figures),
            scene_of(told, evidence),
            time_of(told, evidence, figures[0].span.start),
            (),
            (),
        )


def of_scenes(told: Told, found: list[Telling]) -> Iterator[Telling]:
    """Yield a telling for each sentence with words of violence that no other tells of."""
    covered = [span for one in found for span in one.evidence]
    for sentence in told.sentences:
        if any(sentence.overlaps(span) for span in covered):
            continue
        scene = scene_words().search(sentence.of(told.text))
        if scene is None:
            continue
        after = scene.lastgroup == "aftermath"
        at = Span(sentence.start + scene.start(), sentence.start + scene.end())
        statement = told.statement_at(at)
        status: EventStatus = "claimed" if statement else "asserted"
        evidence = (sentence,)
        yield Telling(
            f"t{at.start}", "violence", status, evidence, None, statement, (),
            scene_of(told, evidence), () if after else time_of(told, evidence, at.start), (), (),
        )  # fmt: skip


@cache
def scene_words() -> re.Pattern[str]:
    """Return a pattern of the words of a scene of violence, a group for each kind."""
    rows = load(SceneWords, "reconcile/scene_words.csv")
    groups = []
    for kind in ("deed", "aftermath"):
        words = {word for row in rows if row.kind == kind for word in row.words}
        longest = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
        groups.append(rf"(?P<{kind}>\b(?:{'|'.join(longest)})\b)")
    return re.compile("|".join(groups), re.IGNORECASE)


def offset(entry: str) -> int:
    """Return where the words stand that an entry of a reading hangs on, by its id."""
    return int(re.sub(r"\D", "", entry.split("-", maxsplit=1)[0]) or 0)


def between_powers(told: Told, event: Event) -> bool:
    """Tell whether a state, force, armed group or body, or one who acts for it, takes part."""
    parties = [told.actors[id_] for id_ in (*event.actors, *event.targets) if id_ in told.actors]
    return any(one.country or one.kind in POWERS for one in parties)


def blames(event: Event) -> bool:
    """Tell whether an event is that somebody is blamed."""
    return event.acled is not None and event.acled.sub_event_type == BLAME


def of_blame(told: Told, event: Event) -> Telling:
    """Return blame as an account of the deed: those accused did it."""
    accused = tuple(told.actors[id_] for id_ in event.targets if id_ in told.actors)
    statement = told.statements.get(event.statement or "")
    return Telling(
        event.id, "violence", "claimed", event.evidence, event, statement, (), (), (), accused, ()
    )


def of_words(told: Told) -> Iterator[Telling]:
    """Yield a telling for each denial or accusation, and each saying that claims something."""
    for statement in told.reading.statements:
        if statement.speaker is None:
            continue
        named = [
            actor
            for actor in told.reading.actors
            if any(m.within(span) for m in actor.mentions for span in statement.content)
        ]
        speaker = told.actors.get(statement.speaker.actor or "")
        accused = tuple(named[:1]) if statement.act == "accuse" else ()
        evidence = (told.sentence(statement.cue.span),)
        for status in stands_of(told, statement):
            doers = accused if status == "claimed" else (speaker,) if speaker else ()
            words = evidence[0].of(told.text)
            remark = status == "claimed" and statement.act not in SPOKEN and not stands_on(words)
            where = () if remark else scene_of(told, evidence)
            yield Telling(
                statement.id, "violence", status, evidence, None, statement, (), where, (), doers,
                (), remark,
            )  # fmt: skip


def stands_of(told: Told, statement: Statement) -> Iterator[EventStatus]:
    """Yield whether a saying denies a deed, claims something of it, or both."""
    words = told.sentence(statement.cue.span).of(told.text)
    spoken = SPOKEN.get(statement.act)
    if spoken == "denied":
        content = " ".join(span.of(told.text) for span in statement.content)
        if statement.act == "reject" and not alleges(content):
            return
        spoken = "claimed" if TOLL.search(content) else spoken
    elif spoken is None and denies_deed(words, voice_of(told, statement)):
        spoken = "denied"
    if spoken:
        yield spoken
    if spoken == "claimed":
        return
    if spoken and blamed_in(words, None):
        yield "claimed"
    if spoken is None and (statement.act in AFFIRMING or stands_on(words)):
        yield "claimed"


def stands_on(words: str) -> bool:
    """Tell whether words hold a claim, blame somebody, or say that something is not so."""
    return bool(any(claims_in(words)) or blamed_in(words, None) or said_and_denied(words)[1])
