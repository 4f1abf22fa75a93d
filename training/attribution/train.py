"""Train the tagger of attributions: `python training/attribution/train.py MODEL OUT TEXTS…`.

MODEL is a folder with a small BERT (config.json, vocab.txt, model.safetensors), here
all-MiniLM-L6-v2; OUT a folder for `tagger.onnx` (8 bit), `pairs.npz` and `vocab.txt`; TEXTS are
annotated texts (see `data.py`): `own-*.txt` beside this file, and corpora. Needs torch,
safetensors, onnx and onnxruntime beside the package itself. The last texts of each file, of each
publisher where it names them (`--held`), are never trained on; `choose.py` looks for the best
thresholds on them.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from pathlib import Path

import numpy as np
import torch
from data import Chunk, Pair, chunks_of, held_back, parsed, read_rows
from network import Network
from torch import Tensor, nn

from reportedly.reading.statements.features import PAIR_SIZES, TOKEN_SIZES
from reportedly.reading.statements.pieces import Pieces

BATCH = 6  # chunks
KEPT = 0.998  # of the averaged weights at each step
OWN = 3  # times that marked texts of our own count: a corpus has thirty times their words


def batch_loss(model: Network, batch: list[Chunk]) -> Tensor:
    """Return the loss of cue heads and of the parts of each gold cue."""
    longest = max(len(one.ids) for one in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    shown = torch.zeros(len(batch), longest)
    features = torch.zeros(len(batch), longest, len(TOKEN_SIZES), dtype=torch.long)
    for i, one in enumerate(batch):
        size = len(one.ids)
        ids[i, :size] = torch.tensor(one.ids)
        shown[i, :size] = 1
        features[i, :size] = torch.from_numpy(one.features)
    head, by_cue, by_token = (part.float() for part in model(ids, features, shown))
    scores = torch.cat([head[i, one.first] for i, one in enumerate(batch)])
    wanted = torch.from_numpy(np.concatenate([one.heads for one in batch]))
    inside = wanted >= 0
    loss = nn.functional.binary_cross_entropy_with_logits(
        scores[inside], wanted[inside].float(), pos_weight=torch.tensor(2.0)
    )
    pairs = [(i, one, pair) for i, one in enumerate(batch) for pair in one.pairs]
    return loss * 3 + pairs_loss(model, pairs, by_cue, by_token) if pairs else loss * 3


def pairs_loss(
    model: Network, pairs: list[tuple[int, Chunk, Pair]], by_cue: Tensor, by_token: Tensor
) -> Tensor:
    """Return the loss of what each token is to each gold cue."""
    widest = max(len(pair.labels) for _, _, pair in pairs)
    features = torch.zeros(len(pairs), widest, len(PAIR_SIZES), dtype=torch.long)
    labels = torch.full((len(pairs), widest), -100)
    cues, tokens = [], []
    for n, (i, one, pair) in enumerate(pairs):
        size = len(pair.labels)
        features[n, :size] = torch.from_numpy(pair.features)
        labels[n, :size] = torch.from_numpy(pair.labels)
        cues.append(by_cue[i, one.first[pair.root]])
        own = by_token[i, one.first[pair.window[0] : pair.window[1]]]
        tokens.append(nn.functional.pad(own, (0, 0, 0, widest - size)))
    there = (labels >= 0).float()
    scores = model.pairs(torch.stack(cues), torch.stack(tokens), features, there)
    return nn.functional.cross_entropy(scores.flatten(0, 1), labels.flatten()) * 4


def train(model: Network, data: list[Chunk], epochs: float, rate: float, out: Path) -> Network:
    """Train a network, keeping the running average of its weights in `out`, and return that."""
    learnt = [p for p in model.parameters() if p.requires_grad]
    base = {id(p) for name, p in model.encoder.named_parameters() if "extra" not in name}
    groups = [
        {"params": [p for p in learnt if id(p) in base], "lr": rate},
        {"params": [p for p in learnt if id(p) not in base], "lr": rate * 10},
    ]
    best = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = int(epochs * len(data) / BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(
        best, lambda s: min((s + 1) / (0.06 * steps), max(0.02, (steps - s) / (0.94 * steps)))
    )
    average = copy.deepcopy(model)
    order: list[int] = []
    began, total = time.time(), 0.0
    model.train()
    for step in range(steps):
        while len(order) < BATCH:
            order += shuffled(data)
        chosen, order = order[:BATCH], order[BATCH:]
        best.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = batch_loss(model, [data[i] for i in chosen])
        loss.backward()
        nn.utils.clip_grad_norm_(learnt, 1.0)
        best.step()
        plan.step()
        follow(average, model, min(KEPT, (step + 1) / (step + 10)))
        total += loss.item()
        if (step + 1) % 50 == 0:
            spent = time.time() - began
            print(f"{step + 1}/{steps} loss {total / 50:.4f} {spent:.0f} s", flush=True)
            total = 0.0
        if (step + 1) % 500 == 0 or step + 1 == steps:
            torch.save(average.state_dict(), out)
    return average.eval()


@torch.no_grad()
def follow(average: Network, model: Network, kept: float) -> None:
    """Move the averaged weights a little towards the model's."""
    for mine, theirs in zip(average.parameters(), model.parameters(), strict=True):
        if theirs.requires_grad:
            mine.lerp_(theirs, 1.0 - kept)


def shuffled(data: list[Chunk]) -> list[int]:
    """Return all chunks in a new order, those of like length together: little is padded."""
    block = list(range(len(data)))
    random.shuffle(block)
    groups = [block[i : i + BATCH * 20] for i in range(0, len(block), BATCH * 20)]
    batches = []
    for group in groups:
        group.sort(key=lambda i: len(data[i].ids))
        batches += [group[i : i + BATCH] for i in range(0, len(group), BATCH)]
    random.shuffle(batches)
    return [i for batch in batches for i in batch]


class Alone(nn.Module):
    """One chunk at a time, nothing to hide: as the network is used in reading."""

    def __init__(self, model: Network) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Return what the network does of a batch of one."""
        found: tuple[Tensor, ...] = self.model(ids, features, torch.ones_like(ids).float())
        return found


def write(model: Network, out: Path, vocabulary: Path) -> None:
    """Write the weights: the encoder with 8 bits, the rest as it is."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    ids = torch.ones(1, 200, dtype=torch.long)
    features = torch.zeros(1, 200, len(TOKEN_SIZES), dtype=torch.long)
    whole = out / "whole.onnx"
    names = ("ids", "features", "head", "by_cue", "by_token")
    torch.onnx.export(
        Alone(model).eval(), (ids, features), str(whole), dynamo=False, opset_version=17,
        input_names=list(names[:2]), output_names=list(names[2:]),
        dynamic_axes={name: {1: "pieces"} for name in names},
    )  # fmt: skip
    # Seven bits of eight: with all eight, machines of different kinds give different answers.
    quantize_dynamic(
        whole, out / "tagger.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    whole.unlink()
    pairs = {f"pair{i}": table.weight for i, table in enumerate(model.pair)}
    pairs |= {"weight": model.label.weight, "bias": model.label.bias}
    pairs |= {"beside": model.beside.weight, "beside_bias": model.beside.bias}
    stored = {name: value.detach().numpy() for name, value in pairs.items()}
    np.savez_compressed(out / "pairs.npz", **stored)  # type: ignore[arg-type]
    (out / "vocab.txt").write_bytes(vocabulary.read_bytes())


def main() -> None:
    """Read what is asked, train and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("model", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("texts", type=Path, nargs="+")
    asked.add_argument("--epochs", type=float, default=4.0)
    asked.add_argument("--rate", type=float, default=1e-4)
    asked.add_argument("--held", type=float, default=0.05, help="share of each file left out")
    asked.add_argument("--seed", type=int, default=1, help="of the weights at the start")
    asked.add_argument("--order", type=int, default=1, help="of texts and what is dropped")
    asked.add_argument("--kept", type=Path, help="keep or reuse the parsed texts in this folder")
    given = asked.parse_args()
    pieces = Pieces(given.model / "vocab.txt")
    data: list[Chunk] = []
    for path in given.texts:
        rows = read_rows(path)
        kept = given.kept / f"{path.name}.spacy" if given.kept else None
        known = list(zip(parsed(rows, kept), rows, strict=True))
        held = held_back(rows, given.held)
        trained = [one for i, one in enumerate(known) if i not in held]
        found = [c for doc, row in trained for c in chunks_of(doc, row, pieces)]
        data += found * (OWN if path.suffix == ".txt" else 1)
        print(f"{path.name}: {len(rows)} texts, {len(data)} chunks so far", flush=True)
    print(f"{sum(len(one.ids) for one in data)} pieces", flush=True)
    weights = given.out.with_suffix(".pt")
    torch.manual_seed(given.seed)
    model = Network(given.model)
    random.seed(given.order)
    torch.manual_seed(given.order)
    average = train(model, data, given.epochs, given.rate, weights)
    write(average, given.out, given.model / "vocab.txt")


if __name__ == "__main__":
    main()
