"""A page shows the article as it is, each entry on its own words, and lets nothing in."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from importlib.resources import files
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from lxml import html

from reportedly.publish import html_book, html_page
from reportedly.publish.segments import marks_of
from reportedly.vocabulary import Article, Reading, Span

OURS = re.findall(
    r"\w+",
    "a article blockquote body caption circle dd div dl dt figcaption figure footer g h1 h2 h3 h4 "
    "h5 head header html input label li line main mark meta nav ol output p path rect script "
    "section span strong style svg table tbody td text th thead title tr ul",
)


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def article_of(page: html.HtmlElement, nth: int = 0) -> html.HtmlElement:
    return page.xpath("//div[@class='words']")[nth]


def covered(spans: list[Span]) -> list[int]:
    return sorted({at for span in spans for at in range(*span)})


@pytest.fixture(scope="module")
def page(rich: Reading) -> html.HtmlElement:
    return parsed(html_page(rich))


@pytest.fixture(params=["rich", "hostile"])
def either(request: pytest.FixtureRequest) -> Reading:
    reading: Reading = request.getfixturevalue(request.param)
    return reading


def test_page_without_its_tags_is_the_article(rich: Reading, page: html.HtmlElement) -> None:
    assert article_of(page).text_content() == rich.article.text


def test_odd_characters_change_neither_length_nor_neighbours(hostile: Reading) -> None:
    shown = article_of(parsed(html_page(hostile))).text_content()
    text = hostile.article.text
    assert len(shown) == len(text)
    changed = {(old, new) for old, new in zip(text, shown, strict=True) if old != new}
    assert {new for _, new in changed} <= {"\ufffd", " "}
    assert all(not old.isprintable() for old, _ in changed)


def test_every_entry_is_highlighted_on_exactly_its_words(either: Reading) -> None:
    page = parsed(html_page(either))
    words = article_of(page)
    shown = words.text_content()
    spans: dict[str, list[Span]] = {}
    for mark in marks_of(either):
        spans.setdefault(mark.entry, []).append(mark.span)
    plain = {entry: it for entry, it in spans.items() if re.fullmatch(r"[a-z]\d+", entry)}
    assert len(plain) > 5
    for entry, its_spans in plain.items():
        told = "".join(
            piece.text for piece in words.iter() if entry in piece.get("data-e", "").split()
        )
        own = "".join(shown[at] for at in covered(its_spans))
        assert told.split() == own.split() or told == re.sub(r"\n\s*\n", "", own)


def test_highlights_nest(page: html.HtmlElement) -> None:
    (drone,) = page.xpath("//*[contains(text(), 'that a drone circled')][@data-e]")
    assert drone.get("data-e").split() == ["s5", "s6"]
    assert drone.get("data-go") == "s6"
    (toll,) = article_of(page).xpath(".//a[text()='at least 31']")
    assert toll.get("href") == "#f1"
    assert {"e1", "f1", "s1"} <= set(toll.get("data-e").split())


def test_every_entry_has_a_card_and_every_anchor_leads_somewhere(either: Reading) -> None:
    page = parsed(html_book([either, either]))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert set(targets) <= set(ids)
    kinds = ("actors", "places", "times", "statements", "events", "figures", "commitments")
    entries = sum(len(getattr(either, kind)) for kind in kinds)
    assert len(page.xpath("//li[contains(@class, 'card')]")) == 2 * entries


def test_words_and_entry_lead_to_each_other(page: html.HtmlElement, rich: Reading) -> None:
    for statement in rich.statements:
        (card,) = page.xpath(f"//li[@id='{statement.id}']")
        assert card.xpath(f".//a[@href='#w-{statement.id}']")
        (at,) = page.xpath(f"//*[@id='w-{statement.id}']")
        following = at.xpath("following-sibling::*[@data-e][1]")[0]
        assert statement.id in following.get("data-e").split()
        assert following.text == statement.cue.span.of(rich.article.text)


def test_cards_say_who_says_it(page: html.HtmlElement) -> None:
    def card(id_: str) -> str:
        return " ".join(page.xpath(f"//li[@id='{id_}']")[0].text_content().split())

    assert "at least 31 people · killed" in card("f1")
    assert "according to Sudanese Armed Forces" in card("f1")
    assert "according to the report itself" in card("f4")
    assert "claimed by Rapid Support Forces" in card("e2")
    assert "denied by Rapid Support Forces" in card("e3")
    assert "via SUNA → Nile Desk" in card("s4")
    assert "as told by Nabil Abdallah" in card("s6")
    assert "condition “if the shelling stops by Friday”" in card("c1")


def test_nothing_from_a_report_becomes_markup(either: Reading) -> None:
    for page in (html_page(either), html_book([either, either])):
        page.encode("utf-8")
        tree = parsed(page)
        assert {element.tag for element in tree.iter()} <= set(OURS)
        assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
        names = {name for element in tree.iter() for name in element.attrib}
        assert not [name for name in names if name.startswith("on") or name in ("style", "src")]
        for link in tree.xpath("//@href"):
            assert link.startswith("#") or urlsplit(link).scheme in ("http", "https")


def test_policy_admits_only_the_pages_own_style_and_script(either: Reading) -> None:
    tree = parsed(html_page(either))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        own = hashlib.sha256(tree.xpath(f"//{tag}")[0].text.encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(own).decode()}'" in policy


def test_page_asks_nothing_of_the_network() -> None:
    own = files("reportedly.publish").joinpath("templates")
    for asset in ("page.css", "page.js"):
        text = own.joinpath(asset).read_text(encoding="utf-8")
        assert not re.search(r"https?:|url\(|@import|fetch\(|</", text)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://paper.example/a?b=1&c=2", True),
        ("http://paper.example/", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,<b>", False),
        ("//paper.example/a", False),
        ("https:/nohost", False),
        ("https://paper.example/\njavascript:x", False),
        ("https://[broken", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, linked: bool) -> None:
    tree = parsed(html_page(Reading(Article("r1", "Text.", url=url), "reader")))
    links = [link for link in tree.xpath("//a") if not link.get("href").startswith("#")]
    assert [link.get("href") for link in links] == ([url] if linked else [])
    assert all({"noopener", "noreferrer"} <= set(link.get("rel").split()) for link in links)


def test_page_of_an_article_in_which_nothing_was_read() -> None:
    for text in ("", " \n\n ", "Nothing happened."):
        tree = parsed(html_page(Reading(Article("r1", text), "reader")))
        assert "Nothing was read" in tree.text_content()
        assert (article_of(tree).text_content() or "") == text


def test_spans_outside_the_text_are_passed_over(rich: Reading) -> None:
    short = dataclasses.replace(rich.article, text=rich.article.text[:50])
    tree = parsed(html_page(dataclasses.replace(rich, article=short)))
    assert article_of(tree).text_content() == short.text


def test_page_can_be_walked_by_landmarks_and_headings(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    levels = [int(it.tag[1]) for it in page.iter("h1", "h2", "h3", "h4", "h5")]
    steps = [after - before for before, after in pairwise(levels)]
    assert levels[0] == 1
    assert max(steps) == 1
    for region in page.xpath("//section | //nav"):
        label = region.get("aria-label") or page.get_element_by_id(region.get("aria-labelledby"))
        assert label is not None
    assert page.xpath("//section[@aria-label='The report']/@lang") == ["en"]
    flags = page.xpath("//a[contains(@class, 'flag')]/@aria-label")
    assert "Event: Air/drone strike" in flags


def test_book_lists_its_reports(rich: Reading, hostile: Reading) -> None:
    tree = parsed(html_book([rich, hostile]))
    rows = tree.xpath("//nav[@id='contents']//tbody/tr")
    first = [" ".join(cell.text_content().split()) for cell in rows[0]]
    assert first == [
        "Dozens killed at Darfur market",
        "Nile Desk",
        "2025-03-03",
        "9",
        "4",
        "3",
        "1",
    ]
    assert rows[1].xpath(".//a/@href") == ["#r2-report"]
    assert article_of(tree, 0).text_content() == rich.article.text


def test_book_of_no_reports() -> None:
    assert parsed(html_book([])).xpath("//title")[0].text == "0 reports · Reportedly"


def test_same_reading_gives_the_same_page(rich: Reading) -> None:
    assert html_page(rich) == html_page(rich)


def luminance(colour: str) -> float:
    full = "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(mode: int) -> None:
    css = files("reportedly.publish").joinpath("templates/page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): #([0-9a-f]{3,6});", css.split(":root {")[mode + 1]))
    kinds = ("statement", "figure", "event", "commitment", "place", "time", "actor")
    pairs = [(kind, ground) for kind in ("ink", *kinds)
             for ground in ("paper", "card", "content", "nested", "on")]  # fmt: skip
    pairs += [("soft", "paper"), ("soft", "card"), ("soft", "panel"), ("ink", "mark")]
    for ink, ground in pairs:
        light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
