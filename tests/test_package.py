"""`import reportedly`: what a Python program gets."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import RecordError, Unreadable, UsageError

STORY = "The army said on Friday that at least 12 drones were shot down near El Fasher.\r\n"


def test_importing_is_quick_and_loads_no_pipeline() -> None:
    code = "import sys, time; began = time.process_time(); import reportedly\n"
    code += "print(time.process_time() - began)\n"
    code += "assert not {'spacy', 'sqlalchemy', 'pydantic', 'rich'} & set(sys.modules)"
    call = [sys.executable, "-c", code]
    runs = [subprocess.run(call, capture_output=True, text=True, check=True) for _ in range(2)]
    assert min(float(done.stdout) for done in runs) < 0.1


@pytest.mark.parametrize("published", ["2025-06-13", date(2025, 6, 13), datetime(2025, 6, 13, 8)])
def test_a_text_is_read_as_it_is(published: str | date) -> None:
    reading = reportedly.read(STORY, published=published, outlet="Paper", title="Drones")
    article = reading.article
    assert (article.text, article.outlet, article.title) == (STORY, "Paper", "Drones")
    assert article.published == date(2025, 6, 13)
    assert reading.reader.startswith("reportedly ")


@pytest.mark.parametrize(
    ("text", "options", "error", "message"),
    [
        (STORY, {"published": "Friday"}, UsageError, "not a date"),
        (STORY, {"model": "no_such_model"}, UsageError, "no_such_model"),
        (STORY, {"language": "tlh"}, UsageError, "tlh"),
        (" ", {}, Unreadable, "empty"),
        ("half \ud83d", {}, Unreadable, "surrogate"),
        ("Заявление министерства: мы ответим. " * 20, {}, Unreadable, "Russian"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_ours(
    text: str, options: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        reportedly.read(text, **options)  # type: ignore[arg-type]


def test_open_gives_a_record(tmp_path: Path) -> None:
    with reportedly.open(tmp_path / "r.sqlite") as record:
        assert record.keep(reportedly.read(STORY)) == "added"
        assert len(record.articles()) == 1
    with pytest.raises(RecordError, match="folder"):
        reportedly.open(tmp_path)


def test_demo_writes_what_it_names(samples: Path, tmp_path: Path) -> None:
    output = tmp_path / "made" / "here"
    call = [sys.executable, samples / "demo.py", output]
    done = subprocess.run(call, capture_output=True, text=True, check=True, cwd=tmp_path)
    for name in ("reports.html", "readings.jsonl", "record.sqlite"):
        assert str(Path("made/here") / name) in done.stdout
        assert (output / name).stat().st_size > 10_000
    assert len((output / "readings.jsonl").read_text().splitlines()) == 18
