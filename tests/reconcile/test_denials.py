"""What counts as saying that something is not so."""

from __future__ import annotations

import pytest

from reportedly.reconcile.denials import alleges, said_and_denied


@pytest.mark.parametrize(
    "words",
    [
        "The clinic could reopen if no further shells fell.",
        "The ministry gave no figure for the missiles used.",
        "He said nothing after that.",
        "The president sees no need for a force.",
        "It was not known who had fired.",
    ],
)
def test_what_depends_is_not_told_or_stands_nowhere_is_not_denied(words: str) -> None:
    assert not any(said_and_denied(words)[1])


@pytest.mark.parametrize(
    ("rejected", "alleged"),
    [
        ("reports of damage to homes", True),
        ("the accusation as a lie", True),
        ("that its troops had been in the town", True),
        ("that", True),
        ("that invitation, and others before it", False),
        ("any need for a peacekeeping force", False),
        ("to go into detail", False),
        ("the demand of a withdrawal", False),
    ],
)
def test_an_allegation_may_be_untrue_an_offer_may_not(rejected: str, alleged: bool) -> None:
    assert alleges(rejected) is alleged
