"""How accounts of one incident relate: contradiction is stated by conditions, not felt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reconcile.relations import relations, why
from reportedly.vocabulary import Account, Cell, EventStatus, Span, Told

DAY = date(2026, 3, 4)
NEXT = date(2026, 3, 5)


def told(
    article: str,
    low: float | None,
    high: float | None,
    *,
    measure: str = "killed",
    unit: str | None = "people",
    origin: str | None = None,
    published: date | None = DAY,
    basis: tuple[str, ...] = (),
) -> Told:
    """Return a figure of an account; its side is that of its origin."""
    side = origin.removeprefix("side:") if origin and origin.startswith("side:") else None
    return Told(
        Cell(article, f"f{low}{measure}"), measure, unit, low, high, "exactly", origin, side,
        origin, published, Span(0, 1), str(low), None, basis,
    )  # fmt: skip


def account(
    article: str,
    *figures: Told,
    origin: str | None = None,
    status: EventStatus = "claimed",
    doers: tuple[str, ...] = (),
    holds: tuple[str, ...] = (),
    rejects: tuple[str, ...] = (),
    speaker: str | None = "somebody",
) -> Account:
    """Return an account; its side is that of its origin."""
    side = origin.removeprefix("side:") if origin and origin.startswith("side:") else None
    return Account(
        Cell(article, "e1"), article, DAY, speaker, side, origin, f"outlet:{article}", status,
        "report", (), (), doers, (Span(0, 1),), "x", figures, holds, rejects,
    )  # fmt: skip


def kinds(*accounts: Account) -> list[str]:
    """Return the kinds of relations among accounts."""
    return [one.kind for one in relations(accounts)]


def of_two(one: Told, other: Told) -> tuple[str, tuple[str, ...]] | None:
    """Return how two figures of two accounts relate, and why they don't contradict."""
    pair = [
        account(it.cell.article, it, origin=it.origin, speaker=it.origin) for it in (one, other)
    ]
    found = relations(tuple(pair))
    return (found[0].kind, why(found[0])) if found else None


def test_two_sides_that_count_the_same_differently_contradict() -> None:
    one = told("a", 17, 17, origin="side:SDN")
    other = told("b", 34, 34, origin="side:SDN-Rapid Support Forces")
    assert of_two(one, other) == ("contradicts", ())


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"unit": "children"}, "other_unit"),
        ({"basis": ("window",)}, "other_window"),
        ({"basis": ("scope",)}, "other_scope"),
        ({"measure": "casualties"}, "other_measure"),
    ],
)
def test_a_condition_that_fails_tells_why_two_figures_differ(
    changed: dict[str, object], reason: str
) -> None:
    one = told("a", 17, 17, origin="side:UKR")
    other = told("b", 34, 34, origin="side:RUS", **changed)  # type: ignore[arg-type]
    found = of_two(one, other)
    assert found is not None
    assert found[0] == "differs"
    assert reason in found[1]


def test_the_conditions_are_kept_with_what_they_were_found_on() -> None:
    one, other = told("a", 2, 2, origin="side:UKR"), told("b", 5, 5, origin="side:RUS")
    pair = (account("a", one, origin="side:UKR"), account("b", other, origin="side:RUS"))
    checks = {check.name: check for check in relations(pair)[0].checks}
    assert {"same_measure", "same_unit", "same_window", "same_scope", "same_moment"} <= set(checks)
    assert all(check.holds and check.detail for check in checks.values())


def test_a_higher_count_of_the_next_day_is_an_update_and_a_lower_one_contradicts() -> None:
    first = told("a", 3, 3, origin="side:COL")
    more = told("b", 5, 5, origin="hospital:Piloto Hospital", published=NEXT)
    fewer = told("b", 1, 1, origin="hospital:Piloto Hospital", published=NEXT)
    assert of_two(first, more) == ("updates", ("later_count",))
    assert of_two(first, fewer) == ("contradicts", ())


def test_opposed_sides_do_not_go_on_counting_from_each_other() -> None:
    first = told("a", 17, 17, unit="soldiers", origin="side:SDN")
    later = told("b", 210, 210, unit="soldiers", origin="side:SDN-RSF", published=NEXT)
    assert of_two(first, later) == ("contradicts", ())


def test_what_burned_is_not_found_out_little_by_little() -> None:
    first = told("a", 12, 12, measure="destroyed", unit="lorries", origin="side:MLI")
    later = told("b", 39, None, measure="destroyed", unit="tankers", origin="person:A B",
                 published=NEXT)  # fmt: skip
    assert of_two(first, later) == ("contradicts", ())


def test_on_one_day_only_words_make_a_count_a_later_one() -> None:
    first = told("a", 8, 8, origin="side:ETH")
    plain = told("b", 11, 11, origin="person:A B")
    counted_on = told("b", 11, 11, origin="person:A B", basis=("later",))
    assert of_two(first, plain) == ("contradicts", ())
    assert of_two(first, counted_on) == ("updates", ("later_count",))


def test_ranges_that_meet_corroborate_if_the_origins_are_independent() -> None:
    at_least = told("a", 8, None, origin="person:A B")
    exact = told("b", 9, 9, origin="side:PSE")
    assert of_two(at_least, exact) == ("corroborates", ("ranges_meet",))
    same_side = told("b", 8, None, origin="side:PSE")
    assert of_two(told("a", 8, None, origin="side:PSE"), same_side) is None


def test_nobody_contradicts_some_of_any_kind() -> None:
    nobody = told("a", 0, 0, origin="side:COL")
    assert (
        of_two(nobody, told("b", 4, 4, unit="officers", origin="side:COL-group"))[0]
        == "contradicts"
    )  # type: ignore[index]
    unhurt = told("a", 0, 0, measure="wounded", unit=None, origin="side:UKR")
    assert of_two(unhurt, told("b", 5, 5, unit="servicemen", origin="side:RUS"))[0] == "contradicts"  # type: ignore[index]


def test_a_part_is_not_compared_with_the_whole() -> None:
    part = told("a", 2, 2, origin="side:COL", basis=("part",))
    assert of_two(part, told("b", 5, 5, origin="side:RUS")) is None


def test_a_report_in_its_own_voice_contradicts_nobody() -> None:
    own = told("a", 3, 3)
    accounts = account("a", own, speaker=None), account("b", told("b", 9, 9, origin="side:RUS"))
    assert kinds(*accounts) == ["differs"]


def test_no_casualties_contradicts_some_wounded() -> None:
    none = told("a", 0, 0, measure="casualties", unit="casualties", origin="side:IRQ")
    some = told("b", 2, 2, measure="wounded", unit="guards", origin="organisation:union")
    assert of_two(none, some) == ("contradicts", ())


def test_a_word_that_one_says_and_another_says_is_not_so_contradicts() -> None:
    paid = replace(account("a", origin="person:Nina Roth"), words="Money was paid for the ransom.")
    not_paid = replace(account("b", origin="side:CHE"), words="No ransom was paid, Bern said.")
    other = replace(account("c", origin="side:NER"), words="Nobody was hurt at the well.")
    assert kinds(paid, not_paid) == ["contradicts"]
    assert kinds(paid, other) == []
    silent = replace(not_paid, words="The ministry did not comment on the ransom.")
    assert kinds(paid, silent) == []


def test_a_bare_denial_contradicts_what_its_report_tells_before_it() -> None:
    early = replace(account("a", origin="organisation:mission"), evidence=(Span(0, 20),))
    first = replace(
        account("a", origin="side:XKX"), cell=Cell("a", "e30"), evidence=(Span(30, 50),)
    )
    reply = replace(
        account("a", origin="side:SRB", status="denied"),
        cell=Cell("a", "s60"), act="deny", evidence=(Span(60, 90),),
    )  # fmt: skip
    found = relations((early, first, reply, account("b", origin="side:XKX")))
    assert [(one.kind, one.a, one.b) for one in found] == [("contradicts", first.cell, reply.cell)]


def test_a_denial_contradicts_who_blames_the_one_that_denies() -> None:
    blame = account("a", origin="side:ARM", doers=("AZE",))
    denial = account("b", origin="side:AZE", status="denied", doers=("AZE",))
    assert kinds(blame, denial) == ["contradicts"]
    other = account("b", origin="side:GEO", status="denied", doers=("GEO",))
    assert kinds(blame, other) == []


def test_each_blaming_the_other_contradicts_but_each_telling_its_own_deeds_does_not() -> None:
    one = account("a", origin="side:SDN", doers=("SDN-RSF",))
    other = account("b", origin="side:SDN-RSF", doers=("SDN",))
    assert kinds(one, other) == ["contradicts"]
    mine = account("a", origin="side:ETH", doers=("ETH",))
    theirs = account("b", origin="side:ETH-Fano", doers=("ETH-Fano",))
    assert kinds(mine, theirs) == []


def test_who_rejects_a_claim_contradicts_who_holds_it() -> None:
    held = account("a", origin="side:ISR", holds=("military_target",))
    rejected = account("b", origin="side:PSE", rejects=("military_target",))
    assert kinds(held, rejected) == ["contradicts"]
    assert kinds(held, account("b", origin="side:PSE", rejects=("taken",))) == []
    assert kinds(held, account("b", origin="side:ISR", rejects=("military_target",))) == []


ORIGINS = st.sampled_from([None, "side:UKR", "side:RUS", "hospital:H", "person:A B"])


@st.composite
def figures(draw: st.DrawFn, article: str) -> Told:
    low = draw(st.integers(0, 6))
    return told(
        article,
        float(low),
        draw(st.sampled_from([float(low), None, float(low + 2)])),
        unit=draw(st.sampled_from(["people", "soldiers", None])),
        origin=draw(ORIGINS),
        published=draw(st.sampled_from([None, DAY, NEXT])),
        basis=draw(st.sampled_from([(), ("later",), ("window",), ("bound",)])),
    )


@given(figures("a"), figures("b"))
def test_how_two_figures_relate_does_not_depend_on_which_comes_first(
    one: Told, other: Told
) -> None:
    assert of_two(one, other) == of_two(other, one)


@given(figures("a"), figures("b"))
def test_figures_that_contradict_share_no_value_and_no_origin(one: Told, other: Told) -> None:
    found = of_two(one, other)
    if found and found[0] == "contradicts":
        assert one.origin != other.origin
        ends = [
            (it.low or 0, it.high if it.high is not None else float("inf")) for it in (one, other)
        ]
        assert max(low for low, _ in ends) > min(high for _, high in ends)


@given(figures("a"), figures("b"), figures("c"))
def test_relations_do_not_depend_on_the_order_of_accounts(a: Told, b: Told, c: Told) -> None:
    accounts = [account(it.cell.article, it, origin=it.origin) for it in (a, b, c)]
    told_in = {
        frozenset((one.kind, one.a, one.b, one.measure) for one in relations(tuple(order)))
        for order in permutations(accounts)
    }
    assert len(told_in) == 1


GOVERNOR = "Wreckage of a drone fell on an industrial enterprise and caused a fire, he confirmed."
CHANNELS = "Channels said that the refinery was hit."


@pytest.mark.parametrize(
    ("partial", "whole", "told"),
    [
        (GOVERNOR, CHANNELS, True),
        ("A fire broke out at the factory.", "A strike on the fuel depot was reported.", True),
        ("A fire broke out at a school.", CHANNELS, False),
        ("There was no fire at the plant.", CHANNELS, False),
        ("The plant was hit and is burning.", CHANNELS, False),
        (GOVERNOR, "The refinery was not hit.", False),
    ],
)
def test_a_fire_at_a_place_agrees_in_part_with_a_hit_on_it(
    partial: str, whole: str, told: bool
) -> None:
    one = replace(account("a", origin="side:UKR"), words=partial)
    other = replace(account("b", origin=None, speaker="channels"), words=whole)
    found = [it for it in relations((one, other)) if it.kind == "agrees_in_part"]
    assert bool(found) == told
    for it in found:
        assert (it.a, it.b) == (one.cell, other.cell)
        assert {check.name for check in it.checks if not check.holds} == {"same_effect"}


def test_one_source_does_not_agree_with_itself_in_part() -> None:
    one = replace(account("a", origin="side:UKR"), words=GOVERNOR)
    other = replace(account("b", origin="side:UKR"), words=CHANNELS)
    assert kinds(one, other) == []
