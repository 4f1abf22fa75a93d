"""Decisions are added, listed, and never changed; two writers at once lose none."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from reportedly.errors import RecordError
from reportedly.record import Record, open_record
from reportedly.record.decisions import Decisions, Wanted, append, latest, moment
from reportedly.vocabulary import Review

NOTED = Review(0, "", "Ada", "comment", "r1", "e1", note="Seen.")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "record.sqlite")
    address: str = request.getfixturevalue("postgresql")
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return address


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    with open_record(url) as opened:
        yield opened


def test_number_and_time_are_the_stores(record: Record) -> None:
    decisions = Decisions(record)
    given = dataclasses.replace(NOTED, number=99, at="1999-01-01")
    kept = [decisions.append(given) for _ in range(3)]
    assert [it.number for it in kept] == [1, 2, 3]
    assert all(it.at.startswith("20") and it.at.endswith("+00:00") for it in kept)
    assert decisions.find() == kept


def test_list_is_by_cell_author_time_and_kind(record: Record) -> None:
    decisions = Decisions(record)
    for author, article, entry in (("Ada", "r1", "e1"), ("Bob", "r1", "e2"), ("Ada", "r2", "e1")):
        decisions.append(dataclasses.replace(NOTED, author=author, article=article, entry=entry))
    decisions.append(Review(0, "", "Bob", "undo", "r1", "e1", undoes=1))

    def numbers(**wanted: object) -> list[int]:
        return [it.number for it in decisions.find(Wanted(**wanted))]  # type: ignore[arg-type]

    assert numbers(article="r1") == [1, 2, 4]
    assert numbers(article="r1", entry="e1") == [1, 4]
    assert numbers(author="Bob") == [2, 4]
    assert numbers(decisions=("undo",)) == [4]
    assert numbers(after=2) == [3, 4]
    assert numbers(newest_first=True, limit=2) == [4, 3]
    today = decisions.find()[0].at[:10]
    assert numbers(since=today, until=today) == [1, 2, 3, 4]
    assert numbers(since="2100-01-01") == numbers(until="2000-01-01") == []
    with record.transaction() as connection:
        assert latest(connection) == {"r1": 4, "r2": 3}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"author": " "}, "author"), ({"author": "\x1b[31m"}, "author"),
        ({"decision": "agree"}, "no decision"), ({"entry": ""}, "needs an entry"),
        ({"entry": "e" * 1_001}, "too long"), ({"article": "\ud800"}, "can't be kept"),
        ({"note": "\ud800"}, "a note"), ({"note": None}, "needs a note"),
        ({"old": "{"}, "not JSON"), ({"old": "NaN"}, "not JSON"), ({"old": "[" * 99_999}, "JSON"),
        ({"old": '"' + "x" * 1_000_000 + '"'}, "at most"), ({"undoes": 1}, "only undo"),
        ({"decision": "undo"}, "number of the decision"),
        ({"decision": "undo", "undoes": 5}, "no decision 5"),
        ({"decision": "correct", "field": "low"}, "new value"),
        ({"decision": "merge"}, "another cell"),
    ],
)  # fmt: skip
def test_unfit_decisions_are_refused(
    record: Record, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(RecordError, match=reason):
        Decisions(record).append(dataclasses.replace(NOTED, **changes))  # type: ignore[arg-type]
    assert Decisions(record).find() == []


def test_failed_transaction_keeps_no_decision(record: Record) -> None:
    def decide_and_fail() -> None:
        with record.transaction(writes=True) as connection:
            append(connection, NOTED)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        decide_and_fail()
    assert Decisions(record).find() == []


def test_two_writers_at_once_lose_nothing(url: str) -> None:
    def write(author: str) -> list[int]:
        with open_record(url) as record:
            mine = dataclasses.replace(NOTED, author=author)
            return [Decisions(record).append(mine).number for _ in range(40)]

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for some in pool.map(write, ["A", "B", "C", "D"]) for number in some]
    with open_record(url) as record:
        kept = Decisions(record).find()
    assert sorted(numbers) == [it.number for it in kept]
    assert len(set(numbers)) == 160


def test_of_two_who_undo_the_same_at_once_one_is_told(url: str) -> None:
    with open_record(url) as record:
        Decisions(record).append(NOTED)

    def undo(author: str) -> bool:
        with open_record(url) as record:
            try:
                Decisions(record).append(Review(0, "", author, "undo", "r1", "e1", undoes=1))
            except RecordError:
                return False
            return True

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(undo, ["A", "B", "C"])) == [False, False, True]


def test_moments_are_days_or_instants_in_utc() -> None:
    assert moment("2025-09-05") == "2025-09-05"
    assert moment("2025-09-05T12:00:00+02:00") == "2025-09-05T10:00:00+00:00"
    with pytest.raises(RecordError, match="no time"):
        moment("last week")
