"""Whose word it is: sides from titles and bodies, sources counted once, witnesses apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from reportedly.reconcile import all_incidents, reconcile
from reportedly.reconcile.blame import blamed_in, denies_deed
from reportedly.reconcile.claims import claims_in
from reportedly.reconcile.origins import settle
from reportedly.reconcile.sides import party_in, side_in
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.voices import Voice, voice_of
from reportedly.record import Record
from reportedly.vocabulary import Account, Cell, Credit, Incident, Reading, Span

Make = Callable[..., Reading]


@pytest.mark.parametrize(
    ("words", "home", "side"),
    [
        ("mayor Ana Díaz", "COL", "COL"),
        ("the Cauca police commander", "COL", "COL"),
        ("Russia's Defence Ministry", "UKR", "RUS"),
        ("the defence ministry in Moscow", "UKR", "RUS"),
        ("the army", "PSE", "ISR"),
        ("the health ministry", "PSE", "PSE"),
        ("Hamas", "PSE", "PSE"),
        ("the Rapid Support Forces", "SDN", "SDN-Rapid Support Forces"),
        ("RSF adviser Omar Tayeb", "SDN", "SDN-Rapid Support Forces"),
        ("the paramilitary command", "SDN", "SDN-group"),
        ("a surgeon at the hospital", "SDN", None),
        ("the United Nations rights office", "SDN", None),
    ],
)
def test_descriptions_tell_whose_side_somebody_speaks_for(
    words: str, home: str, side: str | None
) -> None:
    assert side_in(words, home) == side


def test_the_longest_word_of_a_description_tells() -> None:
    assert party_in("a lawmaker on the parliament's defence committee").kind == "state"
    assert party_in("the township defence committee").kind == "group"
    assert party_in("the city's emergency hospital").kind == "medical"


def origins_in(made: Make, words: str, day: str = "2026-03-05") -> dict[str, str | None]:
    """Return the origins of a report's statements by the words for their speakers."""
    known = Told(made(f"o{abs(hash(words))}", words, day))
    return {
        one.speaker.span.of(known.text): voice_of(known, one).origin
        for one in known.reading.statements
        if one.speaker
    }


def test_organs_of_one_side_are_one_origin_and_hospitals_and_residents_their_own(
    made: Make,
) -> None:
    found = origins_in(
        made,
        "The governor said that a strike on Kharkiv killed four people. The State Emergency "
        "Service said that rescuers found two bodies. A doctor at Kharkiv City Hospital, "
        "Olha Bilyk, said that nine people were wounded. Pensioner Maria Hnatiuk said that the "
        "roof fell in.",
    )
    sides = [one for one in found.values() if one == "side:UKR"]
    assert len(sides) >= 2
    assert "hospital:Kharkiv City Hospital" in found.values()
    assert "person:Maria Hnatiuk" in found.values()


def test_a_surname_has_the_side_that_its_introduction_tells(made: Make) -> None:
    found = origins_in(
        made,
        "Troops held the bridge at Izium, army spokesman Major Ivan Klym said on Tuesday. Klym "
        "said that two soldiers were killed.",
    )
    assert found["Klym"] == "side:UKR"


def test_nameless_speakers_are_no_origin(made: Make) -> None:
    found = origins_in(
        made, "Witnesses said that a drone hit the market in Kadugli. Officials said nothing."
    )
    assert found["Witnesses"] is None


def account(
    article: str,
    side: str | None = None,
    speaker: str | None = None,
    origin: str | None = None,
    doers: tuple[str, ...] = (),
) -> Account:
    """Return an account that somebody tells."""
    origin = origin or (f"side:{side}" if side else None)
    return Account(
        Cell(article, "e1"), article, None, speaker, side, origin, f"outlet:{article}", "claimed",
        None, (), (), doers, (Span(0, 1),), "x",
    )  # fmt: skip


def test_a_group_left_unnamed_is_the_only_one_that_is_named() -> None:
    accounts = [account("a", "SDN-group"), account("b", "SDN", doers=("SDN-Rapid Support Forces",))]
    assert {one.side for one in settle(accounts)} == {"SDN-Rapid Support Forces", "SDN"}
    two = [*accounts, account("c", "SDN-Other Movement")]
    assert "SDN-group" in {one.side for one in settle(two)}


def test_a_person_is_of_the_side_for_which_another_report_has_them_speak() -> None:
    accounts = [
        account("a", None, "Omar Tayeb", "person:Omar Tayeb"),
        account("b", "SDN-Rapid Support Forces", "Omar Tayeb"),
    ]
    assert {one.origin for one in settle(accounts)} == {"side:SDN-Rapid Support Forces"}


def test_settling_does_not_depend_on_order_and_changes_nothing_again() -> None:
    accounts = [
        account("a", "SDN-group", "Omar Tayeb"),
        account("b", None, "Omar Tayeb", "person:Omar Tayeb"),
        account("c", "SDN", doers=("SDN-Rapid Support Forces", "SDN-group")),
    ]
    told = {frozenset(settle(order)) for order in permutations(accounts)}
    assert len(told) == 1
    once = settle(accounts)
    assert settle(once) == once


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("An army warplane bombed the market.", ("SDN",)),
        ("A craft flown by the militia dropped two bombs.", ("SDN-group",)),
        ("The governor blamed the Rapid Support Forces.", ("SDN-Rapid Support Forces",)),
        ("Azerbaijani troops opened fire near the village.", ("AZE",)),
        ("No aircraft of ours was in the air.", ()),
        ("A drone hit the market.", ()),
    ],
)
def test_words_blame_whoever_owns_what_it_was_done_with(words: str, sides: tuple[str, ...]) -> None:
    assert blamed_in(words, "SDN") == sides


def test_no_comment_denies_nothing() -> None:
    speaker = Voice("the army", "SDN", "side:SDN")
    assert denies_deed("Not one shell was fired from our positions, it said.", speaker)
    assert denies_deed("It had nothing to do with the attack, the army said.", speaker)
    assert not denies_deed("The army did not comment on the attack.", speaker)
    assert not denies_deed("The army said it was looking into the strike.", speaker)
    assert not denies_deed("No drone hit us, he said.", Voice("a trader", None, "person:A B"))


def test_claims_are_held_or_rejected_by_what_stands_before_them() -> None:
    assert claims_in("It struck a command room.") == (frozenset({"military_target"}), frozenset())
    assert claims_in("No gunman was inside.") == (frozenset(), frozenset({"military_target"}))
    held, rejected = claims_in("The attack was repelled and the base held out.")
    assert (held, rejected) == (frozenset(), frozenset({"taken"}))


STRIKE = (
    "A drone strike on the market in Kadugli killed 14 people on Wednesday, the army said, blaming "
    "the Rapid Support Forces."
)
SAME_SIDE = (
    "Fourteen people were killed when a drone struck the market in Kadugli on Wednesday, the "
    "governor of South Kordofan said."
)
HOSPITAL = (
    "The strike on the market in Kadugli killed 14 people on Wednesday, said Amna Idris, a doctor "
    "at Kadugli Hospital."
)
DENIAL = (
    "The Rapid Support Forces denied on Thursday that they had carried out Wednesday's drone "
    "strike on the market in Kadugli."
)


def incident_of(record: Record) -> Incident:
    """Return the incident with most accounts."""
    reconcile(record)
    return max(all_incidents(record), key=lambda one: len(one.accounts))


def test_two_organs_of_a_side_are_two_witnesses_and_one_origin(made: Make, record: Record) -> None:
    record.keep(made("w1", STRIKE, "2026-03-05", "Nile Wire"))
    record.keep(made("w2", SAME_SIDE, "2026-03-05", "Sahel Dispatch"))
    found = incident_of(record)
    assert len({one.cell.article for one in found.accounts}) == 2
    assert found.said_by == ("outlet:Nile Wire", "outlet:Sahel Dispatch")
    assert found.origins == ("side:SDN",)
    assert found.status == "single_source"


def test_an_independent_source_corroborates_and_a_denial_contests(
    made: Make, record: Record
) -> None:
    record.keep(made("w1", STRIKE, "2026-03-05", "Nile Wire"))
    record.keep(made("w3", HOSPITAL, "2026-03-05", "Kordofan Voice"))
    found = incident_of(record)
    assert found.origins == ("hospital:Kadugli Hospital", "side:SDN")
    assert found.status == "corroborated"
    record.keep(made("w4", DENIAL, "2026-03-05", "Red Sea Post"))
    contested = incident_of(record)
    assert contested.status == "contested"
    assert "side:SDN-Rapid Support Forces" not in contested.origins


def test_copy_that_credits_an_agency_is_witnessed_by_the_agency(made: Make, record: Record) -> None:
    reading = made("w5", STRIKE, "2026-03-05", "Lowland Gazette")
    credited = replace(reading.article, credits=(Credit("Nile Wire", "agency", "credit line"),))
    record.keep(replace(reading, article=credited))
    assert incident_of(record).said_by == ("outlet:Nile Wire",)
