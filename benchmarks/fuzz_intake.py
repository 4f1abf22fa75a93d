"""Mutation fuzzing of every format: `python benchmarks/fuzz_intake.py [MINUTES] [FORMAT…]`.

Valid files of each format are changed at random and read. What counts as a finding: an error that
isn't Unreadable, an item set aside for an error that nobody foresaw, an article that breaks what
articles promise, and a file that takes longer than ten seconds. Prints the counts, and for each
finding where the file is kept that makes it. Exit status 1 if there are any.
"""

from __future__ import annotations

import io
import json
import logging
import random
import resource
import signal
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

LONGEST = 10.0  # seconds of processor time for one file
LIMIT = 60  # seconds after which a file is given up
BYTES = 200_000  # the largest file tried
STORY = (
    "KYIV, Ukraine (AP) — Twelve drones were shot down on Friday, the air force said, and two "
    "houses burned.\nResidents said that three people had been taken to the only hospital, where "
    "the doctors had been without electricity since the evening of the day before.\n“We will "
    "answer every attack,” the spokesman told state radio.\n"
)
WORDS = (
    b"<", b">", b"</p>", b"<p>", b"<table>", b"<td>", b"<!--", b"]]>", b"<![CDATA[", b"&#0;",
    b"&lt", b"{", b"}", b"[", b"]", b'"', b"\\", b"\\u0000", b"\\ud800", b",", b":", b"null",
    b"1e999", b"-", b"\x00", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\r\n", b"\n\n", b"\n", b"\t",
    b";", b"=", b"--", b"Content-Type: multipart/mixed; boundary=x\n\n", b"=?utf-8?b?//8?=",
    b"/Type", b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"/Length 99999999", b"0 0 R",
    b"xref", b"trailer", b"PK\x03\x04", b"PK\x01\x02", b"PAR1", b"9999999999999999999999",
    b"2025-99-99", b"@type",
)  # fmt: skip


def seeds() -> dict[str, list[bytes]]:
    """Return valid files of each format, small ones."""
    lines = STORY.splitlines()
    marked = "".join(f"<p>{line}</p>" for line in lines)
    told = {"@type": "NewsArticle", "datePublished": "2025-06-13", "author": {"name": "AFP"}}
    page = (
        f"<!doctype html><html><head><title>T</title><script type='application/ld+json'>"
        f"{json.dumps(told)}</script><link rel=canonical href='https://apnews.com/1'></head><body>"
        f"<article>{marked}<time class='updated' datetime='2025-06-14'>x</time><a "
        "href='https://x.example/'>Source</a></article></body></html>"
    )
    row = {"id": "1", "text": STORY, "published": "2025-06-13", "authors": ["Ann"]}
    news = {
        "uri": "urn:x:1", "version": "2", "versioncreated": "2025-06-13T08:00:00Z", "headline": "T",
        "pubstatus": "usable", "infosources": [{"name": "AFP"}], "body_xhtml": marked,
    }  # fmt: skip
    news2 = {"uri": "urn:x:2", "pubstatus": "usable", "bodies": [{"role": "main", "value": STORY}]}
    newsml = (
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x' version='2'><itemMeta>"
        "<itemClass qcode='ninat:text'/><versionCreated>2025-06-13T08:00:00Z</versionCreated>"
        "<pubStatus qcode='stat:usable'/></itemMeta><contentMeta><headline>T</headline>"
        f"</contentMeta><contentSet><inlineXML><html><body>{marked}</body></html></inlineXML>"
        "</contentSet></newsItem>"
    )
    messages = [
        {"id": 1, "type": "message", "date": "2025-06-13T08:00:00", "date_unixtime": "1749857400",
         "text": ["a", {"type": "bold", "text": STORY}], "text_entities": []},
        {"id": 2, "type": "message", "edited_unixtime": "1749857500", "forwarded_from": "TASS",
         "text": STORY},
    ]  # fmt: skip
    telegram = {"name": "C", "type": "public_channel", "id": 5, "messages": messages}
    account = {"chats": {"list": [telegram]}}
    entry = (
        "<entry><id>a</id><title>T</title><link href='https://x.example/1'/>"
        f"<content type='html'><![CDATA[{marked}]]></content></entry>"
    )
    rss = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        "<title>F</title><item><title>T</title><link>https://x.example/1</link>"
        f"<content:encoded><![CDATA[{marked}]]></content:encoded></item></channel></rss>"
    )
    texts = {
        "text": [STORY],
        "markdown": [f"---\ntitle: T\npublished: 2025-06-13\nauthors: [A, B]\n---\n\n{STORY}"],
        "html": [page],
        "jsonl": [json.dumps(row) + "\n" + json.dumps({**row, "id": 2}) + "\n"],
        "json": [json.dumps([row, {**row, "id": 2}], indent=1)],
        "csv": [f'id,text,published\n1,"{STORY}",2025-06-13\n', "id;text\n1;x\n2;y\n"],
        "ninjs": [json.dumps(news), json.dumps([news2, news])],
        "newsml-g2": [newsml, f"<newsMessage><itemSet>{newsml}{newsml}</itemSet></newsMessage>"],
        "telegram": [json.dumps(telegram, indent=1), json.dumps(account)],
        "feed": [rss, f"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>{entry}</feed>"],
        "sitemap": [
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>"
            "https://x.example/1</loc><lastmod>2025-06-13</lastmod></url></urlset>"
        ],
        "addresses": [
            "https://x.example/1\nhttps://x.example/2\n",
            "url,title\nhttps://x.example,T\n",
        ],
    }
    made = {name: [it.encode() for it in each] for name, each in texts.items()}
    made.update(pdf=pdfs(), docx=[docx()], eml=mails(page), parquet=[parquet()], warc=[warc(page)])
    return made


def pdfs() -> list[bytes]:
    from fpdf import FPDF

    made = []
    for packed in (True, False):
        paper = FPDF()
        paper.set_compression(packed)
        paper.add_page()
        paper.set_font("helvetica", size=11)
        paper.multi_cell(100, 6, STORY.encode("latin-1", "replace").decode("latin-1"))
        made.append(bytes(paper.output()))
    return made


def docx() -> bytes:
    import docx

    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(STORY)
    made.add_table(1, 1).rows[0].cells[0].text = "cell"
    made.save(out)
    return out.getvalue()


def mails(page: str) -> list[bytes]:
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "A <a@apnews.com>", "Drones – T", "<1@x>"
    made["Date"] = "Fri, 13 Jun 2025 23:30:00 -0500"
    made.set_content(STORY)
    plain = bytes(made)
    made.add_alternative(page, subtype="html")
    made.add_attachment(STORY.encode(), maintype="text", subtype="plain", filename="a.txt")
    html = EmailMessage()
    html["From"] = "b@x.example"
    html.set_content(page, subtype="html")
    return [plain, bytes(made), bytes(html)]


def parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"id": [1, 2], "text": [STORY, "x"], "authors": [["A"], []]}), out)
    return out.getvalue()


def warc(page: str) -> bytes:
    body = f"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{0}>\r\nWARC-Target-URI: "
        "https://x.example/{0}\r\nWARC-Date: 2025-06-13T08:00:00Z\r\nContent-Type: "
        "application/http; msgtype=response\r\nContent-Length: {1}\r\n\r\n"
    )
    records = (head.format(n, len(body)).encode() + body + b"\r\n\r\n" for n in range(2))
    return b"".join(records)


def mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a file changed in one to eight places."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return rezipped(data, others, chance)
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((1, 2, 8, 64, 512)))
        match chance.randrange(9):
            case 0 if made:
                made[at % len(made)] ^= 1 << chance.randrange(8)
            case 1:
                del made[at:end]
            case 2:
                made[at:at] = made[at:end] * chance.choice((1, 2, 50))
            case 3:
                made[at:at] = chance.choice(WORDS) * chance.choice((1, 1, 2, 300))
            case 4:
                made[at:end] = chance.choice(WORDS)
            case 5:
                del made[at:]
            case 6:
                other = chance.choice(others)
                start = chance.randrange(len(other) + 1)
                made[at:end] = other[start : start + chance.randrange(400)]
            case 7:
                made[at:end] = chance.randbytes(chance.randrange(1, 40))
            case _:
                made[at:end] = made[at:end][::-1]
    return bytes(made[:BYTES])


def rezipped(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a zip file with one of its members changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            member = old.read(name)
            new.writestr(name, mutated(member, others, chance) if name == chosen else member)
    return out.getvalue()


class Fuzz:
    """Reads changed files, and counts what comes of them."""

    def __init__(self) -> None:
        from reportedly.intake import all_formats
        from reportedly.intake import format as door

        self.seeds = seeds()
        self.formats = {it.name: it for it in all_formats() if it.name in self.seeds}
        self.counts: Counter[str] = Counter()
        self.findings: dict[str, Path] = {}
        self.slowest = (0.0, "")
        self._others = [it for each in self.seeds.values() for it in each if len(it) < 20_000]
        self._unforeseen: list[Exception] = []
        usual: Callable[[Exception], str] = door.reason_of

        def spy(error: Exception) -> str:
            from reportedly.errors import ReportedlyError

            if not isinstance(error, ReportedlyError):
                self._unforeseen.append(error)
            return usual(error)

        door.reason_of = spy  # what `one` sets aside for an error that nobody foresaw

    def one(self, name: str, chance: random.Random) -> None:
        """Change a file and read it."""
        data = mutated(chance.choice(self.seeds[name]), self._others, chance)
        self._unforeseen.clear()
        begun = time.process_time()
        signal.alarm(LIMIT)
        try:
            self._read(name, data)
        except Exception as error:
            self._found(f"{name}: {type(error).__name__}: {error}"[:160], name, data)
        finally:
            signal.alarm(0)
        for error in self._unforeseen:
            self._found(f"{name}: aside {type(error).__name__}: {error}"[:160], name, data)
        took = time.process_time() - begun
        self.slowest = max(self.slowest, (took, name))
        if took > LONGEST:
            self._found(f"{name}: slow", name, data)

    def _read(self, name: str, data: bytes) -> None:
        from reportedly.errors import Unreadable
        from reportedly.intake import Hints
        from reportedly.vocabulary import Article

        self.counts[f"{name} files"] += 1
        try:
            for item in self.formats[name].read(io.BufferedReader(io.BytesIO(data)), name, Hints()):
                read = isinstance(item.found, Article)
                self.counts[f"{name} {'articles' if read else 'set aside'}"] += 1
                if isinstance(item.found, Article):
                    check(item.found)
                else:
                    assert "\n" not in item.found.reason, item.found.reason
        except Unreadable as error:
            self.counts[f"{name} refused"] += 1
            assert "\n" not in str(error), error

    def _found(self, what: str, name: str, data: bytes) -> None:
        self.counts[f"{name} findings"] += 1
        if what not in self.findings:
            path = Path(tempfile.mkdtemp(prefix="reportedly-fuzz-")) / name
            path.write_bytes(data)
            self.findings[what] = path
            print(f"! {what}  ({path})", flush=True)


def check(article: object) -> None:
    """Assert what every article promises: a text that can be written, an id, one line each."""
    from reportedly.vocabulary import Article

    assert isinstance(article, Article)
    assert article.text.strip()
    article.text.encode("utf-8")
    assert 0 < len(article.id) <= 200
    assert article.id.isprintable()
    for line in (article.title, article.outlet, article.url, article.dateline, *article.authors):
        assert line is None or line.strip(), line
        assert line is None or "\n" not in line, line


def give_up(signum: int, frame: object) -> None:
    raise TimeoutError(f"still at work after {LIMIT} s")


def rounds(names: list[str], minutes: float) -> Iterator[str]:
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        yield from names


def main(words: list[str]) -> int:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGALRM, give_up)
    fuzz = Fuzz()
    minutes = float(words[0]) if words else 1.0
    names = words[1:] or sorted(fuzz.formats)
    chance = random.Random()  # noqa: S311 (nothing secret hangs on it)
    begun = time.monotonic()
    for name in rounds(names, minutes):
        fuzz.one(name, chance)
    for name in names:
        told = (fuzz.counts[f"{name} {it}"] for it in ("files", "refused", "set aside", "articles"))
        files, refused, aside, read = told
        print(
            f"{name:10} {files:8,} files {refused:8,} refused {aside:8,} set aside {read:8,} read"
        )
    total = sum(fuzz.counts[f"{name} files"] for name in names)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{total:,} files in {(time.monotonic() - begun) / 3600:.2f} hours, peak {peak:.0f} MB")
    print(f"slowest {fuzz.slowest[0]:.1f} s ({fuzz.slowest[1]})")
    print(f"{len(fuzz.findings)} different findings")
    return 1 if fuzz.findings else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
