"""What many articles tell together: accounts of incidents, and how they relate to each other.

An *account* is one event as one article tells it, on somebody's word. Accounts of the same
happening are an *incident*. Cells of different articles stand in *relations*; each states the
conditions under which it was found, those that hold and those that fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from reportedly.vocabulary.reading import (
    Act,
    CommitmentKind,
    CommitmentStatus,
    Comparator,
    EventStatus,
    PlaceKind,
)
from reportedly.vocabulary.span import Span

IncidentStatus = Literal["single_source", "corroborated", "contested"]
RelationKind = Literal[
    "repeats", "corroborates", "agrees_in_part", "contradicts", "updates", "differs"
]


class Cell(NamedTuple):
    """An entry of a reading: the article's id and the entry's id in it ("e412")."""

    article: str
    entry: str


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of an account. `window` is the days it counts over (ISO, inclusive), if told.

    `basis` says what else its words tell of the counting: "window" (over more than the incident),
    "scope" (a wider area), "later" (goes on from an earlier count, or corrects it), "bound" (those
    at one place alone: at least so many), "unsure" (what somebody knows of), "part" (of another).
    """

    cell: Cell
    measure: str
    unit: str | None
    low: float | None
    high: float | None
    comparator: Comparator
    speaker: str | None
    side: str | None
    origin: str | None
    published: date | None
    span: Span
    words: str
    window: tuple[str, str] | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One event as one article tells it, on whose word.

    `speaker` is the name of whoever says it, null where the article does in its own voice; `side`
    the party that the speaker speaks for (a country or group code such as "RUS"), null if none or
    unknown. `origin` is the key of the independent source of the content: accounts with the same
    key are one source however many outlets carry them; null if it is unknown, which counts for
    nothing. `witness` is the key of the outlet that itself witnessed the saying: reprints have
    that of the outlet or agency they repeat. `doers` are the keys of those said to have done it,
    `actors` and `targets` their names; of a denial, `doers` are those who deny it of themselves.
    `holds` and `rejects` are claims about the deed (`reconcile/claims.csv`). `recalled` tells that
    the report only looks back. `words` is the first evidence, verbatim.
    """

    cell: Cell
    outlet: str | None
    published: date | None
    speaker: str | None
    side: str | None
    origin: str | None
    witness: str | None
    status: EventStatus
    act: Act | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    doers: tuple[str, ...]
    evidence: tuple[Span, ...]
    words: str
    figures: tuple[Told, ...] = ()
    holds: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a comparison: its name, whether it holds, and what it was found on."""

    name: str
    holds: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How two cells of different accounts relate; `measure` where figures are compared.

    "agrees_in_part" are accounts of which one tells a part of what the other does: a fire at a
    plant, where the other says that the plant was hit. It counts for no corroboration.
    "differs" are figures that are not the same without contradicting: the check that failed says
    why (a later count, another window, another measure …).
    """

    kind: RelationKind
    a: Cell
    b: Cell
    measure: str | None
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Why two accounts are held to tell of the same incident.

    `score` is the chance (0 to 1) that they do; `reasons` are what speaks for and against it.
    `author` is set where a person joined (or parted) them.
    """

    a: Cell
    b: Cell
    score: float
    reasons: tuple[str, ...]
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """What all accounts together say of one measure and unit; null leaves that end open."""

    measure: str
    unit: str | None
    low: float | None
    high: float | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """The most precise place that the accounts agree on; as a Place of a reading."""

    name: str
    kind: PlaceKind
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: int


@dataclass(frozen=True, slots=True)
class Incident:
    """What several accounts tell of one happening.

    `kind` is the PLOVER type, `sub_event_type` ACLED's name of it. `start` and `end` are ISO days
    that the accounts give, never a day of publication. `said_by` are the keys of the outlets that
    witnessed the saying, `origins` those of independent sources of the content. `copies` counts
    the accounts that only repeat another's copy.
    """

    id: str
    kind: str | None
    sub_event_type: str | None
    title: str
    place: Where | None
    start: str | None
    end: str | None
    participants: tuple[str, ...]
    accounts: tuple[Account, ...]
    figures: tuple[Range, ...]
    said_by: tuple[str, ...]
    origins: tuple[str, ...]
    copies: int
    status: IncidentStatus
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that repeats another's text: `of` is the first known one, `share` what is shared.

    `credit` is the agency, paper or communiqué both go back to, where one is named.
    """

    article: str
    of: str
    share: float
    credit: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of a commitment's status, with the words that tell of it; `author` if a person's."""

    status: CommitmentStatus
    cell: Cell | None
    published: date | None
    evidence: tuple[Span, ...]
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """The same commitment in many reports, and what became of it. `due` is an ISO day."""

    id: str
    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    condition: str | None
    due: str | None
    status: CommitmentStatus
    members: tuple[Cell, ...]
    turns: tuple[Turn, ...]
