"""The network as functions of its weights: MiniLM's encoder, the lost features added, labels of words and pointers.

Training uses the same functions, with dropout. Weights are named as in the shipped file, ``layers.0.attend.weight``
and so on; torch is imported when a function runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyzer.models.quotations.reading import FEATURES

if TYPE_CHECKING:
    from torch import Tensor

    Weights = Mapping[str, Tensor]

LABELS = ("O", "B-content", "I-content", "B-source", "I-source", "B-cue", "I-cue")
N_LAYERS, N_HEADS = 6, 12
NEVER = -1e4
"""Score of what cannot be."""
_TINY = 1e-12


def embed(weights: Weights, pieces: Tensor) -> Tensor:
    """Return the packaged model's embeddings of word pieces.

    Parameters
    ----------
    weights
        ``words.weight``, ``places.weight`` (with the token type's added), ``norm.weight`` and ``norm.bias``.
    pieces
        Shape ``(n_rows, n_pieces)``, at most 512 pieces.
    """
    from torch.nn.functional import embedding

    embedded = embedding(pieces, weights["words.weight"]) + weights["places.weight"][: pieces.shape[1]]
    return _norm(weights, "norm", embedded)


def encode(
    weights: Weights, embedded: Tensor, features: Tensor, mask: Tensor | None = None, *, dropout: float = 0.0
) -> Tensor:
    """Return the hidden state of each piece, shaped as ``embedded``.

    Parameters
    ----------
    weights
        The shipped ones.
    embedded
        Shape ``(n_rows, n_pieces, n_dimensions)``.
    features
        Values of each piece's word, shape ``(n_rows, n_pieces, n_features)``.
    mask
        True where a piece is, shape ``(n_rows, n_pieces)``; ``None`` if no row is padded.
    dropout
        Only in training.
    """
    from torch.nn.functional import dropout as drop
    from torch.nn.functional import embedding

    x = embedded
    for column in range(len(FEATURES)):
        x = x + embedding(features[..., column], weights[f"features.{column}.weight"])
    x = drop(x, dropout)
    wide = None if mask is None else mask[:, None, None, :]
    for number in range(N_LAYERS):
        x = _layer(weights, f"layers.{number}", x, wide, dropout)
    return x


def read_words(weights: Weights, states: Tensor, features: Tensor, *, dropout: float = 0.0) -> tuple[Tensor, Tensor]:
    """Return the scores of labels and of pointers.

    The former have shape ``(n_rows, n_words, n_labels)``, the latter ``(2, n_rows, n_words, n_words + 1)``: contents
    point to the first word of their cue, cues to the first word of their source; the last place is nothing.

    Parameters
    ----------
    weights
        The shipped ones.
    states
        Hidden state of each word's first piece, shape ``(n_rows, n_words, n_dimensions)``.
    features
        Shape ``(n_rows, n_words, n_features)``.
    dropout
        Only in training.
    """
    import torch
    from torch.nn import functional

    flags = [functional.one_hot(features[..., i], size).to(states) for i, size in enumerate(FEATURES.values())]
    x = torch.cat([functional.dropout(states, dropout), *flags], dim=-1)
    x = functional.dropout(functional.gelu(_linear(weights, "hidden", x)), dropout)
    query, key = _linear(weights, "point", x).view(*x.shape[:2], 2, 2, -1).permute(2, 3, 0, 1, 4)
    nothing = weights["nothing"]
    keys = torch.cat([key, nothing[:, None, None].expand(2, len(states), 1, -1)], dim=2)
    return _linear(weights, "label", x), query @ keys.transpose(-1, -2) / nothing.shape[1] ** 0.5


def allowed_pairs() -> npt.NDArray[np.bool_]:
    """Say which label may follow which: an inside label only its own beginning or inside."""
    return np.array([[not to.startswith("I-") or one[1:] == to[1:] for to in LABELS] for one in LABELS])


def allowed_firsts() -> npt.NDArray[np.bool_]:
    """Say which label may come first in a paragraph."""
    return np.array([not label.startswith("I-") for label in LABELS])


def _layer(weights: Weights, name: str, x: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
    from torch.nn import functional

    rows, pieces, size = x.shape
    heads = _linear(weights, f"{name}.attend", x).view(rows, pieces, 3, N_HEADS, size // N_HEADS)
    query, key, value = heads.permute(2, 0, 3, 1, 4)
    read = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    read = _linear(weights, f"{name}.attended", read.transpose(1, 2).reshape(rows, pieces, size))
    x = _norm(weights, f"{name}.attended_norm", x + functional.dropout(read, dropout))
    inner = _linear(weights, f"{name}.outer", functional.gelu(_linear(weights, f"{name}.inner", x)))
    return _norm(weights, f"{name}.outer_norm", x + functional.dropout(inner, dropout))


def _linear(weights: Weights, name: str, x: Tensor) -> Tensor:
    from torch.nn.functional import linear

    return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: Weights, name: str, x: Tensor) -> Tensor:
    from torch.nn.functional import layer_norm

    return layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], _TINY)
