"""Where and when a deed was, of all the places and days that a report names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.reconcile import all_incidents, reconcile
from reportedly.reconcile.accounts import accounts_of
from reportedly.reconcile.denials import said_and_denied
from reportedly.reconcile.happenings import happenings
from reportedly.reconcile.incidents import Printed, incident
from reportedly.reconcile.naming import Names, placed_in
from reportedly.reconcile.scenes import role_of
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.traces import Trace, traces
from reportedly.reconcile.voices import seen_by
from reportedly.record import Record
from reportedly.vocabulary import Reading, Span

Make = Callable[..., Reading]


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("A bomb went off in Sibi on Monday.", "Sibi", "scene"),
        ("The Lahore-bound train was hit near Sibi.", "Lahore", "away"),
        ("The wounded were flown to Lahore.", "Lahore", "away"),
        ("A driver from Lahore was among the dead.", "Lahore", "away"),
        ("Two died in a hospital in Lahore.", "Lahore", "weak"),
        ("Officials in Lahore said so.", "Lahore", "weak"),
        ("LAHORE, May 3 (AXN) - A bomb went off in Sibi.", "LAHORE", "weak"),
        ("KANDAHAR — A bomb went off.", "KANDAHAR", "weak"),
    ],
)
def test_words_around_a_place_tell_whether_it_is_the_scene(
    words: str, name: str, role: str
) -> None:
    at = words.index(name)
    assert role_of(words, Span(at, at + len(name))) == role


def first_trace(reading: Reading) -> Trace:
    """Return the trace of what a report tells first."""
    told = Told(reading)
    return traces(told, happenings(told))[0]


def test_the_seat_of_who_speaks_is_not_the_scene(made: Make) -> None:
    report = made(
        "seat",
        "KABUL, May 3 (AXN) - A roadside bomb killed four people in Herat on Saturday, officials "
        "in Kandahar said.",
        "2026-05-03",
    )
    assert [spot.name for spot in first_trace(report).spots] == ["Herat"]


def test_the_day_of_a_burial_is_not_that_of_the_deed(made: Make) -> None:
    report = made(
        "burial",
        "Villagers near Maiduguri buried 12 people on Friday who were killed in an air strike.",
        "2026-05-03",
    )
    assert first_trace(report).hours is None


def test_a_night_earlier_is_the_night_before_the_main_deed(made: Make) -> None:
    report = made(
        "earlier",
        "A drone strike killed three people in Sumy on Friday, the governor said. It was the "
        "second such night. An attack on the city a night earlier killed two people, he said.",
        "2026-05-03",
    )
    told = Told(report)
    main, before = traces(told, happenings(told))[:2]
    assert main.hours is not None
    assert before.hours is not None
    assert main.hours[0] // 24 - before.hours[0] // 24 == 1


def test_what_the_words_place_and_the_headline_count_as_names_of_the_scene(made: Make) -> None:
    assert placed_in("They fled the village of Oussourou near Kaya.") >= {"oussourou", "kaya"}
    bare = made("headline", "Shells fell on the school. Nine children died.", "2026-05-03")
    title = "After the shells: a school in Oussourou counts"
    told = Told(replace(bare, article=replace(bare.article, title=title)))
    assert "oussourou" in Names(told).called(happenings(told)[0], ())


def test_who_buried_or_counted_the_dead_vouches_for_them(made: Make) -> None:
    report = made(
        "buried",
        "A bomb tore through the market in Kadugli on Monday. Volunteers of the Red Crescent "
        "buried 24 people behind the chapel.",
        "2026-05-03",
    )
    told = Told(report)
    assert seen_by(told, (told.sentences[1],)).name is not None
    assert seen_by(told, (told.sentences[0],)).name is None


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("The ministry said that no ransom was paid.", {"ransom", "paid"}),
        ("Nobody had crossed the river, he said.", {"cros", "riv"}),
        ("The army denied using mortars.", {"mortar"}),
        ("He said his men were holding nobody.", {"hold"}),
        ("The army did not comment on the mortars.", set()),
        ("It was not clear who had fired.", set()),
    ],
)
def test_only_what_is_said_not_to_be_so_is_denied(words: str, denied: set[str]) -> None:
    assert set().union(*said_and_denied(words)[1]) == denied


def test_a_report_of_two_towns_gives_each_incident_one_account(made: Make, record: Record) -> None:
    here = "A car bomb killed three people in Jamundí on Saturday, the mayor said."
    there = (
        "A car bomb killed three people in Santander de Quilichao on Saturday, the police said. "
        "The bomb in Jamundí had killed three people two hours before, the mayor there said."
    )
    record.keep(made("here", here, "2026-06-07", "Cauca Daily"))
    record.keep(made("there", there, "2026-06-07", "Valle Post"))
    reconcile(record)
    deeds = [one for one in all_incidents(record) if one.kind == "violence"]
    assert len(deeds) == 2
    assert sorted(one.place.name for one in deeds if one.place) == [
        "Jamundí", "Santander de Quilichao",
    ]  # fmt: skip


def test_what_somebody_says_beside_a_deed_is_an_account_but_no_deed(made: Make) -> None:
    words = (
        "A mine killed two sappers outside Jalalabad on Thursday, the governor said. The district "
        "head, Qasim Noor, said that the road belonged to the old airport."
    )
    told = Told(made("remark", words, "2026-05-03"))
    (deed,) = [one for one in happenings(told) if one.family == "violence"]
    assert any(telling.remark for telling in deed.told)
    assert "airport" not in traces(told, [deed])[0].words.others


def test_accounts_of_one_incident_only_by_way_of_others_do_not_contradict(made: Make) -> None:
    words = "A drone strike on the market in {} killed {} people on Monday, the {} said."
    reports = [
        made("near", words.format("Kadugli", "nine", "army"), "2026-05-05"),
        made("far", words.format("Dilling", "four", "Rapid Support Forces"), "2026-05-05"),
    ]
    traced, accounts = [], []
    for report in reports:
        told = Told(report)
        found = happenings(told)[:1]
        traced += traces(told, found)
        accounts += accounts_of(told, found[0])
    for likely, kind in ((True, "contradicts"), (False, "differs")):
        printed = Printed({}, {}, lambda *_, it=likely: it)
        (figures,) = [
            one for one in incident("i", traced, accounts, printed).relations if one.measure
        ]
        assert figures.kind == kind
    assert figures.checks[0].name == "same_incident"
