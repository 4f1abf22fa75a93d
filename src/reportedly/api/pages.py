"""What all answers have in common: pages of a list, problems, and what the service is."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Answer(BaseModel):
    """An answer; names that this version doesn't know are passed over."""

    model_config = ConfigDict(frozen=True)


class Page(Answer, Generic[T]):
    """A part of a list, in its order."""

    items: tuple[T, ...]
    next: str | None = Field(
        description="Give it as `cursor` for the page after this one; null if this is the last."
    )


class FieldProblem(Answer):
    """What is wrong with one parameter or field."""

    field: str
    problem: str


class Problem(Answer):
    """Why a request was not answered, as RFC 9457 has it."""

    type: str = Field(description="A lasting name: `urn:reportedly:problem:not-found` …")
    title: str
    status: int
    detail: str = Field(description="What happened, and what to do about it.")
    errors: tuple[FieldProblem, ...] = ()


class Service(Answer):
    """What answers here, and how much it holds."""

    name: str
    version: str = Field(description="The version of the software.")
    api: str = Field(description="The version of the API.")
    role: str = Field(description="What you may do: reader, reviewer or admin.")
    articles: int
    incidents: int
    commitments: int
    decisions: int = Field(description="The number of the latest decision; 0 if there is none.")
    last_day: str | None = Field(description="The latest day on which an incident began.")
    waiting: int = Field(description="Articles that wait to be compared with the others.")
