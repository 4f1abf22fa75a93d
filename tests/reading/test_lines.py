"""Where sentences begin."""

from __future__ import annotations

import pytest

from reportedly.reading import Reader


@pytest.mark.parametrize(
    "text",
    [
        "Drones came between 11 p.m. Moscow time on Monday and 7 a.m. on Tuesday, it said.",
        "The strike came at 3:10 a.m. Port Sudan time. |Nobody was hurt.",
        "It ended at 9 p.m. Eastern European Summer Time. |The army left the town.",
        "The curfew begins at 9 p.m. |The army said that it would stay.",
        "A heading without a full stop|\n\nThe first paragraph says more.",
        "Three dead as shells fall on a market town, governor says|\nThe shells fell at noon on "
        "Monday, when the market was full of people who had come from all the villages, he said.",
        "The shells fell at noon on Monday, when the market was full\nof people from villages.",
        "KYIV, Sept 5 (Agency) — |Two houses burned.",
    ],
)
def test_sentences_begin_after_the_bars(reader: Reader, text: str) -> None:
    doc = reader.nlp.make_doc(text.replace("|", ""))
    for name, component in reader.nlp.pipeline:
        doc = component(doc)
        if name == "parser":
            break
    assert [sent.text_with_ws.strip() for sent in doc.sents if sent.text.strip()] == [
        part.strip() for part in text.split("|")
    ]
