"""PDF and Word files: running text, mended; locked, scanned and hostile ones set aside."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from reportedly.intake import Hints, articles
from reportedly.intake.formats.pdf import mended
from reportedly.vocabulary import Article, SetAside

STORY = [
    "The army said on Friday that at least 12 drones were shot down near El Fasher, and that the "
    "international airport would stay closed until the investigation had ended.",
    "Residents said that two houses had burned. The long-standing dispute went on, and the "
    "ministry asked the mediators for another meeting in the first week of July.",
    "“We will answer every attack,” its spokesman told state radio, without giving a figure.",
]


def read(path: Path, **hints: object) -> Article | SetAside:
    (found,) = articles(str(path), Hints(**hints))  # type: ignore[arg-type]
    return found


def pdf(path: Path, paragraphs: list[str], pages: int = 1, **options: str) -> Path:
    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.cell(0, 8, "Nile Paper - Friday edition")
            self.ln(12)

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 8, f"Page {self.page_no()}")

    made = Paper()
    made.set_font("helvetica", size=11)
    if "password" in options:
        made.set_encryption("owner", user_password=options["password"])
    made.set_title(options.get("title", ""))
    for number in range(pages):
        made.add_page()
        for words in paragraphs:
            plain = words.replace("“", '"').replace("”", '"')
            made.multi_cell(
                110, 6, plain.replace("The army", f"In case {'abcd'[number]}, the army")
            )
            made.ln(4)
    made.output(str(path))
    return path


def test_lines_of_a_pdf_become_paragraphs(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "a.pdf", STORY, title="Drones near El Fasher"))
    assert isinstance(found, Article)
    head, first, second, *_ = found.text.splitlines()
    assert head == "Nile Paper - Friday edition"  # one page alone can't tell that it recurs
    assert first == STORY[0].replace("The army", "In case a, the army")
    assert second == STORY[1]
    assert found.title == "Drones near El Fasher"
    assert found.published is None  # when the file was made is not when the report was


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "a.pdf", STORY, pages=4))
    assert isinstance(found, Article)
    assert "Nile Paper" not in found.text
    assert "Page" not in found.text
    assert found.text.count("12 drones") == 4


def test_parted_words_become_whole_and_compounds_stay() -> None:
    page = (
        "The inter-\nnational airport near the long-standing front-\nline was closed in a long-\n"
        "standing dispute, Mr al-\nBurhan said so on Friday.\n"
    )
    assert mended([page]) == (
        "The international airport near the long-standing frontline was closed in a long-standing "
        "dispute, Mr al-Burhan said so on Friday."
    )


def test_lists_keep_their_lines() -> None:
    page = "The ministry said that it had seen:\n• 12 drones over the town\n• 3 rockets near it\n"
    assert mended([page]).splitlines()[1:] == ["• 12 drones over the town", "• 3 rockets near it"]


def test_a_locked_pdf_is_set_aside(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "a.pdf", STORY, password="secret"))  # noqa: S106
    assert isinstance(found, SetAside)
    assert "password" in found.reason


def test_a_pdf_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "a.pdf", STORY, password=""))
    assert isinstance(found, Article)


def test_a_scan_is_set_aside(tmp_path: Path) -> None:
    from fpdf import FPDF
    from PIL import Image

    made = FPDF()
    made.add_page()
    made.image(Image.new("L", (50, 50), 128))
    made.output(str(tmp_path / "a.pdf"))
    found = read(tmp_path / "a.pdf")
    assert isinstance(found, SetAside)
    assert "OCR" in found.reason


@pytest.mark.parametrize("cut", [20, 400, 900])
def test_a_cut_or_garbled_pdf_never_ends_the_run(tmp_path: Path, cut: int) -> None:
    data = pdf(tmp_path / "a.pdf", STORY).read_bytes()
    (tmp_path / "a.pdf").write_bytes(data[:cut])
    found = read(tmp_path / "a.pdf")
    assert isinstance(found, SetAside)
    assert "\n" not in found.reason


def word(path: Path, title: str = "") -> Path:
    import docx

    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.author = "Amal Idris"
    made.add_heading("Drones near El Fasher", 1)
    made.add_paragraph(STORY[0])
    table = made.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ("Town", "Drones", "El Fasher", "12"),
        strict=True,
    ):  # fmt: skip
        cell.text = words
    made.add_paragraph(STORY[1])
    made.sections[0].header.paragraphs[0].text = "Confidential"
    made.save(str(path))
    return path


def test_word_file_in_its_order(tmp_path: Path) -> None:
    found = read(word(tmp_path / "a.docx", "Drones"))
    assert isinstance(found, Article)
    assert found.text.splitlines() == [
        "Drones near El Fasher", STORY[0], "Town\tDrones", "El Fasher\t12", STORY[1],
    ]  # fmt: skip
    assert (found.title, found.authors) == ("Drones", ("Amal Idris",))


def test_formats_are_told_by_their_look(tmp_path: Path) -> None:
    for path in (word(tmp_path / "a.docx"), pdf(tmp_path / "a.pdf", STORY)):
        assert isinstance(read(path.rename(path.with_suffix(""))), Article)


def zipped(path: Path, members: dict[str, bytes], lie: int | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    if lie is not None:  # declare another size in both headers
        raw = bytearray(path.read_bytes())
        for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            where = raw.find(mark)
            raw[where + at : where + at + 4] = struct.pack("<I", lie)
        path.write_bytes(raw)
    return path


DOCUMENT = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"


@pytest.mark.parametrize(
    ("members", "lie", "reason"),
    [
        ({"word/document.xml": b"<a>" + b" " * 150_000_000}, None, "unpacks to too much"),
        ({"word/document.xml": b" " * 30_000_000}, 100, "can't be parsed"),
        ({f"word/{n}": b"x" for n in range(6_000)}, None, "more than 5,000 parts"),
        ({"xl/workbook.xml": DOCUMENT}, None, "no Word file"),
        ({"word/document.xml": DOCUMENT}, None, "can't be parsed"),
        ({"../../etc/passwd": b"x", "word/document.xml": b"x"}, None, "can't be parsed"),
    ],
    ids=["bomb", "lying bomb", "many", "spreadsheet", "no parts", "paths"],
)
def test_hostile_zip_files_are_set_aside(
    tmp_path: Path, members: dict[str, bytes], lie: int | None, reason: str
) -> None:
    found = read(zipped(tmp_path / "a.docx", members, lie))
    assert isinstance(found, SetAside)
    assert reason in found.reason


def test_entities_of_a_word_file_stay_closed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    source = word(tmp_path / "a.docx")
    made = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                head, _, rest = data.partition(b"?>")
                doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
                data = head + b"?>" + doctype + rest.replace(b"El Fasher", b"&x;", 1)
            new.writestr(name, data)
    source.write_bytes(made.getvalue())
    assert "swordfish" not in getattr(read(source), "text", "")
