"""Claims, commitments, actors, sources, and the formats that the record is exported in."""

from __future__ import annotations

from pydantic import Field

from reportedly.api.pages import Answer, Page
from reportedly.vocabulary import Comparator, Thread


class Claim(Answer):
    """A figure of an incident with who says it; `article` and `figure` are its cell."""

    incident: str
    article: str
    figure: str
    measure: str
    unit: str | None
    low: float | None
    high: float | None
    comparator: Comparator
    speaker: str | None
    side: str | None
    origin: str | None = Field(description="The key of the independent source.")
    day: str | None
    place: str | None
    country: str | None
    outlet: str | None


class Measure(Answer):
    """What is counted, and how often."""

    measure: str
    figures: int
    last_day: str | None


class ActorRow(Answer):
    """A name in one role: in how many incidents, how many of them rest on one source."""

    name: str
    incidents: int
    single_source: int
    contested: int


class Source(Answer):
    """An outlet: how many reports of it are kept, how many of them repeat another's text."""

    outlet: str
    reports: int
    copies: int


class Reprint(Answer):
    """How many reports of one outlet repeat those of another."""

    outlet: str
    of: str
    reports: int


class ExportFormat(Answer):
    """A format that the record can be written in."""

    name: str
    about: str
    suffix: str
    folder: bool = Field(description="Several files, which are sent in a ZIP archive.")
    provided_by: str


class ClaimPage(Page[Claim]):
    """Figures, the latest first, those without a day last; copies of a report are left out."""


class CommitmentPage(Page[Thread]):
    """Commitments over time, the latest first."""


class ActorPage(Page[ActorRow]):
    """Names, those in most incidents first."""


class SourcePage(Page[Source]):
    """Outlets, those of most reports first."""


class ReprintPage(Page[Reprint]):
    """Who repeats whom, the most frequent first."""


class MeasureList(Answer):
    """All measures, those of most figures first."""

    items: tuple[Measure, ...]


class ExportList(Answer):
    """All formats by name."""

    items: tuple[ExportFormat, ...]
