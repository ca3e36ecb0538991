"""Turn a trained ``tagger.pt`` (or the mean of several) into the file that ships: half precision, no embeddings.

python -m training.quotations.ship runs/first/tagger.pt tagger.safetensors
"""

from __future__ import annotations

import argparse
from hashlib import sha256
from pathlib import Path

import torch
from safetensors.torch import save_file


def main() -> None:
    """Average, halve, save, and print size and SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, nargs="+")
    parser.add_argument("shipped", type=Path)
    args = parser.parse_args()
    states = [torch.load(path, map_location="cpu", weights_only=True)["tagger"] for path in args.trained]
    names = sorted(name for name in states[0] if not name.startswith("allowed"))
    mean = {name: torch.stack([state[name] for state in states]).mean(0).half().contiguous() for name in names}
    save_file(mean, args.shipped, metadata={"format": "pt"})
    data = args.shipped.read_bytes()
    print(f"{args.shipped} {len(data):,} bytes, SHA-256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
