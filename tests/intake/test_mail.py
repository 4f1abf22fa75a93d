"""Mails: the plain text before the HTML one, what the header tells, and what is attached."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from reportedly.intake import Hints, articles
from reportedly.vocabulary import Article, Credit, SetAside

STORY = (
    "KYIV (Reuters) - Twelve drones were shot down on Friday, the air force said, and two houses "
    "burned.\nResidents said that three people had been taken to the only hospital of the town.\n"
)
HTML = "<html><body><table><tr><td><p>{}</p></td></tr></table></body></html>"


def mail(text: str | None = STORY, html: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Amal Idris <desk@apnews.com>"
    made["To"] = "reader@paper.example"
    made["Date"] = "Fri, 13 Jun 2025 23:30:00 -0500"
    made["Message-ID"] = "<1234.abc@apnews.com>"
    made["Subject"] = headers.get("subject", "Drones – shot down")
    if text is not None:
        made.set_content(text)
        if html is not None:
            made.add_alternative(html, subtype="html")
    elif html is not None:
        made.set_content(html, subtype="html")
    return made


def read(tmp_path: Path, data: EmailMessage | bytes) -> list[Article | SetAside]:
    path = tmp_path / "a.eml"
    path.write_bytes(data if isinstance(data, bytes) else bytes(data))
    return list(articles(str(path), Hints()))


def one(tmp_path: Path, data: EmailMessage | bytes) -> Article:
    (found,) = read(tmp_path, data)
    assert isinstance(found, Article), found
    return found


def test_plain_text_and_what_the_header_tells(tmp_path: Path) -> None:
    found = one(tmp_path, mail(html=HTML.format("Another text.")))
    assert found.text == STORY
    assert (found.title, found.authors) == ("Drones – shot down", ("Amal Idris",))
    assert found.outlet == "Associated Press"
    assert (found.published, found.published_from) == (date(2025, 6, 13), "mail header")
    assert found.id == "1234.abc@apnews.com"
    assert found.dateline == "KYIV"
    assert found.credits == (Credit("Reuters", "agency", "dateline"),)


def test_html_alone_and_newsletters_of_short_lines(tmp_path: Path) -> None:
    article = "".join(f"<p>{line}</p>" for line in (STORY * 3).splitlines())
    assert "Twelve drones" in one(tmp_path, mail(None, HTML.format(article))).text
    letter = HTML.format("Drones fall<br>Talks end</p><p>Read more</p><style>p{}</style><p>Bye")
    assert one(tmp_path, mail(None, letter)).text == "Drones fall\nTalks end\nRead more\nBye"


def test_signature_is_left_out_and_line_ends_are_those_of_unix(tmp_path: Path) -> None:
    data = bytes(mail(STORY + "-- \nAmal\n+1 555\n")).replace(b"\n", b"\r\n")
    assert one(tmp_path, data).text == STORY


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251", "iso-8859-5"])
def test_declared_encoding_is_believed(tmp_path: Path, charset: str) -> None:
    made = mail(None)
    made.set_content(STORY + "Имя: Набиль\n", charset=charset, cte="base64")
    assert "Набиль" in one(tmp_path, made).text


def test_attached_reports_are_read_and_pictures_are_not(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(STORY.replace("Twelve", "Nine").encode(), maintype="text",
                        subtype="plain", filename="../../etc/nine.txt")  # fmt: skip
    made.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(b"%PDF-1.7 broken", maintype="application", subtype="pdf", filename="b.pdf")
    made.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="x")
    first, second, third = read(tmp_path, made)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert second.text.startswith("KYIV (Reuters) - Nine")
    assert isinstance(third, SetAside)
    assert third.source == str(tmp_path / "a.eml/b.pdf")


def test_a_mail_that_only_carries_a_report(tmp_path: Path) -> None:
    made = mail("")
    made.add_attachment(STORY.encode(), maintype="text", subtype="plain", filename="story.txt")
    assert one(tmp_path, made).text == STORY
    made = mail("")
    made.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    (found,) = read(tmp_path, made)
    assert isinstance(found, SetAside)
    assert "only logo.png" in found.reason


def test_a_forwarded_mail_is_read_too_but_not_without_end(tmp_path: Path) -> None:
    inner = mail(STORY.replace("Twelve", "Nine"))
    for depth in range(6):
        outer = mail(f"See below, level {depth}.\n")
        outer.add_attachment(inner)
        inner = outer
    found = read(tmp_path, inner)
    assert [it.text for it in found if isinstance(it, Article)] == [
        "See below, level 5.\n", "See below, level 4.\n", "See below, level 3.\n",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"From: a@b.example\nSubject: x\n\n", "empty"),
        (bytes(mail(None)), "empty"),
        (
            b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 3_000,
            "attachments|empty",
        ),
    ],
)
def test_mails_without_text_are_set_aside(tmp_path: Path, data: bytes, reason: str) -> None:
    (found,) = read(tmp_path, data)
    assert isinstance(found, SetAside)
    assert any(part in found.reason for part in reason.split("|")), found.reason


def test_mail_is_known_by_its_look(tmp_path: Path) -> None:
    path = tmp_path / "message"
    path.write_bytes(b"From x@y Fri Jun 13 2025\n" + bytes(mail()))
    (found,) = articles(str(path), Hints())
    assert isinstance(found, Article)
    assert found.title == "Drones – shot down"
