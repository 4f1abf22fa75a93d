"""`reportedly watch`: each version of an item is read once, and the state survives."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from reportedly.intake import Hints
from reportedly.intake.web.fetch import Fetcher, Manners
from reportedly.intake.web.gather import Gatherer
from reportedly.record import open_record
from reportedly.vocabulary import SetAside
from reportedly.workflow import Adding, KnownIn, Options, Watching

Run = Callable[..., Result]
ONCE = ("--once", "--allow-private", "--delay", "0")
WORDS = " ".join(["The ministry said on Friday that its forces shot down several drones."] * 5)


def page(name: str, words: str = WORDS) -> str:
    return (
        f"<html><head><title>{name}</title></head><body><article><h1>{name}</h1>"
        f"<p>{name} told today. {words}</p></article></body></html>"
    )


class Paper:
    """A site with a feed of its pages, which answers that nothing has changed if so."""

    def __init__(self, site: Any) -> None:
        self.site, self.items = site, {}
        self.feed = site.url("/feed")
        site.pages["/feed"] = self.answer
        Path("feeds.opml").write_text(
            f'<opml version="2.0"><body><outline xmlUrl="{self.feed}"/></body></opml>'
        )

    items: dict[str, str]

    def put(self, name: str, words: str = WORDS, updated: str = "2025-09-05T10:00:00Z") -> None:
        self.site.put(f"/{name}", page(name, words))
        self.items[name] = (
            f"<entry><id>{name}</id><title>{name}</title><link href='/{name}'/>"
            f"<published>2025-09-05T10:00:00Z</published><updated>{updated}</updated>"
            "<source><title>Agency</title></source></entry>"
        )

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        entries = "".join(reversed(self.items.values()))
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>{entries}</feed>"
        mark = f'"{hash(body)}"'
        same = handler.headers["If-None-Match"] == mark
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", mark)
        handler.send_header("Content-Length", "0" if same else str(len(body)))
        handler.end_headers()
        handler.wfile.write(b"" if same else body.encode())

    def asked(self, name: str) -> int:
        return int(self.site.paths().count(f"/{name}"))


@pytest.fixture
def paper(site: Any, own_database: Path) -> Paper:
    return Paper(site)


def rows(path: Path, asked: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute(asked).fetchall()
    connection.close()
    return found


def test_what_is_new_is_read_once_oldest_first(run: Run, own_database: Path, paper: Paper) -> None:
    paper.put("one")
    paper.put("two")
    first = run("watch", "feeds.opml", *ONCE)
    assert first.exit_code == 0
    assert "2 read, 0 set aside" in first.stderr
    assert "well" in first.stdout
    assert rows(own_database, "SELECT title FROM articles ORDER BY number") == [("one",), ("two",)]
    paper.put("three")
    run("watch", "feeds.opml", *ONCE)
    run("watch", *ONCE)
    assert [paper.asked(name) for name in ("one", "two", "three")] == [1, 1, 1]
    health = json.loads(run("watch", "--health", "--format", "json").stdout)
    assert [(it["feed"], it["state"], it["items"]) for it in health] == [(paper.feed, "well", 3)]


def test_credits_and_dates_of_the_feed_are_kept(run: Run, own_database: Path, paper: Paper) -> None:
    paper.put("one", updated="2025-09-05T12:00:00Z")
    run("watch", "feeds.opml", *ONCE)
    with open_record(str(own_database)) as record:
        article = record.get("r").article
    assert [(it.name, it.found) for it in article.credits] == [("Agency", "feed source")]
    assert (str(article.published), article.published_from) == ("2025-09-05", "feed")
    assert (article.updated, article.updated_from) == ("2025-09-05T12:00:00+00:00", "feed")


def test_an_updated_item_supersedes_its_former_version(
    run: Run, own_database: Path, paper: Paper
) -> None:
    paper.put("one")
    run("watch", "feeds.opml", *ONCE)
    time.sleep(1.1)  # retrieval is told in seconds
    paper.put("one", WORDS.replace("several", "twelve"), updated="2025-09-05T14:00:00Z")
    run("watch", "feeds.opml", *ONCE)
    told = rows(own_database, "SELECT id, superseded_by FROM articles ORDER BY number")
    assert told == [(told[0][0], told[1][0]), (told[1][0], None)]
    # Said to be updated, but the words are the same: no further report.
    paper.put("one", WORDS.replace("several", "twelve"), updated="2025-09-05T16:00:00Z")
    run("watch", "feeds.opml", *ONCE)
    assert len(rows(own_database, "SELECT id FROM articles")) == 2


def test_an_item_that_fails_is_tried_again_though_the_feed_is_the_same(
    run: Run, own_database: Path, paper: Paper, site: Any
) -> None:
    paper.put("one")
    site.put("/one", "", 404)
    assert run("watch", "feeds.opml", *ONCE).exit_code == 1
    assert "404" in run("failures").stdout
    site.put("/one", page("one"))
    assert run("watch", "feeds.opml", *ONCE).exit_code == 0
    assert rows(own_database, "SELECT count(*) FROM failures") == [(0,)]
    site.put("/one", page("one", "Another."))
    run("watch", "feeds.opml", *ONCE)
    assert paper.asked("one") == 2


def test_one_watch_forgets_a_failure_that_it_noted_itself(
    run: Run, own_database: Path, paper: Paper, site: Any
) -> None:
    paper.put("one")
    site.put("/one", "", 404)
    with open_record(str(own_database)) as record:
        fetcher = Fetcher(Manners(between=0.0, allow_private=True))
        gatherer = Gatherer(fetcher, KnownIn(record))
        adding = Adding(record, gatherer, Options())
        watching = Watching(record, fetcher, gatherer, adding, timedelta(minutes=15))
        (failed,) = watching.look([paper.feed], Hints(), now=True)
        assert isinstance(failed, SetAside)
        assert list(watching.look([paper.feed], Hints())) == []  # its turn has not come
        site.put("/one", page("one"))
        (found,) = watching.look([paper.feed], Hints(), now=True)
        assert not isinstance(found, SetAside)
        assert watching.next_turn([paper.feed]) > datetime.now(UTC)
        fetcher.close()
    assert rows(own_database, "SELECT count(*) FROM failures") == [(0,)]


def test_an_item_that_keeps_failing_is_given_up(run: Run, paper: Paper, site: Any) -> None:
    paper.put("one")
    site.put("/one", "", 404)
    for _ in range(7):
        run("watch", "feeds.opml", *ONCE)
    assert paper.asked("one") == 5


def test_a_feed_that_fails_is_shown_with_its_reason(run: Run, paper: Paper, site: Any) -> None:
    site.put("/feed", "", 410)
    for _ in range(2):
        done = run("watch", "feeds.opml", *ONCE)
    assert done.exit_code == 1
    assert "failed 2×" in done.stdout
    assert "410" in done.stdout
    site.put("/feed", "<html><body>moved</body></html>")
    assert "no feed" in run("watch", "feeds.opml", *ONCE).stderr
    paper.put("one")
    site.pages["/feed"] = paper.answer
    assert "well" in run("watch", "feeds.opml", *ONCE).stdout


def test_an_item_of_two_feeds_is_fetched_once(run: Run, paper: Paper, site: Any) -> None:
    paper.put("one")
    other = f"<rss><channel><item><link>{site.url('/one')}</link></item></channel></rss>"
    site.put("/other", other, Content_Type="application/rss+xml")
    assert run("watch", "feeds.opml", site.url("/other"), *ONCE).exit_code == 0
    assert paper.asked("one") == 1


def test_a_feed_that_holds_its_reports_can_be_read_alone(
    run: Run, own_database: Path, site: Any
) -> None:
    feed = (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>'
        f"<title>One</title><link>{site.url('/one')}</link>"
        f"<content:encoded>&lt;p&gt;{WORDS}&lt;/p&gt;</content:encoded></item></channel></rss>"
    )
    url = site.put("/feed", feed, Content_Type="application/rss+xml")
    assert run("watch", url, "--full-text", *ONCE).exit_code == 0
    assert rows(own_database, "SELECT title, url FROM articles") == [("One", site.url("/one"))]
    assert "/one" not in site.paths()
    assert run("verify").exit_code == 0


@pytest.mark.parametrize("wrong", ["missing.opml", "bad.opml", "http://user:pw@x.example/feed"])
def test_wrong_feeds_are_a_wrong_call(run: Run, own_database: Path, wrong: str) -> None:
    Path("bad.opml").write_text("<opml/>")
    done = run("watch", wrong, *ONCE)
    assert done.exit_code == 2
    assert "pw" not in done.stderr


def test_with_no_feed_there_is_nothing_to_watch(run: Run, own_database: Path) -> None:
    assert run("watch", *ONCE).exit_code == 2
    assert run("watch", "--health").exit_code == 0


def test_a_watch_goes_on_by_itself_and_after_it_was_stopped(
    program: Callable[..., subprocess.Popen[bytes]], own_database: Path, paper: Paper
) -> None:
    paper.put("one")
    start = ("watch", "feeds.opml", "--every", "0.01", "--allow-private", "--delay", "0")
    running = program(*start)
    _until(own_database, 1)
    paper.put("two")
    _until(own_database, 2)
    running.send_signal(signal.SIGTERM)
    assert running.wait(30) == 130
    assert [paper.asked(name) for name in ("one", "two")] == [1, 1]


def _until(path: Path, number: int) -> None:
    for _ in range(1200):
        try:
            if path.exists() and rows(path, "SELECT count(*) FROM feed_items")[0][0] >= number:
                return
        except sqlite3.OperationalError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{number} items were not seen in time")
