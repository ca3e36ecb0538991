"""Turn a trained ``tagger.pt`` (or the mean of several) into the file that ships: half precision, no embeddings.

python -m training.quotations.ship runs/first/tagger.pt tagger.safetensors
"""

from __future__ import annotations

from torch import Tensor

from training.shipping import ship


def _flat(trained: dict[str, dict[str, Tensor]]) -> dict[str, Tensor]:
    """Name the tagger's parameters as they ship, and embeddings that were trained too behind ``embeddings.``."""
    own = {f"embeddings.{name}": value for name, value in trained.get("embeddings", {}).items()}
    return trained["tagger"] | own


if __name__ == "__main__":
    ship(__doc__, _flat)
