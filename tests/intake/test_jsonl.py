"""JSON lines: text to the letter, one bad line no reason to stop."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake import Hints, articles
from reportedly.vocabulary import Article, SetAside

GOOD = {"id": "g", "text": "Rebels said the bridge at Goma had been taken."}


def found_in(path: Path, data: bytes, hints: Hints | None = None) -> list[Article | SetAside]:
    path.write_bytes(data)
    return list(articles(str(path), hints or Hints()))


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_fields_and_their_other_names(tmp_path: Path) -> None:
    data = line(**GOOD, title="T", url="https://x.example", outlet="O", published="2025-06-12")
    data += line(id=2, text="x", date="2025-06-12T23:00:00+03:00", publisher="P", authors=["A"])
    data += line(id="3", text="x", dct="19980108")
    first, second, third = found_in(tmp_path / "a.jsonl", data)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, Article)
    assert (first.id, first.title, first.outlet) == ("g", "T", "O")
    assert (second.id, second.outlet, second.authors) == ("2", "P", ("A",))
    assert [it.published for it in (first, second, third)] == [
        date(2025, 6, 12), date(2025, 6, 12), date(1998, 1, 8),
    ]  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_text_stays_to_the_letter(text: str) -> None:
    source = io.TextIOWrapper(io.BytesIO(line(id="1", text=text)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", source)
        (found,) = articles("-", Hints())
    if text.strip():
        assert isinstance(found, Article)
        assert found.text == text
    else:
        assert isinstance(found, SetAside)


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.NDJSON.GZ", "a"])
def test_compressed_or_not_and_whatever_the_line_end(tmp_path: Path, name: str) -> None:
    text = "First.\r\nSecond,\u2028third."
    data = b"\xef\xbb\xbf" + line(id="1", text=text).replace(b"\n", b"\r\n") + b"\n\n"
    data += line(id="2", text=text).rstrip()
    packed = gzip.compress(data) if name.lower().endswith("gz") else data
    found = found_in(tmp_path / name, packed)
    assert [getattr(it, "text", it) for it in found] == [text, text]


BAD_LINES = [
    (b"{broken\n", "isn't JSON"),
    (b'{"id": "1", "text": "cut of\n', "isn't JSON"),
    (b"[1, 2]\n", "isn't a JSON object"),
    (b'"words"\n', "isn't a JSON object"),
    (b'{"text": "no id"}\n', "no id"),
    (b'{"id": null, "text": "x"}\n', "no id"),
    (b'{"id": ["1"], "text": "x"}\n', "its id is no text"),
    (b'{"id": "", "text": "x"}\n', "its id '' is empty"),
    (b'{"id": "a\\u0007b", "text": "x"}\n', "can't be seen"),
    (b'{"id": "' + b"x" * 500 + b'", "text": "x"}\n', "its id is too long"),
    (b'{"id": "1"}\n', "no text"),
    (b'{"id": "1", "text": null}\n', "no text"),
    (b'{"id": "1", "text": 5}\n', "its text is no string"),
    (b'{"id": "1", "text": "  "}\n', "empty"),
    (b'{"id": "1", "text": "half \\ud83d"}\n', "surrogate"),
    (b'{"id": "g", "text": "again"}\n', "its id 'g' stands in line 1 too"),
    (b'{"id": "1", "text": "caf\xe9"}\n', "isn't UTF-8"),
    (b'{"id": "1", "text": "' + b"x" * 3_000 + b'"}\n', "line is too large"),
    (b"[" * 2_000 + b"\n", "too deep|isn't JSON"),
    (b'{"id": ' + b"1" * 1_500 + b', "text": "x"}\n', "id is too long"),
    (line(id="1", text="Le ministère a déclaré que des drones étaient détruits. " * 5), "French"),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
def test_a_bad_line_is_named_and_the_rest_read(tmp_path: Path, bad: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    data = line(**GOOD) + bad + line(id="last", text="x")
    first, middle, last = found_in(path, data, Hints(max_bytes=2_500))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert last.id == "last"
    assert isinstance(middle, SetAside)
    assert middle.source == f"{path}:2"
    assert any(part in middle.reason for part in reason.split("|")), middle.reason


def test_another_kind_of_file_is_given_up(tmp_path: Path) -> None:
    *bad, last = found_in(tmp_path / "a.jsonl", b"no json here\n" * 5_000)
    assert len(bad) == 100
    assert isinstance(last, SetAside)
    assert "given up" in last.reason


def test_wide_lines_are_told_to_be_saved_anew(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path / "a.jsonl", line(**GOOD).decode().encode("utf-16"))
    assert isinstance(found, SetAside)
    assert "save it as UTF-8" in found.reason


def test_an_archive_cut_short_gives_what_it_holds(tmp_path: Path) -> None:
    data = gzip.compress(b"".join(line(id=n, text=f"Shell number {n} fell.") for n in range(9_000)))
    *good, last = found_in(tmp_path / "a.jsonl.gz", data[: len(data) // 2])
    assert len(good) > 1_000
    assert all(isinstance(it, Article) for it in good)
    assert isinstance(last, SetAside)
    assert "break off" in last.reason


@pytest.mark.parametrize("filling", [b"x", b"\n"])
def test_a_bomb_does_not_go_off(tmp_path: Path, filling: bytes) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb") as stream:
        stream.write(line(**GOOD))
        for _ in range(100):
            stream.write(filling * 1_000_000)
    first, last = articles(str(path), Hints(max_bytes=100_000))
    assert isinstance(first, Article)
    assert isinstance(last, SetAside)
    assert "left out" in last.reason


@pytest.mark.parametrize("day", ["4:58 PM", "2025-13-01", "last Friday"])
def test_a_wrong_date_is_told_and_the_report_read_undated(
    tmp_path: Path, day: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "archive.jsonl"
    path.write_bytes(line(id="one", text="Shots were heard.", published=day))
    (found,) = articles(str(path), Hints())
    assert isinstance(found, Article)
    assert found.published is None
    assert f"one: '{day}' is not a date" in caplog.text
