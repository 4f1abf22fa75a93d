"""`reportedly add`, `failures`, `retry`, `verify` as a user meets them, over a real web server."""

from __future__ import annotations

import gzip
import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from reportedly.record import open_record

Run = Callable[..., Result]
OPEN = ("--allow-private", "--delay", "0")
WORDS = " ".join(["The ministry said on Friday that its forces shot down several drones."] * 5)


def page(name: str, words: str = WORDS) -> str:
    return (
        f"<html><head><title>{name}</title></head><body><article><h1>{name}</h1>"
        f"<p>{name} told today. {words}</p></article></body></html>"
    )


def kept(url: Path) -> list[str | None]:
    with open_record(str(url)) as record:
        return sorted(str(entry.title) for entry in record.list())


@pytest.fixture
def story(site: Any) -> str:
    return str(site.put("/one", page("One")))


def test_a_page_is_fetched_read_and_kept_with_its_bytes(
    run: Run, own_database: Path, story: str, site: Any
) -> None:
    done = run("add", story, *OPEN)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 added" in done.stderr
    assert kept(own_database) == ["One"]
    shown = json.loads(run("show", "r", "--format", "json").stdout)
    assert shown["article"]["url"] == story
    assert shown["article"]["retrieved"]
    assert run("verify").stdout.endswith("1 proven, 0 differs, 0 damaged of 1 originals\n")


def test_this_machine_is_only_reached_when_that_is_asked_for(
    run: Run, story: str, site: Any
) -> None:
    done = run("add", story)
    assert done.exit_code == 1
    assert "no public network" in done.stderr
    assert site.asked == []


def test_a_page_that_its_feed_calls_updated_is_fetched_again(
    run: Run, own_database: Path, site: Any
) -> None:
    def feed(updated: str) -> str:
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>f</id>'
            f'<entry><id>one</id><title>One</title><link href="{story}"/>'
            f"<published>2026-03-01T08:00:00Z</published><updated>{updated}</updated></entry></feed>"
        )

    as_atom = {"Content_Type": "application/atom+xml"}
    story = str(site.put("/one", page("One")))
    address = str(site.put("/feed", feed("2026-03-01T08:00:00Z"), **as_atom))
    assert "1 added" in run("add", address, *OPEN).stderr
    assert "0 added" in run("add", address, *OPEN).stderr
    site.put("/feed", feed("2999-01-01T00:00:00Z"), **as_atom)
    site.put("/one", page("One", WORDS.replace("several", "eleven")))
    assert "1 added" in run("add", address, *OPEN).stderr
    assert kept(own_database) == ["One", "One"]


def test_a_password_in_an_address_is_neither_sent_told_nor_kept(
    run: Run, own_database: Path, story: str, site: Any
) -> None:
    done = run("add", story.replace("://", "://me:sesame@"), *OPEN)
    assert done.exit_code == 1
    assert "sesame" not in done.stderr
    assert b"sesame" not in own_database.read_bytes()
    assert site.asked == []


def test_a_source_that_nobody_foresaw_does_not_end_the_others(
    run: Run, own_database: Path, site: Any, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("odd")

    monkeypatch.setattr("reportedly.intake.web.gather.read_feed", stumble)
    feed = site.put("/feed", "<rss></rss>", Content_Type="application/rss+xml")
    done = run("add", feed, story, *OPEN)
    assert "ZeroDivisionError" in done.stderr
    assert "1 added, 1 set aside" in done.stderr


def test_offline_fetches_nothing(run: Run, story: str, site: Any) -> None:
    Path("list.txt").write_text(story + "\n")
    Path("good.txt").write_text(WORDS)
    done = run("add", story, "list.txt", "good.txt", "--offline", *OPEN)
    assert done.exit_code == 1
    assert "1 added, 2 set aside" in done.stderr
    assert site.asked == []


def test_offline_a_feed_gives_what_it_holds_whole(run: Run, own_database: Path) -> None:
    items = "".join(
        f"<item><title>{name}</title><link>https://paper.example/{name}</link>{whole}</item>"
        for name, whole in (
            ("One", f"<content:encoded>&lt;p&gt;{WORDS}&lt;/p&gt;</content:encoded>"), ("Two", ""),
        )
    )  # fmt: skip
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    Path("feed.xml").write_text(f"<rss {space}><channel>{items}</channel></rss>")
    done = run("add", "feed.xml", "--offline")
    assert "1 added, 1 set aside" in done.stderr
    assert kept(own_database) == ["One"]


def test_lists_feeds_and_sitemaps_are_followed(
    run: Run, own_database: Path, story: str, site: Any
) -> None:
    for name in ("Two", "Three"):
        site.put(f"/{name}", page(name))
    feed = f"<rss><channel><title>F</title><item><link>{site.url('/Two')}</link></item></channel>"
    site.put("/feed", feed + "</rss>", Content_Type="application/rss+xml")
    inner = f"<urlset><url><loc>{site.url('/Three')}</loc></url></urlset>"
    site.put("/inner.xml.gz", gzip.compress(inner.encode()), Content_Type="application/gzip")
    index = (
        f"<sitemapindex><sitemap><loc>{site.url('/inner.xml.gz')}</loc></sitemap></sitemapindex>"
    )
    site.put("/sitemap.xml", index, Content_Type="application/xml")
    Path("list.txt").write_text(f"# pages\n{story}\n{story}\n")
    done = run("add", "list.txt", site.url("/feed"), site.url("/sitemap.xml"), *OPEN)
    assert done.exit_code == 0
    assert kept(own_database) == ["One", "Three", "Two"]
    assert site.paths().count("/one") == 1


def test_what_is_kept_is_not_fetched_again(run: Run, story: str, site: Any) -> None:
    Path("list.txt").write_text(story + "\n")
    run("add", "list.txt", *OPEN)
    again = run("add", "list.txt", *OPEN)
    assert again.exit_code == 0
    assert "0 added, 1 kept before" in again.stderr
    assert site.paths().count("/one") == 1
    run("add", "list.txt", "--again", *OPEN)
    assert site.paths().count("/one") == 2


def test_a_page_that_was_changed_supersedes_its_former_version(
    run: Run, own_database: Path, story: str, site: Any
) -> None:
    run("add", story, *OPEN)
    time.sleep(1.1)  # retrieval is told in seconds
    site.put("/one", page("One", WORDS.replace("several", "twelve")))
    run("add", story, *OPEN)
    with sqlite3.connect(own_database) as connection:
        told = connection.execute("SELECT superseded_by FROM articles ORDER BY number").fetchall()
        (second,) = connection.execute("SELECT max(number), id FROM articles").fetchall()
    connection.close()
    assert told == [(second[1],), (None,)]


def ninjs(instant: str, words: str, **more: str) -> str:
    """Return an item that has no version but the instant of its making."""
    told = {"uri": "urn:x.example:1", "type": "text", "versioncreated": instant, **more}
    return json.dumps({**told, "body_text": words})


def export(words: str, **more: str) -> str:
    """Return an export of a channel with one message."""
    message = {"id": 1, "type": "message", "date": "2025-09-05T10:00:00", "text": words, **more}
    told = {"name": "C", "type": "public_channel", "id": 7, "messages": [message]}
    return json.dumps(told)


def newsml(version: int, status: str, inside: str) -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x.example:2" '
        f'version="{version}"><itemMeta><itemClass qcode="ninat:text"/>'
        f"<versionCreated>2025-09-05T1{version}:00:00Z</versionCreated>"
        f'<pubStatus qcode="stat:{status}"/></itemMeta>'
        f"<contentMeta><headline>Drones</headline></contentMeta>{inside}</newsItem>"
    )


TOLD = f"<contentSet><inlineData>{WORDS}</inlineData></contentSet>"
OTHER = WORDS.replace("several", "twelve")
LINE = '{"id": "a", "text": "%s"}'


@pytest.mark.parametrize(
    ("name", "former", "later"),
    [
        ("i.ninjs", ninjs("2025-09-05T10:00:00Z", WORDS), ninjs("2025-09-05T12:00:00Z", OTHER)),
        ("i.ninjs", ninjs("2025-09-05T10:00:00Z", WORDS),
         ninjs("2025-09-05T12:00:00Z", "", headline="Drones", pubstatus="canceled")),
        ("i.ninjs", ninjs("", WORDS), ninjs("", "", headline="Drones", pubstatus="canceled")),
        ("r.json", export(WORDS), export(OTHER, edited="2025-09-05T12:00:00")),
        ("r.json", export(WORDS, edited="2025-09-05T11:00:00"),
         export(OTHER, edited="2025-09-05T12:00:00")),
        ("i.xml", newsml(1, "usable", TOLD), newsml(2, "canceled", "")),
        # The publisher left the id as it was.
        ("l.jsonl", LINE % WORDS, LINE % OTHER),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["add", "read"])
def test_a_later_version_takes_the_place_and_both_are_kept(
    run: Run, own_database: Path, name: str, former: str, later: str, command: str
) -> None:
    for told in (former, later):
        Path(name).write_text(told)
        for _ in range(2):  # the second time changes nothing
            assert run(command, name).exit_code == 0
    Path(name).write_text(former)
    assert run(command, name).exit_code == 0
    with sqlite3.connect(own_database) as connection:
        asked = "SELECT id, superseded_by FROM articles ORDER BY number"
        (first, by), (second, none) = connection.execute(asked).fetchall()
    connection.close()
    assert (by, none) == (second, None)
    assert first != second
    assert "2 proven, 0 differs, 0 damaged" in run("verify").stdout


def test_counts_follow_the_version_that_stands(run: Run, own_database: Path) -> None:
    from reportedly.reconcile import reconcile
    from reportedly.record.ledger import outdated, pending

    for instant, words in (("2025-09-05T10:00:00Z", WORDS), ("2025-09-05T12:00:00Z", OTHER)):
        Path("i.ninjs").write_text(ninjs(instant, words))
        assert run("add", "i.ninjs").exit_code == 0
        with open_record(str(own_database)) as record:
            with record.transaction() as connection:
                waiting = [id_ for id_, _ in pending(connection, 10)]
                assert waiting == [f"urn:x.example:1@{instant}"]
            reconcile(record)
            with record.transaction() as connection:
                assert (outdated(connection), pending(connection, 10)) == ([], [])


def test_the_same_bytes_in_a_file_and_a_folder_are_kept_once(run: Run, own_database: Path) -> None:
    Path("good.txt").write_text(WORDS)
    assert "1 added" in run("add", "good.txt").stderr
    assert "0 added, 1 kept before" in run("add", ".").stderr


def warc(*pages: tuple[str, str, str]) -> bytes:
    """Return an archive of pages: address, instant, HTML."""
    made = b""
    for url, at, text in pages:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + text.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        made += head.encode() + block + b"\r\n\r\n"
    return made


def test_an_archive_is_taken_up_where_it_was_left(
    run: Run, own_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = ("https://paper.example/1", "2025-09-05T10:00:00Z"), (
        "https://paper.example/1", "2025-09-06T10:00:00Z",
    )  # fmt: skip
    Path("in").mkdir()
    Path("in/a.warc").write_bytes(warc((*one, page("One")), (*two, page("One, again"))))
    assert "2 added" in run("add", "in").stderr
    monkeypatch.setattr("reportedly.intake.sources.items_in", None)  # nothing is extracted
    for source in ("in", "in/a.warc"):
        assert "0 added, 2 kept before" in run("add", source).stderr
    with sqlite3.connect(own_database) as connection:
        later = connection.execute("SELECT superseded_by IS NULL FROM articles ORDER BY number")
        assert later.fetchall() == [(0,), (1,)]
    connection.close()


def test_failures_are_listed_retried_and_forgotten(run: Run, own_database: Path, site: Any) -> None:
    Path("lines.jsonl").write_text('{"id": "a", "text": "Shots were fired."}\n{broken\n')
    Path("bad.txt").write_text("EXPLODE: " + WORDS)
    late = site.url("/late")
    done = run("add", "lines.jsonl", "bad.txt", "missing.txt", late, *OPEN)
    assert done.exit_code == 1
    listed = json.loads(run("failures", "--format", "json").stdout)
    here = Path.cwd()
    assert {(it["source"], it["place"]) for it in listed} == {
        (str(here / "lines.jsonl"), "2"), (str(here / "bad.txt"), ""),
        (str(here / "missing.txt"), ""), (late, ""),
    }  # fmt: skip
    assert "404" in run("failures").stdout
    site.put("/late", page("Late"))
    Path("bad.txt").write_text(WORDS)
    assert run("retry", str(here / "bad.txt"), *OPEN).exit_code == 0
    tried = run("retry", *OPEN)
    assert tried.exit_code == 1
    left = json.loads(run("failures", "--format", "json").stdout)
    assert {(Path(it["source"]).name, it["tries"]) for it in left} == {
        ("lines.jsonl", 2), ("missing.txt", 2),
    }  # fmt: skip
    Path("lines.jsonl").write_text('{"id": "a", "text": "Shots were fired."}\n')
    Path("missing.txt").write_text(WORDS + " Found.")
    assert run("retry").exit_code == 0
    assert run("failures").stdout.strip() == "nothing is set aside"
    assert "nothing to try again" in run("retry").stderr


def test_verify_finds_damaged_bytes_and_texts(run: Run, own_database: Path, story: str) -> None:
    run("add", story, *OPEN)
    with sqlite3.connect(own_database) as connection:
        connection.execute("UPDATE originals SET data = x'00'")
    connection.close()
    done = run("verify")
    assert done.exit_code == 1
    assert "don't fit their hash" in done.stdout
    assert "1 damaged" in done.stdout


def test_verify_reads_files_of_many_reports_again(run: Run, own_database: Path) -> None:
    told = f'He said ""no"". {WORDS}'
    Path("table.csv").write_text(f'who,body,url\nA,"{told}",https://x.example/1\n')
    Path("lines.jsonl").write_text(json.dumps({"id": "a", "text": f'She said "no". {WORDS}'}))
    message = {"id": 1, "type": "message", "date": "2025-09-05T10:00:00", "text": WORDS}
    Path("chat.json").write_text(
        json.dumps({"name": "C", "type": "public_channel", "id": 7, "messages": [message]})
    )
    assert "1 added" in run("add", "table.csv", "--column", "text=body").stderr
    assert "2 added" in run("add", "lines.jsonl", "chat.json").stderr
    checked = run("verify")
    assert checked.exit_code == 0
    assert "3 proven, 0 differs, 0 damaged" in checked.stdout


def test_verify_finds_words_that_are_not_in_the_bytes(
    run: Run, own_database: Path, story: str
) -> None:
    run("add", story, *OPEN)
    with sqlite3.connect(own_database) as connection:
        connection.execute("UPDATE readings SET body = replace(body, 'several', 'eleven')")
    connection.close()
    changed = run("verify")
    assert changed.exit_code == 1
    assert "not the one that was kept" in changed.stdout
    with open_record(str(own_database)) as record:
        text = record.get("r").article.text
    import hashlib

    with sqlite3.connect(own_database) as connection:
        hashed = hashlib.sha256(text.encode()).hexdigest()
        connection.execute("UPDATE articles SET text_sha256 = ?", (hashed,))
        connection.execute("UPDATE readings SET reader = 'quick 1'")
    connection.close()
    other = run("verify")
    assert "differs" in other.stdout
    assert "another version" in other.stdout


def test_the_order_is_the_same_however_many_read(
    program: Callable[..., subprocess.Popen[bytes]], run: Run, site: Any, own_database: Path
) -> None:
    names = [f"N{n}" for n in range(9)]
    for number, name in enumerate(names):
        site.put(f"/{name}", page(name, WORDS + (" It was SLOW." if number % 3 == 0 else "")))
    Path("list.txt").write_text("\n".join(site.url(f"/{name}") for name in names))
    running = program("add", "list.txt", "--jobs", "2", *OPEN)
    assert running.wait(120) == 0
    assert run("add", "list.txt", "--db", "alone.sqlite", *OPEN).exit_code == 0
    orders = []
    for path in (own_database, Path("alone.sqlite")):
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT title FROM articles ORDER BY number").fetchall()
        connection.close()
        orders.append([row[0] for row in rows])
    assert orders == [names, names]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_what_was_kept_before_the_end_is_not_lost_or_done_again(
    program: Callable[..., subprocess.Popen[bytes]], run: Run, site: Any, own_database: Path,
    ending: signal.Signals,
) -> None:  # fmt: skip
    names = [f"N{n}" for n in range(12)]
    for name in names:
        site.put(f"/{name}", page(name, WORDS + " It was SLOW."))
    Path("list.txt").write_text("\n".join(site.url(f"/{name}") for name in names))
    running = program("add", "list.txt", *OPEN)
    while not own_database.exists() or not _count(own_database):
        time.sleep(0.05)
        assert running.poll() is None
    running.send_signal(ending)
    running.wait(30)
    before = _count(own_database)
    assert 0 < before < len(names)
    fetched = len(site.asked)
    done = run("add", "list.txt", *OPEN)
    assert done.exit_code == 0
    assert f"{before} kept before" in done.stderr
    assert len(kept(own_database)) == len(names)
    assert len(site.asked) - fetched == len(names) - before + 1  # and the rules of the site


def _count(path: Path) -> int:
    try:
        with sqlite3.connect(path) as connection:
            return int(connection.execute("SELECT count(*) FROM readings").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0
    finally:
        connection.close()


def test_read_fetches_the_one_page_that_is_asked_for(
    run: Run, story: str, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.intake.web import gather
    from reportedly.intake.web.fetch import Fetcher, Manners

    open_one = Manners(between=0.0, allow_private=True)
    monkeypatch.setattr(gather, "usual_fetcher", lambda: Fetcher(open_one))
    done = run("read", story, "--format", "json", "--no-db")
    assert json.loads(done.stdout)["article"]["url"] == story
    site.put("/list", f"{story}\n{story}\n", Content_Type="text/plain")
    listed = run("read", site.url("/list"), "--no-db")
    assert "reportedly add" in listed.stderr
