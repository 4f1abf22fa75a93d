"""Feeds, sitemaps, lists and OPML: what they name and tell, however badly they are written."""

from __future__ import annotations

import contextlib
import gzip
import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import Unreadable
from reportedly.intake import Hints, articles, placed_articles
from reportedly.intake.web.enrich import enriched
from reportedly.intake.web.feeds import looks_like_feed, read_feed
from reportedly.intake.web.gather import leads_in, leads_in_file
from reportedly.intake.web.leads import Lead
from reportedly.intake.web.lists import looks_like_list, read_list
from reportedly.intake.web.opml import feeds_in, read_opml
from reportedly.intake.web.sitemaps import read_sitemap
from reportedly.vocabulary import Article, Credit, SetAside

BASE = "https://paper.example/feeds/world.xml"
STORY = " ".join(
    f"<p>The ministry said on Friday that {n} drones were shot down over the port overnight.</p>"
    for n in ("twelve", "twenty", "forty", "sixty")
)
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Paper &#8212; World</title><link>https://paper.example/</link>
<item><title>Drones over the port</title><link>/2025/drones</link>
  <guid isPermaLink="false">p-1</guid><dc:creator>A. Writer</dc:creator>
  <pubDate>Fri, 05 Sep 2025 23:30:00 -0400</pubDate>
  <source url="https://agency.example/rss">Agency</source>
  <content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Talks</title><link>https://paper.example/talks</link>
  <description>Only a summary.</description></item>
<item><title>No address</title></item>
<item><title>Bad address</title><link>javascript:alert(1)</link></item>
</channel></rss>""".encode()
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><id>tag:wire.example,2025:7</id><title>Talks end</title>
  <link rel="alternate" href="https://wire.example/7"/>
  <published>2025-09-05T10:00:00Z</published><updated>2025-09-05T12:30:00Z</updated>
  <author><name>B. Writer</name></author>
  <source><id>x</id><title>Other wire</title><link href="https://other.example/"/></source>
</entry></feed>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Desk",
    "items": [
        {"id": "1", "url": "https://desk.example/1", "title": "One", "content_html": STORY,
         "date_published": "2025-09-05T10:00:00+03:00", "authors": [{"name": "C. Writer"}],
         "external_url": "https://elsewhere.example/story"},
        {"id": 2}, "nothing", {"id": "3", "url": "ftp://x/"},
    ],
}).encode()  # fmt: skip


def test_rss_tells_dates_authors_and_whom_an_item_is_taken_from() -> None:
    found = read_feed(RSS, BASE)
    first, second = found.leads
    assert (found.title, found.wrong) == ("Paper — World", 2)
    assert first.url == "https://paper.example/2025/drones"
    assert (first.id, first.title, first.outlet) == ("p-1", "Drones over the port", found.title)
    assert first.authors == ("A. Writer",)
    assert first.published == "2025-09-05T23:30:00-04:00"
    assert first.updated is None
    assert first.credits == (
        Credit("Agency", "outlet", "feed source", "https://agency.example/rss"),
    )
    assert first.content is not None
    assert (second.published, second.content, second.credits) == (None, None, ())


def test_atom_tells_publication_and_change_apart() -> None:
    (lead,) = read_feed(ATOM, "https://wire.example/feed").leads
    assert (lead.published, lead.updated) == (
        "2025-09-05T10:00:00+00:00", "2025-09-05T12:30:00+00:00",
    )  # fmt: skip
    assert lead.credits[0].name == "Other wire"
    assert lead.version != Lead(lead.url, "feed", lead.id, published=lead.published).version


def test_json_feed() -> None:
    found = read_feed(JSON, None)
    (lead,) = found.leads
    assert (lead.url, lead.title, lead.published, found.wrong) == (
        "https://desk.example/1", "One", "2025-09-05T10:00:00+03:00", 3,
    )  # fmt: skip
    assert lead.credits[0].url == "https://elsewhere.example/story"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_feeds_in_older_encodings(encoding: str) -> None:
    title = "Заря" if encoding == "windows-1251" else "Zéro"
    written = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><item>'
        f"<title>{title}</title><link>https://x.example/1</link></item></channel></rss>"
    )
    found = leads_in(written.encode(encoding), None, "application/xml")
    assert found is not None
    assert found.leads[0].title == title


def test_broken_feeds_give_what_they_hold() -> None:
    cut = read_feed(RSS[:-200], BASE)
    assert cut.leads[0].title == "Drones over the port"
    loose = (
        b"<rss><channel><item><title>A & B</title><link>https://x.example/1</link></item></channel>"
    )
    assert read_feed(loose, None).leads[0].url == "https://x.example/1"
    with pytest.raises(Unreadable):
        read_feed(b"<html><body>no feed</body></html>", None)
    with pytest.raises(Unreadable):
        read_feed(b'{"version": "https://jsonfeed.org/version/1", "items": 7}', None)


BOMB = b"""<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]>
<%s><channel><item><title>&b;&c;</title><link>https://x.example/1</link></item></channel></%s>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_read(encoding: str) -> None:
    written = (BOMB % (b"rss", b"rss")).decode().encode(encoding)
    with pytest.raises(Unreadable, match="entities"):
        read_feed(written, None)


@pytest.mark.parametrize("root", [b"urlset", b"opml", b"sitemapindex"])
def test_entities_in_sitemaps_and_opml_are_refused(root: bytes) -> None:
    with pytest.raises(Unreadable, match="DTDForbidden"):
        (read_opml if root == b"opml" else lambda data: read_sitemap(data, None))(
            BOMB % (root, root)
        )


@pytest.mark.parametrize("never_closed", ["<!--", "<a>", "<p ", "<![", "<a b='", "<div><b>"])
@pytest.mark.parametrize("name", ["title", "content:encoded", "description"])
def test_what_is_never_closed_takes_no_square_of_time(never_closed: str, name: str) -> None:
    held = never_closed * (300_000 // len(never_closed))
    feed = (
        "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item>"
        f"<link>https://x.example/1</link><{name}><![CDATA[{held}]]></{name}></item></channel></rss>"
    )
    begun = time.process_time()
    assert read_feed(feed.encode(), None).leads[0].url == "https://x.example/1"
    assert time.process_time() - begun < 3


def test_titles_lose_their_markup_alone() -> None:
    item = "<item><title><![CDATA[<b>4 < 7</b> &amp; more]]></title><link>https://x.example/</link>"
    (lead,) = read_feed(f"<rss><channel>{item}</item></channel></rss>".encode(), None).leads
    assert lead.title == "4 < 7 & more"


def test_monsters_are_refused_before_they_are_parsed() -> None:
    begun = time.process_time()
    with pytest.raises(Unreadable, match="far more tags"):
        read_feed(b"<rss><channel><item>" + b"<a>" * 3_000_000, None)
    with pytest.raises(Unreadable, match="far more tags"):
        read_sitemap(b"<urlset>" + b"<a>" * 3_000_000, None)
    assert time.process_time() - begun < 2


NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://paper.example/1</loc><lastmod>2025-09-06</lastmod>
  <image:image><image:loc>https://paper.example/1.jpg</image:loc></image:image>
  <news:news><news:publication><news:name>The Paper</news:name><news:language>en</news:language>
  </news:publication><news:publication_date>2025-09-05T10:00:00+02:00</news:publication_date>
  <news:title>Drones over the port</news:title></news:news></url>
<url><loc>https://paper.example/2</loc><lastmod>2025-09-06</lastmod></url>
<url><lastmod>2025-09-06</lastmod></url></urlset>"""


def test_news_sitemaps_tell_outlet_title_and_date() -> None:
    found = read_sitemap(NEWS, None)
    first, second = found.leads
    assert (first.url, first.outlet, first.title, first.found) == (
        "https://paper.example/1", "The Paper", "Drones over the port", "news sitemap",
    )  # fmt: skip
    assert first.published == "2025-09-05T10:00:00+02:00"
    assert (second.found, second.published, found.wrong) == ("sitemap", None, 1)


def test_an_index_names_further_sitemaps() -> None:
    index = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    found = leads_in(gzip.compress(index), "https://paper.example/sitemap.xml.gz")
    assert found is not None
    assert found.further == ("https://paper.example/a.xml",)


def gdelt(columns: int, at: int) -> str:
    cells = [str(n) for n in range(columns)]
    cells[at] = "https://x.example/1"
    return "\t".join(cells)


@pytest.mark.parametrize(
    ("written", "count"),
    [("https://x.example/1\n# note\n\nhttps://x.example/2\nhttps://x.example/1\n", 2),
     ("stories_id,publish_date,title,url,media_name\n1,2025-09-05 10:00:00,\"A, B\","
      "https://x.example/1,The Paper\n2,,C,,\n", 1),
     ("URL,MobileURL,Date,Title\nhttps://x.example/1,,2025-09-05,One\n", 1),
     (gdelt(61, 60), 1), (gdelt(27, 4) + "\n" + gdelt(27, 4), 1), (gdelt(16, 5), 1),
     ('{"articles": [{"url": "https://x.example/1", "title": "One", "seendate": "2"}, {}]}', 1)],
)  # fmt: skip
def test_lists_of_addresses(written: str, count: int) -> None:
    assert looks_like_list(written.encode())
    found = read_list(written.encode())
    assert next(lead.url for lead in found.leads) == "https://x.example/1"
    assert len(found.leads) == count


def test_a_table_tells_title_outlet_and_date() -> None:
    table = "id;url;title;publish_date;media_name\n1;https://x.example/1;One;2025-09-05;Paper\n"
    (lead,) = read_list(table.encode()).leads
    assert (lead.title, lead.published, lead.outlet) == ("One", "2025-09-05", "Paper")


@pytest.mark.parametrize(
    "other",
    ["Words and https://x.example/1 in them.", "url,text\nhttps://x.example/1,The army said.\n",
     '{"articles": [{"url": "https://x.example/1", "content": "The army said."}]}',
     "", "a,b\n1,2\n", "https://x.example/1 and more\n", '{"text": "url"}', "url\n"],
)  # fmt: skip
def test_what_is_no_list(other: str) -> None:
    assert not looks_like_list(other.encode())


def test_a_table_of_ones_own_is_a_list_only_for_who_asks_for_that() -> None:
    own = b"url,artikel\nhttps://x.example/1,The army said.\n"
    assert looks_like_list(own)
    assert not looks_like_list(own, strictly=True)
    known = b"id,title,url\n1,One,https://x.example/1\n"
    assert looks_like_list(known, strictly=True)


def test_a_long_list_is_told_by_its_beginning_wherever_that_is_cut() -> None:
    rows = "".join(f"{n},Zürich – Łódź {n},https://x.example/{n}\n" for n in range(2_000))
    data = ("id,title,url\n" + rows).encode()
    for cut in (16_384, 16_385, 16_386, 65_536):
        assert looks_like_list(data[:cut])
    assert len(read_list(data).leads) == 2_000


def test_a_page_that_mentions_a_feed_is_none() -> None:
    written = b"<!doctype html><html><body><code><rss version='2.0'></code></body></html>"
    assert not looks_like_feed(written)
    assert leads_in(written.replace(b"rss", b"urlset"), None, "text/html") is None


def test_feeds_are_named_in_plain_lists_too() -> None:
    assert feeds_in(b"https://a.example/rss\nhttps://b.example/\n") == [
        "https://a.example/rss", "https://b.example/",
    ]  # fmt: skip


def test_opml_names_feeds_once_in_folders_too() -> None:
    opml = (
        '<opml version="2.0"><head><title>x</title></head><body><outline text="World">'
        '<outline type="rss" xmlUrl="https://a.example/rss"/><outline xmlurl="https://b.example/"/>'
        '</outline><outline xmlUrl="https://a.example/rss"/><outline xmlUrl="file:///etc/passwd"/>'
        "</body></opml>"
    )
    assert read_opml(opml.encode()) == ["https://a.example/rss", "https://b.example/"]
    for wrong in (b"", b"<opml></opml>", b"<rss/>", b"<opml>"):
        with pytest.raises(Unreadable):
            read_opml(wrong)


def test_a_file_of_leads_is_told_from_reports(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("https://x.example/1\n")
    (tmp_path / "feed.xml").write_bytes(RSS)
    (tmp_path / "story.txt").write_text("The army said.")
    assert leads_in_file(str(tmp_path / "list.txt"), 1000) is not None
    assert leads_in_file(str(tmp_path / "feed.xml"), 1000) is not None
    assert leads_in_file(str(tmp_path / "story.txt"), 1000) is None
    assert leads_in_file(str(tmp_path / "none.txt"), 1000) is None


def test_a_feed_read_as_a_file_gives_what_it_holds_whole(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(RSS)
    first, second = placed_articles(str(path), Hints())
    assert isinstance(first.found, Article)
    assert first.found.url == "https://paper.example/2025/drones"
    assert "twelve drones" in first.found.text
    assert (first.found.published, first.found.published_from) == (date(2025, 9, 5), "feed")
    assert first.found.credits[-1].found == "feed source"
    assert first.found.retrieved is None
    assert isinstance(second.found, SetAside)
    assert "reportedly add" in second.found.reason


@pytest.mark.parametrize(("name", "body"), [("a.xml", NEWS), ("a.txt", b"https://x.example/1\n")])
def test_sitemaps_and_lists_read_as_files_say_what_to_do(
    tmp_path: Path, name: str, body: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    (found,) = articles(str(path), Hints())
    assert isinstance(found, SetAside)
    assert "reportedly add" in found.reason


def test_a_page_knows_its_own_date_better_than_a_list() -> None:
    lead = Lead("https://x.example/1", "feed", published="2025-09-06T01:00:00Z", outlet="Feed")
    own = Article("r1", "Words.", published=date(2025, 9, 5), published_from="meta", outlet="Paper")
    assert enriched(own, lead) == own
    weak = Article("r1", "Words.", published=date(2025, 9, 1), published_from="url")
    told = enriched(weak, lead)
    assert (told.published, told.published_from, told.outlet) == (
        date(2025, 9, 6), "feed", "Feed",
    )  # fmt: skip


def test_the_source_of_an_item_is_credited_under_its_known_name_unless_it_is_the_outlet() -> None:
    own = Credit("The Paper", "outlet", "feed source")
    agency = Credit("AFP", "outlet", "feed source", "https://www.afp.com/rss")
    lead = Lead("https://x.example/1", "feed", credits=(own, agency, agency))
    told = enriched(Article("r1", "Words.", outlet="the paper"), lead)
    assert [(it.name, it.kind, it.found, it.url) for it in told.credits] == [
        ("Agence France-Presse", "agency", "feed source", "https://www.afp.com/rss"),
    ]  # fmt: skip


TAGS = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<title>", "<![CDATA[", "]]>",
     "<guid>", "<pubDate>", "Fri, 05 Sep 2025 99:99:99", "<feed>", "<entry>", "<source url='x'>",
     "<content type='xhtml'>", "&amp;", "&#0;", "<urlset>", "<url>", "<loc>", "<opml>",
     "<outline xmlUrl='http://a/'>", "https://x.example/", "\x00", "é", "]", "<!--", "<?xml"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | st.text(max_size=8), max_size=25))
def test_no_nonsense_raises_anything_but_unreadable(parts: list[str]) -> None:
    data = "".join(parts).encode("utf-8", "replace")
    for read in (read_feed, read_sitemap):
        with contextlib.suppress(Unreadable):
            for lead in read(data, BASE).leads:
                assert lead.url.startswith("http")
    for alone in (read_opml, read_list):
        with contextlib.suppress(Unreadable):
            alone(data)
    looks_like_feed(data)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["url", "id", "title", "authors", "author", "name", "content_html",
                         "date_published", "external_url"]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(JSON_VALUES)
def test_any_json_feed_is_read_or_refused(items: object) -> None:
    data = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()
    with contextlib.suppress(Unreadable):
        read_feed(data, None)
