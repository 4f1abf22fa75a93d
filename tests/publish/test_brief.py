"""A brief says nothing that the words it cites don't hold, in any format."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from reportedly.knowledge.schemas import Country
from reportedly.knowledge.tables import load
from reportedly.publish.brief import Brief, Window, brief_of, gather, window_of
from reportedly.publish.brief.checking import fault
from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.model import Line, Quote, Sentence
from reportedly.publish.brief.phrases import connecting, phrases, words_of
from reportedly.publish.brief.printing import Printer
from reportedly.publish.brief_formats import FORMATS
from reportedly.publish.brief_formats.drawable import is_drawable
from reportedly.reading import Reader
from reportedly.reconcile import reconcile
from reportedly.record import Record, open_record
from reportedly.vocabulary import Article, Cell, Reading, Span

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MARKUP = '<script>alert("x")</script>'
TYPST = '#read("/etc/passwd")'
MARKED = "[link](javascript:alert(1)) **bold** | cell | `code` https://evil.example/x"
REPORTS = (
    ("rarmy0000001", "Nile Desk", "2025-03-03", "Army blames militia for market strike",
     "PORT SUDAN, March 3 (Nile Desk) — The Sudanese army said on Monday that shelling killed at "
     "least 31 people at the livestock market of El Fasher on Saturday. “The militia shelled the "
     "market twice,” army spokesman Nabil Abdallah told the state broadcaster.\n\n"
     "The army did not say how many people were wounded. The army pledged to open the Adré "
     "crossing to food convoys if the shelling stops by Friday.\n"),
    ("rrsf00000001", "Sahel Paper", "2025-03-03", "RSF denies market strike",
     "The Rapid Support Forces denied on Monday that their guns had fired at the livestock market "
     "of El Fasher on Saturday. The force said that nine people were killed at the market.\n"),
    ("rhost0000001", f"Post {TYPST} {MARKUP}", "2025-03-02", f"{MARKUP} {TYPST} {MARKED}",
     f"Mayor Юлія Мельник said on Sunday that 40 people were killed in El Fasher by drones. "
     f"张三 {TYPST} {MARKUP} {MARKED} said on Sunday that shelling killed 12 people in El Fasher, "
     "among them قائد الجيش.\n"),
)  # fmt: skip


@pytest.fixture(scope="module")
def record(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Return a record in which two sides tell of one strike, beside a hostile report."""
    path = tmp_path_factory.mktemp("brief") / "record.sqlite"
    with open_record(str(path)) as opened:
        for id_, outlet, day, title, text in REPORTS:
            article = Article(
                id_, text, f"https://{id_}.example/{TYPST}", title, outlet,
                published=date.fromisoformat(day), language="en",
                dateline="PORT SUDAN" if text.startswith("PORT") else None,
            )  # fmt: skip
            opened.keep(reader.read(article))
        reconcile(opened)
        yield opened


@pytest.fixture(scope="module")
def brief(record: Record) -> Brief:
    return brief_of(gather(record, Window("2025-02-25", "2025-03-07")))


@pytest.fixture(scope="module")
def readings(record: Record) -> dict[str, Reading]:
    return dict(gather(record, Window("2025-02-25", "2025-03-07")).ground.readings)


def lines_of(value: Any) -> Iterator[Line]:
    """Yield every line that stands anywhere in a brief."""
    if isinstance(value, Line):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from lines_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for it in value:
            yield from lines_of(it)


def uncited(line: Line, brief: Brief, readings: dict[str, Reading]) -> set[str]:
    """Return the words of a line that neither connect nor stand in what it cites.

    Found without the check's own code: word by word, not stretch by stretch.
    """
    cited = {source.article: source for source in brief.sources}
    allowed = set(connecting())
    days = set()
    for quote in line.quotes:
        reading = readings[quote.article]
        assert quote.words == reading.article.text[slice(*quote.span)]
        allowed |= {word.casefold() for word in words_of(quote.words)}
        allowed |= {word.casefold() for word in words_of(cited[quote.article].outlet or "")}
        days.add(cited[quote.article].published or "")
        for time in reading.times:
            if time.span.within(quote.span):
                days |= {(time.start or "")[:10], (time.end or "")[:10]}
    told = words_of(DAY.sub(lambda it: "" if it[0] in days else it[0], line.text))
    return {word for word in told if word.casefold() not in allowed}


def test_every_word_of_every_line_is_cited_or_a_connecting_one(
    brief: Brief, readings: dict[str, Reading]
) -> None:
    lines = list(lines_of(brief))
    assert len(lines) > 15
    assert [line.text for line in lines if uncited(line, brief, readings)] == []


def moved(value: Any, chance: random.Random) -> Any:
    """Return a value with some of the spans in it moved, as if the readers had misread."""
    if isinstance(value, Span):
        if chance.random() < 0.7:
            return value
        start = max(value.start + chance.randint(-9, 9), 0)
        return Span(start, max(start + 1, value.end + chance.randint(-9, 9)))
    if isinstance(value, tuple):
        return tuple(moved(it, chance) for it in value)
    if is_dataclass(value) and not isinstance(value, Article | type):
        changed = {field.name: moved(getattr(value, field.name), chance) for field in fields(value)}
        return replace(value, **changed)
    return value


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_misread_spans_make_no_uncited_word(record: Record, seed: int) -> None:
    gathered = gather(record, Window("2025-02-25", "2025-03-07"))
    chance = random.Random(seed)  # noqa: S311 (no secret)
    readings = {id_: moved(it, chance) for id_, it in gathered.ground.readings.items()}
    told = brief_of(replace(gathered, ground=Ground(readings, gathered.ground.copies)))
    assert [it.text for it in lines_of(told) if uncited(it, told, readings)] == []


def test_cited_words_stand_in_their_articles(brief: Brief, readings: dict[str, Reading]) -> None:
    for line in lines_of(brief):
        assert line.quotes
        for quote in line.quotes:
            assert quote.span.of(readings[quote.article].article.text) == quote.words
    marks = {f"{it.number}{note.letter}" for it in brief.sources for note in it.notes}
    assert {mark for line in lines_of(brief) for mark in line.marks} <= marks


def test_nothing_failed_the_check(brief: Brief) -> None:
    assert brief.checked.sentences > 15
    assert (brief.checked.replaced, brief.checked.dropped) == (0, 0), brief.checked.reasons


def test_both_sides_stand_apart_and_contested_comes_first(brief: Brief) -> None:
    first = brief.items[0]
    assert first.status == "contested"
    told = {column.side: " ".join(line.text for line in column.lines) for column in first.columns}
    assert "at least 31 people" in told["SDN"]
    assert "denied on Monday" in told["SDN-Rapid Support Forces"]
    assert "denied" not in told["SDN"]
    killed = next(row for row in brief.rows if row.measure == "killed")
    counts = [it.line.text for it in killed.counts]
    assert "At least 31 people, according to the Sudanese army (Nile Desk)." in counts
    assert "Nine people, according to the force (Sahel Paper)." in counts
    assert killed.ranges[0].text == "From nine to 40 people"


def test_commitments_have_their_condition_and_their_day(brief: Brief) -> None:
    promise = next(it for it in brief.promises if it.due)
    assert promise.condition is not None or promise.term is not None
    assert promise.term is not None
    assert promise.term.text.startswith("2025-03-07, by the words “by Friday”")
    assert promise.lines[0].text.startswith("The Sudanese army pledged to open the Adré crossing")


def test_what_nobody_would_tell_is_told(brief: Brief) -> None:
    assert any("did not say how many people were wounded" in line.text for line in brief.unsaid)


def test_connecting_words_hold_no_number_no_name_and_nothing_surer() -> None:
    countries = {
        word.casefold() for row in load(Country, "actors/countries.csv")
        for name in (row.name, *row.aliases, *row.nationality, *row.capital)
        for word in words_of(name)
    }  # fmt: skip
    numerals = {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen",
        "hundreds",
    }  # fmt: skip
    surer = {"confirmed", "confirm", "confirms", "proved", "proven", "established", "fact", "true"}
    function = {"the", "of", "and", "to", "a"}
    assert not (connecting() - function) & (countries | numerals | surer)
    assert not any(word for word in connecting() if any(sign.isdigit() for sign in word))


SENTENCE = (
    "The ministry in Kyiv said that 1,250 people left 4 towns near Dnipro, not 1250 or 12, and "
    "that Мар’їнка and 頓巴斯 were hit."
)
ONE = Reading(
    Article("r1", SENTENCE, outlet="Delta Post", published=date(2025, 9, 5)), "hand", (), ()
)
WHOLE = Quote("r1", Span(0, len(SENTENCE)), SENTENCE)


def worded(words: str, quote: Quote = WHOLE) -> Sentence:
    return Sentence("quoted", (("words", words), ("outlet", "Delta Post")), (quote,))


@given(st.integers(0, 24), st.integers(1, 12))
def test_any_stretch_of_cited_words_passes(start: int, length: int) -> None:
    words = SENTENCE.split()[start : start + length]
    if words:
        assert fault(worded(" ".join(words)), {"r1": ONE}) is None


@given(st.text(alphabet="0123456789,.", min_size=1, max_size=6))
def test_a_number_passes_only_as_it_is_written(number: str) -> None:
    told = words_of(number)
    passes = fault(worded(f"{number} people"), {"r1": ONE}) is None
    assert passes == (told in ([], ["1,250"]))


@given(st.text(max_size=20))
def test_a_name_passes_only_if_it_is_cited(name: str) -> None:
    told = words_of(name)
    cited = words_of(SENTENCE)
    heads = [
        i for i in range(len(cited)) if told and cited[i][:1].casefold() == told[0][:1].casefold()
    ]
    stands = any(
        cited[i][1:] == told[0][1:] and cited[i + 1 : i + len(told)] == told[1:] for i in heads
    )
    assert (fault(worded(name), {"r1": ONE}) is None) == bool(told and stands)


@given(st.integers(0, len(SENTENCE)), st.integers(0, len(SENTENCE)))
def test_a_span_that_cuts_a_word_is_refused(start: int, end: int) -> None:
    quote = Quote("r1", Span(start, end), SENTENCE[start:end])
    found = fault(worded("Kyiv", quote), {"r1": ONE})
    cut = any(
        0 < at < len(SENTENCE) and SENTENCE[at - 1].isascii() and SENTENCE[at].isascii()
        and (SENTENCE[at - 1 : at + 1].isalnum() or re.match(r"\d[,]\d", SENTENCE[at - 1 : at + 2])
             or re.match(r"\d[,]\d", SENTENCE[at - 2 : at + 1]))
        for at in (start, end)
    )  # fmt: skip
    if cut or start >= end:
        assert found is not None
    elif "Kyiv" in SENTENCE[start:end]:
        assert found is None


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"slots": (("words", "the army"), ("outlet", "Delta Post"))}, "not in the words cited"),
        ({"slots": (("words", "people"), ("outlet", "Other Post"))}, "not in the words cited"),
        ({"slots": (("words", "people"),)}, "slots"),
        ({"quotes": ()}, "cites nothing"),
        ({"quotes": (replace(WHOLE, words="The army fled"),)}, "own words"),
        ({"quotes": (replace(WHOLE, article="r2"),)}, "own words"),
        ({"via": ("Telegram",)}, "relay"),
    ],
)
def test_what_is_wrong_is_told(changed: dict[str, Any], reason: str) -> None:
    found = fault(replace(worded("people"), **changed), {"r1": ONE})
    assert found is not None
    assert reason in found


def test_a_day_needs_words_that_were_resolved_to_it() -> None:
    told = Sentence("told", (("day", "2025-09-05"),), (WHOLE,))
    assert fault(told, {"r1": ONE}) is None
    assert fault(replace(told, slots=(("day", "2025-09-04"),)), {"r1": ONE}) is not None


def test_a_sentence_that_fails_is_quoted_instead_and_counted() -> None:
    printer = Printer(Ground({"r1": ONE}, {}))
    wrong = Sentence("term", (("words", "1,251 people"),), (WHOLE,), (), (), Cell("r1", "f1"))
    line = printer.line(wrong)
    assert line is not None
    assert line.verbatim
    assert "1,251" not in line.text
    assert line.text.startswith("Delta Post writes: “The ministry in Kyiv said that 1,250 people")
    checked = printer.checked()
    assert (checked.sentences, checked.replaced, checked.dropped) == (1, 1, 0)
    assert "1,251 people" in checked.reasons[0]


def test_someone_elses_speaker_is_refused(readings: dict[str, Reading]) -> None:
    reading = readings["rrsf00000001"]
    said = next(it for it in reading.statements if it.act == "deny")
    text = reading.article.text
    quote = Quote("rrsf00000001", Span(0, len(text) - 1), text[:-1])
    told = Sentence(
        "said", (("speaker", "El Fasher"), ("content", "their guns had fired")), (quote,), (), (),
        Cell("rrsf00000001", said.id),
    )  # fmt: skip
    assert "not how the article calls the speaker" in (fault(told, readings) or "")
    nobody = replace(told, slots=(("speaker", "the"), told.slots[1]))
    assert fault(nobody, readings) is not None
    right = replace(told, slots=(("speaker", "the Rapid Support Forces"), told.slots[1]))
    assert fault(right, readings) is None


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_brief_is_the_same_bytes(name: str, brief: Brief, record: Record) -> None:
    again = brief_of(gather(record, Window("2025-02-25", "2025-03-07")))
    assert FORMATS[name].write(brief) == FORMATS[name].write(again)


def test_pdf_opens_with_the_text_and_runs_nothing(brief: Brief) -> None:
    opened = PdfReader(io.BytesIO(FORMATS["pdf"].write(brief)))
    text = " ".join(" ".join(page.extract_text() for page in opened.pages).split())
    assert "At least 31 people" in text
    assert TYPST in text.replace("“", '"').replace("”", '"')
    assert "root:" not in text
    assert "Юлія Мельник" in text
    assert "characters that the fonts of this file can’t draw (Chinese)" in text
    assert opened.metadata is not None
    assert opened.metadata.title == "Situation brief, 2025-02-25 to 2025-03-07 · all places"
    root = opened.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert not {"/OpenAction", "/AA", "/Names"} & set(root) or "/JavaScript" not in str(root)


def test_word_document_opens_with_headings_sources_and_pictures(brief: Brief) -> None:
    opened = Document(io.BytesIO(FORMATS["docx"].write(brief)))
    styles = [it.style.name for it in opened.paragraphs if it.style is not None]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") >= 6
    text = "\n".join(it.text for it in opened.paragraphs)
    assert f"1. {brief.sources[0].title}" in text
    assert MARKUP in text
    assert "张三" in text
    assert len(opened.inline_shapes) >= 1
    body = opened.element.xml
    anchors = set(re.findall(r'w:anchor="(n[^"]+)"', body))
    assert anchors
    assert anchors <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="(n[^"]+)"', body))


def test_markdown_holds_no_markup_from_outside(brief: Brief) -> None:
    text = FORMATS["md"].write(brief).decode()
    tokens = [
        child for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text)
        for child in (token, *(token.children or ()))
    ]  # fmt: skip
    kinds = {token.type for token in tokens}
    assert not kinds & {"html_inline", "html_block", "image", "code_inline", "fence"}
    links = {str(token.attrs["href"]) for token in tokens if token.type == "link_open"}
    assert all(link.startswith("https://r") and ".example/" in link for link in links)
    shown = "".join(token.content for token in tokens if token.type in {"text", "text_special"})
    assert MARKUP in shown
    assert "[link](javascript:alert(1)) **bold** | cell | `code`" in shown


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_page_is_self_contained_and_inert(brief: Brief) -> None:
    text = FORMATS["html"].write(brief).decode()
    tags = Tags()
    tags.feed(text)
    names = {name for name, _ in tags.found}
    assert not names & {"script", "iframe", "object", "link", "img"}
    for _, attributes in tags.found:
        assert not any(key.startswith("on") or key == "style" for key in attributes)
        assert not str(attributes.get("href", "")).startswith(("javascript", "data"))
    assert "default-src 'none'" in unescape(text)
    targets = {attributes["id"] for _, attributes in tags.found if attributes.get("id")}
    asked = {str(it["href"])[1:] for _, it in tags.found if str(it.get("href", "")).startswith("#")}
    assert asked
    assert asked <= targets


def test_json_holds_all_lines_with_their_quotes(brief: Brief) -> None:
    told = json.loads(FORMATS["json"].write(brief))
    assert told["items"][0]["columns"][0]["lines"][0]["quotes"][0]["words"]
    assert told["checked"]["sentences"] == brief.checked.sentences
    assert len(told["fingerprint"]) == 64


def test_places_narrow_the_window(record: Record) -> None:
    some = brief_of(gather(record, Window("2025-02-25", "2025-03-07", ("fasher", "nowhere"))))
    none = brief_of(gather(record, Window("2025-02-25", "2025-03-07", ("nowhere",))))
    assert some.items
    assert not none.items
    assert not none.promises
    assert b"None in this window" in FORMATS["html"].write(none)
    assert FORMATS["pdf"].write(none).startswith(b"%PDF")


def test_an_empty_record_makes_an_empty_brief(tmp_path: Path) -> None:
    with open_record(str(tmp_path / "empty.sqlite")) as empty:
        made = brief_of(gather(empty, window_of(empty)))
    assert made.items == ()
    assert b"0 incidents" in FORMATS["md"].write(made)


@pytest.mark.parametrize(("sign", "drawn"), [("Ж", True), ("ق", True), ("字", False), ("é", True)])
def test_what_can_be_drawn_is_known(sign: str, drawn: bool) -> None:
    assert is_drawable(sign) == drawn


def test_every_phrase_is_used_or_gone() -> None:
    folder = Path(__file__).parents[2] / "src" / "reportedly" / "publish" / "brief"
    text = "".join(path.read_text() for path in folder.glob("*.py"))
    assert [name for name in phrases() if f'"{name}"' not in text] == []
