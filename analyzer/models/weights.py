"""Weights as numpy arrays, named as in the shipped files: ``layers.0.attend.weight`` and so on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyzer.errors import ModelError
from analyzer.models.folders import check_digest

Arrays = Mapping[str, npt.NDArray[np.float32]]

N_LAYERS, N_HEADS = 6, 12
EPSILON = 1e-12
"""What every layer norm adds to the variance."""
_LAYER = {
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}


def read_embeddings(folder: Path) -> dict[str, npt.NDArray[np.float32]]:
    """Return a model folder's embeddings: ``words.weight``, ``places.weight``, ``norm.weight`` and ``norm.bias``.

    The first token type's embedding is added to the places.
    """
    from safetensors import safe_open

    with safe_open(folder / "model.safetensors", "np") as file:
        words, places, types, *norm = (
            file.get_tensor(f"embeddings.{name}")
            for name in (
                "word_embeddings.weight",
                "position_embeddings.weight",
                "token_type_embeddings.weight",
                "LayerNorm.weight",
                "LayerNorm.bias",
            )
        )
    return {"words.weight": words, "places.weight": places + types[0], "norm.weight": norm[0], "norm.bias": norm[1]}


def read_layers(folder: Path) -> dict[str, npt.NDArray[np.float32]]:
    """Return a model folder's encoder layers under our names; query, key and value become one ``attend``."""
    from safetensors import safe_open

    layers = {}
    with safe_open(folder / "model.safetensors", "np") as file:
        for number in range(N_LAYERS):
            theirs, ours = f"encoder.layer.{number}", f"layers.{number}"
            for kind in ("weight", "bias"):
                three = [
                    file.get_tensor(f"{theirs}.attention.self.{part}.{kind}") for part in ("query", "key", "value")
                ]
                layers[f"{ours}.attend.{kind}"] = np.concatenate(three)
                for name, other in _LAYER.items():
                    layers[f"{ours}.{name}.{kind}"] = file.get_tensor(f"{theirs}.{other}.{kind}")
    return layers


def read_shipped(path: Path, expected: str | None, what: str) -> dict[str, npt.NDArray[np.float32]]:
    """Return the weights of a file as ``float32``.

    Parameters
    ----------
    path
        A safetensors file.
    expected
        SHA-256 it must have; ``None`` for any.
    what
        Whose weights they should be, for the message.

    Raises
    ------
    ModelError
        The file cannot be read, has another digest, or holds no weights.
    """
    check_digest(path, expected)
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        return {name: array.astype(np.float32) for name, array in sorted(load_file(path).items())}
    except SafetensorError as error:
        raise ModelError(f"{path} holds no {what}'s weights (safetensors): {error}") from error


def require(weights: Arrays, names: set[str], path: Path, what: str) -> None:
    """Check that a file held the tensors expected.

    Raises
    ------
    ModelError
        Some are missing.
    """
    if missing := sorted(names.difference(weights)):
        raise ModelError(
            f"{path} holds no {what}'s weights: expected {len(names)} tensors, "
            f"{len(missing)} of them missing, first {missing[0]}"
        )


def layer_names() -> set[str]:
    """Names of the tensors of all encoder layers."""
    return {
        f"layers.{number}.{part}.{kind}"
        for number in range(N_LAYERS)
        for part in ("attend", *_LAYER)
        for kind in ("weight", "bias")
    }
