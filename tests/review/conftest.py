"""Readings to decide on, and decisions as the store would number them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from reportedly.record import Record, open_record
from reportedly.review.seen import look, to_json
from reportedly.vocabulary import (
    Actor,
    Article,
    Commitment,
    Cue,
    Decision,
    Event,
    Figure,
    Place,
    Plover,
    Reading,
    Review,
    Span,
    Speaker,
    Statement,
)

WORDS = (
    "The army said that at least 12 drones were shot down near El Fasher. "
    "A hospital was hit in the town, and a market burned. The army vowed to answer."
)
FIRST, SECOND, THIRD = Span(0, 68), Span(69, 121), Span(122, 147)
Decide = Callable[..., Review]


def make_reading(article_id: str = "r1", words: str = WORDS) -> Reading:
    """Return a reading with an entry of nearly every kind; e69 and e101 share a sentence."""
    strike = Plover("ASSAULT", "aerial")
    return Reading(
        Article(article_id, words),
        "reader 1",
        actors=(
            Actor(
                "a4", "Sudanese army", "armed_force", "SDN", "MIL", "SDNMIL",
                mentions=(Span(0, 8), Span(122, 130)),
            ),
        ),
        places=(Place("p58", "El Fasher", "city", lat=13.6, lon=25.3, mentions=(Span(58, 67),)),),
        statements=(
            Statement("s9", Speaker("a4", Span(0, 8)), Cue(Span(9, 13), "say"), (Span(14, 67),),
                      "indirect", "claim"),
        ),
        events=(
            Event("e38", strike, None, None, ("a4",), (), "p58", None, (), ("f19",), (), "claimed",
                  "s9", (FIRST,), 0.6),
            Event("e69", strike, None, None, (), (), None, None, (), (), (), "asserted",
                  None, (SECOND,), 0.5),
            Event("e101", strike, None, None, (), (), "p58", None, (), (), (), "asserted",
                  None, (SECOND,), 0.4),
        ),
        figures=(
            Figure("f19", "shot_down", "drones", None, 12.0, None, "at_least", Span(19, 30),
                   event="e38", statement="s9"),
        ),
        commitments=(
            Commitment("c131", "threat", ("a4",), (), Span(136, 146), None, None, "open", None,
                       (THIRD,)),
        ),
    )  # fmt: skip


@pytest.fixture
def reading() -> Reading:
    return make_reading()


@pytest.fixture
def decide(reading: Reading) -> Decide:
    """Return a maker of decisions on the reading, numbered in the order of the calls."""
    numbers = count(1)

    def make(decision: Decision, entry: str, author: str = "Ada", **told: Any) -> Review:
        number = next(numbers)
        if "new" in told:
            told["new"] = json.dumps(told["new"])
        review = Review(number, f"2025-09-0{number}T00:00:00+00:00", author, decision, "r1", entry)
        if decision != "undo":
            of = told.pop("of", reading)
            if "old" not in told:
                told["old"] = to_json(look(of, entry, told.get("field", "")))
        return dataclasses.replace(review, **told)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """Return an empty record, once on each database."""
    url = str(tmp_path / "record.sqlite")
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql")
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
    with open_record(url) as opened:
        yield opened
