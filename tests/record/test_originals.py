"""Original bytes, versions of a report, failures and feeds, kept the same on both databases."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from reportedly.record import Record, open_record
from reportedly.record.failures import (
    count_failures,
    failed_places,
    failed_sources,
    forget_failure,
    forget_older,
    list_failures,
    note_failure,
    tries_of,
)
from reportedly.record.feeds import (
    Feed,
    feed,
    feed_checked,
    feed_failed,
    item_seen,
    list_feeds,
    unseen,
)
from reportedly.record.originals import (
    capture_is_kept,
    has_article,
    has_original,
    keep_original,
    kept_among,
    original,
    origins,
)
from reportedly.record.tables import articles, originals
from reportedly.vocabulary import Article, Original, Reading, article_id

WORDS = "The army said that at least twelve drones were shot down near El Fasher on Friday night."
MORE = WORDS + " A spokesman said later that four people were wounded when debris fell on a market."
OTHER = "Two mediators said that talks in Doha would end on Monday without any agreement at all."
URL = "https://paper.example/2025/drones"


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    address = str(tmp_path / "record.sqlite")
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql")
    with open_record(address) as opened:
        if request.param == "postgresql":  # one server for all tests
            with opened.transaction(writes=True) as connection:
                connection.execute(text("TRUNCATE articles, originals, failures, feeds CASCADE"))
        yield opened


def came(data: bytes = b"<p>bytes</p>", source: str = URL) -> Original:
    sha256 = hashlib.sha256(data).hexdigest()
    return Original(sha256, data, "text/html", source, "2025-09-05T10:00:00+00:00")


def report(words: str = WORDS, url: str | None = URL, **more: Any) -> Article:
    named = more.pop("id", None) or article_id(words, None, url)
    return Article(named, words, url=url, **more)


def keep(record: Record, *reports: Article) -> None:
    for one in reports:
        record.keep(Reading(one, "reader"))


def superseded(record: Record) -> dict[str, str | None]:
    """Return by whom each kept report is superseded, both by the beginning of their words."""
    with record.transaction() as connection:
        rows = connection.execute(
            select(articles.c.id, articles.c.superseded_by, articles.c.text)
        ).all()
    names = {row.id: row.id for row in rows}
    return {names[row.id]: row.superseded_by for row in rows}


def test_bytes_are_kept_once_and_come_back(record: Record) -> None:
    one, two = report(), report(OTHER, "https://other.example/1")
    record.keep(Reading(one, "reader"), came())
    record.keep(Reading(two, "reader"), came(source="https://other.example/1"))
    record.keep(Reading(one, "reader"), came())
    with record.transaction() as connection:
        assert original(connection, came().sha256) == (b"<p>bytes</p>", "text/html")
        assert connection.execute(text("SELECT count(*) FROM originals")).scalar() == 1
        first, second = origins(connection)
        assert (first.article_id, first.source, first.retrieved) == (
            one.id, URL, "2025-09-05T10:00:00+00:00",
        )  # fmt: skip
        assert second.source == "https://other.example/1"
        assert list(origins(connection, two.id)) == [second]
        assert original(connection, "0" * 64) == (None, "")


def test_damaged_bytes_are_noticed(record: Record) -> None:
    record.keep(Reading(report(), "reader"), came(b"a" * 1000))
    for damage in (b"no zlib", b"x\x9cK\x04\x00\x00b\x00b"):
        with record.transaction(writes=True) as connection:
            connection.execute(update(originals).values(data=damage))
        with record.transaction() as connection:
            assert original(connection, came(b"a" * 1000).sha256)[0] is None


def test_what_is_kept_at_an_address_is_known(record: Record) -> None:
    asked = "https://paper.example/short"
    record.keep(Reading(report(), "reader"), came(source=asked))
    with record.transaction() as connection:
        assert kept_among(connection, [asked, URL, "https://x.example/"]) == {asked, URL}
        assert kept_among(connection, []) == set()
        assert capture_is_kept(connection, URL, "2025-09-05T10:00:00+00:00")
        assert not capture_is_kept(connection, URL, "2025-09-06T10:00:00+00:00")
        assert has_article(connection, report().id)
        assert not has_article(connection, report().id[:5])


def test_addresses_longer_than_an_index_takes_are_kept(record: Record) -> None:
    import random

    long = "https://x.example/" + "".join(random.Random(1).choices("abcdefghij0123456789-", k=9000))  # noqa: S311
    one = report(url=long, canonical=long)
    keep(record, one)
    assert record.get(one.id).article == one


def test_standing_canonical_and_update_can_be_searched(record: Record) -> None:
    keep(record, report(canonical=URL, updated="2025-09-05T12:00:00Z", standing="corrected"))
    with record.transaction() as connection:
        row = connection.execute(select(articles)).one()
    assert (row.canonical, row.updated, row.standing) == (URL, "2025-09-05T12:00:00Z", "corrected")


FIRST = "2025-09-05T10:00:00+00:00"
SECOND = "2025-09-05T14:00:00+02:00"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("former", "later"),
    [
        # Fetched from one address: whatever it says now is the later version.
        (report(WORDS, retrieved=FIRST), report(OTHER, retrieved=SECOND)),
        # Told by their own dates of change.
        (report(WORDS, published_at=FIRST), report(MORE, updated=SECOND)),
        # The same story under a page's own word for its address.
        (report(WORDS, URL + "?utm=1", canonical=URL, retrieved=FIRST),
         report(MORE, URL, canonical=URL, retrieved=SECOND)),
        (report(WORDS, "https://www.paper.example/2025/drones/", retrieved=FIRST),
         report(MORE, "https://paper.example/2025/drones", canonical=URL, retrieved=SECOND)),
        # A publisher's own numbers.
        (report(WORDS, None, id="uri:1@2"),
         report(OTHER, None, id="uri:1@10", supersedes="uri:1")),
        (report(WORDS, None, id="uri:1"), report(OTHER, None, id="uri:1@2", supersedes="uri:1")),
        (report(WORDS, None, id="a"), report(OTHER, None, id="b", supersedes="a")),
        # Its own instants alone, written in two time zones.
        (report(WORDS, None, id="uri:1@2025-06-13T12:00:00+03:00"),
         report(OTHER, None, id="uri:1@2025-06-13T11:00:00Z")),
        # Withdrawn: hardly a word is the same.
        (report(WORDS, published_at=FIRST),
         report(OTHER, standing="withdrawn", updated=SECOND)),
    ],
)  # fmt: skip
def test_the_later_version_takes_the_place_of_the_former(
    record: Record, former: Article, later: Article, turned: bool
) -> None:
    if turned and not (former.canonical or former.url or former.supersedes or "@" in later.id):
        pytest.skip("only the later names the former")
    keep(record, *((later, former) if turned else (former, later)))
    assert superseded(record) == {former.id: later.id, later.id: None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (report(WORDS, URL), report(OTHER, URL)),  # one address given to two reports by a caller
        (report(WORDS, "https://paper.example/"), report(MORE, "https://paper.example/")),
        (report(WORDS, None), report(MORE, None)),
        # A reprint that names the address of what it is taken from.
        (report(WORDS, URL, canonical=URL, retrieved=FIRST),
         report(MORE, "https://reprint.example/1", canonical=URL, retrieved=SECOND)),
        # A site that calls all its pages by one address.
        (report(WORDS, "https://paper.example/1", canonical="https://paper.example/"),
         report(MORE, "https://paper.example/2", canonical="https://paper.example/")),
        (report(WORDS, None, id="me@x"), report(OTHER, None, id="me@y")),
        (report(WORDS, None, id="me@1"), report(OTHER, None, id="me@2")),
        (report(WORDS, None, id="uri:1@2"),
         report(OTHER, None, id="uri:11@3", supersedes="uri:11")),
    ],
)  # fmt: skip
def test_other_reports_are_no_versions(record: Record, one: Article, other: Article) -> None:
    keep(record, one, other)
    assert set(superseded(record).values()) == {None}


def test_of_three_versions_only_the_last_stands(record: Record) -> None:
    times = [f"2025-09-05T{hour:02}:00:00+00:00" for hour in (10, 11, 12)]
    one, two, three = (
        report(words, retrieved=at) for words, at in zip((WORDS, MORE, OTHER), times, strict=True)
    )
    keep(record, two, three, one)
    told = superseded(record)
    assert [told[it.id] is None for it in (one, two, three)] == [False, False, True]


def test_reading_an_old_version_anew_changes_no_order(record: Record) -> None:
    former, later = report(WORDS), report(MORE)
    keep(record, former, later)
    record.keep(Reading(former, "newer reader"))
    assert superseded(record) == {former.id: later.id, later.id: None}


def test_what_was_made_of_a_superseded_report_is_made_again(record: Record) -> None:
    former = report(WORDS)
    keep(record, former)
    with record.transaction(writes=True) as connection:
        connection.execute(
            text("INSERT INTO reconciled (article_id, version) VALUES (:id, '0')"),
            {"id": former.id},
        )
    keep(record, report(MORE))
    with record.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM reconciled")).scalar() == 0


def test_failures_are_counted_and_forgotten(record: Record) -> None:
    with record.transaction(writes=True) as connection:
        note_failure(connection, "/a.jsonl", "17", "broken")
        note_failure(connection, "/a.jsonl", "18", "broken\x00")
        note_failure(connection, "https://x.example/", "", "404")
    with record.transaction(writes=True) as connection:
        note_failure(connection, "/a.jsonl", "17", "still broken")
    with record.transaction(writes=True) as connection:
        last = list_failures(connection, 10)[0]
        assert (last.place, last.reason, last.tries) == ("17", "still broken", 2)
        assert last.first_at < last.last_at
        assert failed_sources(connection) == ["/a.jsonl", "https://x.example/"]
        assert tries_of(connection, "/a.jsonl") == 2
        assert tries_of(connection, "none") == 0
        forget_older(connection, "/a.jsonl", last.last_at)
        assert failed_places(connection) == {("/a.jsonl", "17"), ("https://x.example/", "")}
        forget_failure(connection, "https://x.example/", "")
        assert count_failures(connection) == 1


def test_feeds_keep_their_state_and_what_was_seen(record: Record) -> None:
    url = "https://paper.example/feed"
    with record.transaction(writes=True) as connection:
        assert feed(connection, url) == Feed(url)
        feed_failed(connection, url, "404")
        feed_failed(connection, url, "404")
    with record.transaction(writes=True) as connection:
        failed = feed(connection, url)
        assert (failed.failures, failed.last_error, failed.changed_at) == (2, "404", None)
        feed_checked(connection, replace(failed, etag='"1"', title="Paper"), changed=True)
        item_seen(connection, url, "a", "r1")
        item_seen(connection, url, "a", "r1")
        item_seen(connection, url, "b", None)
    with record.transaction() as connection:
        (well,) = list_feeds(connection)
        assert (well.failures, well.last_error, well.etag, well.items) == (0, None, '"1"', 2)
        assert well.changed_at == well.checked_at
        assert unseen(connection, url, ["a", "b", "c"]) == {"c"}
        assert unseen(connection, "https://other.example/", ["a"]) == {"a"}


def test_bytes_are_added_to_a_report_that_is_kept(record: Record) -> None:
    keep(record, report())
    with record.transaction(writes=True) as connection:
        assert not has_original(connection, report().id, came().sha256)
        keep_original(connection, report().id, came())
        assert has_original(connection, report().id, came().sha256)
    with record.transaction() as connection:
        assert len(list(origins(connection))) == 1
