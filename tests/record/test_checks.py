"""The checks find what is broken and nothing else; a killed program leaves nothing broken."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from sqlalchemy import Engine, create_engine, insert, inspect, text

from reportedly.record import Record, open_record
from reportedly.record.checks import Finding, check
from reportedly.record.connection import connect, parse_url
from reportedly.record.tables import (
    REVISION,
    accounts,
    copies,
    incidents,
    metadata,
    reconciled,
    thread_members,
    threads,
    told,
)
from reportedly.record.upgrade import downgrade, revision_of, upgrade
from reportedly.review import Decisions, reviewing, words_of_decisions_stand
from reportedly.vocabulary import (
    Account,
    Article,
    Cell,
    Commitment,
    Copy,
    Event,
    Figure,
    Incident,
    Reading,
    Span,
    Thread,
)

WORDS = "At least 12 drones were shot down, and Kyiv vowed to answer."


def reading(article_id: str, words: str = WORDS) -> Reading:
    whole = Span(0, len(WORDS))
    return Reading(
        Article(article_id, words, published=date(2025, 9, 5)),
        "reader 1",
        events=(
            Event("e20", None, None, None, (), (), None, None, (), ("f0",), (), "asserted", None,
                  (whole,), 0.5),
        ),
        figures=(
            Figure("f0", "shot_down", "drones", None, 12.0, None, "at_least", Span(0, 11),
                   event="e20"),
        ),
        commitments=(
            Commitment("c44", "threat", (), (), Span(49, 59), None, None, "open", None, (whole,)),
        ),
    )  # fmt: skip


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
def engine(url: str) -> Iterator[Engine]:
    made = connect(parse_url(url))
    yield made
    made.dispose()


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    """Return a record of two reports, the second a copy, with an incident and a thread."""
    with open_record(url) as opened:
        opened.keep(reading("r1"))
        opened.keep(reading("r2"))
        reconcile_by_hand(opened)
        with reviewing(opened, "Ada") as ada:
            ada.correct("r1/f0", "low", 13)
            ada.comment("r2/e20", "Seen.")
            ada.undo(2)
        yield opened


def as_json(value: Any) -> str:
    return TypeAdapter(type(value)).dump_json(value).decode()


def reconcile_by_hand(record: Record) -> None:
    cells = [Cell("r1", "e20"), Cell("r2", "e20")]
    kept = tuple(
        Account(cell, *[None] * 6, "asserted", None, (), (), (), (Span(0, 5),), WORDS[:5])
        for cell in cells
    )
    incident = Incident("I1", None, None, "Drones", None, None, None, (), kept, (), (), (), 1,
                        "single_source")  # fmt: skip
    members = (Cell("r1", "c44"), Cell("r2", "c44"))
    thread = Thread("T1", "threat", (), (), "answer", None, None, "open", members, ())
    copy = Copy("r2", "r1", 1.0, None, ())
    with record.transaction(writes=True) as connection:
        connection.execute(
            insert(incidents),
            {"id": "I1", "title": "Drones", "status": "single_source", "violent": True,
             "reports": 2, "witnesses": 1, "origins": 1, "body": as_json(incident)},
        )  # fmt: skip
        for account in kept:
            own = {"accounts": [json.loads(as_json(account))]}
            connection.execute(
                insert(accounts),
                {"article_id": account.cell.article, "event_id": "e20", "incident_id": "I1",
                 "body": json.dumps(own)},
            )  # fmt: skip
            article = account.cell.article
            connection.execute(insert(reconciled), {"article_id": article, "version": "0"})
        connection.execute(
            insert(told),
            {"incident_id": "I1", "article_id": "r1", "figure_id": "f0", "measure": "shot_down",
             "comparator": "at_least"},
        )  # fmt: skip
        connection.execute(
            insert(threads),
            {"id": "T1", "kind": "threat", "status": "open", "body": as_json(thread)},
        )
        for cell in members:
            connection.execute(
                insert(thread_members),
                {"article_id": cell.article, "commitment_id": "c44", "thread_id": "T1",
                 "body": "{}"},
            )  # fmt: skip
        body = as_json(copy)
        connection.execute(
            insert(copies), {"article_id": "r2", "of": "r1", "share": 1.0, "body": body}
        )


def failed(engine: Engine) -> list[Finding]:
    return [it for it in check(engine, (words_of_decisions_stand,)) if not it.sound]


def test_sound_record_passes_all_checks(record: Record, engine: Engine) -> None:
    findings = list(check(engine, (words_of_decisions_stand,)))
    assert [it.line for it in findings if not it.sound] == []
    assert len({it.line for it in findings}) == len(findings) >= 18


BODY = "UPDATE readings SET body = replace(body, '{old}', '{new}') WHERE article_id = 'r1'"


@pytest.mark.parametrize(
    ("statement", "line", "problem"),
    [
        ("UPDATE readings SET body = '{{' WHERE article_id = 'r1'", "can be read", "r1: not a"),
        (BODY.format(old='"id":"r1"', new='"id":"r3"'), "is of its article", "r1: it is of 'r3'"),
        (BODY.format(old="reader 1", new="reader 2"), "is of its article", "r1: it is by"),
        (BODY.format(old="12 drones", new="21 drones"), "was read", "r1: its hash"),
        ("UPDATE articles SET text_sha256 = 'x' WHERE id = 'r1'", "the hash", "r1: its hash"),
        (BODY.format(old='"id":"f0"', new='"id":"e20"'), "same id", "r1: 2 entries are called e20"),
        (BODY.format(old='"span":[0,11]', new='"span":[0,99]'), "covers words", "r1: f0: [0, 99]"),
        (BODY.format(old='"span":[0,11]', new='"span":[5,5]'), "covers words", "r1: f0: [5, 5]"),
        (BODY.format(old='"event":"e20"', new='"event":"c44"'), "entry of its kind",
         "r1: f0: event: there is no c44 among the events"),
        ("UPDATE readings SET events = 7 WHERE article_id = 'r1'", "count", "r1: 7 events"),
        ("DELETE FROM readings WHERE article_id = 'r2'", "has a reading", "r2: it has none"),
        ("UPDATE accounts SET event_id = 'e99' WHERE article_id = 'r1'", "that was read", "by e99"),
        ("UPDATE accounts SET body = replace(body, '[[0, 5]]', '[[0, 500]]')", "that was read",
         "lies outside the text"),
        ("UPDATE accounts SET body = replace(body, 'At le', 'At fe')", "that was read",
         "the words of e20"),
        ("UPDATE accounts SET body = 'x' WHERE article_id = 'r1'", "that was read", "can't be"),
        ("UPDATE accounts SET incident_id = 'I9' WHERE article_id = 'r1'", "leads to an incident",
         "e20: there is no incident I9"),
        ("INSERT INTO incident_aliases VALUES ('I0', 'I9')", "leads to an incident", "I0"),
        ("DELETE FROM accounts", "the accounts that it tells", "I1: it has none"),
        ("UPDATE incidents SET body = '{{}}'", "Every incident can be read", "I1: "),
        ("UPDATE told SET figure_id = 'f9'", "that was read", "r1: figure f9"),
        ("UPDATE thread_members SET commitment_id = 'c45' WHERE article_id = 'r2'",
         "that was read", "r2: member c45"),
        ("DELETE FROM threads", "member of a thread", "r1: there is no thread T1"),
        ("DELETE FROM thread_members", "the members", "T1: it has none"),
        ("UPDATE copies SET \"of\" = 'r9'", "Every copy", "r2: there is no other report r9"),
        ("UPDATE copies SET body = '{{}}'", "Every copy", "r2: "),
        ("UPDATE articles SET superseded_by = 'r9' WHERE id = 'r1'", "took the place", "no r9"),
        ("UPDATE reviews SET new = '{{' WHERE number = 1", "can be read", "decision 1"),
        ("UPDATE reviews SET undoes = 3 WHERE number = 3", "made before", "decision 3 undoes 3"),
        ("UPDATE reviews SET old = replace(old, 'At least 12', 'At least 13')", "words stand",
         "decision 1: its words are others"),
        ("UPDATE reviews SET article_id = 'r9' WHERE number = 2", "words stand", "no report 'r9'"),
        ("UPDATE reportedly_version SET version_num = '0002'", "of this version", "db upgrade"),
    ],
)  # fmt: skip
def test_each_check_finds_what_is_broken(
    record: Record, engine: Engine, statement: str, line: str, problem: str
) -> None:
    with record.transaction(writes=True) as connection:
        done = connection.exec_driver_sql(statement.replace("{{", "{").replace("}}", "}"))
        assert done.rowcount > 0
    found = [it for it in failed(engine) if line in it.line]
    assert found, [(it.line, it.first) for it in failed(engine)]
    assert any(problem in one for it in found for one in it.first), found


def test_index_without_an_article_is_found(record: Record, engine: Engine) -> None:
    with record.transaction(writes=True) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER article_words_changed")
            connection.exec_driver_sql("UPDATE articles SET title = 'Changed'")
        else:
            connection.exec_driver_sql("ALTER TABLE articles ALTER words DROP EXPRESSION")
            connection.exec_driver_sql("UPDATE articles SET words = ''")
    assert [it.line for it in failed(engine)] == [
        "The search index holds the words of every article"
    ]


def test_damaged_pages_are_found(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with open_record(str(path)) as record:
        for n in range(200):
            record.keep(reading(f"r{n}"))
    with path.open("r+b") as file:  # an index page: its rows are out of order afterwards
        whole = bytearray(file.read())
        place = whole.rindex(b"r1999") if b"r1999" in whole else whole.rindex(b"r199")
        whole[place : place + 4] = b"a000"
        file.seek(0)
        file.write(whole)
    engine = connect(parse_url(str(path)))
    assert any("itself is whole" in it.line or "reading" in it.line for it in failed(engine))
    engine.dispose()


def test_what_waits_to_be_reconciled_is_left_out(record: Record, engine: Engine) -> None:
    machine = reading("r1")
    renamed = dataclasses.replace(machine.events[0], id="e0")
    figure = dataclasses.replace(machine.figures[0], event="e0")
    record.keep(dataclasses.replace(machine, reader="2", events=(renamed,), figures=(figure,)))
    assert failed(engine) == []


def test_memory_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with open_record(str(path)) as record:
        for n in range(400):
            record.keep(reading(f"r{n}", WORDS + " " + "word " * 20_000))
    code = f"""
    import re
    from pathlib import Path
    from reportedly.record.checks import check
    from reportedly.record.connection import connect, parse_url
    engine = connect(parse_url({str(path)!r}))
    assert all(it.sound for it in check(engine))
    # Not getrusage: its peak is the parent's where that is larger.
    print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert path.stat().st_size > 80_000_000
    assert int(done.stdout) < 300_000  # KiB: 400 texts and their bodies alone are 80 MB and more


# Killed, and at once

WORK = """
import itertools, sys
from reportedly.record import open_record
from reportedly.review import reviewing
from reportedly.vocabulary import Article, Figure, Reading, Span

url, name = sys.argv[1:]
with open_record(url) as record:
    print("begun", flush=True)
    for n in itertools.count():
        article = Article(f"{name}-{n}", "At least 12 drones were shot down. " * 200)
        figure = Figure("f0", "shot_down", None, None, 12.0, None, "at_least", Span(0, 11))
        record.keep(Reading(article, "reader 1", figures=(figure,)))
        with reviewing(record, name) as reviewer:
            reviewer.correct(f"{name}-{n}/f0", "low", n + 13)
            reviewer.accept(f"{name}-{n}/f0")
        print(n, flush=True)
"""


class Worker:
    """A process that keeps and reviews until it is killed, and notes each turn in a file."""

    def __init__(self, url: str, name: str, folder: Path) -> None:
        self.log = folder / f"{name}.log"
        with self.log.open("w") as log:
            command = [sys.executable, "-c", WORK, url, name]
            self.running = subprocess.Popen(command, stdout=log)

    def done(self) -> list[str]:
        """Return the numbers of the turns that it said were done."""
        return self.log.read_text().split()[1:]

    def wait(self, turns: int = 0) -> None:
        """Wait until it has begun, and has done so many turns."""
        end = time.monotonic() + 60
        while len(self.log.read_text().split()) <= turns:
            assert time.monotonic() < end
            assert self.running.poll() is None
            time.sleep(0.01)

    def kill(self) -> list[str]:
        """Kill it with nothing saved, and return the turns it said were done."""
        self.running.kill()
        assert self.running.wait(30) == -signal.SIGKILL
        return self.done()


def test_killed_at_any_moment_the_record_is_sound_and_what_was_done_is_there(
    url: str, engine: Engine, tmp_path: Path
) -> None:
    done: dict[str, int] = {}
    for turn in range(5):
        worker = Worker(url, f"turn{turn}", tmp_path)
        worker.wait()
        time.sleep(0.05 + 0.11 * turn)
        done[f"turn{turn}"] = len(worker.kill())
        assert failed(engine) == []
    assert sum(done.values()) > 0
    with open_record(url) as record:
        decisions = Decisions(record).find()
        every = record.list(100_000)
    for name, count in done.items():
        made = [it for it in decisions if it.author == name]
        kept = [it for it in every if it.id.startswith(f"{name}-")]
        assert len(made) % 2 == 0  # both decisions of one transaction, or none
        assert len(made) // 2 - count in (0, 1)  # the last may be done, and not yet told
        assert len(kept) - count in (0, 1)


def test_two_processes_keeping_and_reviewing_at_once_lose_nothing(
    url: str, engine: Engine, tmp_path: Path
) -> None:
    with open_record(url):
        pass
    workers = {name: Worker(url, name, tmp_path) for name in ("one", "two")}
    for worker in workers.values():
        worker.wait(turns=15)
    done = {name: worker.kill() for name, worker in workers.items()}
    assert failed(engine) == []
    with open_record(url) as record:
        decisions = Decisions(record).find()
        kept = {it.id for it in record.list(100_000)}
    for name, numbers in done.items():
        assert len(numbers) >= 15
        made = [it.article for it in decisions if it.author == name]
        for n in numbers:
            assert made.count(f"{name}-{n}") == 2
            assert f"{name}-{n}" in kept


def test_migrations_down_and_up_keep_what_there_is_room_for(
    record: Record, url: str, engine: Engine
) -> None:
    before = [record.get(name) for name in ("r1", "r2")]
    for revision in ("0002", "0001"):
        downgrade(engine, revision)
        with engine.connect() as connection:
            assert revision_of(connection) == revision
            assert connection.execute(text("SELECT count(*) FROM readings")).scalar_one() == 2
            hit = "SELECT count(*) FROM articles WHERE text LIKE '%drones%'"
            assert connection.execute(text(hit)).scalar_one() == 2
        upgrade(engine)
        with open_record(url) as again:
            assert [again.get(name) for name in ("r1", "r2")] == before
            assert len(again.search("drones")) == 2
            assert Decisions(again).find() == []  # an older revision has no room for them
        assert failed(engine) == []
        with engine.connect() as connection:
            assert revision_of(connection) == REVISION
    downgrade(engine, "base")
    upgrade(engine)
    assert set(inspect(engine).get_table_names()) >= set(metadata.tables)
    assert failed(engine) == []


def test_older_database_is_upgraded_with_its_reports(url: str, engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    from reportedly.record.archive import article_row, reading_row
    from reportedly.record.document import to_json
    from reportedly.record.upgrade import MIGRATIONS

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for table, newer in (
            ("articles", article_row(reading("r1"))),
            ("readings", reading_row(reading("r1"), to_json(reading("r1")))),
        ):
            there = {column["name"] for column in inspect(connection).get_columns(table)}
            row = {name: value for name, value in newer.items() if name in there}
            names = ", ".join(row)
            slots = ", ".join(f":{name}" for name in row)
            statement = f"INSERT INTO {table} ({names}) VALUES ({slots})"  # noqa: S608
            connection.execute(text(statement), row)
    assert [it.line for it in failed(engine)] == ["The tables are those of this version"]
    with open_record(url) as record:
        assert record.get("r1") == reading("r1")
    assert failed(engine) == []
    assert os.environ.get("REPORTEDLY_DB") != url
