"""Commitments: who is bound to what, on which condition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.reading import Reader
from reportedly.reading.commitments.component import read_commitments
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import (
    Actor,
    Article,
    Commitment,
    Cue,
    Figure,
    Reading,
    Span,
    Speaker,
    Statement,
)

Told = tuple[str, str, str | None]


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Article(id="t", text=text))


def told(reading: Reading) -> list[Told]:
    """Return kind, words and condition of each commitment."""
    text = reading.article.text
    return [
        (c.kind, c.what.of(text), c.condition.span.of(text) if c.condition else None)
        for c in reading.commitments
    ]


def words_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


BINDING: list[tuple[str, list[Told]]] = [
    (
        "Lisbon pledged to host the talks on Mozambique.",
        [("pledge", "host the talks on Mozambique", None)],
    ),
    (
        "The junta in Niamey vowed to crush the rebels of the north.",
        [("threat", "crush the rebels of the north", None)],
    ),
    (
        "Oman has offered to carry letters between Aden and Sanaa.",
        [("offer", "carry letters between Aden and Sanaa", None)],
    ),
    (
        "Bogotá called on the guerrillas to free the teachers.",
        [("demand", "free the teachers", None)],
    ),
    ("Vienna has ruled out sending soldiers to Lebanon.", [("refusal", "sending soldiers", None)]),
    ("Juba refused to sign the accord.", [("refusal", "sign the accord", None)]),
    (
        "The ministers demanded that Rwanda pull its gunners out of Goma.",
        [("demand", "Rwanda pull its gunners out of Goma", None)],
    ),
    ("Cyprus is prepared to open its ports.", [("offer", "open its ports", None)]),
    (
        "Delhi called the Pakistani terms unacceptable.",
        [("refusal", "the Pakistani terms", None)],
    ),
    (
        "Rabat renewed its promise to return the boats.",
        [("pledge", "return the boats", None)],
    ),
    (
        "The emir guaranteed the safety of the envoys.",
        [("guarantee", "the safety of the envoys", None)],
    ),
    (
        "Ankara did not agree to open the airspace.",
        [("refusal", "open the airspace", None)],
    ),
    (
        "Niamey agreed to free the pilots and to return their plane.",
        [("pledge", "free the pilots", None), ("pledge", "return their plane", None)],
    ),
    (
        "The rebels gave the mayor two days to leave.",
        [("demand", "leave", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BINDING)
def test_verbs_nouns_and_adjectives_bind(reader: Reader, text: str, expected: list[Told]) -> None:
    found = told(read(reader, text))
    assert [kind for kind, _, _ in found] == [kind for kind, _, _ in expected]
    for (_, words, condition), (_, gold, gold_condition) in zip(found, expected, strict=True):
        assert words.startswith(gold)
        assert condition == gold_condition


CONDITIONS = [
    ("once a truce holds", "ceasefire"),
    ("if the militia leaves the valley", "withdrawal"),
    ("unless the treaty is signed", "agreement"),
    ("should the president visit Asmara", "visit"),
    ("as soon as the prisoners are released", "reciprocal"),
    ("if the town is shelled again", "escalation"),
    ("in exchange for the captured pilots", "reciprocal"),
    ("on condition that the bombing stops", "ceasefire"),
    ("provided that women may vote", "other"),
]


@pytest.mark.parametrize(("condition", "kind"), CONDITIONS)
def test_conditions_behind_and_before_the_main_clause(
    reader: Reader, condition: str, kind: str
) -> None:
    behind = read(reader, f"Nairobi pledged to reopen the border {condition}.")
    front = condition[0].upper() + condition[1:]
    before = read(reader, f"{front}, Nairobi will reopen the border, its foreign minister said.")
    for reading in (behind, before):
        (one,) = reading.commitments
        assert one.what.of(reading.article.text) == "reopen the border"
        assert one.condition is not None
        assert one.condition.kind == kind
        assert one.condition.span.of(reading.article.text).lower() == condition.lower()


BINDING_NOBODY = [
    "The spokesman refused to comment on the strike.",
    "The army declined to give details.",
    "The match promises to be hard for both teams.",
    "The airline has pledged to refund passengers after the storm.",
    "Rain would fall over Kyiv if the wind turned, forecasters said.",
    "Moscow rejected claims that its jets bombed the clinic.",
    "It is unclear whether Kigali will agree to leave Goma.",
    "If Baku refuses to sign, the talks are over.",
    "Khartoum denied that it had promised to free the nurses.",
    "Two sources spoke on condition of anonymity.",
    "Paris could offer to host a summit.",
    "Aid groups warned that thousands would be killed if the dam burst.",
    "The general said he had provided the rebels with maps.",
]


@pytest.mark.parametrize("text", BINDING_NOBODY)
def test_what_binds_nobody_is_refused(reader: Reader, text: str) -> None:
    assert told(read(reader, text)) == []


INTENTIONS: list[tuple[str, Told]] = [
    (
        "“We will retaliate if our ports are bombed,” the admiral said.",
        ("threat", "retaliate", "if our ports are bombed"),
    ),
    (
        "Addis Ababa said it would restore power to Mekelle once the guns are handed over.",
        ("pledge", "restore power to Mekelle", "once the guns are handed over"),
    ),
    (
        "The M23 said it would not leave Goma until its prisoners are free.",
        ("refusal", "leave Goma", "until its prisoners are free"),
    ),
    (
        "Foreign ships off Hodeidah would be legitimate targets, the Houthi spokesman warned.",
        ("threat", "Foreign ships off Hodeidah would be legitimate targets", None),
    ),
    (
        "Eritrea must withdraw from Zalambessa, the Ethiopian premier said.",
        ("demand", "Eritrea must withdraw from Zalambessa", None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), INTENTIONS)
def test_intentions_in_reported_words(reader: Reader, text: str, expected: Told) -> None:
    assert told(read(reader, text)) == [expected]


@pytest.mark.parametrize(
    ("verb", "status"),
    [("kept", "met"), ("broke", "broken"), ("withdrew", "withdrawn"), ("repeated", "open"),
     ("did not keep", "broken"), ("will keep", "open")],
)  # fmt: skip
def test_what_became_of_a_promise(reader: Reader, verb: str, status: str) -> None:
    reading = read(reader, f"Tunis {verb} its promise to admit the refugees.")
    assert [c.status for c in reading.commitments] == [status]


def bare(reader: Reader, text: str) -> tuple[Notebook, object]:
    """Parse a text without the readers, for entries that a test writes itself."""
    with reader.nlp.select_pipes(
        disable=[p for p in reader.nlp.pipe_names if p.startswith("reportedly_")]
    ):
        doc = reader.nlp(text)
    notebook = Notebook(Article(id="t", text=text))
    doc._.notebook = notebook
    return notebook, doc


def name_actor(notebook: Notebook, doc: object, words: str) -> str:
    span = words_of(notebook.article.text, words)
    actor = Actor(notebook.new_id(Actor, span.start), words, "country", mentions=(span,))
    notebook.add(actor)
    for token in doc:  # type: ignore[attr-defined]
        if char_span(token).within(span):
            notebook.actor_of[token.i] = actor.id
    return actor.id


def test_the_bound_are_those_named_of_the_counted(reader: Reader) -> None:
    text = "Several states, including Austria and Oman, are prepared to host talks."
    notebook, doc = bare(reader, text)
    named = [name_actor(notebook, doc, "Austria"), name_actor(notebook, doc, "Oman")]
    figure = Figure(
        "f0", "countries", "states", None, None, None, "about", words_of(text, "Several")
    )
    notebook.add(figure)
    read_commitments(doc)  # type: ignore[arg-type]
    (one,) = notebook.all(Commitment)
    assert list(one.by) == named
    assert one.parties == "f0"


def test_the_statement_around_names_who_we_are(reader: Reader) -> None:
    text = "Halloran spoke on Monday. “We are ready to take the prisoners.”"
    notebook, doc = bare(reader, text)
    speaker = name_actor(notebook, doc, "Halloran")
    content = words_of(text, "We are ready to take the prisoners.")
    who = Speaker(speaker, words_of(text, "Halloran"))
    notebook.add(
        Statement("s5", who, Cue(words_of(text, "spoke"), "speak"), (content,), "direct", "claim")
    )
    read_commitments(doc)  # type: ignore[arg-type]
    (one,) = notebook.all(Commitment)
    assert one.by == (speaker,)
    assert one.statement == "s5"
    assert [span.of(text) for span in one.evidence] == ["“We are ready to take the prisoners.”"]


def test_the_addressed_of_a_demand(reader: Reader) -> None:
    text = "Bamako urged Algiers to close the crossing."
    notebook, doc = bare(reader, text)
    asking, asked = (name_actor(notebook, doc, name) for name in ("Bamako", "Algiers"))
    read_commitments(doc)  # type: ignore[arg-type]
    (one,) = notebook.all(Commitment)
    assert (one.by, one.to) == ((asking,), (asked,))


def names(reading: Reading, ids: tuple[str, ...]) -> set[str]:
    return {actor.name for actor in reading.actors if actor.id in ids}


def test_a_pledge_told_twice_is_one_with_its_condition(reader: Reader) -> None:
    text = (
        "Twelve states have promised boats for the strait. Canada's foreign minister said on Monday"
        " that twelve states had pledged to send boats to Yemen once a truce is in place."
    )
    reading = read(reader, text)
    (one,) = [c for c in reading.commitments if c.kind == "pledge"]
    assert one.condition is not None
    assert len(one.evidence) == 2
    assert names(reading, one.to) == {"Yemen"}
    statement = next(s for s in reading.statements if s.id == one.statement)
    assert statement.speaker is not None
    assert "Canada" in statement.speaker.span.of(text)


def test_ready_to_be_present_on_a_countrys_soil(reader: Reader) -> None:
    reading = read(reader, "Nine states are ready to be present on Libyan soil, Malta said.")
    (one,) = reading.commitments
    assert (one.kind, names(reading, one.to)) == ("offer", {"Libya"})
    assert one.parties is not None


def test_countries_of_a_list_are_bound_each(reader: Reader) -> None:
    text = (
        "Oman said that some states, among them Kenya, Norway and Peru, were ready to host talks."
    )
    reading = read(reader, text)
    (one,) = reading.commitments
    assert {"Kenya", "Norway", "Peru"} <= names(reading, one.by)


def test_what_one_fears_for_ones_own_is_no_threat(reader: Reader) -> None:
    text = "Chad warned that its soldiers would be attacked unless its allies send help."
    assert [c.kind for c in read(reader, text).commitments] == []


PIECES = [sentence for sentence, _ in BINDING] + BINDING_NOBODY + [s for s, _ in INTENTIONS]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(alphabet="“”\"'—: \n.,ifwe would", max_size=12)),
        max_size=5,
    )
)
def test_any_text_is_read_with_words_inside_their_sentence(
    reader: Reader, pieces: list[str]
) -> None:
    reading = read(reader, " ".join(pieces))
    for one in reading.commitments:
        assert one.what.within(one.evidence[0])
        assert one.what.of(reading.article.text).strip()
        if one.condition is not None:
            assert not one.condition.span.overlaps(one.what)


def test_the_samples_keep_their_known_commitments(reader: Reader, samples: Path) -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(samples.glob("[01]*.md")):
        body = re.sub(r"\A---.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S)
        found[path.name[:2]] = [kind for kind, _, _ in told(read(reader, body))]
    assert "guarantee" in found["01"]
    assert found["05"] == ["pledge"]
    assert {"offer", "refusal", "demand"} <= set(found["07"])
    assert "threat" in found["09"]
    assert not found["06"]


TERMS = [
    # text, what is promised under an agreement that the article tells of in its own voice
    ("Under the accord the rebels will hand over their tanks.", ["hand over their tanks"]),
    (
        "Togo's government and the rebels signed a truce on Monday. The rebels will free 30 men.",
        ["free 30 men"],
    ),
    ("The deal requires Armenia to open a road.", ["open a road"]),
    ("The pact commits the two sides to a permanent ceasefire.", ["a permanent ceasefire"]),
    ("Under the draft agreement, Russia would keep Crimea.", []),
    ("The two sides signed a truce on Monday. The premier will travel to Tokyo.", []),
]


@pytest.mark.parametrize(("text", "promised"), TERMS)
def test_terms_of_an_agreement_bind_its_parties(
    reader: Reader, text: str, promised: list[str]
) -> None:
    assert [what for kind, what, _ in told(read(reader, text)) if kind == "pledge"] == promised


ASKED = [
    ("Macron asked Israel to open the crossings.", "open the crossings"),
    ("The ministers asked for the dissolution of the council.", "the dissolution of the council"),
    ("The governor requested more troops from Bogota.", "more troops"),
    ("Hamas wants Israel to withdraw from Rafah.", "withdraw from Rafah"),
    ("The rebels sought guarantees from the army.", "guarantees from the army"),
]


@pytest.mark.parametrize(("text", "what"), ASKED)
def test_what_is_asked_requested_or_wanted_is_demanded(
    reader: Reader, text: str, what: str
) -> None:
    assert [(k, w) for k, w, _ in told(read(reader, text))] == [("demand", what)]


def test_asking_for_comment_demands_nothing(reader: Reader) -> None:
    assert told(read(reader, "The army asked for comment from the ministry.")) == []


def test_what_one_could_do_on_a_condition_is_offered(reader: Reader) -> None:
    text = "The agency said it could bring 90 tons of food if the airport were reopened."
    assert [kind for kind, _, _ in told(read(reader, text))] == ["offer"]
