"""Who said it, with which cue, in whose words, relayed by whom."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from reportedly.reading import Reader
from reportedly.vocabulary import Article, Reading, Statement


@dataclass(frozen=True, slots=True)
class Expected:
    """One statement of a text: the words of its parts."""

    speaker: str | None
    cue: str
    content: tuple[str, ...]
    act: str
    mode: str = "indirect"


CASES = [
    (
        "“The bridge is gone,” General Amadou Keita said on Monday. “We will build another.”",
        Expected("General Amadou Keita", "said on Monday",
                 ("“The bridge is gone,”", "“We will build another.”"), "report", "direct"),
    ),
    (
        "“We heard two blasts,” said Fatima Noor, a teacher, “and then the lights went out.”",
        Expected("Fatima Noor, a teacher", "said",
                 ("“We heard two blasts,”", "“and then the lights went out.”"), "report", "direct"),
    ),
    (
        "The army claimed to have destroyed 14 boats on Lake Chad.",
        Expected("The army", "claimed", ("to have destroyed 14 boats on Lake Chad",), "claim"),
    ),
    (
        "At least nine people were killed in the shelling, according to the Health Ministry.",
        Expected("the Health Ministry", "according to",
                 ("At least nine people were killed in the shelling",), "report"),
    ),
    (
        "The rebels denied that they had fired on the convoy.",
        Expected("The rebels", "denied", ("that they had fired on the convoy",), "deny"),
    ),
    (
        "Tehran has repeatedly called the inspections “unacceptable”.",
        Expected("Tehran", "has repeatedly called", ("the inspections “unacceptable”",),
                 "reject", "mixed"),
    ),
    (
        "A military spokesman declined to comment on the toll.",
        Expected("A military spokesman", "declined to comment on", ("the toll",),
                 "decline_comment"),
    ),
    (
        "The ministry did not say how many soldiers were captured.",
        Expected("The ministry", "did not say", ("how many soldiers were captured",),
                 "decline_comment"),
    ),
    (
        "The governor issued a warning: any boat that crosses the river will be stopped.",
        Expected("The governor", "issued a warning:",
                 ("any boat that crosses the river will be stopped",), "warn"),
    ),
    (
        "Hundreds of villagers are believed to have fled to Chad.",
        Expected(None, "are believed", ("Hundreds of villagers", "to have fled to Chad"), "claim"),
    ),
    (
        "The committee accused the militia of looting the hospital.",
        Expected("The committee", "accused", ("the militia of looting the hospital",), "accuse"),
    ),
    (
        "The air force confirmed that debris had fallen on a “warehouse”.",
        Expected("The air force", "confirmed", ("that debris had fallen on a “warehouse”",),
                 "confirm", "mixed"),
    ),
    (
        "Qatar’s claim that both sides had agreed was met with silence.",
        Expected("Qatar’s", "claim", ("that both sides had agreed",), "claim"),
    ),
]  # fmt: skip


def read(reader: Reader, text: str, outlet: str | None = None) -> Reading:
    return reader.read(Article(id="r1", text=text, outlet=outlet))


def told(statement: Statement, text: str) -> Expected:
    speaker = statement.speaker.span.of(text) if statement.speaker else None
    content = tuple(part.of(text) for part in statement.content)
    return Expected(speaker, statement.cue.span.of(text), content, statement.act, statement.mode)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_statement_is_read_whole(reader: Reader, text: str, expected: Expected) -> None:
    found = [told(s, text) for s in read(reader, text).statements]
    assert expected in found


def test_pledge_keeps_both_levels_of_attribution(reader: Reader) -> None:
    text = "President Ruto announced that 12 countries had pledged to send police to Haiti."
    outer, inner = read(reader, text).statements
    assert (outer.cue.lemma, inner.cue.lemma) == ("announce", "pledge")
    assert inner.inside == outer.id
    assert inner.speaker is not None
    assert inner.speaker.span.of(text) == "12 countries"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("“We are ready,” he said, according to Reuters and the BBC.", ["Reuters", "BBC"]),
        ("“We are ready,” the minister said, as reported by TASS.", ["TASS"]),
        ("“We are ready,” the minister wrote on Telegram.", ["Telegram"]),
        ("The army said in a statement that it was ready.", ["statement"]),
        ("“We are ready,” the minister told Al Jazeera.", ["Al Jazeera"]),
    ],
)
def test_relays_are_kept_in_order_with_the_publisher_last(
    reader: Reader, text: str, links: list[str]
) -> None:
    statement = read(reader, text, outlet="Lakes Wire").statements[0]
    assert [via.name for via in statement.via] == [*links, "Lakes Wire"]
    assert statement.via[-1].span is None


def test_pronouns_and_descriptions_lead_to_the_speaker(reader: Reader) -> None:
    text = (
        "Colombian President Gustavo Petro rejected the offer. “It is a trap,” he said. "
        "The Colombian leader added that talks would go on."
    )
    reading = read(reader, text)
    speakers = {s.speaker.actor for s in reading.statements if s.speaker}
    assert [a.name for a in reading.actors if a.id in speakers] == ["Gustavo Petro"]


def test_capital_that_speaks_is_its_government(reader: Reader) -> None:
    reading = read(reader, "Khartoum dismissed the report. Residents fled Khartoum.")
    (statement,) = reading.statements
    assert statement.speaker is not None
    actor = next(a for a in reading.actors if a.id == statement.speaker.actor)
    assert (actor.kind, actor.code) == ("government", "SDNGOV")
    assert [m.of(reading.article.text) for p in reading.places for m in p.mentions] == ["Khartoum"]


def test_occasion_and_place_of_saying(reader: Reader) -> None:
    text = (
        "Speaking at a summit in Nairobi, Kenyan President William Ruto warned that aid was late."
    )
    (statement,) = read(reader, text).statements
    assert statement.said.occasion is not None
    assert statement.said.occasion.of(text) == "a summit"
    assert statement.said.place is not None


def test_speaker_never_swallows_the_cue(reader: Reader) -> None:
    for text, _ in CASES:
        for statement in read(reader, text).statements:
            if statement.speaker:
                assert not statement.speaker.span.overlaps(statement.cue.span)
            assert not any(part.overlaps(statement.cue.span) for part in statement.content)
