"""Decisions of people: as they are kept, as they are asked for, and what waits for one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from reportedly.api.incidents import IncidentSummary
from reportedly.api.pages import Answer, Page
from reportedly.vocabulary import Decision

Name = Annotated[str, StringConstraints(max_length=1_000)]
State = Literal["counts", "overruled", "undone", "unfit", "unattached"]


class AskedDecision(BaseModel):
    """A decision to be kept.

    `cell` is `ARTICLE/ENTRY`, or the id of an incident or a commitment. A correction needs `field`
    and `value` (null empties the field); a merge or split `other`, the other cell or incident; an
    undo `number`, that of the decision it takes back; a rating `value`, the verdict, and its
    grounds as `note`; a comment `note`. With `after`, the number of the last decision you saw, a
    decision is refused if somebody else has decided on the same cell since.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    decision: Decision
    cell: Name = ""
    field: Name = ""
    value: Any = None
    other: Name = ""
    number: int | None = Field(default=None, ge=1, le=2**31 - 1)
    note: Annotated[str, StringConstraints(max_length=10_000)] | None = None
    after: int | None = Field(default=None, ge=0, le=2**31 - 1)


class ReviewLine(Answer):
    """A decision, and whether it counts."""

    number: int
    at: str = Field(description="ISO 8601 instant in UTC.")
    author: str
    decision: Decision
    article: str = Field(description="Empty for incidents and commitments.")
    entry: str
    field: str
    old: Any = Field(description="The value that was seen.")
    new: Any
    other: str | None
    note: str | None
    undoes: int | None
    words: tuple[str, ...] = Field(description="The words that the entry stands on.")
    state: State
    reason: str | None = Field(description="Why it doesn't count.")


class ReviewPage(Page[ReviewLine]):
    """Decisions in the order in which they were made."""


class Doubt(Answer):
    """An incident to review: how sure it is (0 to 1), how much hangs on it, and why."""

    incident: IncidentSummary
    confidence: float
    weight: float
    reasons: tuple[str, ...]


class DoubtPage(Page[Doubt]):
    """What to review, the least sure of the greatest consequence first."""

    total: int
