"""Pages in the layouts of common publishing systems: the article, its dates, who wrote it whose."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reportedly.intake import Hints, articles
from reportedly.vocabulary import Article, Credit, SetAside

FIRST = (
    "KHARTOUM (Nile Wire) — The defence ministry said on Friday that twelve drones were shot down "
    "near El Fasher, and that the road to the west had been closed to all traffic since dawn."
)
SECOND = (
    "Residents said that two houses had burned and that three people were in the only hospital, "
    "where the doctors had been without electricity since the evening of the day before."
)
THIRD = (
    "“We will answer every attack,” the army’s spokesman, Brig. Nabil Osman, told state radio. "
    "The other side denied that it had sent drones and called the account an invention."
)
LINES = [FIRST, SECOND, THIRD]
NOISE = ("Most read", "Subscribe to our newsletter", "Accept all cookies", "Related stories")
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
BELOW = (
    "<aside class='related'><h3>Related stories</h3><ul><li><a href='/x'>Talks fail</a></li>"
    "<li><a href='/y'>Most read</a></li></ul></aside><footer>Subscribe to our newsletter. "
    "Accept all cookies. © 2024</footer>"
)


def paragraphs(lines: list[str] | None = None) -> str:
    return "".join(f"<p>{line}</p>" for line in lines or LINES)


def frame(head: str, body: str, lang: str = "<html lang='en'>") -> str:
    return f"<!doctype html>{lang}<head>{head}</head><body>{MENU}{body}{BELOW}</body></html>"


def ld(**told: object) -> str:
    thing = {"@context": "https://schema.org", **told}
    return f"<script type='application/ld+json'>{json.dumps(thing)}</script>"


def found_in(tmp_path: Path, html: str, **hints: object) -> Article | SetAside:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    (found,) = articles(str(path), Hints(**hints))  # type: ignore[arg-type]
    return found


def article_in(tmp_path: Path, html: str, **hints: object) -> Article:
    found = found_in(tmp_path, html, **hints)
    assert isinstance(found, Article), found
    assert found.text.splitlines()[-3:] == LINES or found.text.splitlines() == LINES, found.text
    assert not any(noise in found.text for noise in NOISE)
    return found


def test_wordpress(tmp_path: Path) -> None:
    head = "<title>Drones shot down</title><meta property='og:site_name' content='Nile Paper'>"
    body = (
        "<main id='main' class='site-main'><article class='post type-post hentry'>"
        "<header class='entry-header'><h1 class='entry-title'>Drones shot down</h1>"
        "<div class='entry-meta'><span class='posted-on'><time class='entry-date published' "
        "datetime='2025-06-13T08:10:00+02:00'>June 13</time><time class='updated' "
        "datetime='2025-06-14T09:00:00+02:00'>June 14</time></span> <span class='byline'>by "
        "<span class='author vcard'><a class='url fn n' href='/author/amal'>Amal Idris</a></span>"
        f"</span></div></header><div class='entry-content'>{paragraphs()}</div></article></main>"
    )
    found = article_in(tmp_path, frame(head, body))
    assert (found.published, found.published_from) == (date(2025, 6, 13), "time")
    assert (found.updated, found.updated_from) == ("2025-06-14T09:00:00+02:00", "time")
    assert (found.outlet, found.authors) == ("Nile Paper", ("Amal Idris",))
    assert found.dateline == "KHARTOUM"
    assert found.credits == (Credit("Nile Wire", "agency", "dateline"),)


def test_arc_with_json_ld_of_an_agency(tmp_path: Path) -> None:
    head = "<link rel='canonical' href='https://paper.example/world/2025/06/13/drones/'>" + ld(
        **{"@type": "NewsArticle"},
        headline="Drones shot down",
        datePublished="2025-06-13T06:10:00.000Z",
        dateModified="2025-06-13T11:42:00.000Z",
        author=[{"@type": "Organization", "name": "Associated Press"}],
        publisher={"@type": "NewsMediaOrganization", "name": "The Paper"},
    )
    body = (
        "<div id='fusion-app'><article class='b-article'><h1 class='b-headline'>Drones shot down"
        f"</h1><div class='article-body-wrapper'>{paragraphs()}</div></article></div>"
        "<script>window.Fusion={globalContent:{}};</script>"
    )
    found = article_in(tmp_path, frame(head, body))
    assert (found.published, found.published_from) == (date(2025, 6, 13), "json-ld")
    assert (found.updated, found.updated_from) == ("2025-06-13T11:42:00+00:00", "json-ld")
    assert Credit("Associated Press", "agency", "byline") in found.credits
    assert found.outlet == "The Paper"
    assert found.canonical == "https://paper.example/world/2025/06/13/drones/"


def test_amp(tmp_path: Path) -> None:
    head = (
        "<link rel='canonical' href='https://www.dawn.com/news/1'><meta name='viewport' "
        "content='width=device-width'><script async src='https://cdn.ampproject.org/v0.js'>"
        "</script><style amp-custom>body{}</style>"
        + ld(**{"@type": "NewsArticle"}, datePublished="2025-06-13", headline="Drones")
    )
    body = f"<article><h1>Drones</h1><amp-img src='a.jpg'></amp-img>{paragraphs()}</article>"
    found = article_in(tmp_path, frame(head, body, "<html ⚡ lang='en'>"))
    assert found.outlet == "Dawn newspaper"
    assert found.published == date(2025, 6, 13)


def test_json_ld_graph_among_other_things(tmp_path: Path) -> None:
    graph = [
        {"@type": "WebSite", "name": "Nile Paper", "datePublished": "2001-01-01"},
        {"@type": "BreadcrumbList", "itemListElement": []},
        {
            "@type": ["ReportageNewsArticle", "Article"],
            "datePublished": "2025-06-13T06:10:00Z",
            "dateModified": "2025-06-13T06:10:00Z",
            "author": {"@type": "Person", "name": "Amal Idris"},
            "sourceOrganization": {"@type": "Organization", "name": "AFP"},
        },
    ]
    broken = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", oops</script>'
    html = frame(broken + ld(**{"@graph": graph}), f"<article>{paragraphs()}</article>")
    found = article_in(tmp_path, html)
    assert found.published == date(2025, 6, 13)
    assert (found.updated, found.updated_from) == (None, None)  # it was never changed
    assert found.authors == ("Amal Idris",)
    assert Credit("Agence France-Presse", "agency", "json-ld") in found.credits


def test_microdata(tmp_path: Path) -> None:
    body = (
        "<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>Drones"
        "</h1><meta itemprop='datePublished' content='2025-06-13T08:00:00+03:00'>"
        "<meta itemprop='dateModified' content='2025-06-15T08:00:00+03:00'>"
        "<span itemprop='author' itemscope itemtype='https://schema.org/Person'>"
        f"<span itemprop='name'>Amal Idris</span></span><div itemprop='articleBody'>{paragraphs()}"
        "</div></div>"
    )
    found = article_in(tmp_path, frame("<title>Drones</title>", body))
    assert (str(found.published), found.published_from) == ("2025-06-13", "meta")
    assert (found.updated, found.updated_from) == ("2025-06-15T08:00:00+03:00", "meta")


def test_microdata_in_the_text(tmp_path: Path) -> None:
    body = (
        "<article><h1>Drones</h1><span itemprop='datePublished'>13 June 2025</span>"
        f"<div>{paragraphs()}</div></article>"
    )
    found = article_in(tmp_path, frame("<title>Drones</title>", body))
    assert (str(found.published), found.published_from) == ("2025-06-13", "microdata")


def test_tables_of_the_old_web(tmp_path: Path) -> None:
    body = (
        "<table width='100%'><tr><td width='150'><a href='/'>Home</a><br><a href='/w'>World</a>"
        f"</td><td><font size='5'>Drones shot down</font><br>{paragraphs()}</td></tr></table>"
    )
    html = frame("<title>Drones shot down</title>", body)
    found = article_in(tmp_path, html, url="http://paper.example/2004/05/17/drones.htm")
    assert (found.published, found.published_from) == (date(2004, 5, 17), "url")


def test_live_blog(tmp_path: Path) -> None:
    head = ld(
        **{"@type": "LiveBlogPosting"},
        headline="Live: drones over El Fasher",
        datePublished="2025-06-13T05:00:00Z",
        dateModified="2025-06-13T21:30:00Z",
        liveBlogUpdate=[{"@type": "BlogPosting", "datePublished": "2025-06-13T20:00:00Z"}],
    )
    posts = "".join(
        f"<section class='live-post'><time datetime='2025-06-13T0{9 - n}:00:00Z'>{9 - n}:00</time>"
        f"<p>{line}</p></section>"
        for n, line in enumerate(LINES)
    )
    found = found_in(tmp_path, frame(head, f"<article><h1>Live</h1>{posts}</article>"))
    assert isinstance(found, Article)
    assert all(line in found.text for line in LINES)
    assert found.published == date(2025, 6, 13)
    assert found.updated == "2025-06-13T21:30:00+00:00"


@pytest.mark.parametrize(("lines", "reason"), [(LINES[1:2], "only the beginning"), ([], "paywall")])
def test_stub_before_a_paywall_is_set_aside(tmp_path: Path, lines: list[str], reason: str) -> None:
    head = ld(
        **{"@type": "NewsArticle"},
        datePublished="2025-06-13",
        isAccessibleForFree=False,
        hasPart={"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".pay"},
    )
    body = (
        f"<article>{''.join(f'<p>{it}</p>' for it in lines)}</article><div class='pay'>Join</div>"
    )
    found = found_in(tmp_path, frame(head, body))
    assert isinstance(found, SetAside)
    assert reason in found.reason


def test_a_paid_article_that_is_there_whole_is_read(tmp_path: Path) -> None:
    head = ld(**{"@type": "NewsArticle"}, isAccessibleForFree=False)
    lines = [*LINES, *(line.replace("Friday", "Monday") for line in LINES)]
    found = found_in(tmp_path, frame(head, f"<article>{paragraphs(lines)}</article>"))
    assert isinstance(found, Article)


def test_a_copy_that_names_its_original(tmp_path: Path) -> None:
    head = "<link rel='canonical' href='https://www.reuters.com/world/drones-2025-06-13/'>"
    html = frame(head, f"<article>{paragraphs()}</article>")
    found = article_in(tmp_path, html, url="https://paper.example/world/drones")
    assert found.canonical == "https://www.reuters.com/world/drones-2025-06-13/"
    wanted = Credit("Reuters", "agency", "canonical", found.canonical)
    assert wanted in found.credits
    assert found.url == "https://paper.example/world/drones"
    assert found.outlet == "paper.example"


@pytest.mark.parametrize(
    ("tail", "credit"),
    [
        ("<p><a href='https://apnews.com/article/1'>Source link</a></p>",
         Credit("Associated Press", "agency", "source link", "https://apnews.com/article/1")),
        ("<p>Source: <a href='https://small.example/a'>The Small Paper</a></p>",
         Credit("small.example", "outlet", "source link", "https://small.example/a")),
        ("<p>Source: Xinhua</p>", Credit("Xinhua", "agency", "credit line")),
        ("<p>(AFP)</p>", Credit("Agence France-Presse", "agency", "credit line")),
        ("<p>This article was originally published by The Small Paper.</p>",
         Credit("Small Paper", "outlet", "credit line")),
    ],
)  # fmt: skip
def test_tails_that_name_whose_copy_it_is(tmp_path: Path, tail: str, credit: Credit) -> None:
    html = frame("", f"<article>{paragraphs()}{tail}</article>")
    found = found_in(tmp_path, html, url="https://paper.example/a")
    assert isinstance(found, Article)
    assert credit in found.credits


def test_a_link_within_the_site_is_no_source(tmp_path: Path) -> None:
    tail = "<p><a href='/about/sources'>Source</a> <a href='https://www.paper.example/b'>source</a></p>"
    html = frame("", f"<article>{paragraphs()}{tail}</article>")
    found = found_in(tmp_path, html, url="https://paper.example/a")
    assert isinstance(found, Article)
    assert [it.found for it in found.credits] == ["dateline"]


def test_syndication_source_in_meta(tmp_path: Path) -> None:
    head = "<meta name='syndication-source' content='https://www.bbc.co.uk/news/1'>"
    found = article_in(tmp_path, frame(head, f"<article>{paragraphs()}</article>"))
    assert Credit("BBC", "outlet", "meta", "https://www.bbc.co.uk/news/1") in found.credits


def test_caller_names_the_outlet_before_the_address_does(tmp_path: Path) -> None:
    html = frame("", f"<article>{paragraphs()}</article>")
    url = "https://www.reuters.com/x"
    assert article_in(tmp_path, html, url=url).outlet == "Reuters"
    assert article_in(tmp_path, html, url=url, outlet="Mine").outlet == "Mine"


def test_entities_of_xhtml_and_huge_json_ld_do_no_harm(tmp_path: Path) -> None:
    deep = "<script type='application/ld+json'>" + "[" * 100_000 + "</script>"
    wide = ld(**{"@graph": [{"@type": "Article", "n": n} for n in range(30_000)]})
    found = found_in(tmp_path, frame(deep + wide, f"<article>{paragraphs()}</article>"))
    assert isinstance(found, Article)
