"""Turn a trained ``relater.pt`` (or the mean of several) into the file that ships: half precision, no embeddings.

python -m training.relations.ship runs/first/relater.pt relater.safetensors
"""

from __future__ import annotations

from training.shipping import ship

if __name__ == "__main__":
    ship(__doc__, dict)
