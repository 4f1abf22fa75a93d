"""Deciding on a record: what is kept, what is refused, what is joined and parted."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, insert

from reportedly.errors import RecordError
from reportedly.record import Record
from reportedly.record.archive import article_row, reading_row
from reportedly.record.document import to_json
from reportedly.record.tables import (
    accounts,
    articles,
    incident_aliases,
    incidents,
    readings,
    thread_members,
    threads,
)
from reportedly.review import (
    Bonds,
    Decisions,
    Pair,
    all_as_they_stand,
    as_it_stands,
    as_it_was_read,
    corrections,
    history,
    joined_and_parted,
    reviewing,
    thread_statuses,
)
from reportedly.vocabulary import Cell, Reading

Cells = list[tuple[str, str]]


@pytest.fixture
def four(record: Record, reading: Reading) -> Record:
    """Return a record of four reports: incidents I1 (r1, r2, r3) and I2 (r4), thread T1."""
    for n in range(1, 5):
        article = dataclasses.replace(reading.article, id=f"r{n}")
        record.keep(dataclasses.replace(reading, article=article))
    incident = {"title": "Drones", "status": "single_source", "violent": True, "reports": 1,
                "witnesses": 1, "origins": 1, "body": "{}"}  # fmt: skip
    thread = {"id": "T1", "kind": "threat", "status": "open", "body": "{}"}
    with record.transaction(writes=True) as connection:
        connection.execute(insert(incidents), [{"id": name, **incident} for name in ("I1", "I2")])
        connection.execute(insert(incident_aliases), {"id": "I0", "incident_id": "I2"})
        connection.execute(
            insert(accounts),
            [
                {"article_id": f"r{n}", "event_id": "e38", "body": "{}",
                 "incident_id": "I2" if n == 4 else "I1"}
                for n in (2, 1, 3, 4)
            ],
        )  # fmt: skip
        connection.execute(insert(threads), thread)
        member = {"commitment_id": "c131", "thread_id": "T1", "body": "{}"}
        connection.execute(
            insert(thread_members), [{"article_id": f"r{n}", **member} for n in (1, 2)]
        )
    return record


def bonds(record: Record) -> Bonds:
    with record.transaction() as connection:
        return joined_and_parted(connection)


def cells(pairs: list[Pair]) -> list[tuple[str, str]]:
    return [("/".join(pair.a), "/".join(pair.b)) for pair in pairs]


def test_decision_is_kept_and_laid_over_the_reading(four: Record) -> None:
    with reviewing(four, " Ada ") as ada:
        kept = ada.correct("r1/f19", "low", 14, note="The ministry's own count")
    assert (kept.number, kept.author, kept.decision, kept.new) == (1, "Ada", "correct", "14")
    assert kept.at.endswith("+00:00")
    assert Decisions(four).find() == [kept]
    with four.transaction() as connection:
        stands = as_it_stands(connection, "r1")
        assert stands.reading.figures[0].low == 14
        assert stands.marks["f19"][0].review == kept
        every = {it.reading.article.id: it for it in all_as_they_stand(connection)}
        named = [it.reading.article.id for it in all_as_they_stand(connection, ["r3", "no", "r1"])]
    assert [len(every[f"r{n}"].marks) for n in range(1, 5)] == [1, 0, 0, 0]
    assert named == ["r3", "r1"]
    assert four.get("r1").figures[0].low == 12  # what the machine read stays


def test_decision_survives_a_newer_reader(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        ada.correct("r1/f19", "low", 14)
        ada.reject("r1/e69")
    machine = four.get("r1")
    figure = dataclasses.replace(machine.figures[0], id="f20", low=11.0)
    event = dataclasses.replace(machine.events[0], figures=("f20",))
    newer = dataclasses.replace(
        machine, reader="reader 2", figures=(figure,), events=(event, *machine.events[1:])
    )
    assert four.keep(newer) == "replaced"
    with four.transaction() as connection:
        stands = as_it_stands(connection, "r1")
        (line,) = history(connection, "r1/f20")
    assert stands.reading.figures[0].low == 14
    assert [event.id for event in stands.reading.events] == ["e38", "e101"]
    assert (line.review.number, line.state) == (1, "counts")


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda it: it.accept("r9/e38"), "no article has the id"),
        (lambda it: it.accept("r1/e39"), "no entry 'e39'"),
        (lambda it: it.accept("I9"), "no incident or thread"),
        (lambda it: it.reject("I1"), "is no cell"),
        (lambda it: it.correct("r1/f19", "low", 12), "accept it"),
        (lambda it: it.correct("r1/f19", "low", "many"), "valid number"),
        (lambda it: it.correct("r1/f19", "statement", "s8"), "no s8"),
        (lambda it: it.correct("I1", "status", "met"), "only a thread"),
        (lambda it: it.correct("T1", "status", "kept"), "no status"),
        (lambda it: it.comment("r1/f19", "  "), "needs a note"),
        (lambda it: it.comment("r1/f19", "x" * 10_001), "a note is at most"),
        (lambda it: it.comment("r1/f19", "\x00"), "a note is"),
        (lambda it: it.undo(77), "no decision 77"),
        (lambda it: it.merge("I1", "T1"), "two of a kind"),
        (lambda it: it.merge("I1", "r2/e38"), "the same already"),
        (lambda it: it.merge("I2", "I0"), "the same already"),
        (lambda it: it.merge("I1", "r1/f19"), "no account of an incident"),
        (lambda it: it.split("I1", "I2"), "name the account"),
        (lambda it: it.split("I1", "r4/e38"), "none of the 3"),
        (lambda it: it.split("I2", "r4/e38"), "nothing else"),
        (lambda it: it.split("r1/e38", "r1/e38"), "nothing else"),
    ],
)
def test_what_means_nothing_is_refused_and_leaves_no_row(
    four: Record, call: Callable[..., object], reason: str
) -> None:
    with pytest.raises(RecordError, match=reason), reviewing(four, "Ada") as ada:
        call(ada)
    assert Decisions(four).find() == []


@pytest.mark.parametrize("author", ["", "  ", "A\nB", "\u202eA", "A" * 101, "A\x00"])
def test_author_is_needed_and_printable(four: Record, author: str) -> None:
    with pytest.raises(RecordError, match="needs an author"), reviewing(four, author) as nobody:
        nobody.accept("r1/e38")


def test_a_rejected_entry_can_be_accepted_again(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        ada.reject("r1/f19")
        ada.accept("r1/f19")
    with four.transaction() as connection:
        assert as_it_stands(connection, "r1").reading.figures == four.get("r1").figures


def test_only_a_decision_that_counts_can_be_undone(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        ada.reject("r1/f19")
        ada.undo(1)
    with pytest.raises(RecordError, match="already, by 2"), reviewing(four, "Bob") as bob:
        bob.undo(1)
    with reviewing(four, "Bob") as bob:
        bob.undo(2)
        bob.undo(1)
    with four.transaction() as connection:
        assert len(as_it_stands(connection, "r1").reading.figures) == 1
        states = [line.state for line in history(connection, "r1/f19")]
    assert states == ["undone", "undone", "counts", "counts"]


def test_merged_incidents_are_joined_with_all_their_accounts(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        kept = ada.merge("I1", "I0")  # an id that I2 had before
    assert (kept.entry, kept.other) == ("e38", "r4/e38")
    star = [("r2/e38", f"{name}/e38") for name in ("r4", "r1", "r3")]
    assert cells(bonds(four).together) == star
    assert {(pair.author, pair.number) for pair in bonds(four).together} == {("Ada", 1)}
    with four.transaction() as connection:
        assert joined_and_parted(connection, "thread") == ([], [], [], [])
        for name in ("I1", "I2", "r4/e38"):
            assert [line.review.decision for line in history(connection, name)] == ["merge"]
    with reviewing(four, "Bob") as bob:
        bob.split("I1", "r3/e38")  # of what Ada joined, all but this stays together
    assert cells(bonds(four).together) == star[:2]
    with four.transaction() as connection:
        states = [line.state for line in history(connection, "I1")]
    assert states == ["counts", "counts"]


def test_incident_of_very_many_accounts_is_merged(four: Record) -> None:
    machine = four.get("r1")
    with four.transaction(writes=True) as connection:
        for n in range(120):
            name = f"many-{n}"
            article = dataclasses.replace(machine.article, id=name, text=machine.article.text)
            long = (*machine.events[0].evidence,) * 120
            event = dataclasses.replace(machine.events[0], evidence=long)
            reading = dataclasses.replace(machine, article=article, events=(event,))
            add(connection, reading)
    with reviewing(four, "Ada") as ada:
        assert len(json.loads(ada.merge("I1", "I2").new or "")) == 123
    assert len(bonds(four).together) == 123


def add(connection: Connection, reading: Reading) -> None:
    """Keep a reading with an account in I1, within a transaction."""
    connection.execute(insert(articles), article_row(reading))
    connection.execute(insert(readings), reading_row(reading, to_json(reading)))
    account = {"article_id": reading.article.id, "event_id": "e38", "body": "{}"}
    connection.execute(insert(accounts), {"incident_id": "I1", **account})


def test_account_split_out_is_parted_from_all_the_others(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        ada.split("I1", "r1/e38")
        ada.split("T1", "r2/c131")
    assert cells(bonds(four).apart) == [("r1/e38", "r2/e38"), ("r1/e38", "r3/e38")]
    with four.transaction() as connection:
        assert cells(joined_and_parted(connection, "thread").apart) == [("r2/c131", "r1/c131")]


def test_later_bonds_outrank_earlier_ones_also_through_others(four: Record) -> None:
    a, b, c = "r1/e38", "r2/e38", "r3/e38"
    with reviewing(four, "Ada") as ada:
        ada.merge(a, b)
        ada.merge(b, c)
        ada.split(a, c)
    told = bonds(four)
    assert (cells(told.together), cells(told.apart)) == ([(b, c)], [(c, a)])
    assert cells(told.overruled) == [(a, b)]
    with reviewing(four, "Bob") as bob:
        bob.undo(3)
    assert cells(bonds(four).together) == [(a, b), (b, c)]
    with reviewing(four, "Bob") as bob:
        bob.split(a, b)
        bob.merge(a, b)
    told = bonds(four)
    assert (cells(told.together), told.apart) == ([(a, b), (b, c), (a, b)], [])
    with four.transaction() as connection:
        told_of_a = history(connection, a)
    assert [(line.review.number, line.state) for line in told_of_a] == [
        (1, "counts"), (3, "undone"), (5, "overruled"), (6, "counts"),
    ]  # fmt: skip


def test_bonds_find_their_cells_in_newer_readings(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        ada.merge("r1/e38", "r4/e38")
        ada.split("r2/e38", "r3/e38")
    for name, id_ in (("r1", "e20"), ("r3", "")):
        machine = four.get(name)
        event = dataclasses.replace(machine.events[0], id=id_)
        figures = tuple(dataclasses.replace(it, event=id_ or None) for it in machine.figures)
        left = (event, *machine.events[1:]) if id_ else machine.events[1:]
        four.keep(dataclasses.replace(machine, reader="2", events=left, figures=figures))
    told = bonds(four)
    assert cells(told.together) == [("r1/e20", "r4/e38")]
    assert told.apart == []
    assert [review.number for review in told.unattached] == [2]
    as_recorded = joined_and_parted(Decisions(four).find())
    assert cells(as_recorded.apart) == [("r3/e38", "r2/e38")]


def test_status_of_a_thread_is_overruled(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        ada.correct("T1", "status", "met")
    with reviewing(four, "Bob") as bob:
        bob.correct("T1", "status", "broken", note="Not since Monday")
    with four.transaction() as connection:
        (ruling,) = thread_statuses(connection)
    assert (ruling.thread, ruling.status, ruling.author) == ("T1", "broken", "Bob")
    assert ruling.cell == Cell("r1", "c131")
    with reviewing(four, "Ada") as ada:
        ada.undo(2)
    assert [it.status for it in thread_statuses(Decisions(four).find())] == ["met"]


def test_corrections_are_training_data(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        ada.correct_in_words("r1/f19", "low", "14", note="seen")
        ada.correct_in_words("r1/f19", "unit", "12")
        ada.reject("r2/e69")
        ada.merge("I1", "I2")
        ada.accept("r3/e38")
        ada.undo(5)
        ada.comment("r3/e38", "no lesson")
    with four.transaction() as connection:
        low, unit, rejected, merged = sorted(corrections(connection), key=lambda it: it["number"])
    assert (low["old"], low["new"], low["field"], low["reader"]) == (12, 14, "low", "reader 1")
    assert (low["author"], low["article"], low["kind"]) == ("Ada", "r1", "figures")
    assert (
        [low["text"][start:end] for start, end in low["spans"]] == low["words"] == ["at least 12"]
    )
    assert unit["new"] == "12"
    assert (rejected["decision"], rejected["old"]["id"], rejected["new"]) == ("reject", "e69", None)
    assert [other["article"] for other in merged["others"]] == ["r4", "r1", "r3"]
    assert json.loads(json.dumps(low)) == low
    machine = four.get("r1")
    other = dataclasses.replace(machine.article, text=machine.article.text + " More.")
    four.keep(dataclasses.replace(machine, article=other))
    with four.transaction() as connection:
        assert next(iter(corrections(connection)))["text"] is None


def test_a_verdict_is_on_the_claim_and_leaves_the_reading_as_it_is(four: Record) -> None:
    with reviewing(four, "Ada") as ada:
        ada.rate("r1/f19", "false", "The videos show two drones.")
    with four.transaction() as connection:
        stands = as_it_stands(connection, "r1")
        machines = as_it_was_read(connection, "r1").reading
        assert stands.reading == machines
        (mark,) = stands.marks["f19"]
        assert (mark.state, json.loads(mark.review.new or "")) == ("counts", "false")
        assert list(corrections(connection)) == []


def test_a_later_verdict_outranks_and_a_rejection_leaves_none(four: Record) -> None:
    with reviewing(four, "Ada") as ada, pytest.raises(RecordError, match="rejected"):
        ada.reject("r2/e38")
        ada.rate("r2/e38", "true", "Seen.")
    with reviewing(four, "Ada") as ada:
        ada.rate("r1/e38", "true", "Seen on the ground.")
        ada.accept("r1/e38")
    with reviewing(four, "Bob") as bob:
        bob.rate("r1/e38", "mixed", "Seen from afar.")
    with four.transaction() as connection:
        states = [line.state for line in history(connection, "r1/e38")]
    assert states == ["overruled", "counts", "counts"]
    with reviewing(four, "Bob") as bob:
        bob.reject("r1/e38")
    with four.transaction() as connection:
        assert history(connection, "r1/e38")[2].state == "overruled"


@pytest.mark.parametrize(
    ("cell", "verdict", "grounds", "reason"),
    [
        ("r1/e38", "wrong", "x", "a verdict: one of true"),
        ("r1/e38", "false", "  ", "its grounds"),
        ("r1/p58", "false", "x", "claim nothing"),
    ],
)
def test_a_verdict_needs_a_claim_a_word_and_grounds(
    four: Record, cell: str, verdict: str, grounds: str, reason: str
) -> None:
    with pytest.raises(RecordError, match=reason), reviewing(four, "Ada") as ada:
        ada.rate(cell, verdict, grounds)
