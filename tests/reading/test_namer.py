"""The quick decoder finds the names that spaCy's own recogniser finds."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from reportedly.reading.languages import english
from reportedly.reading.namer import Namer
from reportedly.reading.pipeline import load, multiply_by_numpy

AWKWARD = [
    "Moscow",
    "  \n\n  Kyiv \n ",
    "The New York Times",
    "Mr. José Ramos-Horta of Timor-Leste met\nAngela\nMerkel at the Hague on 5 May, $3bn later.",
    "AAA BBB CCC\n\nDDD EEE. FFF",
]


@pytest.fixture(scope="module")
def both() -> tuple[spacy.Language, spacy.Language]:
    plain, ours = spacy.load(english().model), load(english().model, ())
    multiply_by_numpy(plain)
    plain.add_pipe("reportedly_lines", before="parser")
    assert isinstance(ours.get_pipe("ner"), Namer)
    return plain, ours


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(token.ent_iob_, token.ent_type_) for token in doc]


def test_it_finds_the_names_that_the_pipelines_own_recogniser_finds(
    both: tuple[spacy.Language, spacy.Language], samples: Path
) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(samples.glob("0[1-6]*.md"))]
    found = 0
    for text in [*texts, *AWKWARD]:
        told = [names(nlp(text)) for nlp in both]
        assert told[0] == told[1]
        found += len(told[0])
    assert found > 500


def test_names_that_are_there_already_are_kept(
    both: tuple[spacy.Language, spacy.Language],
) -> None:
    told = []
    for nlp in both:
        doc = nlp.make_doc("Alpha Brigade took Bravo on Friday, Charlie Delta said.")
        doc.set_ents([Span(doc, 0, 2, label="ORG")], default="missing")
        told.append(names(nlp(doc)))
    assert told[0] == told[1]
    assert told[0][:2] == [("B", "ORG"), ("I", "ORG")]
