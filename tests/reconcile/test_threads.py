"""The same commitment in many reports is one thread; its status moves when a report says so."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from reportedly.reconcile import all_threads, reconcile
from reportedly.reconcile.pledges import kinds_meant, outcome_in
from reportedly.record import Record, ledger
from reportedly.record.checks_of_groups import members_have_threads, threads_have_members
from reportedly.review import reviewing
from reportedly.vocabulary import CommitmentStatus, Reading, Thread

Make = Callable[..., Reading]

PLEDGE = (
    "Israel had undertaken on March 2 to let flour lorries through the Karni crossing every day, "
    "officials said."
)
AGAIN = (
    "Bakers waited in the rain. Israel has promised to let lorries with flour through the Karni "
    "crossing daily."
)
BROKEN = (
    "Nine days after promising flour through Karni every day, Israel has let lorries in on two of "
    "them. The undertaking to let flour lorries through the Karni crossing has been broken, the "
    "United Nations said."
)
THREAT = "The Arakan Army had threatened to burn fuel lorries bound for Sittwe."
LIFTED = (
    "The Arakan Army said on Friday that it was lifting its threat to burn fuel lorries on the way "
    "to Sittwe, after talks with monks."
)
OTHER = (
    "France had promised on March 2 to deliver two air defence batteries to Ukraine by the summer."
)


@pytest.fixture
def reports(made: Make) -> dict[str, Reading]:
    """Return the reports by name."""
    return {
        "pledge": made("t-pledge", PLEDGE, "2026-03-04", "Nile Wire"),
        "again": made("t-again", AGAIN, "2026-03-06", "Coast Daily"),
        "broken": made("t-broken", BROKEN, "2026-03-11", "Meridian Wire"),
        "threat": made("t-threat", THREAT, "2026-03-05", "Delta Post"),
        "lifted": made("t-lifted", LIFTED, "2026-03-13", "Delta Post"),
        "other": made("t-other", OTHER, "2026-03-05", "Delta Post"),
    }


def woven(record: Record) -> dict[frozenset[str], Thread]:
    """Return the threads of a record by their articles."""
    reconcile(record)
    return {frozenset(cell.article for cell in one.members): one for one in all_threads(record)}


def problems_in(record: Record) -> list[str]:
    """Return what breaks the rules for threads in a record."""
    with record.transaction(writes=False) as connection:
        return [*threads_have_members(connection), *members_have_threads(connection)]


FLOUR = frozenset({"t-pledge", "t-again", "t-broken"})


def test_a_pledge_told_by_three_is_one_and_another_is_another(
    record: Record, reports: dict[str, Reading]
) -> None:
    for name in ("pledge", "again", "other"):
        record.keep(reports[name])
    found = woven(record)
    assert set(found) == {frozenset({"t-pledge", "t-again"}), frozenset({"t-other"})}
    assert all(one.status == "open" and not one.turns for one in found.values())
    assert found[frozenset({"t-pledge", "t-again"})].by == ("Israel",)


def test_the_status_moves_with_the_words_that_say_so(
    record: Record, reports: dict[str, Reading]
) -> None:
    for name in ("pledge", "again", "broken", "threat", "lifted"):
        record.keep(reports[name])
    found = woven(record)
    broken, lifted = found[FLOUR], found[frozenset({"t-threat", "t-lifted"})]
    assert (broken.status, lifted.status) == ("broken", "withdrawn")
    turn = broken.turns[-1]
    assert turn.cell is not None
    assert turn.cell.article == "t-broken"
    assert any("broken" in span.of(BROKEN) for span in turn.evidence)
    assert lifted.kind == "threat"


def test_reports_that_come_later_join_the_thread_and_it_keeps_its_id(
    record: Record, reports: dict[str, Reading]
) -> None:
    record.keep(reports["pledge"])
    first = next(iter(woven(record).values()))
    record.keep(reports["again"])
    record.keep(reports["broken"])
    later = woven(record)[FLOUR]
    assert later.id == first.id
    assert later.status == "broken"


def test_the_outcome_does_not_depend_on_the_order_in_which_reports_come(
    either: Record, reports: dict[str, Reading]
) -> None:
    outcomes = set()
    for order in permutations(("pledge", "broken", "threat", "lifted"), 4):
        with either.transaction(writes=True) as connection:
            ledger.nothing(connection)
        for name in order:
            either.keep(reports[name])
            reconcile(either)
        outcomes.add(frozenset((k, one.status) for k, one in woven(either).items()))
    assert len(outcomes) == 1


def test_one_run_and_many_make_the_same_threads(
    record: Record, reports: dict[str, Reading]
) -> None:
    for reading in reports.values():
        record.keep(reading)
    at_once = woven(record)
    with record.transaction(writes=True) as connection:
        ledger.nothing(connection)
    reconcile(record, portion=1)
    assert {members: one.status for members, one in woven(record).items()} == {
        members: one.status for members, one in at_once.items()
    }


def test_what_a_person_rules_holds_also_when_reports_say_otherwise(
    record: Record, reports: dict[str, Reading]
) -> None:
    record.keep(reports["pledge"])
    record.keep(reports["broken"])
    thread = next(iter(woven(record).values()))
    assert thread.status == "broken"
    with reviewing(record, "ana") as reviewer:
        reviewer.correct(thread.id, "status", "met")
    ruled = next(iter(woven(record).values()))
    assert (ruled.status, ruled.turns[-1].author) == ("met", "ana")
    record.keep(reports["again"])
    assert woven(record)[FLOUR].status == "met"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The truce has been broken, she said.", "broken"),
        ("The deal collapsed after a day.", "broken"),
        ("They went back on their promise.", "broken"),
        ("The rebels withdrew their offer of a ceasefire.", "withdrawn"),
        ("It lifted its threat to burn lorries.", "withdrawn"),
        ("Keeping their promise, they handed over the men.", "met"),
        ("They left the road, as the generals had demanded.", "met"),
        ("It promised to keep the crossing open.", None),
        ("The bridge was broken by the flood.", "broken"),
    ],
)
def test_words_tell_what_became_of_a_commitment(
    words: str, status: CommitmentStatus | None
) -> None:
    assert outcome_in(words, ("pledge", "offer", "threat", "demand")) == status


def test_a_passage_that_speaks_of_no_commitment_is_none() -> None:
    assert kinds_meant("The bridge was broken by the flood.") == ()
    assert "threat" in kinds_meant("It lifted its threat.")


def test_a_thread_that_one_report_alone_tells_keeps_its_id_when_that_is_reviewed(
    either: Record, reports: dict[str, Reading]
) -> None:
    either.keep(reports["other"])
    before = woven(either)[frozenset({"t-other"})]
    with reviewing(either, "ana") as reviewer:
        reviewer.comment(f"t-other/{before.members[0].entry}", "read again")
    assert woven(either)[frozenset({"t-other"})].id == before.id
    assert problems_in(either) == []


def test_a_thread_goes_with_the_last_passage_that_tells_of_it(
    either: Record, reports: dict[str, Reading]
) -> None:
    for name in ("pledge", "other"):
        either.keep(reports[name])
    before = woven(either)
    with reviewing(either, "ana") as reviewer:
        for commitment in reports["other"].commitments:
            reviewer.reject(f"t-other/{commitment.id}", "no pledge")
    after = woven(either)
    assert set(after) == {frozenset({"t-pledge"})}
    assert after[frozenset({"t-pledge"})].id == before[frozenset({"t-pledge"})].id
    assert problems_in(either) == []
