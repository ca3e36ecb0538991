"""Turn a trained ``tagger.pt`` (or the mean of several) into the file that ships: half precision, no embeddings.

python -m training.quotations.ship runs/first/tagger.pt tagger.safetensors
"""

from __future__ import annotations

import argparse
from hashlib import sha256
from pathlib import Path

import torch
from safetensors.torch import save_file


def _flat(trained: dict[str, dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Name the tagger's parameters as they ship, and embeddings that were trained too behind ``embeddings.``."""
    own = {f"embeddings.{name}": value for name, value in trained.get("embeddings", {}).items()}
    return trained["tagger"] | own


def main() -> None:
    """Average, halve, save, and print size and SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, nargs="+")
    parser.add_argument("shipped", type=Path)
    args = parser.parse_args()
    states = [_flat(torch.load(path, map_location="cpu", weights_only=True)) for path in args.trained]
    names = sorted(states[0])
    mean = {name: torch.stack([state[name] for state in states]).mean(0).half().contiguous() for name in names}
    save_file(mean, args.shipped, metadata={"format": "pt"})
    data = args.shipped.read_bytes()
    print(f"{args.shipped} {len(data):,} bytes, SHA-256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
