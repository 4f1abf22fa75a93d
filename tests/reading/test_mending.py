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
    ("The rebels said the ceasefire has taken effect.", "said", "the ceasefire has taken",
     "the ceasefire has taken effect"),
    ("The mayor said shells hit the city’s east.", "said", "shells hit the city’s",
     "shells hit the city’s east"),
    ("Talks can start, the envoy says, provided that guns fall silent.", "says",
     "that guns fall silent", "provided that guns fall silent"),
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


def test_whom_a_passive_cue_is_about_stays_alone(reader: Reader) -> None:
    doc = reader.nlp("The mayor was criticised in the capital by aid groups.")
    at, told = part(doc, "was criticised"), (part(doc, "The mayor"),)
    one = Attribution(at[1] - 1, "criticise", "accuse", at, part(doc, "aid groups"), told)
    assert mended(doc, one, None).content == told


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


def sourced(doc: Doc, cue: str, source: str) -> str | None:
    at = part(doc, cue)
    end = part(doc, "that") if "that" in doc.text else (len(doc) - 1, len(doc))
    one = Attribution(at[0], "say", "report", at, part(doc, source), ((end[0], len(doc) - 1),))
    found = mended(doc, one, None).source
    return doc[found[0] : found[1]].text if found else None


def test_a_source_keeps_both_commas_of_an_aside(reader: Reader) -> None:
    doc = reader.nlp("Rosa Quispe, a teacher, said that nobody came.")
    assert sourced(doc, "said", "Rosa Quispe, a teacher,") == "Rosa Quispe, a teacher,"
    assert sourced(doc, "said", "Rosa Quispe, a teacher") == "Rosa Quispe, a teacher,"


def test_a_source_stays_in_its_line(reader: Reader) -> None:
    doc = reader.nlp("Blasts in the north\n\nThe army said that nobody was hurt.")
    assert sourced(doc, "said", "north\n\nThe army") == "The army"


def test_a_source_from_inside_the_subject_gives_way_to_it(reader: Reader) -> None:
    doc = reader.nlp("A nurse at the hospital in Goma said that it was full.")
    assert sourced(doc, "said", "the hospital in Goma") == "A nurse at the hospital in Goma"


def test_an_article_alone_is_no_source(reader: Reader) -> None:
    doc = reader.nlp("It brought the claimed number to 106.")
    assert sourced(doc, "claimed", "the") is None


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("The army denied on Telegram that it fired.", "denied on", "denied"),
        ("The army said in a joint statement that it fired.", "said in a",
         "said in a joint statement"),
        ("The army said, that it fired.", "said,", "said"),
    ],
)  # fmt: skip
def test_a_cue_holds_no_beginning_of_a_phrase(
    reader: Reader, text: str, cut: str, whole: str
) -> None:
    doc = reader.nlp(text)
    at, content = part(doc, cut), part(doc, "that it fired")
    one = Attribution(at[0], "say", "report", at, (0, at[0]), (content,))
    assert mended(doc, one, None).cue == part(doc, whole)


def test_the_rules_give_a_preposition_to_the_cue(reader: Reader) -> None:
    doc = reader.nlp("Aid groups warned of famine.")
    cue, source = part(doc, "warned"), part(doc, "Aid groups")
    one = Attribution(cue[0], "warn", "warn", cue, source, (part(doc, "of famine"),))
    rule = Attribution(
        cue[0], "warn", "warn", part(doc, "warned of"), source, (part(doc, "famine"),)
    )
    found = mended(doc, one, rule)
    assert (found.cue, found.content) == (rule.cue, rule.content)


def test_the_clause_of_a_noun_ends_before_the_main_verb(reader: Reader) -> None:
    doc = reader.nlp("The ministry’s claim that 40 men were killed could not be checked.")
    cue, source = part(doc, "claim"), part(doc, "The ministry’s")
    whole = part(doc, "that 40 men were killed could not be checked")
    one = Attribution(cue[0], "claim", "claim", cue, source, (whole,))
    assert mended(doc, one, None).content == (part(doc, "that 40 men were killed"),)
