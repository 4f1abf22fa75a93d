"""Every word of the interface goes through one door, and each language has all of them."""

from __future__ import annotations

import re
import string

import pytest
from fastapi.testclient import TestClient
from tests.desk.conftest import HTML
from tests.desk.words import FOLDER, messages, renewed, templates

from reportedly.desk.languages import SOURCE, Phrase, catalogues, chosen, read_po

OTHERS = [code for code in catalogues() if code != SOURCE]
HOLE = re.compile(r"%(?:\((\w+)\)s|%)")
ATTRIBUTES = re.compile(r'\b(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"')
CODE = re.compile(r"<(kbd|code)\b[^>]*>.*?</\1>|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
FRENCH = {**HTML, "accept-language": "fr-CA, fr;q=0.9, en;q=0.5"}
NAMES = {"API", "Reportedly", "UTC"}


@pytest.mark.parametrize(("name", "source"), templates(), ids=[it[0] for it in templates()])
def test_no_word_of_a_template_passes_the_door_by(name: str, source: str) -> None:
    bare = CODE.sub(" ", source)
    shown = [*ATTRIBUTES.findall(bare), *re.sub(r"<[^>]*>", "\n", bare).splitlines()]
    words = {word for line in shown for word in re.findall(r"[A-Za-z]{2,}", line)}
    assert words <= NAMES
    for piece in re.findall(r"\{\{.*?\}\}", source, re.DOTALL):
        for before, literal in re.findall(r'(\w*\(|)"([^"]*)"', piece.partition("ngettext")[0]):
            assert before == "_(" or not re.search(r"[a-z]{2,} [a-z]{2,}", literal), piece


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_all_messages_and_no_others(language: str) -> None:
    assert renewed(language) == (FOLDER / f"{language}.po").read_text("utf-8")
    entries = read_po(renewed(language))
    for one, *more in messages():
        forms = entries[one]  # missing where a form has no words
        expected = [one, *more]
        for n, told in enumerate(forms):
            assert set(HOLE.findall(told)) == set(HOLE.findall(expected[min(n, len(more))]))
            assert not HOLE.sub("", told).count("%")
            assert not set(told) & set('"<>')  # they stand in attributes too
            assert told[:1] not in string.whitespace


def test_plurals_are_those_of_the_language() -> None:
    french, english = catalogues()["fr"], catalogues()[SOURCE]
    one, many = "%(number)s report", "%(number)s reports"
    assert [english.ngettext(one, many, n) for n in (0, 1, 2)] == [many, one, many]
    told = [french.ngettext(one, many, n) for n in (0, 1, 2)]
    assert told[0] == told[1] != told[2]
    assert french.number("1,234.5") == "1\u202f234,5"


def test_a_catalogue_is_read_as_gettext_writes_it() -> None:
    entries = read_po(
        '# of a translator\nmsgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n > 1;\\n"'
        '\n\n#: a.html:3\nmsgid "one "\n"line"\nmsgstr "\\"eins\\"\\n"\n\nmsgid "a"\nmsgid_plural '
        '"b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n\nmsgid "none yet"\nmsgstr ""\n'
    )
    assert entries["one line"] == ('"eins"\n',)
    assert entries["a"] == ("c", "d")
    assert "none yet" not in entries


@pytest.mark.parametrize(
    ("accepted", "fixed", "language"),
    [
        ("", None, "en"), ("fr", None, "fr"), ("de, fr;q=0.8, en;q=0.7", None, "fr"),
        ("en-GB, fr;q=0.9", None, "en"), ("fr;q=0, en", None, "en"), ("x;q=y, *", None, "en"),
        ("fr", "en", "en"), ("en", "fr", "fr"), ("en", "xx", "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_that_is_set_or_the_best_that_is_read(
    accepted: str, fixed: str | None, language: str
) -> None:
    assert chosen(accepted, fixed) == language


def test_a_phrase_puts_phrases_into_words_and_values_as_they_are() -> None:
    phrase = Phrase("this needs the role of %(role)s", role=Phrase("reader"))
    assert phrase == "this needs the role of reader"
    assert phrase.within(catalogues()["fr"]) == "il faut pour cela le rôle de lecteur"
    kept = Phrase("commented on %(cell)s", cell="100 %(x)s")
    assert kept.within(catalogues()["fr"]) == "a commenté 100 %(x)s"


def test_pages_speak_french_and_leave_reports_as_they_are(desk: TestClient, incident: str) -> None:
    for path in ("/", "/incidents", f"/incidents/{incident}", "/claims", "/commitments", "/actors",
                 "/sources", "/articles", "/articles/rhostile00001", "/review",
                 f"/review/{incident}", "/search?q=hospital", "/nowhere"):  # fmt: skip
        page = desk.get(path, headers=FRENCH)
        assert page.headers["content-language"] == "fr"
        assert '<html lang="fr">' in page.text
        assert "Aller à la page" in page.text
        assert "\u202e" not in page.text
    title = desk.get(f"/incidents/{incident}?format=json").json()["title"]
    told = desk.get(f"/incidents/{incident}", headers=FRENCH).text
    assert title in told
    assert re.search(r"origines? indépendantes? du contenu", told)
    assert desk.get("/", headers=FRENCH | {"accept-language": "de"}).headers[
        "content-language"
    ] == "en"  # fmt: skip
