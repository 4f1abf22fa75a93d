"""HTML pages: the article is found, or it is said that there is none."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from reportedly.intake import Hints, articles
from reportedly.vocabulary import Article, SetAside

BODY = (
    "The defence ministry in Khartoum said on Friday that 12 drones were shot down near El Fasher.",
    "Residents said that two houses had burned and that three people were in the only hospital.",
    "“We will answer every attack,” the army’s spokesman, Brig. Nabil Osman, told state radio.",
)
TOLD = """<meta property="og:title" content="Drones shot down &amp; houses burn">
<meta property="og:site_name" content="Nile Paper"><meta name="author" content="Amal Idris">
<meta property="article:published_time" content="2025-06-12T23:30:00-05:00">
<link rel="canonical" href="https://nile.example/2025/06/12/drones">"""
FRAME = """<!doctype html><html lang="en"><head>{head}</head><body>
<nav><a href="/a">Home</a> <a href="/b">World</a></nav>{body}
<footer>© 2024 Nile Paper. All rights reserved.</footer></body></html>"""


def page(body: str, head: str = "") -> str:
    return FRAME.format(head=head, body=body)


def paragraphs() -> str:
    return "<article>" + "".join(f"<p>{words}</p>" for words in BODY) + "</article>"


def found_in(tmp_path: Path, html: str | bytes, hints: Hints | None = None) -> Article | SetAside:
    path = tmp_path / "page.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    (found,) = articles(str(path), hints or Hints())
    return found


def test_article_and_what_the_page_tells_of_it(tmp_path: Path) -> None:
    found = found_in(tmp_path, page(paragraphs(), TOLD))
    assert isinstance(found, Article)
    assert found.text == "\n".join(BODY)
    assert found.title == "Drones shot down & houses burn"
    assert (found.outlet, found.authors) == ("Nile Paper", ("Amal Idris",))
    assert found.published == date(2025, 6, 12)
    assert found.url == "https://nile.example/2025/06/12/drones"


@pytest.mark.parametrize(
    "head",
    ["", "<meta property='article:published_time' content='2025-06'>",
     "<meta name='date' content='2025-02-30'>"],
)  # fmt: skip
def test_a_date_that_the_page_does_not_give_is_not_guessed(tmp_path: Path, head: str) -> None:
    body = paragraphs().replace("Residents", "On 3 March 2019 a raid hit the base. Residents")
    found = found_in(tmp_path, page(body, head))
    assert isinstance(found, Article)
    assert found.published is None


@pytest.mark.parametrize(
    ("written", "day"),
    [("2031-07-01T10:00:00Z", "2031-07-01"), ("1994-03-02", "1994-03-02"),
     ("Thu, 12 Jun 2025 21:04:00 GMT", "2025-06-12"), ("June 1, 2025", "2025-06-01")],
)  # fmt: skip
def test_a_date_is_taken_whenever_it_is(tmp_path: Path, written: str, day: str) -> None:
    head = f"<meta property='article:published_time' content='{written}'>"
    found = found_in(tmp_path, page(paragraphs(), head))
    assert isinstance(found, Article)
    assert str(found.published) == day


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div id='root'></div><noscript>You need JavaScript to run this app.</noscript>",
        "<h1>404</h1><p>The page you looked for could not be found. It may have been moved.</p>",
        "<p>We use cookies to improve your experience. Accept all or manage your settings.</p>",
        "<form><label>Email</label><input><label>Password</label><input></form>",
        "<ul>" + "<li><a href='/x'>Headline about things</a></li>" * 40 + "</ul>",
        "<h3><a href='/x'>Army says a dozen drones fell</a></h3><p>Read more</p>" * 40,
        "<script>document.write('" + "words " * 200 + "')</script>",
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_set_aside(tmp_path: Path, body: str) -> None:
    found = found_in(tmp_path, page(body))
    assert isinstance(found, SetAside)
    assert "no article" in found.reason


def test_entities_of_a_page_stay_closed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password is swordfish")
    opening = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
    found = found_in(tmp_path, opening + page(paragraphs().replace("Friday", "&x; Friday")))
    assert "swordfish" not in getattr(found, "text", "")


def test_declared_encoding_is_believed_where_it_fits(tmp_path: Path) -> None:
    html = page(paragraphs().replace("Nabil", "Набиль"), "<meta charset=windows-1251>")
    found = found_in(tmp_path, html.encode("cp1251"))
    assert isinstance(found, Article)
    assert "Набиль" in found.text


@pytest.mark.parametrize(
    "html",
    [
        page("<p>a</p>" * 300_000),
        page("<article " + " ".join(f"a{n}=x" for n in range(100_000)) + ">" + paragraphs()),
        page("<article " + " ".join(f"a{n}='>'" for n in range(150_000)) + ">" + paragraphs()),
        page("<div>" * 30_000 + paragraphs()),
        "<" * 1_000_000,
    ],
    ids=["elements", "attributes", "hidden attributes", "depth", "angles"],
)
def test_a_page_made_to_stop_the_parser_does_not(tmp_path: Path, html: str) -> None:
    begun = time.process_time()
    assert isinstance(found_in(tmp_path, html), SetAside)
    assert time.process_time() - begun < 5
