"""Content that the tagger cut is made whole, and nothing more."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from reportedly.reading import Reader
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.mending import mended

CASES = [
    ("The army said the tit-for-tat strikes went on.", "said", "the tit", "the tit-for-tat"),
    ("Medics said they spoke with the rebels.", "said", "they spoke with", "they spoke with the rebels"),  # noqa: E501
    ("Aid groups said nobody came because roads were cut.", "said", "nobody came because",
     "nobody came because roads were cut"),
    ("The mayor said the bridge was gone.", "said", "the bridge", "the bridge was gone"),
    ("The mayor said the bridge was gone.", "said", "the bridge was gone", "the bridge was gone"),
]  # fmt: skip


def part(doc: Doc, words: str) -> tuple[int, int]:
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words))
    assert span is not None
    return span.start, span.end


@pytest.mark.parametrize(("text", "cue", "cut", "whole"), CASES)
def test_content_is_whole(reader: Reader, text: str, cue: str, cut: str, whole: str) -> None:
    doc = reader.nlp(text)
    at = part(doc, cue)
    one = Attribution(at[0], "say", "report", at, (0, at[0]), (part(doc, cut),))
    assert mended(doc, one, None).content == (part(doc, whole),)


def test_gaps_close_unless_the_cue_stands_there(reader: Reader) -> None:
    doc = reader.nlp("Roads are cut, he said, and the bridge over the river is gone.")
    cue = part(doc, "said")
    left, right, tail = (
        part(doc, "Roads are cut"),
        part(doc, "and the bridge"),
        part(doc, "river is gone"),
    )
    one = Attribution(cue[0], "say", "report", cue, part(doc, "he"), (left, right, tail))
    assert mended(doc, one, None).content == (left, (right[0], tail[1]))


def test_a_source_loses_what_hangs_behind_it(reader: Reader) -> None:
    doc = reader.nlp("“Nobody came,” complained Rosa Quispe, a teacher.")
    cue = part(doc, "complained")
    source = part(doc, "Rosa Quispe, a teacher.")
    one = Attribution(cue[0], "complain", "accuse", cue, source, (part(doc, "“Nobody came,”"),))
    assert mended(doc, one, None).source == (source[0], source[1] - 1)
