"""Accounts of one incident come together, look-alikes stay apart, and people's decisions hold."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from sqlalchemy import update

from reportedly.reconcile import (
    Sought,
    all_copies,
    all_incidents,
    incident_called,
    incidents_sought,
    reconcile,
)
from reportedly.record import Record, ledger
from reportedly.record.tables import articles
from reportedly.review import reviewing
from reportedly.vocabulary import Incident, Reading

Make = Callable[..., Reading]

ARMY = (
    "A drone strike on the market in Kadugli killed 14 people on Wednesday, the army said, blaming "
    "the Rapid Support Forces. Shops in the town stayed shut and the road to El Obeid was closed."
)
REBELS = (
    "The Rapid Support Forces denied on Thursday that they had bombed the market in Kadugli a day "
    "earlier, and said an army warplane killed 20 civilians there on Wednesday."
)
HOSPITAL = (
    "Wounded traders filled the corridors of the hospital in Kadugli after Wednesday's strike on "
    "the market. A doctor, Amna Idris, said 14 people were killed."
)
NEXT_DAY = (
    "A drone strike on the market in Kadugli killed three people on Thursday, the army said, "
    "blaming the Rapid Support Forces."
)
OTHER_TOWN = (
    "A drone strike on the market in Dilling killed nine people on Wednesday, the army said, "
    "blaming the Rapid Support Forces."
)
REPRINT = ARMY + " (Nile Wire)"


@pytest.fixture
def reports(made: Make) -> dict[str, Reading]:
    """Return the reports by name."""
    return {
        "army": made("army", ARMY, "2026-03-05", "Nile Wire"),
        "rebels": made("rebels", REBELS, "2026-03-05", "Sahel Dispatch"),
        "hospital": made("hospital", HOSPITAL, "2026-03-06", "Kordofan Voice"),
        "next": made("next", NEXT_DAY, "2026-03-06", "Nile Wire"),
        "town": made("town", OTHER_TOWN, "2026-03-05", "Nile Wire"),
        "reprint": made("reprint", REPRINT, "2026-03-06", "Lowland Gazette"),
    }


def groups(record: Record) -> set[frozenset[str]]:
    """Return which articles tell of one violent incident."""
    return {
        frozenset(account.cell.article for account in one.accounts)
        for one in all_incidents(record)
        if one.kind == "violence"
    }


def of(record: Record, article: str) -> Incident:
    """Return the violent incident that an article tells of."""
    return next(
        one
        for one in all_incidents(record)
        if one.kind == "violence" and article in {it.cell.article for it in one.accounts}
    )


def test_accounts_of_one_incident_come_together_and_look_alikes_do_not(
    either: Record, reports: dict[str, Reading]
) -> None:
    for reading in reports.values():
        either.keep(reading)
    tally = reconcile(either)
    assert tally.reports == len(reports)
    assert frozenset({"army", "rebels", "hospital", "reprint"}) in groups(either)
    assert frozenset({"next"}) in groups(either)
    assert frozenset({"town"}) in groups(either)
    assert reconcile(either).reports == 0


def test_incident_tells_sides_figures_and_status(
    record: Record, reports: dict[str, Reading]
) -> None:
    for name in ("army", "rebels", "reprint"):
        record.keep(reports[name])
    reconcile(record)
    one = of(record, "army")
    assert one.status == "contested"
    assert (one.start, one.end) == ("2026-03-04", "2026-03-04")
    assert one.place is not None
    assert one.place.name == "Kadugli"
    assert {"SDN"} <= {account.side for account in one.accounts if account.side}
    assert one.copies == 1
    assert len(one.said_by) == 2  # the reprint is no witness of its own
    killed = next(it for it in one.figures if it.measure == "killed")
    assert (killed.low, killed.high) == (14, 20)
    assert any(relation.kind == "contradicts" for relation in one.relations)
    assert all(link.reasons for link in one.links)


def test_reprint_names_the_first_publication(record: Record, reports: dict[str, Reading]) -> None:
    for name in ("reprint", "army"):  # the copy is kept before its original
        record.keep(reports[name])
        reconcile(record)
    copies = {copy.article: copy for copy in all_copies(record)}
    assert set(copies) == {"reprint"}
    assert copies["reprint"].of == "army"
    assert copies["reprint"].share > 0.8


@pytest.mark.parametrize("seed", range(4))
def test_groups_do_not_depend_on_the_order_in_which_reports_come(
    record: Record, reports: dict[str, Reading], seed: int
) -> None:
    names = list(reports)
    random.Random(seed).shuffle(names)  # noqa: S311
    for name in names:
        record.keep(reports[name])
        reconcile(record)
    one_by_one = groups(record)
    with record.transaction(writes=True) as connection:
        ledger.nothing(connection)
    reconcile(record)
    assert groups(record) == one_by_one


def test_run_broken_off_goes_on_with_the_rest(record: Record, reports: dict[str, Reading]) -> None:
    for reading in reports.values():
        record.keep(reading)

    def stop(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reconcile(record, stop, portion=1)
    assert reconcile(record, portion=1).reports == len(reports) - 3
    in_portions = groups(record)
    with record.transaction(writes=True) as connection:
        ledger.nothing(connection)
    reconcile(record)
    assert groups(record) == in_portions


def test_late_report_joins_and_the_id_stays(record: Record, reports: dict[str, Reading]) -> None:
    for name in ("army", "rebels"):
        record.keep(reports[name])
    reconcile(record)
    before = of(record, "army")
    record.keep(reports["hospital"])
    reconcile(record)
    after = of(record, "hospital")
    assert after.id == before.id
    assert len(after.accounts) > len(before.accounts)


def test_what_a_person_parts_stays_apart(either: Record, reports: dict[str, Reading]) -> None:
    for name in ("army", "rebels"):
        either.keep(reports[name])
    reconcile(either)
    joined = of(either, "army")
    cell = next(it.cell for it in joined.accounts if it.cell.article == "rebels")
    with reviewing(either, "Ada") as reviewer:
        reviewer.split(joined.id, f"{cell.article}/{cell.entry}", "another market")
    reconcile(either)
    assert of(either, "army").id != of(either, "rebels").id
    either.keep(reports["hospital"])
    reconcile(either)
    assert of(either, "army").id != of(either, "rebels").id
    assert incident_called(either, joined.id).id in {
        of(either, "army").id, of(either, "rebels").id
    }  # fmt: skip


def test_what_a_person_joins_stays_joined_until_undone(
    record: Record, reports: dict[str, Reading]
) -> None:
    for name in ("army", "town"):
        record.keep(reports[name])
    reconcile(record)
    one, other = of(record, "army"), of(record, "town")
    assert one.id != other.id
    with reviewing(record, "Ada") as reviewer:
        decision = reviewer.merge(one.id, other.id, "same raid")
    reconcile(record)
    whole = of(record, "army")
    assert whole.id == of(record, "town").id
    assert any(link.author == "Ada" for link in whole.links)
    assert {incident_called(record, id_).id for id_ in (one.id, other.id)} == {whole.id}
    with reviewing(record, "Bo") as reviewer:
        reviewer.undo(decision.number)
    reconcile(record)
    assert of(record, "army").id != of(record, "town").id


def test_correction_of_a_cell_reaches_the_incident(
    record: Record, reports: dict[str, Reading]
) -> None:
    record.keep(reports["army"])
    reconcile(record)
    figure = next(it for it in reports["army"].figures if it.measure == "killed")
    with reviewing(record, "Ada") as reviewer:
        reviewer.correct(f"army/{figure.id}", "value", 15)
    reconcile(record)
    killed = next(it for it in of(record, "army").figures if it.measure == "killed")
    assert killed.high == 15


def test_filters_narrow_the_list(record: Record, reports: dict[str, Reading]) -> None:
    for reading in reports.values():
        record.keep(reading)
    reconcile(record)

    def ids(sought: Sought) -> set[str]:
        return {one.id for one in incidents_sought(record, sought)}

    market = of(record, "army").id
    assert ids(Sought(place="kadugli", until="2026-03-04", type="violence")) == {market}
    assert market not in ids(Sought(since="2026-03-05", type="violence"))
    assert market in ids(Sought(outlet="Sahel"))
    assert ids(Sought(country="UKR")) == set()
    assert len(incidents_sought(record, Sought(limit=1))) == 1


def test_report_that_a_later_version_supersedes_leaves_no_trace(
    record: Record, made: Make, reports: dict[str, Reading]
) -> None:
    record.keep(reports["army"])
    record.keep(reports["next"])
    reconcile(record)
    with record.transaction(writes=True) as connection:
        gone = articles.c.id == "next"
        connection.execute(update(articles).where(gone).values(superseded_by="later"))
    reconcile(record)
    assert groups(record) == {frozenset({"army"})}
