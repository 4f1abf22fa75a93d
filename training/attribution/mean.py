"""Write the mean of several trainings: `python training/attribution/mean.py MODEL OUT WEIGHTS…`.

MODEL and OUT are as for `train.py`, WEIGHTS the `.pt` files that it left beside each OUT. The mean
reads as fast as one of them and better than each, provided that all started at the same weights
(`--seed`) and saw the texts in different orders (`--order`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from network import Network
from torch import Tensor
from train import write


def mean(weights: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of each table of numbers; ValueError if the networks differ in shape."""
    shapes = [{name: one.shape for name, one in each.items()} for each in weights]
    if any(one != shapes[0] for one in shapes):
        raise ValueError("weights of different networks")
    return {name: torch.stack([each[name] for each in weights]).mean(dim=0) for name in weights[0]}


def main() -> None:
    """Read the weights, write their mean."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("model", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("weights", type=Path, nargs="+")
    given = asked.parse_args()
    model = Network(given.model)
    model.load_state_dict(mean([torch.load(path, weights_only=True) for path in given.weights]))
    write(model.eval(), given.out, given.model / "vocab.txt")


if __name__ == "__main__":
    main()
