"""What a brief is made of: sentences as they are composed, and lines as they are printed."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.publish.brief.phrases import filled, phrases
from reportedly.record.window_rows import Window
from reportedly.vocabulary import (
    Cell,
    CommitmentKind,
    CommitmentStatus,
    IncidentStatus,
    Span,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, verbatim, with where they stand in it."""

    article: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Teller:
    """An outlet that a sentence's words stand in; `reprint` if it repeats another's text."""

    article: str
    outlet: str | None
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence before it is printed: a template, what fills its slots, and what it rests on.

    `phrase` names the template. `tellers` and `via` (who relayed it) stand behind it in brackets.
    `cell` is the entry of the reading that it tells, null where it tells none.
    """

    phrase: str
    slots: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    tellers: tuple[Teller, ...] = ()
    via: tuple[str, ...] = ()
    cell: Cell | None = None

    @property
    def body(self) -> str:
        """Return the sentence without the brackets."""
        text = filled(self.phrase, dict(self.slots)).strip()
        return text[:1].upper() + text[1:]

    @property
    def tail(self) -> str:
        """Return whose report it stands in, and who relayed it, as it stands in brackets."""
        named: dict[str, bool] = {}
        for it in self.tellers:
            if it.outlet and "{outlet}" not in phrases()[self.phrase]:
                named[it.outlet] = named.get(it.outlet, True) and it.reprint
        told = [
            filled("reprint" if reprint else "outlet", {"outlet": outlet})
            for outlet, reprint in named.items()
        ]
        return "; ".join([*told, *(filled("via", {"name": name}) for name in self.via)])

    @property
    def text(self) -> str:
        """Return the sentence as it is printed."""
        return f"{self.body} ({self.tail})." if self.tail else self.body


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is printed. `marks` are the notes it cites ("3b").

    `verbatim` tells that it failed the check for the `reason` and is a quotation in its stead.
    `against` are notes that the record holds to contradict it.
    """

    text: str
    marks: tuple[str, ...]
    quotes: tuple[Quote, ...]
    cell: Cell | None = None
    verbatim: bool = False
    reason: str | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """What an incident or a whole brief rests on: reports, outlets, independent origins, copies.

    They are listed, so that numbers are counted where they are shown.
    """

    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The accounts of one side (null: of none). `name` is its country's, if cited words hold it."""

    side: str | None
    name: str | None
    lines: tuple[Line, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Count:
    """What one speaker says of a measure. `low` and `high` are drawn, never printed.

    `figure`, `speaker` (empty: the report itself) and `outlets` are pieces of the line; those of
    one `unit` are compared. `basis` is what the words tell of the counting (see `Told`): a part, a
    longer time, a wider area.
    """

    figure: str
    speaker: str
    outlets: str
    unit: str
    low: float | None
    high: float | None
    basis: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class Row:
    """All that is said of one measure of one incident: ranges by unit, then by speaker."""

    incident: str
    measure: str
    where: Line | None
    ranges: tuple[Line, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An incident in a brief."""

    id: str
    status: IncidentStatus
    sort: str
    heading: Line | None
    tally: Tally
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A change of a commitment's status: by a person's ruling where there is no line."""

    status: CommitmentStatus
    line: Line | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment in a brief, with its condition, when it is due, and what became of it."""

    id: str
    kind: CommitmentKind
    status: CommitmentStatus
    due: str | None
    lines: tuple[Line, ...]
    condition: Line | None
    term: Line | None
    turns: tuple[Turned, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Words that are cited: the letter of a source's note, and the words with their place."""

    letter: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cited:
    """A report that is cited, with its number and the words that are cited from it."""

    number: int
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    standing: Standing
    copy_of: str | None
    notes: tuple[Note, ...]

    @property
    def remarks(self) -> str:
        """Return what has to be known of the report: corrected, withdrawn, a reprint."""
        told = [] if self.standing == "usable" else [self.standing]
        return ", ".join([*told, *(["repeats another’s text"] if self.copy_of else [])])


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of every sentence came to. `reasons` are those of the sentences that failed.

    `replaced` were printed as quotations instead, `dropped` had no words to quote.
    """

    sentences: int
    replaced: int
    dropped: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a brief does not show.

    `left_out` are incidents of the window by status, `accounts` those that are left out of
    incidents shown; `undated` incidents shown have no day in any report; `waiting` reports are not
    yet compared with the others; `commitments` are left out; `unplaced` are not on the map.
    """

    left_out: dict[str, int] = field(default_factory=dict)
    accounts: int = 0
    undated: int = 0
    waiting: int = 0
    commitments: int = 0
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """What the map draws of a place: a circle in kilometres, or a country by its code."""

    name: str
    status: IncidentStatus
    lat: float | None = None
    lon: float | None = None
    km: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation brief of a window of days and places."""

    window: Window
    counted: dict[str, int]
    tally: Tally
    items: tuple[Item, ...]
    rows: tuple[Row, ...]
    promises: tuple[Promise, ...]
    unsaid: tuple[Line, ...]
    areas: tuple[Area, ...]
    limits: Limits
    checked: Checked
    sources: tuple[Cited, ...]
    version: str
    readers: tuple[str, ...]
    fingerprint: str
