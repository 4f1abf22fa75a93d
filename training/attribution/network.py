"""The tagger's network: a small BERT whose words see only what is near them, and its heads.

Layers look at blocks of words, every second layer at blocks that lie half a block further, and
each block sees the first mark as well. A whole report so goes through at once, at a cost that
grows with its length and not with its square.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from reportedly.reading.statements.features import PAIR_SIZES, TOKEN_SIZES
from reportedly.reading.statements.tagger import LABELS

BLOCK = 128  # word pieces that see each other
SIZE = 128  # of the vectors of cues and tokens
DROPPED = 0.1  # share of numbers that are hidden in training
HIDDEN = -1e4  # added to the score of what must not be seen


class Drop(nn.Module):
    """Drops the same tenth of all its vectors' numbers: as good as chance for each, and quick."""

    def forward(self, words: Tensor) -> Tensor:
        """Return words (batch, length, width) with some columns of each text at zero."""
        if not self.training:
            return words
        kept = torch.rand(words.shape[0], 1, words.shape[2]) >= DROPPED
        return words * (kept / (1.0 - DROPPED)).to(words.dtype)


class Layer(nn.Module):
    """One layer of BERT over blocks."""

    def __init__(self, width: int, heads: int, inner: int, shifted: bool) -> None:
        super().__init__()
        self.heads, self.shift = heads, BLOCK // 2 if shifted else 0
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.joined = nn.Linear(width, width)
        self.first_norm = nn.LayerNorm(width, eps=1e-12)
        self.grow = nn.Linear(width, inner)
        self.shrink = nn.Linear(inner, width)
        self.last_norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = Drop()

    def forward(self, words: Tensor, shown: Tensor) -> Tensor:
        """Return the words after this layer; `shown` is 1 for each that is there, else 0."""
        seen = self.drop(self.joined(self.attend(words, shown)))
        words = self.first_norm(words + seen)
        grown = self.shrink(nn.functional.gelu(self.grow(words)))
        normed: Tensor = self.last_norm(words + self.drop(grown))
        return normed

    def attend(self, words: Tensor, shown: Tensor) -> Tensor:
        """Return what each word takes from those of its block and from the first mark."""
        batch, length, width = words.shape
        each = width // self.heads
        query, key, value = self.query(words) * each**-0.5, self.key(words), self.value(words)
        first_key, first_value = key[:, :1], value[:, :1]
        query, key, value = (self.blocks(part) for part in (query, key, value))
        count = query.shape[1]

        def apart(part: Tensor) -> Tensor:  # (batch, blocks, tokens, width) to one row a head
            return part.reshape(batch, count, -1, self.heads, each).transpose(2, 3)

        key = torch.cat([first_key[:, None].expand(batch, count, 1, width), key], dim=2)
        value = torch.cat([first_value[:, None].expand(batch, count, 1, width), value], dim=2)
        query, key, value = apart(query), apart(key), apart(value)
        there = self.blocks(shown[:, :, None]).reshape(batch, count, 1, 1, BLOCK)
        there = nn.functional.pad(there, (1, 0), value=1.0)
        scores = query @ key.transpose(3, 4) + (1.0 - there) * HIDDEN
        mixed = (scores.softmax(dim=-1) @ value).transpose(2, 3)
        joined = mixed.reshape(batch, count * BLOCK, width)
        return joined[:, self.shift : self.shift + length]

    def blocks(self, words: Tensor) -> Tensor:
        """Return (batch, blocks, BLOCK, width): the words cut up, nothing added but zeros."""
        batch, length, width = words.shape
        behind = (-length - self.shift) % BLOCK
        padded = nn.functional.pad(words, (0, 0, self.shift, behind))
        return padded.reshape(batch, -1, BLOCK, width)


class Encoder(nn.Module):
    """The embeddings and layers of a small BERT, with embeddings of our own features added."""

    def __init__(self, folder: Path, layers: int | None = None) -> None:
        super().__init__()
        shape = json.loads((folder / "config.json").read_text())
        self.width = width = int(shape["hidden_size"])
        self.words = nn.Embedding(shape["vocab_size"], width)
        self.places = nn.Embedding(shape["max_position_embeddings"], width)
        self.extra = nn.ModuleList(nn.Embedding(size, width) for size in TOKEN_SIZES)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = Drop()
        count = layers or int(shape["num_hidden_layers"])
        self.layers = nn.ModuleList(
            Layer(width, shape["num_attention_heads"], shape["intermediate_size"], bool(i % 2))
            for i in range(count)
        )
        self.take(load_file(folder / "model.safetensors"))
        for table in self.extra:
            nn.init.normal_(table.weight, std=0.02)
        self.words.weight.requires_grad = False

    def take(self, stored: dict[str, Tensor]) -> None:
        """Take over a BERT's weights by their names."""
        stored = {name.removeprefix("bert."): value for name, value in stored.items()}
        kind = stored["embeddings.token_type_embeddings.weight"][0]
        own: dict[str, Tensor] = {
            "words.weight": stored["embeddings.word_embeddings.weight"],
            "places.weight": stored["embeddings.position_embeddings.weight"] + kind,
        }
        names = {"norm": "embeddings.LayerNorm"}
        parts = {
            "query": "attention.self.query", "key": "attention.self.key",
            "value": "attention.self.value", "joined": "attention.output.dense",
            "first_norm": "attention.output.LayerNorm", "grow": "intermediate.dense",
            "shrink": "output.dense", "last_norm": "output.LayerNorm",
        }  # fmt: skip
        for i in range(len(self.layers)):
            names |= {f"layers.{i}.{a}": f"encoder.layer.{i}.{b}" for a, b in parts.items()}
        for mine, theirs in names.items():
            for kind_of in ("weight", "bias"):
                own[f"{mine}.{kind_of}"] = stored[f"{theirs}.{kind_of}"]
        missing, _ = self.load_state_dict(own, strict=False)
        if any(not name.startswith("extra") for name in missing):
            raise ValueError(f"not the weights of a BERT: {missing} missing")

    def forward(self, ids: Tensor, features: Tensor, shown: Tensor) -> Tensor:
        """Return a vector for each word piece; `shown` as for a layer."""
        words = self.words(ids) + self.places.weight[: ids.shape[1]]
        for column, table in enumerate(self.extra):
            words = words + table(features[:, :, column])
        words = self.drop(self.norm(words))
        for layer in self.layers:
            words = layer(words, shown)
        return words


class Network(nn.Module):
    """Encoder and heads: is this word the head of a cue, and what is each word to that cue."""

    def __init__(self, folder: Path, layers: int | None = None) -> None:
        super().__init__()
        self.encoder = Encoder(folder, layers)
        width = self.encoder.width
        self.head = nn.Linear(width, 1)
        self.by_cue, self.by_token = nn.Linear(width, SIZE), nn.Linear(width, SIZE)
        self.pair = nn.ModuleList(nn.Embedding(size, SIZE) for size in PAIR_SIZES)
        self.beside = nn.Conv1d(SIZE, SIZE, 3, padding=1)
        self.label = nn.Linear(SIZE, len(LABELS))
        self.drop = Drop()

    def forward(self, ids: Tensor, features: Tensor, shown: Tensor) -> tuple[Tensor, ...]:
        """Return for each piece: score of being a cue's head, vector as a cue, as a token."""
        hidden = self.drop(self.encoder(ids, features, shown))
        return self.head(hidden)[:, :, 0], self.by_cue(hidden), self.by_token(hidden)

    def pairs(self, cue: Tensor, tokens: Tensor, features: Tensor, there: Tensor) -> Tensor:
        """Return label scores (N, T, labels) of N cues with the T tokens around each.

        `there` is 1 for each token that is there, 0 for filling.
        """
        told = sum(table(features[:, :, column]) for column, table in enumerate(self.pair))
        cue = cue[:, None]
        joined = torch.relu(cue + tokens + cue * tokens + told) * there[:, :, None]
        wider = self.beside(joined.transpose(1, 2)).transpose(1, 2)
        scores: Tensor = self.label(self.drop(joined + torch.relu(wider)))
        return scores
