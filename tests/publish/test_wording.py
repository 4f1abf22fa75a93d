"""Numbers, times and claims are put in words that say no more than the reading does."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.publish import wording
from reportedly.publish.cards import Ledger
from reportedly.publish.side_by_side import bounds, comparisons
from reportedly.vocabulary import Article, Figure, Place, Reading, Span, Time


def figure(comparator: str, value: float | None = None, low: float | None = None,
           high: float | None = None, **more: Any) -> Figure:  # fmt: skip
    plain = {"id": "f1", "measure": "killed", "unit": "people", "span": Span(0, 6)}
    return Figure(**{**plain, "value": value, "low": low, "high": high,
                     "comparator": comparator, **more})  # fmt: skip


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (figure("exactly", 157), "157 people"),
        (figure("exactly", 1234567), "1,234,567 people"),
        (figure("exactly", 2.5, unit="km"), "2.5 km"),
        (figure("about", 300), "about 300 people"),
        (figure("about", None, 20, 30), "about 20 to 30 people"),
        (figure("at_least", 15), "at least 15 people"),
        (figure("at_least", None, 15), "at least 15 people"),
        (figure("more_than", None, 40), "more than 40 people"),
        (figure("at_most", None, None, 9), "at most 9 people"),
        (figure("fewer_than", 9, None, 9), "fewer than 9 people"),
        (figure("between", None, 10, 20), "between 10 and 20 people"),
        (figure("between", None, 10, None), "10 people"),
        (figure("exactly"), "dozens people"),
        (figure("at_least", unit="dozens"), "dozens"),
        (figure("exactly", 7, unit=None), "7"),
    ],
)
def test_figure_in_words(one: Figure, told: str) -> None:
    assert wording.counted(one, "dozens") == told


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        ("2025-03-01", "2025-03-01", "day", "2025-03-01"),
        ("2025-03-01", "2025-03-07", "week", "2025-03-01 to 2025-03-07 (week)"),
        ("2025-03-01", None, "open", "since 2025-03-01"),
        (None, "2025-03-01", "open", "until 2025-03-01"),
        (None, None, "day", "not resolved"),
    ],
)
def test_time_in_words(start: str | None, end: str | None, precision: Any, told: str) -> None:
    assert wording.when(Time("t0", Span(0, 1), start, end, precision, "explicit")) == told


def test_place_is_not_said_to_lie_in_itself() -> None:
    place = Place("p0", "Geneva", "city", country="CHE", admin1="Geneva")
    assert wording.whereabouts(place) == "CHE"


def test_whose_claim_a_figure_is(rich: Reading) -> None:
    ledger = Ledger(rich)
    told = {f.id: "".join(p.words for p in ledger.claimant(f.statement)) for f in rich.figures}
    assert told["f1"] == "Sudanese Armed Forces"
    assert told["f4"] == "the report itself"


def test_nested_claim_names_everyone_who_tells_it(rich: Reading) -> None:
    told = "".join(phrase.words for phrase in Ledger(rich).claimant("s6"))
    assert told == "witnesses, as told by Nabil Abdallah"


def test_claim_of_a_lost_statement_does_not_become_the_reports_own(rich: Reading) -> None:
    assert Ledger(rich).claimant("gone")[0].words == "a speaker not named"


@pytest.mark.parametrize(
    ("one", "ends"),
    [
        (figure("exactly", 5), (5, 5)),
        (figure("at_least", 5, 5, 5), (5, None)),
        (figure("at_most", 5), (0, 5)),
        (figure("between", None, 4, 6), (4, 6)),
        (figure("about", None, None, None), None),
        (figure("exactly", -3), None),
        (figure("exactly", float("inf")), None),
        (figure("exactly", float("nan")), None),
    ],
)
def test_bar_shows_what_is_claimed_and_no_more(one: Figure, ends: Any) -> None:
    assert bounds(one) == ends


def test_only_the_same_measure_and_unit_stand_side_by_side(rich: Reading) -> None:
    (killed,) = comparisons(Ledger(rich))
    assert killed.title == "killed: people"
    assert [(claim.told, claim.open) for claim in killed.claims] == [
        ("at least 31", True), ("9", False),
    ]  # fmt: skip
    army, rsf = killed.claims
    assert rsf.sure / army.sure == pytest.approx(9 / 31)


def test_one_speakers_own_figures_are_no_comparison() -> None:
    several = (figure("exactly", 5), figure("exactly", 5, id="f2"), figure("about", 9, id="f3"))
    reading = Reading(Article("r1", "5 died"), "reader", figures=several)
    assert comparisons(Ledger(reading)) == []


def test_measure_is_not_told_twice() -> None:
    ledger = Ledger(Reading(Article("r1", "26 countries"), "reader"))
    countries = figure("exactly", 26, measure="countries", unit="countries")
    assert ledger.count_and_measure(countries) == ["26 countries"]
    assert ledger.count_and_measure(figure("exactly", 5)) == ["5 people", "killed"]
