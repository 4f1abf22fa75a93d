"""What one article tells: the attributed record of a single report.

Ids are local to the article, and stable: a letter for the kind and the offset of the words the
entry hangs on (`s412` is the statement whose cue stands at character 412). `None` means that no
words of the article support a value; it is never filled with a guess. `statement=None` on an
event, figure or commitment means that the article says it in its own voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.vocabulary.article import Article
from reportedly.vocabulary.span import Span

ActorKind = Literal[
    "person", "government", "armed_force", "armed_group", "organisation", "country", "people",
    "outlet", "unknown",
]  # fmt: skip
PlaceKind = Literal["country", "admin1", "admin2", "city", "facility", "region", "sea"]
TimePrecision = Literal["minute", "hour", "night", "day", "week", "month", "year", "open"]
TimeAnchor = Literal["published", "explicit", "event"]
Mode = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "claim", "report", "confirm", "deny", "accuse", "warn", "threaten", "pledge", "offer",
    "demand", "reject", "propose", "praise", "ask", "decline_comment",
]  # fmt: skip
ViaKind = Literal["agency", "outlet", "social", "document", "broadcast"]
EventStatus = Literal[
    "asserted", "claimed", "denied", "planned", "pledged", "conditional", "hypothetical", "negated"
]
Comparator = Literal[
    "exactly", "about", "at_least", "more_than", "at_most", "fewer_than", "between"
]
CommitmentKind = Literal["pledge", "offer", "threat", "demand", "refusal", "guarantee"]
CommitmentStatus = Literal["open", "met", "broken", "withdrawn"]
ConditionKind = Literal[
    "ceasefire", "agreement", "withdrawal", "visit", "deadline", "reciprocal", "escalation", "other"
]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks or acts: a person, body, force, country or people.

    `country` is ISO 3166-1 alpha-3; `role` a PLOVER/CAMEO sector (GOV, MIL, REB …); `code`
    chains the two ("UKRMIL"). `mentions` are names and descriptions, pronouns left out.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    code: str | None = None
    office: str | None = None
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `lat`/`lon` are WGS 84 degrees; `precision` runs from 1 (exact) to 3 (region).

    `country` is ISO 3166-1 alpha-3, `admin1` the name of the first-level division. A place the
    gazetteer lacks keeps its words and has no coordinates.
    """

    id: str
    name: str
    kind: PlaceKind
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: int = 3
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; `start` and `end` are ISO 8601 (end inclusive), null if unresolved."""

    id: str
    span: Span
    start: str | None
    end: str | None
    precision: TimePrecision
    anchor: TimeAnchor


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the words that name them and, where resolved, the actor's id."""

    actor: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that mark a statement as one ("said", "according to"), with their lemma."""

    span: Span
    lemma: str


@dataclass(frozen=True, slots=True)
class Via:
    """One link of the chain that relays a statement, nearest to the speaker first.

    The last link is the outlet that publishes the article; its span is null when the name
    comes from metadata.
    """

    name: str
    kind: ViaKind
    span: Span | None


@dataclass(frozen=True, slots=True)
class Said:
    """Where, when and on what occasion the words were spoken: ids of place and time."""

    time: str | None = None
    place: str | None = None
    occasion: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or thoughts as the article gives them.

    `speaker` is null when the article hides it ("is believed to"). `inside` is the id of the
    statement that this one is told in, for nested attribution.
    """

    id: str
    speaker: Speaker | None
    cue: Cue
    content: tuple[Span, ...]
    mode: Mode
    act: Act
    via: tuple[Via, ...] = ()
    said: Said = Said()
    addressee: Speaker | None = None
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER event type and, where known, its mode."""

    type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Acled:
    """The names of the ACLED event and sub-event type whose shape the event has."""

    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class Means:
    """What was used: a weapon or instrument as the knowledge files name it."""

    name: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Effect:
    """What came of it (killed, damaged, burning, without_power …), with its words."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is said to have happened, or is foreseen.

    `actors` and `targets` are actor ids, `place` and `time` ids of where and when it happened
    (never the publication date), `figures` ids, `evidence` the sentences that tell of it.
    """

    id: str
    plover: Plover | None
    acled: Acled | None
    cameo: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    place: str | None
    time: str | None
    means: tuple[Means, ...]
    figures: tuple[str, ...]
    effects: tuple[Effect, ...]
    status: EventStatus
    statement: str | None
    evidence: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something. `low`/`high` bound the value; null leaves that end open.

    `measure` comes from the list in `knowledge/english/measures.csv`; `unit` is the counted
    noun as the article words it ("drones"), `span` covers the number with its comparator.
    """

    id: str
    measure: str
    unit: str | None
    value: float | None
    low: float | None
    high: float | None
    comparator: Comparator
    span: Span
    event: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """On what a commitment depends, in the article's words."""

    span: Span
    kind: ConditionKind


@dataclass(frozen=True, slots=True)
class Commitment:
    """A pledge, offer, threat, demand, refusal or guarantee.

    `by` and `to` are actor ids; `parties` is the figure that counts those bound where they are
    counted rather than named; `statement` is who announced it (null: the article itself).
    """

    id: str
    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: Span
    condition: Condition | None
    parties: str | None
    status: CommitmentStatus
    statement: str | None
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article tells, in reading order. `reader` names version and model."""

    article: Article
    reader: str
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
