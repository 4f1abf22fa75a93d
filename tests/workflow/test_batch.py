"""Many articles, one or many processes: the same readings in the same order."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.intake import Hints, Item
from reportedly.publish import dumps
from reportedly.record import open_record
from reportedly.vocabulary import Article, Reading, SetAside
from reportedly.workflow import Options, batch, read_all
from reportedly.workflow.workers import Workers

READ = """
import os, time
from reportedly.vocabulary import Reading, SetAside

def read(place, article):
    time.sleep(0.01 * (hash(article.id) % 5))
    if "DIE" in article.text:
        os._exit(9)
    if "FAIL" in article.text:
        return SetAside(place, "failed")
    return Reading(article, str(os.getpid()))

def refuse(place, article):
    raise ValueError("no such reader")
"""

Found = Article | SetAside


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return readers that other processes can import."""
    (tmp_path / "quick_reader.py").write_text(READ)
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module("quick_reader")


def places(*texts: str) -> Iterator[tuple[str, Found]]:
    for n, text in enumerate(texts):
        found: Found = SetAside(f"file {n}", "empty") if not text else Article(f"r{n}", text)
        yield f"file {n}", found


def told(outcomes: list[Reading | SetAside]) -> list[str]:
    return [it.reason if isinstance(it, SetAside) else it.article.text for it in outcomes]


def test_many_workers_answer_in_order(quick: ModuleType) -> None:
    texts = [f"text {n}" if n % 7 else "" for n in range(40)]
    with closing(Workers(quick.read, 3)) as workers:
        outcomes = list(workers.read(places(*texts)))
    assert told(outcomes) == [text or "empty" for text in texts]
    assert len({it.reader for it in outcomes if isinstance(it, Reading)}) > 1


def test_a_dying_process_takes_only_its_article_along(quick: ModuleType) -> None:
    texts = ["a", "b", "DIE", "c", "", "DIE too", "d", "FAIL", *"efgh"]
    with closing(Workers(quick.read, 2)) as workers:
        outcomes = told(list(workers.read(places(*texts))))
    assert [it for it in outcomes if "died" not in it] == [
        "a",
        "b",
        "c",
        "empty",
        "d",
        "failed",
        *"efgh",
    ]
    assert "died" in outcomes[2]
    assert "died" in outcomes[5]


def test_what_concerns_every_article_ends_the_run(quick: ModuleType) -> None:
    with closing(Workers(quick.refuse, 2)) as workers, pytest.raises(ValueError, match="no such"):
        list(workers.read(places("a", "b")))


def test_articles_are_fetched_as_they_are_needed(quick: ModuleType) -> None:
    fetched = 0

    def endless() -> Iterator[tuple[str, Found]]:
        nonlocal fetched
        while True:
            fetched += 1
            yield "file", Article(f"r{fetched}", "text")

    with closing(Workers(quick.read, 2)) as workers:
        answers = workers.read(endless())
        for _ in range(5):
            next(answers)
    assert fetched < 30


def test_each_reading_is_kept_before_the_next_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = str(tmp_path / "r.sqlite")
    article, aside = Article("r1", "One."), SetAside("x", "empty")

    def outcomes(*_: object) -> Iterator[tuple[Item, Reading | SetAside]]:
        yield Item("r1", article), Reading(article, "reader")
        yield Item("x", aside), aside
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "read_items", outcomes)
    with open_record(url) as record, pytest.raises(KeyboardInterrupt):
        list(read_all(["r1", "x"], Hints(), Options(), record))
    with open_record(url) as record:
        assert [entry.id for entry in record.list()] == ["r1"]


def test_readings_are_the_same_bytes_whatever_the_jobs(samples: Path) -> None:
    sources = [str(path) for path in sorted(samples.glob("1*.md"))[:4]] + ["nowhere"]
    one, two = (
        [
            dumps(it) if isinstance(it, Reading) else it.reason
            for it in read_all(sources, Hints(), Options(jobs=jobs))
        ]
        for jobs in (1, 2)
    )
    assert one == two
    assert len(one) == 5
    assert one[0].startswith("{")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_pipeline_that_is_not_there_is_a_wrong_call(samples: Path, jobs: int) -> None:
    from reportedly.errors import UsageError

    with pytest.raises(UsageError, match="no_such_model"):
        list(read_all([str(samples)], Hints(), Options(model="no_such_model", jobs=jobs)))
