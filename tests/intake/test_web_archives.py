"""WARC and WACZ archives: what is in them is read, what is broken in them is told."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import Unreadable
from reportedly.intake import Hints, Item, placed_articles
from reportedly.intake.web.warc import Capture, captures
from reportedly.vocabulary import Article, SetAside

WORDS = " ".join(["The ministry said on Friday that its forces shot down several drones."] * 6)
MOST = 1_000_000


def html(n: int) -> bytes:
    return (
        f"<html><head><title>Report {n}</title></head><body><article><h1>Report {n}</h1>"
        f"<p>Report {n}. {WORDS}</p></article></body></html>"
    ).encode()


class Archive:
    """A WARC that a test makes, byte by byte."""

    def __init__(self, gzipped: bool = False) -> None:
        self.data = b""
        self.gzipped = gzipped

    def add(
        self, url: str, body: bytes, status: str = "200 OK", kind: str = "text/html", **headers: str
    ) -> Archive:
        """Add the answer of a site."""
        sent = {"Content-Type": kind, **{key.replace("_", "-"): it for key, it in headers.items()}}
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in sent.items())]
        return self.record(url, "\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def record(self, url: str, block: bytes, kind: str = "response", **headers: str) -> Archive:
        """Add a record of this kind."""
        told = {
            "WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2025-09-05T10:00:00Z",
            **{key.replace("_", "-"): it for key, it in headers.items()},
            "Content-Length": str(len(block)),
        }  # fmt: skip
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        record = b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"
        self.data += gzip.compress(record) if self.gzipped else record
        return self


def found(data: bytes, most: int = MOST) -> list[tuple[int, Capture | str]]:
    return list(captures(io.BytesIO(data), most))


def items(path: Path) -> list[Item]:
    return list(placed_articles(str(path), Hints()))


@pytest.mark.parametrize("gzipped", [True, False])
def test_pages_keep_address_and_moment_of_their_capture(tmp_path: Path, gzipped: bool) -> None:
    archive = Archive(gzipped).add("https://paper.example/1", html(1))
    archive.add("https://paper.example/x.png", b"\x89PNG", kind="image/png")
    archive.add("https://paper.example/gone", html(2), status="404 Not Found")
    archive.add("https://paper.example/2", html(2), kind="text/html; charset=utf-8")
    path = tmp_path / ("a.warc.gz" if gzipped else "a.warc")
    path.write_bytes(archive.data)
    first, second = items(path)
    assert (first.place, second.place) == (f"{path}:1", f"{path}:4")
    assert isinstance(first.found, Article)
    assert first.found.url == "https://paper.example/1"
    assert first.found.retrieved == "2025-09-05T10:00:00+00:00"
    assert first.original is not None
    assert (first.original.source, first.original.data) == ("https://paper.example/1", html(1))
    assert first.original.retrieved == first.found.retrieved


def test_answers_in_pieces_and_zipped_are_put_together() -> None:
    zipped = gzip.compress(html(1))
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(it), it) for it in (zipped[:50], zipped[50:]))
    archive = Archive().add("https://x.example/1", pieces + b"0\r\n\r\n",
                            Transfer_Encoding="chunked", Content_Encoding="gzip")  # fmt: skip
    archive.add("https://x.example/2", html(2), Content_Encoding="gzip")  # unzipped before
    archive.add("https://x.example/3", html(3), Content_Encoding="br")
    (_, one), (_, two), (_, three) = found(archive.data)
    assert isinstance(one, Capture)
    assert one.data == html(1)
    assert isinstance(two, Capture)
    assert two.data == html(2)
    assert isinstance(three, str)


def test_a_broken_record_sets_only_itself_aside() -> None:
    archive = Archive().add("https://x.example/1", html(1))
    archive.add("https://x.example/bomb", gzip.compress(bytes(9_000_000)), Content_Encoding="gzip")
    archive.add("https://x.example/large", html(1) * 10_000)
    archive.record("https://x.example/nothing", b"\x00\x01\x02")
    archive.record("dns:x.example", b"1.2.3.4")
    archive.record("https://x.example/1", b"GET / HTTP/1.1\r\n\r\n", kind="request")
    archive.add("https://x.example/2", html(2))
    told = found(archive.data)
    assert [isinstance(it, Capture) for _, it in told] == [True, False, False, False, True]
    assert "times its size" in str(told[1][1])
    assert "too large" in str(told[2][1])


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_truncated_archive_gives_what_is_before_the_break(gzipped: bool, tmp_path: Path) -> None:
    archive = Archive(gzipped)
    for n in range(5):
        archive.add(f"https://x.example/{n}", html(n))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive.data[:-100])
    told = [it.found for it in items(path)]
    assert [isinstance(it, Article) for it in told] == [True] * 4 + [False]
    assert isinstance(told[-1], SetAside)


def test_damage_in_the_middle_is_told_with_what_it_costs() -> None:
    archive = Archive().add("https://x.example/1", html(1))
    broken = archive.data + b"\x00" * 500 + archive.data
    told = found(broken)
    assert isinstance(told[0][1], Capture)
    assert "damaged" in str(told[-1][1])


@pytest.mark.parametrize(
    "head",
    [b"WARC/1.0\r\n" + b"A" * 2_000_000, b"WARC/1.0\r\nX: " + b"y\r\nX: " * 500_000,
     b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + html(1),
     b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n",
     b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\nwords\r\n", b"WARC/1.0"],
)  # fmt: skip
def test_headers_that_no_archive_has(head: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert all(isinstance(it, str) for _, it in found(head))
    except Unreadable as reason:
        assert "no record" in str(reason)
    assert capsys.readouterr().err == ""


def test_an_answer_whose_headers_do_not_end() -> None:
    archive = Archive().add("https://x.example/1", b"x", X="y" * 600_000)
    archive.add("https://x.example/2", html(2))
    (_, one), (_, two) = found(archive.data)
    assert isinstance(one, str)
    assert isinstance(two, Capture)


def test_what_the_archive_cut_is_not_read_as_whole() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html(1)
    archive = Archive().record("https://x.example/1", answer, WARC_Truncated="length")
    ((_, one),) = found(archive.data)
    assert "only a part" in str(one)


def test_ten_thousand_records_pass_quickly() -> None:
    many = [Archive().add(f"https://x.example/{n}", html(n)).data for n in range(10_000)]
    begun = time.monotonic()
    told = found(b"".join(many))
    assert len(told) == 10_000
    assert told[-1][0] == 10_000
    assert all(isinstance(it, Capture) for _, it in told)
    assert time.monotonic() - begun < 30


def wacz(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_wacz_reads_the_pages_that_were_meant(tmp_path: Path) -> None:
    one = Archive(True).add("https://x.example/1", html(1)).add("https://x.example/ad", html(7))
    pages = b'{"format": "json-pages-1.0"}\n' + json.dumps({"url": "https://x.example/1"}).encode()
    members = {"archive/data.warc.gz": one.data, "pages/pages.jsonl": pages}
    (item,) = items(wacz(tmp_path / "a.wacz", **members))
    assert isinstance(item.found, Article)
    assert item.place.endswith("a.wacz:archive/data.warc.gz:1")


def test_names_in_a_wacz_lead_nowhere(tmp_path: Path) -> None:
    one = Archive().add("https://x.example/1", html(1)).data
    names = ("../../etc/x.warc", "/etc/y.warc", "archive/../../z.warc", "C:\\w.warc")
    path = wacz(tmp_path / "a.wacz", **dict.fromkeys(names, one))
    before = sorted(tmp_path.rglob("*"))
    assert all(isinstance(it.found, Article) for it in items(path))
    assert sorted(tmp_path.rglob("*")) == before


def test_wacz_bombs_and_damage_are_told(tmp_path: Path) -> None:
    bomb = wacz(tmp_path / "bomb.wacz", **{"archive/data.warc": bytes(40_000_000)})
    (reason,) = [it.found for it in items(bomb)]
    assert isinstance(reason, SetAside)
    assert "times its size" in reason.reason
    (tmp_path / "cut.wacz").write_bytes(bomb.read_bytes()[:-40])
    (cut,) = items(tmp_path / "cut.wacz")
    assert isinstance(cut.found, SetAside)
    (none,) = items(wacz(tmp_path / "none.wacz", **{"archive/readme": b"x"}))
    assert isinstance(none.found, SetAside)
    good = Archive().add("https://x.example/1", html(1)).data
    mixed = {"archive/a.warc": b"WARC/1.0\r\nbroken", "archive/b.warc": good}
    assert isinstance(items(wacz(tmp_path / "mixed.wacz", **mixed))[-1].found, Article)


GOOD = Archive().add("https://x.example/1", html(1)).add("https://x.example/2", html(2)).data


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD)), st.binary(max_size=30), st.integers(0, 60))
def test_damage_anywhere_is_told_or_harmless(at: int, junk: bytes, lost: int) -> None:
    with contextlib.suppress(Unreadable):
        for _, it in captures(io.BytesIO(GOOD[:at] + junk + GOOD[at + lost :]), MOST):
            assert isinstance(it, Capture | str)


def test_a_wacz_whose_places_lie_before_its_beginning_is_damaged(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", **{"archive/a.warc": GOOD})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06") + 16  # where the list of its files is said to begin
    data[at : at + 4] = (int.from_bytes(data[at : at + 4], "little") + 40).to_bytes(4, "little")
    path.write_bytes(data)
    (item,) = items(path)
    assert isinstance(item.found, SetAside)
