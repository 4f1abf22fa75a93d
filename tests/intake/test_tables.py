"""Tables: any dialect and encoding, mapped columns, one bad row no reason to stop."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from reportedly.intake import Hints, articles, placed_articles
from reportedly.vocabulary import Article, Credit, SetAside

STORY = 'Kyiv said that "twelve; drones", or more,\nfell – near the café on Friday.'
MAPPED = {"text": "body", "published": "day", "title": "head", "agency": "wire"}


def table(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator=end).writerows(rows)
    return made.getvalue()


def read(path: Path, data: bytes | str, **hints: object) -> list[Article | SetAside]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(articles(str(path), Hints(**hints)))  # type: ignore[arg-type]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_dialect_gives_the_same(
    tmp_path: Path, delimiter: str, encoding: str, end: str
) -> None:
    rows = [["id", "title", "text", "published"], ["1", "A; b, c", STORY, "2025-06-13"]]
    data = table(rows, delimiter, end).encode(encoding)
    (found,) = read(tmp_path / "a.csv", data)
    assert isinstance(found, Article)
    assert (found.id, found.title, found.text) == ("1", "A; b, c", STORY)
    assert (found.published, found.published_from) == (date(2025, 6, 13), "column")


def test_columns_are_mapped_by_the_caller(tmp_path: Path) -> None:
    rows = [["n", "Head", "body", "day", "url", "wire", "text"],
            ["7", "T", STORY, "13 June 2025", "https://www.bbc.co.uk/x", "AFP", "no"]]  # fmt: skip
    (found,) = read(tmp_path / "a.csv", table(rows), columns=MAPPED)
    assert isinstance(found, Article)
    assert (found.text, found.title, found.published) == (STORY, "T", date(2025, 6, 13))
    assert found.credits == (Credit("Agence France-Presse", "agency", "column"),)
    assert found.outlet == "BBC"
    assert found.id.startswith("r")  # no column of ids: it is told by its text


def test_versions_of_a_report_are_kept_apart(tmp_path: Path) -> None:
    rows = [["guid", "text", "v", "standing"], ["a/1", "Nine fell.", "1", "usable"],
            ["a/1", "Twelve fell.", "2", "corrected"]]  # fmt: skip
    first, second = read(tmp_path / "a.csv", table(rows), columns={"version": "v"})
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.supersedes, first.standing) == ("a/1@1", None, "usable")
    assert (second.id, second.supersedes, second.standing) == ("a/1@2", "a/1", "corrected")


def test_bad_rows_are_named_and_the_rest_read(tmp_path: Path) -> None:
    rows = [["id", "text"], ["1", "Shots."], ["2", ""], ["1", "Again."], [], ["3"], ["4", "Talks."],
            ["5", "x" * 3_000], ["6", "End.", "more"]]  # fmt: skip
    path = tmp_path / "a.csv"
    path.write_text(table(rows))
    found = list(placed_articles(str(path), Hints(max_bytes=2_000)))
    told = {it.place.rpartition(":")[2]: it.found for it in found}
    assert [row for row, it in told.items() if isinstance(it, Article)] == ["2", "7", "9"]
    reasons = {row: it.reason for row, it in told.items() if isinstance(it, SetAside)}
    assert "'text' is empty" in reasons["3"]
    assert "stands in row 2 too" in reasons["4"]
    assert "too large" in reasons["8"]


def test_the_bytes_of_a_row_are_its_original(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table([["id", "text"], ["1", STORY]]), newline="")
    (item,) = placed_articles(str(path), Hints())
    assert item.original is not None
    assert item.original.data.decode() == table([["1", STORY]])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "no column of texts"),
        (b"id,text\n" + b"1,\n" * 5_000, "given up"),
        (b'id,text\n1,"' + b"x" * 50_000_000, "doesn't end"),
        (b",".join(b"c%d" % n for n in range(5_000)) + b"\n", "more than 2,000 columns"),
        (b"text\n" + b"Shots were fired.\n" * 9_000 + b"caf\xe9\n", "isn't UTF-8 throughout"),
        (bytes(range(256)) * 300, "binary|encoding|columns|texts"),
    ],
    ids=["empty", "columns", "rows", "quote", "wide", "encoding", "binary"],
)
def test_what_is_no_table_of_reports_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    found = read(tmp_path / "a.csv", data)
    last = found[-1]
    assert isinstance(last, SetAside)
    assert any(part in last.reason for part in reason.split("|")), last.reason


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.csv", "id,text\n1,x\n", columns={"title": "head"})
    assert isinstance(found, SetAside)
    assert "no column 'head'" in found.reason
    assert "id, text" in found.reason


def parquet(path: Path, **columns: list[object]) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_rows_with_dates_and_lists(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "a.parquet",
        id=[1, 2, 3],
        body=[STORY, None, "Talks."],
        published=[date(2025, 6, 13), None, date(2025, 6, 14)],
        authors=[["Ann", "Bo"], None, []],
        weight=[0.5, 1.5, 2.5],
    )
    first, second, third = articles(str(path), Hints())
    assert isinstance(first, Article)
    assert (first.id, first.text, first.authors) == ("1", STORY, ("Ann", "Bo"))
    assert first.published == date(2025, 6, 13)
    assert isinstance(second, SetAside)
    assert second.source == f"{path}:2"
    assert isinstance(third, Article)


def test_parquet_columns_are_mapped_and_quoted(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", **{'a "b" c': ["Shots."], "it's": ["T"]})
    (found,) = articles(str(path), Hints(columns={"text": 'a "b" c', "title": "it's"}))
    assert isinstance(found, Article)
    assert (found.text, found.title) == ("Shots.", "T")


def test_parquet_of_many_rows_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    texts: list[object] = [f"Report number {n}." for n in range(5_000)]
    path = parquet(tmp_path / "a.parquet", text=texts)
    found = articles(str(path), Hints())
    assert isinstance(next(found), Article)
    assert sum(1 for _ in found) == 4_999


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"\x00" * 500 + b"PAR1", b"x" * 100])
def test_broken_parquet_is_set_aside_in_one_line(tmp_path: Path, data: bytes) -> None:
    (found,) = read(tmp_path / "a.parquet", data)
    assert isinstance(found, SetAside)
    assert "Parquet" in found.reason
    assert "\n" not in found.reason
