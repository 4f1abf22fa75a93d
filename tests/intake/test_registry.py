"""Formats are plug-ins: ours and others' by one door; a broken one is told and left out."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint

import pytest

from reportedly.errors import Unreadable
from reportedly.intake import (
    Document,
    Format,
    Hints,
    all_formats,
    articles,
    choose,
    items_in,
    provided,
    whole,
)
from reportedly.intake.registry import load
from reportedly.vocabulary import Article, SetAside


def read_note(data: bytes, hints: Hints) -> Document:
    if b"!" in data:
        raise Unreadable("a note never shouts")
    return Document(text=data.decode(), outlet="Field notes")


NOTE = Format("note", "field notes", whole("text/x-note", read_note), (".note",))
SAME = Format("text", "another text", whole("text/x-note", read_note), (".other",))
NO_FORMAT = "nothing"


@dataclass(frozen=True)
class Package:
    """A package that entry points belong to."""

    name: str


def entries(*names: str, package: str = "notes") -> Iterable[EntryPoint]:
    for name in names:
        entry = EntryPoint(name.lower(), f"{__name__}:{name}", "reportedly.formats")
        yield entry._for(Package(package))  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, __name__, sys.modules.get(__name__, _this_module()))


def _this_module() -> object:
    from types import ModuleType

    module = ModuleType(__name__)
    module.__dict__.update(globals())
    return module


def test_our_formats_enter_by_the_door_of_others() -> None:
    found, broken = provided()
    assert broken == ()
    names = {it.offer.name for it in found if it.by == "reportedly"}
    assert names >= {
        "text", "markdown", "html", "pdf", "docx", "eml", "jsonl", "json", "csv", "parquet",
        "ninjs", "newsml-g2", "telegram",
    }  # fmt: skip
    assert all(it.offer.about and "\n" not in it.offer.about for it in found)
    assert all(suffix == suffix.lower() for it in found for suffix in it.offer.suffixes)


def test_a_plug_in_is_loaded_and_says_who_provides_it() -> None:
    found, broken = load(entries("NOTE"))
    assert [(it.offer.name, it.by) for it in found] == [("note", "notes")]
    assert broken == ()


def test_broken_plug_ins_are_told_and_left_out(caplog: pytest.LogCaptureFixture) -> None:
    found, broken = load([*entries("NOTE", "NO_FORMAT", "missing"), *entries("NOTE", package="b")])
    assert [it.offer.name for it in found] == ["note"]
    assert {it.entry for it in broken} == {"note", "no_format", "missing"}
    assert "is left out" in caplog.text
    assert "format 'note' is there already" in "".join(it.reason for it in broken)


def test_a_stranger_takes_no_name_of_ours() -> None:
    ours = entries("SAME", package="reportedly")
    found, broken = load([*entries("SAME"), *ours])
    assert [it.by for it in found] == ["reportedly"]
    assert [it.by for it in broken] == ["notes"]


@pytest.fixture
def with_note(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(entries("NOTE"))
    ours = provided()
    both = ((*ours[0], *loaded[0]), ())
    monkeypatch.setattr("reportedly.intake.registry.provided", lambda: both)


@pytest.mark.usefixtures("with_note")
def test_files_of_a_plug_in_are_read(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.note").write_text("Shots were heard.")
    (tmp_path / "b.NOTE").write_text("Shots!")
    first, second = articles(str(tmp_path), Hints())
    assert isinstance(first, Article)
    assert first.outlet == "Field notes"
    assert isinstance(second, SetAside)
    assert second.reason == "a note never shouts"


@pytest.mark.parametrize(
    ("name", "head", "media_type", "chosen"),
    [
        ("a.txt", b"words", None, "text"),
        ("a.TXT.GZ", b"words", None, "text"),
        ("a.gz", b"%PDF-1.4", None, "pdf"),
        ("", b"<!doctype html><p>", None, "html"),
        ("", b"\xef\xbb\xbf <HTML>", None, "html"),
        ("", b'{"id": 1, "text": "x"}\n{"id"', None, "jsonl"),
        ("", b'{"uri": "x", "versioncreated": "2025"}', None, "ninjs"),
        ("a.json", b'[{"uri": "x", "body_text": "2025"}]', None, "ninjs"),
        ("a.json", b'{"name": "C", "type": "public_channel", "messages": []}', None, "telegram"),
        ("a.json", b'[{"id": 1}]', None, "json"),
        ("a.xml", b'<?xml version="1.0"?><newsItem/>', None, "newsml-g2"),
        ("a.xml", b"<?xml version='1.0'?><other/>", None, None),
        ("", b"<?xml version='1.0'?><other/>", None, None),
        ("https://x.example/a.html", b"%PDF-1.4", "application/pdf", "pdf"),
        ("https://x.example/a", b"<p>", "text/html; charset=utf-8", "html"),
        ("https://x.example/a.jsonl", b"{}", "text/plain", "jsonl"),
        ("", b"PAR1", None, "parquet"),
        ("", b"---\ntitle: T\n---\n", None, "markdown"),
        ("a.csv", b"id,text\n", None, "csv"),
    ],
)
def test_which_format_a_file_is(
    name: str, head: bytes, media_type: str | None, chosen: str | None
) -> None:
    found = choose(name, head, media_type)
    assert (found and found.name) == chosen


def test_columns_make_a_table_of_a_list_of_addresses() -> None:
    head = b"url,title,summary\nhttps://x.example/1,T,Shots were heard.\n"
    found = choose("a.csv", head, columns=True)
    assert found is not None
    assert found.name == "csv"


def test_bytes_are_kept_with_their_hash_and_nothing_depends_on_the_clock() -> None:
    import hashlib

    data = b"Shots were heard."
    first, second = (next(items_in(io.BytesIO(data), "a.txt", Hints())) for _ in range(2))
    assert first.found == second.found
    assert first.original is not None
    assert first.original.data == data
    assert first.original.sha256 == hashlib.sha256(data).hexdigest()
    asked = Hints(retrieved="2025-06-13T08:00:00+00:00", encoding="utf-8")
    item = next(items_in(io.BytesIO(data), "https://x.example/a.txt", asked))
    assert item.original is not None
    assert item.original.retrieved == "2025-06-13T08:00:00+00:00"
    assert isinstance(item.found, Article)
    assert item.found.retrieved == "2025-06-13T08:00:00+00:00"


def test_every_format_has_a_section_in_the_guide() -> None:
    from pathlib import Path

    guide = (Path(__file__).parents[2] / "docs" / "formats" / "intake.md").read_text("utf-8")
    headings = {line[3:].strip() for line in guide.splitlines() if line.startswith("## ")}
    ours = {it.name for it in all_formats()}
    assert ours <= {name for heading in headings for name in heading.replace(",", " ").split()}
