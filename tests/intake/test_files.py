"""What comes in as a file: text, Markdown, HTML, in many encodings, whole or broken."""

from __future__ import annotations

import codecs
import gzip
import os
from datetime import date
from pathlib import Path

import pytest

from reportedly.intake import Hints, articles
from reportedly.vocabulary import Article, SetAside, article_id

STORY = (
    "The army said on Friday that at least 12 drones were shot down near El Fasher.\n\n"
    "“We will answer every attack,” its spokesman told a café owner’s radio — twice.\n"
)


def read(path: Path | str, hints: Hints | None = None) -> list[Article | SetAside]:
    return list(articles(str(path), hints or Hints()))


def one(path: Path | str, hints: Hints | None = None) -> Article:
    (found,) = read(path, hints)
    assert isinstance(found, Article), found
    return found


def refused(path: Path | str, hints: Hints | None = None) -> str:
    (found,) = read(path, hints)
    assert isinstance(found, SetAside), found
    assert found.source == str(path)
    return found.reason


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_file_is_its_text(tmp_path: Path) -> None:
    found = one(
        written(tmp_path, "a.txt", STORY), Hints(date(2025, 6, 12), "Paper", "https://x.example")
    )
    assert found.text == STORY
    assert (found.published, found.outlet) == (date(2025, 6, 12), "Paper")
    assert found.id == article_id(STORY, "Paper", "https://x.example")


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16", b""), ("utf-16-le", b""),
     ("utf-16-be", b""), ("utf-32", b""), ("cp1252", b"")],
)  # fmt: skip
def test_any_usual_encoding_gives_the_same_text(tmp_path: Path, encoding: str, mark: bytes) -> None:
    assert one(written(tmp_path, "a.txt", mark + STORY.encode(encoding))).text == STORY


def test_latin_1_and_cyrillic_names_survive(tmp_path: Path) -> None:
    words = "The mayor of São Paulo told Señor Muñoz that the café had burned. " * 4
    assert one(written(tmp_path, "a.txt", words.encode("latin-1"))).text == words


def test_line_ends_of_windows_become_those_of_unix(tmp_path: Path) -> None:
    assert one(written(tmp_path, "a.txt", STORY.replace("\n", "\r\n"))).text == STORY


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b" \n\t\n", "empty"),
        ("empty.html", b"", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("only-front-matter.md", b"---\ntitle: T\n---\n\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("program.txt", b"\x7fELF\x02\x01\x01" + b"\x00" * 50 + b"\xde\xad\xbe\xef" * 50, "binary"),
        ("control.txt", b"abc\x01\x02\x03" * 100, "binary"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        ("report.docx", b"PK\x03\x04" + b"\x14\x00" * 30, "zip container is broken"),
        ("report.txt", b"PK\x03\x04" + b"\x14\x00" * 30, "office file"),
        ("noise.txt", bytes(range(128, 256)) * 20, "encoding can't be told"),
        ("damaged.txt", "“Zürich” — “Orléans”".encode() + b" \xff end", "broken bytes"),
        ("half.txt", STORY.encode("utf-16")[:-1], "UTF-16 with broken bytes"),
        ("front.md", b"---\ntitle: [unclosed\n---\nText.", "front matter is broken"),
        ("zip.jsonl.gz", b"\x1f\x8b\x08\x00broken", "damaged"),
    ],
)  # fmt: skip
def test_what_holds_no_report_is_set_aside_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    assert reason in refused(written(tmp_path, name, data))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("French", "Le ministère a déclaré samedi que ses forces avaient détruit des drones."),
        ("Ukrainian", "Міністерство оборони повідомило, що вночі було збито безпілотники."),
        ("Arabic", "أعلنت وزارة الدفاع أن قواتها دمرت عشرات الطائرات المسيرة في البلاد ليلا."),
        ("Spanish", "El Ministerio dijo el sábado que sus fuerzas habían derribado varios drones."),
    ],
)  # fmt: skip
def test_a_long_text_in_another_language_is_refused_by_name(
    tmp_path: Path, language: str, words: str
) -> None:
    reason = refused(written(tmp_path, "a.txt", f"{words} " * 5))
    assert language in reason


@pytest.mark.parametrize(
    "words",
    [
        "Putin, Macron, Zelenskyy: Kyiv, Kharkiv, Dnipro, Zaporizhzhia.",
        "Ils ont menti.",
        "Pokrovsk Kramatorsk Kostyantynivka Druzhkivka Toretsk Lyman Siversk Kupiansk " * 5,
        "1,204 12 7 3.5 92 157 121 " * 20,
        STORY * 12 + "Заявление министерства: мы ответим на каждый удар. " * 60,
    ],
)
def test_short_foreign_or_mixed_text_is_not_refused_for_its_language(
    tmp_path: Path, words: str
) -> None:
    assert one(written(tmp_path, "a.txt", words)).text == words


def test_too_large_a_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000_000)  # sparse: reading it whole would take minutes
    assert "too large" in refused(path)


def test_a_zipped_file_is_bounded_by_what_it_unpacks_to(tmp_path: Path) -> None:
    assert one(written(tmp_path, "a.txt.gz", gzip.compress(STORY.encode()))).text == STORY
    bomb = gzip.compress(b"a" * 30_000_000)
    assert "too large" in refused(written(tmp_path, "b.txt.gz", bomb))


def test_an_unforeseen_error_sets_only_its_file_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(data: bytes, declared: str | None) -> str:
        if data.startswith(b"bad"):
            raise RuntimeError("never seen before")
        return data.decode()

    monkeypatch.setattr("reportedly.intake.formats.text.decode", fail)
    for name, words in (("a.txt", "Shots."), ("b.txt", "bad"), ("c.txt", "Talks.")):
        written(tmp_path, name, words)
    first, second, third = read(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, SetAside)
    assert "never seen before" in second.reason
    assert isinstance(third, Article)


def test_a_text_longer_than_any_report_is_refused(tmp_path: Path) -> None:
    assert "too long" in refused(written(tmp_path, "a.txt", STORY * 5_000))


@pytest.mark.parametrize("source", ["nowhere.txt", "no/such/folder", "a\x00b", "x" * 5_000])
def test_a_source_that_is_not_there_is_set_aside(source: str) -> None:
    assert refused(source)


def test_a_file_that_may_not_be_opened_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "secret.txt", STORY)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read it all the same
        real = Path.open

        def deny(self: Path, *args: str) -> object:
            if self == path:
                raise PermissionError(13, "Permission denied", str(path))
            return real(self, *args)

        monkeypatch.setattr(Path, "open", deny)
    assert "permission denied" in refused(path)


def test_an_address_that_must_not_be_asked_is_set_aside() -> None:
    assert "no public network" in refused("http://127.0.0.1:9/2025/report")


def test_front_matter_tells_and_the_body_stays(tmp_path: Path) -> None:
    body = "Intro with *marks* & [a link](x).\n\n---\n\nAfter a rule.\n"
    head = "title: 'A: B'\noutlet: Paper\npublished: 2025-09-05 23:30:00 +0200\nurl: ~\n"
    head = f"---\n{head}authors: [Ann, Bo]\n---\n\n"
    found = one(written(tmp_path, "a.md", head + body))
    assert found.text == body
    assert (found.title, found.outlet, found.url) == ("A: B", "Paper", None)
    assert (found.published, found.authors) == (date(2025, 9, 5), ("Ann", "Bo"))
    assert found.published_from == "front matter"


@pytest.mark.parametrize(
    "words",
    ["No front matter.\n", "---\nNot closed, so a rule.\n", "---\nBetween rules\n---\nMore.\n"],
)  # fmt: skip
def test_markdown_without_front_matter_is_all_body(tmp_path: Path, words: str) -> None:
    assert one(written(tmp_path, "a.md", words)).text == words


def test_front_matter_cannot_fill_the_memory(tmp_path: Path) -> None:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12)]
    head = "---\n" + "\n".join(lines) + "\ntitle: T\n---\n"
    assert one(written(tmp_path, "a.md", head + STORY)).title == "T"
    deep = "---\ntitle: " + "[" * 50_000 + "\n---\n"
    assert "front matter is broken" in refused(written(tmp_path, "b.md", deep + STORY))


def test_callers_word_takes_the_place_of_the_documents(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", "---\npublished: 1999-13-99\noutlet: Old\n---\n" + STORY)
    found = one(path, Hints(published=date(2025, 6, 1), outlet="New"))
    assert (found.published, found.outlet) == (date(2025, 6, 1), "New")


def test_a_folder_is_read_in_order_and_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/2.txt", "b/10.md", "a.txt", "c.html", "z.png", "b/.swap.txt", ".hidden/x.txt"):
        written(tmp_path, name, STORY)
    written(tmp_path, "b/1.txt", b"")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = read(tmp_path)
    told = [Path(it.source).name if isinstance(it, SetAside) else "read" for it in found]
    assert told == ["read", "c.html", "1.txt", "read", "read"]


def test_an_empty_folder_says_what_it_looked_for(tmp_path: Path) -> None:
    assert ".jsonl" in refused(tmp_path)


@pytest.mark.parametrize(
    ("data", "published"),
    [
        (STORY.encode(), None),
        (b"---\npublished: 2025-06-12\n---\n" + STORY.encode(), date(2025, 6, 12)),
        (b'{"id": "x", "text": "Shots.", "date": "2025-06-12T10:00:00Z"}', date(2025, 6, 12)),
    ],
)  # fmt: skip
def test_a_name_without_a_known_ending_is_known_by_its_look(
    tmp_path: Path, data: bytes, published: date | None
) -> None:
    assert one(written(tmp_path, "report", data)).published == published
