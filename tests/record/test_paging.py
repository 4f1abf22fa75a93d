"""Lists in parts: each row once, whatever is added meanwhile, and as the whole list has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, insert
from tests.desk.conftest import generated, hostile

from reportedly.reconcile import Sought, SoughtFigures, figures_sought, incidents_sought, reconcile
from reportedly.record import Record, open_record
from reportedly.record.changes import Changes
from reportedly.record.paging import (
    Key,
    SoughtArticles,
    articles_after,
    figures_after,
    incidents_after,
    threads_after,
)
from reportedly.record.tables import articles, incidents, parties, threads, told

ALL = 10_000
NOBODY = "nobody like this"
UNDATED = {"start": None, "end": None}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def record(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Record]:
    if request.param == "sqlite":
        url = str(tmp_path_factory.mktemp("paging") / "record.sqlite")
    else:
        url = request.getfixturevalue("postgresql")
    with open_record(url) as opened:
        for reading in generated(40):
            opened.keep(reading)
        opened.keep(hostile())
        reconcile(opened)
        with opened.transaction(writes=True) as connection:
            some = connection.execute(incidents.select().limit(5)).mappings().all()
            for n, row in enumerate(some):
                undated = {**row, **UNDATED, "id": f"undated{n}"}
                undated["body"] = row["body"].replace(row["id"], undated["id"])
                connection.execute(insert(incidents), undated)
            connection.execute(told.update().where(told.c.measure == "wounded").values(day=None))
        yield opened
        with opened.transaction(writes=True) as connection:  # others use this server too
            for table in (told, parties, incidents, threads, articles):
                connection.execute(table.delete())


def walked(
    record: Record, ask: Callable[[Connection, Key | None, int], list[tuple[Key, Any]]], size: int
) -> list[Any]:
    found, key = [], None
    while True:
        with record.transaction() as connection:
            rows = ask(connection, key, size)
        found += [row for _, row in rows]
        if len(rows) < size:
            return found
        key = rows[-1][0]


SOUGHT = [
    Sought(), Sought(since="2015-03-01", until="2030-12-31"), Sought(country="syr"),
    Sought(actor="army"), Sought(actor=NOBODY), Sought(side="SYR"),
    Sought(outlet="a", status="contested"), Sought(place="a", type="violence"),
    Sought(place="100% none"), Sought(origins=2, reports=2),
]  # fmt: skip


@pytest.mark.parametrize("sought", SOUGHT, ids=str)
def test_incidents_in_parts_are_the_whole_list(record: Record, sought: Sought) -> None:
    whole = [it.id for it in incidents_sought(record, Sought(**{**_plain(sought), "limit": ALL}))]
    for size in (3, 50):
        rows = walked(record, lambda c, key, n: incidents_after(c, sought, key, n), size)
        assert [row.split('"id":"', 1)[1].split('"')[0] for row in rows] == whole
    assert bool(whole) == ("none" not in (sought.place or "") and sought.actor != NOBODY)


@pytest.mark.parametrize("sought", [
    SoughtFigures(), SoughtFigures(measure="killed"), SoughtFigures(side="SYR"),
    SoughtFigures(speaker="a", since="2015-01-01"), SoughtFigures(speaker="nobody like this"),
    SoughtFigures(country="SYR", until="2035-01-01"), SoughtFigures(place="a", measure="killed"),
    SoughtFigures(place="nowhere like this"),
], ids=str)  # fmt: skip
def test_figures_in_parts_are_the_whole_list(record: Record, sought: SoughtFigures) -> None:
    whole = figures_sought(record, SoughtFigures(**{**_plain(sought), "limit": ALL}))
    rows = walked(record, lambda c, key, n: figures_after(c, sought, key, n), 7)
    assert len(rows) == len(whole)
    assert set(rows) == set(whole)
    days = [row.day or "" for row in rows]
    assert days == sorted(days, reverse=True)


def test_articles_and_commitments_in_parts_are_the_whole_list(record: Record) -> None:
    rows = walked(record, lambda c, key, n: articles_after(c, SoughtArticles(), key, n), 4)
    assert [row["id"] for row in rows] == [it.id for it in record.list(ALL)]
    bodies = walked(record, lambda c, key, n: threads_after(c, None, None, key, n), 1)
    assert len(bodies) == len(set(bodies)) > 0


def test_what_is_added_meanwhile_moves_nothing(record: Record) -> None:
    with record.transaction() as connection:
        first = incidents_after(connection, Sought(), None, 10)
        rest = incidents_after(connection, Sought(), first[-1][0], ALL)
    with record.transaction(writes=True) as connection:
        row = connection.execute(incidents.select().limit(1)).mappings().one()
        newer = {**row, "id": "newest", "start": "2099-01-01"}
        connection.execute(insert(incidents), newer)
        assert incidents_after(connection, Sought(), first[-1][0], ALL) == rest
        connection.execute(incidents.delete().where(incidents.c.id == "newest"))


def test_the_stamp_changes_with_the_record_alone(record: Record) -> None:
    changes = Changes(record)
    before = changes.stamp()
    record.list()
    assert changes.stamp() == before
    with record.transaction(writes=True) as connection:
        connection.execute(incidents.update().values(title=incidents.c.title + "!"))
    assert changes.stamp() != before


def _plain(sought: Sought | SoughtFigures) -> dict[str, Any]:
    return {name: getattr(sought, name) for name in sought.__dataclass_fields__}


def test_names_too_many_to_be_named_are_met_all_the_same(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [Sought(actor="a"), Sought(outlet="paper"), Sought(place="a")]
    speaker = SoughtFigures(speaker="a")

    def found() -> list[Any]:
        with record.transaction() as connection:
            told = [key for key, _ in figures_after(connection, speaker, None, ALL)]
            return [
                [key for key, _ in incidents_after(connection, it, None, ALL)] for it in wanted
            ] + [told]

    gathered = found()
    monkeypatch.setattr("reportedly.record.narrowing.OFTEN", 1)
    assert found() == gathered
    assert min(map(len, gathered)) > 3
