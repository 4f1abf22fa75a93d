"""The remembering ruler does to every token what spaCy's own does."""

from __future__ import annotations

from pathlib import Path

import spacy

from reportedly.reading.languages import english
from reportedly.reading.pipeline import load
from reportedly.reading.ruler import RememberingRuler


def test_it_does_what_the_pipelines_own_ruler_does(samples: Path) -> None:
    plain, ours = spacy.load(english().model), load(english().model, ())
    plain.add_pipe("reportedly_lines", before="parser")
    assert isinstance(ours.get_pipe("attribute_ruler"), RememberingRuler)
    texts = [path.read_text(encoding="utf-8") for path in sorted(samples.glob("0[1-6]*.md"))]
    texts.append("There's no doubt y'all ain't gonna go; let's see. Is there? There were few.")
    for text in texts * 2:  # the second time from memory
        told = [[(t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for t in nlp(text)]
                for nlp in (plain, ours)]  # fmt: skip
        assert told[0] == told[1]
