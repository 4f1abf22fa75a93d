"""Datelines, credits and whose an address is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake import Document, Hints, make_article
from reportedly.intake.credits import find_edges
from reportedly.intake.dateline import find_dateline
from reportedly.intake.dates import iso_of
from reportedly.intake.versions import lasting, standing_of, versioned
from reportedly.knowledge import load
from reportedly.knowledge.domains import domain_of
from reportedly.knowledge.schemas import Domain, Outlet
from reportedly.vocabulary import Credit

STORY = "Troops moved in on Friday, two officials said.\n" * 9


@pytest.mark.parametrize(
    ("opening", "written", "agency"),
    [
        ("KYIV, Ukraine (AP) — Russia struck", "KYIV, Ukraine", "AP"),
        ("KYIV (Reuters) - Russian forces", "KYIV", "Reuters"),
        ("GAZA/JERUSALEM, Oct 8 (Reuters) - Tanks", "GAZA/JERUSALEM", "Reuters"),
        ("MOSCOW, September 5. /TASS/. Air defence", "MOSCOW", "TASS"),
        ("BEIJING, Nov. 5 (Xinhua) -- China said", "BEIJING", "Xinhua"),
        ("PORT-AU-PRINCE, Haiti (AP) — Gangs", "PORT-AU-PRINCE, Haiti", "AP"),
        ("N'DJAMENA, Chad (AFP) – Rebels", "N'DJAMENA, Chad", "AFP"),
        ("WASHINGTON, D.C. — The envoy", "WASHINGTON, D.C.", None),
        ("KHARTOUM — The army said", "KHARTOUM", None),
        ("By Ann Smith\n\nKHARTOUM (Nile Wire) — The army said", "KHARTOUM", "Nile Wire"),
        ("(AFP) — The ministry", None, "AFP"),
        ("HARTFORD, Conn. (AP) — The state", "HARTFORD, Conn.", "AP"),
        ("MINSK (AP)_ The mayor", "MINSK", "AP"),
        ("HAVANA (AP ) --\nThe ministry", "HAVANA", "AP"),
        ("Minsk (AP) — The mayor", "Minsk", "AP"),
    ],
)
def test_datelines(opening: str, written: str | None, agency: str | None) -> None:
    found = find_dateline(opening)
    assert found is not None
    assert (found.written, found.agency) == (written, agency)


@pytest.mark.parametrize(
    "opening",
    [
        "Kyiv – Russia said", "The army – which shot first – said", "UPDATE - The army said",
        "Putin (left) — said", "TASS, September 5. The ministry", "U.S. – The envoy", "", "— x",
        "The Food Agency (FA) — which", "The Mayor Is (Finally) — gone", "Sen. Roe (R-Tex.) – x",
        "TWO MEN KILLED BY A TRAIN IN HIT - AND - RUN", "FIRE - TWO DEAD IN TOWN", "(NEW) — The",
        "NATO (AP", "It was over.\n\nKYIV fell silent", "BREAKING — Shots fired",
    ],
)  # fmt: skip
def test_what_is_no_dateline(opening: str) -> None:
    found = find_dateline(opening)
    assert found is None or found.written is None
    assert found is None or found.agency is None


AP = Credit("Associated Press", "agency", "credit line")


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("— Associated Press", AP),
        ("With AP", AP),
        ("Source: AP", AP),
        ("Original source | The Associated Press", AP),
        ("© 2025 The Associated Press. All rights reserved.", AP),
        ("Copyright 2025 AP", AP),
        ("Associated Press writer Jim Roe in Cairo contributed to this report.", AP),
        ("They left at dawn. (AP)", AP),
        ("With inputs from PTI", Credit("Press Trust of India", "agency", "credit line")),
        ("Via TASS", Credit("TASS", "agency", "credit line")),
        ("Source: Villagers Daily", Credit("Villagers Daily", "outlet", "credit line")),
        ("Republished from Villagers Daily", Credit("Villagers Daily", "outlet", "credit line")),
        ("Source: pravda.com.ua", Credit("Ukrainska Pravda", "outlet", "credit line")),
    ],
)
def test_credit_lines_at_the_end(line: str, credit: Credit) -> None:
    assert find_edges(STORY + line, (), "Paper").credits == (credit,)


@pytest.mark.parametrize(
    "line",
    [
        "He spoke to Reuters.", "The ministry said so (NATO)", "Photo: Reuters", "By Ann Smith",
        "Source: Getty", "Read more", "Source: 2025", "The paper was first published on 5 March.",
        "Officials told the Associated Press that the road was closed.", "Ends", "(Updates)",
    ],
)  # fmt: skip
def test_lines_that_credit_nobody(line: str) -> None:
    assert find_edges(STORY + line, (), "Paper").credits == ()


def test_a_source_named_within_the_story_is_no_credit() -> None:
    middle = STORY + "Source: AP\n" + STORY
    assert find_edges(middle, (), "Paper").credits == ()


@pytest.mark.parametrize("author", ["Reuters", "By Reuters Staff", "Ann Smith, Reuters",
                                    "Ann Smith | Reuters", "Ann Smith and Reuters"])  # fmt: skip
def test_agencies_in_bylines(author: str) -> None:
    found = find_edges(STORY, (author,), "Paper").credits
    assert found == (Credit("Reuters", "agency", "byline"),)
    assert find_edges(STORY, (author,), "Reuters").credits == ()  # its own copy


def test_bylines_that_stand_in_the_text() -> None:
    assert find_edges("By Reuters Staff\n" + STORY, (), None).credits[0].found == "byline"


def test_credits_go_into_the_article_once_with_those_of_the_caller() -> None:
    feed = Credit("Reuters", "agency", "feed source", "https://reuters.com")
    told = Document("KYIV (Reuters) - Shots.\n" + STORY, authors=("Reuters",))
    article = make_article(told, Hints(credits=(feed,), url="https://www.bbc.co.uk/1"))
    assert article.credits == (feed,)
    assert (article.dateline, article.outlet) == ("KYIV", "BBC")


@pytest.mark.parametrize(
    ("address", "outlet", "ownership"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC", "public"),
        ("http://edition.cnn.com:80/x?y#z", "CNN", "private"),
        ("https://t.me/Rybar/12", "Rybar", "private"),
        ("https://t.me/nobody_knows/12", "Telegram", "private"),
        ("tass.com", "TASS", "state"),
        ("https://user@mil.ru/a", "Russian Ministry of Defence", "armed_force"),
        ("https://notapnews.com/", None, None),
        ("https://apnews.com.evil.example/", None, None),
        ("https://[::1]/", None, None),
        ("", None, None),
        ("com", None, None),
    ],
)
def test_whose_an_address_is(address: str, outlet: str | None, ownership: str | None) -> None:
    found = domain_of(address)
    assert (found and found.outlet, found and found.ownership) == (outlet, ownership)


def test_platforms_are_nobodys_outlet() -> None:
    assert make_article(Document(STORY, url="https://t.me/nobody_knows/1"), Hints()).outlet is None
    assert make_article(Document(STORY, url="https://t.me/rybar/1"), Hints()).outlet == "Rybar"


def test_domains_are_many_unique_and_agree_with_the_outlets() -> None:
    rows = load(Domain, "actors/domains.csv")
    assert len(rows) > 250
    assert len({row.domain for row in rows}) == len(rows)
    assert {row.ownership for row in rows} == {
        "state", "public", "private", "party", "ngo", "government", "armed_force", "unknown",
    }  # fmt: skip
    outlets = {row.domain: row for row in load(Outlet, "actors/outlets.csv") if row.domain}
    for row in rows:
        if row.domain in outlets:
            assert (row.outlet, row.country) == (
                outlets[row.domain].name, outlets[row.domain].country,
            )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-06-13", "2025-06-13"),
        ("20250613", "2025-06-13"),
        ("2025-06-13T08:00:00Z", "2025-06-13T08:00:00+00:00"),
        ("2025-06-13 08:00 +0200", "2025-06-13T08:00:00+02:00"),
        ("2025-06-13 08:00:00 UTC", "2025-06-13T08:00:00"),
        ("Fri, 13 Jun 2025 23:30:00 -0500", "2025-06-13T23:30:00-05:00"),
        ("June 13, 2025", "2025-06-13"),
        ("13th of June 2025", None),
        ("Friday 13 June 2025, 8 am", "2025-06-13"),
        ("1749857400", "2025-06-13T23:30:00+00:00"),
        ("1749857400000", "2025-06-13T23:30:00+00:00"),
        ("2025-06", None),
        ("06/07/2025", None),
        ("31 February 2025", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_as_pages_and_mails_write_them(written: str, iso: str | None) -> None:
    assert iso_of(written) == iso


@pytest.mark.parametrize(
    ("status", "title", "standing"),
    [
        ("usable", None, "usable"), ("stat:canceled", None, "withdrawn"),
        (None, "KILL: x", "withdrawn"), (None, "CORRECTED-UPDATE 1-Drones fall", "corrected"),
        (None, "Kill switch found", "usable"), (None, "Correction officers strike", "usable"),
        (None, "UPDATE 2-Drones fall", "usable"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", "x", "withdrawn"),
    ],
)  # fmt: skip
def test_standings(status: str | None, title: str | None, standing: str) -> None:
    assert standing_of(status, title) == standing


def test_versions_share_their_lasting_id() -> None:
    assert versioned("urn:a b", "2") == "urn:a_b@2"
    assert versioned("x" * 900, "2").removesuffix("@2") == lasting("x" * 900)
    assert versioned("a", None) == lasting("a") == "a"


@given(st.text(max_size=400) | st.text("AB (),./-—–ab\n", max_size=400))
def test_edges_never_fail_and_never_take_long(text: str) -> None:
    begun = time.process_time()
    find_edges(text, (text[:80],), text[:10])
    iso_of(text)
    standing_of(text, text)
    domain_of(text)
    versioned(text, text)
    assert time.process_time() - begun < 0.5
