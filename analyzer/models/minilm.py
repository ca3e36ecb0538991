"""MiniLM's encoder as functions of its weights, shared by every network that is trained on top of it.

Weights are named as in the shipped files, ``layers.0.attend.weight`` and so on; torch is imported when a function runs.
This is what is trained, and the reference for ``graphs.py``, which computes the same without torch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.models.folders import packaged_folder
from analyzer.models.weights import EPSILON, N_HEADS, N_LAYERS, read_embeddings

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

    Weights = Mapping[str, Tensor]

_HALF = re.compile("[\ud800-\udfff]")


def load_embeddings(folder: Path) -> dict[str, Tensor]:
    """Return a model folder's embeddings as tensors, named as in :func:`analyzer.models.weights.read_embeddings`."""
    from torch import from_numpy

    return {name: from_numpy(array) for name, array in read_embeddings(folder).items()}


@cache
def packaged_tokenizer() -> Tokenizer:
    """Return the packaged model's tokenizer without padding and truncation, one for all in a process.

    Raises
    ------
    ModelError
        The packaged model is missing or not the one expected.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def readable(text: str) -> str:
    """Return a text that a tokenizer takes, of the same length: half a surrogate pair is none."""
    return _HALF.sub("\ufffd", text)


def embed(weights: Weights, pieces: Tensor) -> Tensor:
    """Return the packaged model's embeddings of word pieces.

    Parameters
    ----------
    weights
        As :func:`load_embeddings` returns them.
    pieces
        Shape ``(n_rows, n_pieces)``, at most 512 pieces.
    """
    from torch.nn.functional import embedding

    embedded = embedding(pieces, weights["words.weight"]) + weights["places.weight"][: pieces.shape[1]]
    return norm(weights, "norm", embedded)


def encode(
    weights: Weights, embedded: Tensor, features: Tensor, mask: Tensor | None = None, *, dropout: float = 0.0
) -> Tensor:
    """Return the hidden state of each piece, shaped as ``embedded``.

    Parameters
    ----------
    weights
        The shipped ones: layers, and one embedding for each column of the features.
    embedded
        Shape ``(n_rows, n_pieces, n_dimensions)``.
    features
        What the pieces alone do not tell, shape ``(n_rows, n_pieces, n_features)``.
    mask
        True where a piece is, shape ``(n_rows, n_pieces)``; ``None`` if no row is padded.
    dropout
        Only in training.
    """
    from torch.nn.functional import dropout as drop
    from torch.nn.functional import embedding

    x = embedded
    for column in range(features.shape[-1]):
        x = x + embedding(features[..., column], weights[f"features.{column}.weight"])
    x = drop(x, dropout)
    wide = None if mask is None else mask[:, None, None, :]
    for number in range(N_LAYERS):
        x = _layer(weights, f"layers.{number}", x, wide, dropout)
    return x


def _layer(weights: Weights, name: str, x: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
    from torch.nn import functional

    rows, pieces, size = x.shape
    heads = linear(weights, f"{name}.attend", x).view(rows, pieces, 3, N_HEADS, size // N_HEADS)
    query, key, value = heads.permute(2, 0, 3, 1, 4)
    read = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    read = linear(weights, f"{name}.attended", read.transpose(1, 2).reshape(rows, pieces, size))
    x = norm(weights, f"{name}.attended_norm", x + functional.dropout(read, dropout))
    inner = linear(weights, f"{name}.outer", functional.gelu(linear(weights, f"{name}.inner", x)))
    return norm(weights, f"{name}.outer_norm", x + functional.dropout(inner, dropout))


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
    """Apply the named linear layer."""
    from torch.nn import functional

    return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def norm(weights: Weights, name: str, x: Tensor) -> Tensor:
    """Apply the named layer norm."""
    from torch.nn.functional import layer_norm

    return layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], EPSILON)
