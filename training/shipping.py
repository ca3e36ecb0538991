"""Trained weights to the file that ships: the mean of one or several runs, in half precision."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor


def ship(description: str | None, flat: Callable[[Any], dict[str, Tensor]]) -> None:
    """Read the command line (trained files, shipped file), average, halve, save, and print size and SHA-256.

    Parameters
    ----------
    description
        What ``--help`` says.
    flat
        Names the tensors of what one trained file holds as they ship.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path, nargs="+")
    parser.add_argument("shipped", type=Path)
    args = parser.parse_args()
    states = [flat(torch.load(path, map_location="cpu", weights_only=True)) for path in args.trained]
    names = sorted(states[0])
    mean = {name: torch.stack([state[name] for state in states]).mean(0).half().contiguous() for name in names}
    save_file(mean, args.shipped, metadata={"format": "pt"})
    data = args.shipped.read_bytes()
    print(f"{args.shipped} {len(data):,} bytes, SHA-256 {sha256(data).hexdigest()}")
