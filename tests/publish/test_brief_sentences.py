"""How the words of a report become a line: speaker first where they allow it, else quoted."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.publish.brief.checking import fault
from reportedly.publish.brief.composing import attributed, quoted
from reportedly.publish.brief.ground import Ground
from reportedly.reading import Reader
from reportedly.vocabulary import Article, Span

OPENING = "“The crews are waiting,” said Oleh Darchenko, an engineer with the district network. "
CASES = (
    ("He confirmed that one repair crew had come under a second strike on Friday.", "confirm",
     "Oleh Darchenko, an engineer with the district network, confirmed that one repair crew had "
     "come under a second strike on Friday (Delta Post).",
     "Oleh Darchenko confirmed that one repair crew had come under a second strike on Friday "
     "(Delta Post)."),
    ("The drones damaged two of the four lines, the regional administration said.", "report",
     "The regional administration said that the drones damaged two of the four lines "
     "(Delta Post).",),
    ("At least 15 settlements lost power, according to the regional administration.", "report",
     "According to the regional administration, at least 15 settlements lost power (Delta Post).",),
    ("Two lines could be repaired by nightfall, the administration said, if there were no further "
     "strikes.", "report",
     "The administration, as Delta Post words it: “Two lines could be repaired by nightfall, the "
     "administration said, if there were no further strikes.”",),
    ("“Private homes were damaged,” regional official Serhii Lysak wrote on Telegram.", "report",
     "Regional official Serhii Lysak wrote on Telegram: “Private homes were damaged” "
     "(Delta Post).",),
    ("Russia’s Defence Ministry claimed that its forces had destroyed 92 drones.", "claim",
     "Russia’s Defence Ministry claimed that its forces had destroyed 92 drones (Delta Post).",),
    ("“We are without light,” we said in our first report.", "report",
     "Delta Post quotes a speaker: “‘We are without light,’ we said in our first report.”"),
    ("“We shelled nobody,” the army told reporters.", "report",
     "The army said: “We shelled nobody” (Delta Post)."),
    ("They denied that the bridge had been mined.", "deny",
     "Delta Post writes: “They denied that the bridge had been mined.”"),
)  # fmt: skip


def ground_of(reader: Reader, text: str, **about: str) -> Ground:
    article = Article(
        "r1", text, outlet="Delta Post", published=date(2025, 9, 6), language="en", **about
    )
    return Ground({"r1": reader.read(article)}, {})


@pytest.mark.parametrize("case", CASES, ids=[case[0][:30] for case in CASES])
def test_a_statement_becomes_a_line(reader: Reader, case: tuple[str, ...]) -> None:
    words, act, *expected = case
    text = OPENING + words + "\n"
    ground = ground_of(reader, text)
    start = text.index(words)
    said = next(
        it for it in ground.readings["r1"].statements
        if it.act == act and it.cue.span.start >= start
    )  # fmt: skip
    made = attributed(ground, "r1", said, Span(start, start + len(words)))
    assert made is not None
    assert made.text in expected
    assert fault(made, ground.readings) is None


def test_a_dateline_is_left_out(reader: Reader) -> None:
    text = "KYIV, Sept 5 (Delta Post) — Drones hit a power plant near Kyiv before dawn.\n"
    ground = ground_of(reader, text, dateline="KYIV")
    made = quoted(ground, "r1", Span(0, len(text) - 1))
    assert made is not None
    assert made.text == "Delta Post writes: “Drones hit a power plant near Kyiv before dawn.”"


def test_an_editors_note_is_no_line(reader: Reader) -> None:
    text = "(Updates the count of settlements, adds repair work)\n\nPower is out in Kyiv.\n"
    ground = ground_of(reader, text)
    assert quoted(ground, "r1", Span(0, 20)) is None


def test_words_are_small_within_a_sentence_unless_they_are_names(reader: Reader) -> None:
    ground = ground_of(reader, "Two men left the town. Poles came. The two poles fell in May.\n")
    assert ground.small("Two men") == "two men"
    assert ground.small("Kyiv fell") == "Kyiv fell"
    assert not ground.is_name("the town")
    assert ground.is_name("the mayor of Kyiv")
