"""Knowledge files are checked when they are loaded, and the user's own are added."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.errors import KnowledgeError
from reportedly.knowledge.tables import load, own_first, read

HEAD = "# source: test\n# licence: none\n# date: 2026-01-01\n"


@dataclass(frozen=True, slots=True)
class Word:
    word: str
    forms: tuple[str, ...] = ()
    rank: int = 0


def test_cells_become_typed_values(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text(HEAD + "word,forms,rank\nsay,said|says,2\nask,,\n")
    assert list(read(Word, path)) == [Word("say", ("said", "says"), 2), Word("ask")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [("word,colour\nsay,red\n", "unknown column colour"), ("word,rank\nsay,much\n", "words.csv:5")],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, body: str, reason: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text(HEAD + body)
    with pytest.raises(KnowledgeError, match=reason):
        list(read(Word, path))


def test_a_file_without_its_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("word\nsay\n")
    with pytest.raises(KnowledgeError, match="source"):
        list(read(Word, path))


def test_the_users_rows_come_after_the_bundled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @dataclass(frozen=True, slots=True)
    class Kind:
        kind: str
        lemmas: tuple[str, ...]

    (tmp_path / "english").mkdir()
    own = tmp_path / "english" / "condition_kinds.csv"
    own.write_text(HEAD + "kind,lemmas\nharvest,harvest|crop\n")
    monkeypatch.setenv("REPORTEDLY_KNOWLEDGE", str(tmp_path))
    rows = load(Kind, "english/condition_kinds.csv")
    assert rows[0].kind == "ceasefire"
    assert rows[-1] == Kind("harvest", ("harvest", "crop"))
    assert own_first(Kind, "english/condition_kinds.csv")[0] == rows[-1]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes((HEAD + "word\nDéby\n").encode("latin-1"))
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        list(read(Word, path))


def test_a_mark_of_byte_order_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("\ufeff" + HEAD + "word\nsay\n", encoding="utf-8")
    assert list(read(Word, path)) == [Word("say")]
