"""The relation network's parameters; the computation itself is in ``analyzer/models``."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn

from analyzer.models.minilm import encode
from analyzer.models.relations.network import FEATURES, RELATIONS, read_pairs
from training.encoder import Embeddings, packaged_layers

N_HEAD = 256


class Relater(nn.Module):
    """All parameters that are shipped."""

    def __init__(self, layers: nn.ModuleList, *, dropout: float = 0.1, n_dimensions: int = 384) -> None:
        super().__init__()
        self.dropout = dropout
        self.features = nn.ModuleList(nn.Embedding(size, n_dimensions) for size in FEATURES.values())
        for parameter in self.features.parameters():
            nn.init.zeros_(parameter)
        self.layers = layers
        self.hidden = nn.Linear(5 * n_dimensions, N_HEAD)
        self.relation = nn.Linear(N_HEAD, len(RELATIONS))

    def forward(self, embedded: Tensor, sides: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """Return the scores of the three relations for each pair."""
        weights = dict(self.named_parameters())
        rate = self.dropout if self.training else 0.0
        return read_pairs(weights, encode(weights, embedded, features, mask, dropout=rate), sides, dropout=rate)


def start_from(folder: Path, *, dropout: float) -> tuple[Embeddings, Relater]:
    """Return the packaged embeddings and a network whose encoder is the packaged one."""
    return Embeddings(folder), Relater(packaged_layers(folder), dropout=dropout)
