"""When a feed's turn comes, and what a place in a source is retried with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reportedly.record.feeds import Feed
from reportedly.workflow.adding import retried_with
from reportedly.workflow.watching import due_at

AT = "2025-09-05T10:00:00+00:00"
URL = "https://paper.example/feed"
QUARTER = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("failures", "hours"), [(0, 0.25), (1, 0.5), (2, 1.0), (5, 8.0), (7, 24.0), (10_000, 24.0)]
)
def test_a_feed_that_fails_waits_longer_each_time(failures: int, hours: float) -> None:
    due = due_at(Feed(URL, checked_at=AT, failures=failures), QUARTER)
    assert due - datetime.fromisoformat(AT) == timedelta(hours=hours)


def test_a_new_feed_is_due_and_a_long_interval_is_kept() -> None:
    assert due_at(Feed(URL), QUARTER) < datetime.now(UTC)
    week = timedelta(days=7)
    late = due_at(Feed(URL, checked_at=AT, failures=3), week)
    assert late - datetime.fromisoformat(AT) == week


def test_what_is_retried_is_the_file_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text("{}")
    (tmp_path / "odd:name.txt").write_text("x")
    assert retried_with("a.jsonl:17", "a.jsonl") == (str(tmp_path / "a.jsonl"), "17")
    assert retried_with("odd:name.txt", ".") == (str(tmp_path / "odd:name.txt"), "")
    assert retried_with("a.jsonl#5", ".") == (str(tmp_path / "a.jsonl"), "5")
    assert retried_with("gone.txt", "gone.txt") == (str(tmp_path / "gone.txt"), "")
    assert retried_with("a.jsonl:in.warc:3", ".") == (str(tmp_path / "a.jsonl"), "in.warc:3")
    assert retried_with("https://x.example/1", "list.txt") == ("https://x.example/1", "")
    assert retried_with("standard input:3", "-") == ("-", "standard input:3")
