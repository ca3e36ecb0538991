"""MiniLM's parameters as modules to train; the computation is the analyzer's own, in ``analyzer/models/minilm.py``."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from analyzer.models.minilm import N_LAYERS, embed, load_embeddings


class Embeddings(nn.Module):
    """The packaged model's own embeddings, which are not shipped again."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        weights = load_embeddings(folder)
        self.words = nn.Embedding(*weights["words.weight"].shape)
        self.places = nn.Embedding(*weights["places.weight"].shape)
        self.norm = nn.LayerNorm(len(weights["norm.weight"]))
        self.load_state_dict(weights)

    def forward(self, pieces: Tensor) -> Tensor:
        """Return the embedded pieces."""
        return embed(dict(self.named_parameters()), pieces)


class Layer(nn.Module):
    """The parameters of one encoder layer."""

    def __init__(self, n_dimensions: int, n_inner: int) -> None:
        super().__init__()
        self.attend = nn.Linear(n_dimensions, 3 * n_dimensions)
        self.attended = nn.Linear(n_dimensions, n_dimensions)
        self.attended_norm = nn.LayerNorm(n_dimensions)
        self.inner = nn.Linear(n_dimensions, n_inner)
        self.outer = nn.Linear(n_inner, n_dimensions)
        self.outer_norm = nn.LayerNorm(n_dimensions)


def packaged_layers(folder: Path, n_dimensions: int = 384, n_inner: int = 1536) -> nn.ModuleList:
    """Return the encoder layers of a model folder."""
    weights = load_file(folder / "model.safetensors")
    layers = nn.ModuleList(Layer(n_dimensions, n_inner) for _ in range(N_LAYERS))
    for number, layer in enumerate(layers):
        layer.load_state_dict(_layer(weights, f"encoder.layer.{number}."))
    return layers


def _layer(weights: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    names = {
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    state = {}
    for kind in ("weight", "bias"):
        parts = [weights[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        state[f"attend.{kind}"] = torch.cat(parts)
        state |= {f"{ours}.{kind}": weights[f"{prefix}{theirs}.{kind}"] for ours, theirs in names.items()}
    return state
