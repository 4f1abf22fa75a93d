"""Counts over the whole record are made once, and again beside the pages."""

from __future__ import annotations

import threading

import pytest

from reportedly.desk import remembered
from reportedly.desk.remembered import Remembered


def test_what_is_known_is_not_counted_again() -> None:
    kept, asked = Remembered(), []
    for _ in range(3):
        assert kept.get("a", lambda: asked.append(1) or len(asked)) == 1
    assert asked == [1]


def test_an_old_value_is_shown_while_it_is_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "FRESH", 0.0)
    kept, go, done = Remembered(), threading.Event(), threading.Event()
    kept.get("a", lambda: "old")

    def count() -> str:
        go.wait(5)
        done.set()
        return "new"

    assert kept.get("a", count) == "old"
    go.set()
    assert done.wait(5)
    for _ in range(100):
        if kept.get("a", lambda: "new") == "new":
            break
    else:
        pytest.fail("the new value never came")


def test_only_so_much_is_kept() -> None:
    kept = Remembered()
    for number in range(remembered.MOST + 50):
        kept.get(number, lambda number=number: number)
    assert len(kept._kept) == remembered.MOST
