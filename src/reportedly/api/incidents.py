"""Incidents as the API answers them: in lists with counts, alone with their accounts."""

from __future__ import annotations

from pydantic import Field

from reportedly.api.pages import Answer, Page
from reportedly.vocabulary import (
    Account,
    Cell,
    Copy,
    IncidentStatus,
    Link,
    Range,
    Relation,
    Where,
)


class Extent(Answer):
    """The lowest and the highest that anybody says of one measure; null leaves an end open."""

    measure: str
    unit: str | None
    low: float | None
    high: float | None
    figures: int = Field(description="How many figures lie between the two.")


class IncidentCounts(Answer):
    """How much there is of an incident; independence is counted twice."""

    accounts: int
    reports: int
    copies: int = Field(description="Reports that only repeat another's text.")
    said_by: int = Field(description="Outlets that witnessed the saying: was it said?")
    origins: int = Field(description="Independent sources of the content: is it so?")
    contradictions: int
    relations: int
    links: int


class IncidentSummary(Answer):
    """An incident in a list."""

    id: str
    kind: str | None = Field(description="The family: violence, protest, movement, diplomacy …")
    sub_event_type: str | None
    title: str = Field(description="Words of an account, verbatim.")
    place: Where | None
    start: str | None = Field(description="ISO day; null if no account dates it.")
    end: str | None
    participants: tuple[str, ...] = Field(description="Those named most, at most twenty.")
    sides: tuple[str, ...] = Field(description="Parties for which somebody speaks.")
    ranges: tuple[Extent, ...]
    status: IncidentStatus
    counts: IncidentCounts


class LedgerColumn(Answer):
    """The accounts of one side, copies left out but counted; of none where `side` is null."""

    side: str | None
    accounts: tuple[Cell, ...]
    copies: int


class IncidentWhole(Answer):
    """An incident with what each account says, and how the accounts stand to each other.

    Of accounts, relations, links and the figures of a measure the first 200 stand here; `counts`
    tells how many there are, and `/accounts` and `/relations` give all.
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
    relations: tuple[Relation, ...] = Field(description="Contradictions first.")
    links: tuple[Link, ...]
    ledger: tuple[LedgerColumn, ...]
    copies_of: tuple[Copy, ...] = Field(description="Which of its articles repeat which.")
    counts: IncidentCounts


class IncidentPage(Page[IncidentSummary]):
    """Incidents, the latest first; `total` is null unless `count=true` was asked for."""

    total: int | None


class AccountPage(Page[Account]):
    """Accounts of an incident, the first published first."""


class RelationPage(Page[Relation]):
    """How accounts of an incident stand to each other, contradictions first."""
