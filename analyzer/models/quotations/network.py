"""The head on MiniLM's encoder: labels of words and pointers, as functions of its weights.

Training uses the same functions, with dropout. Weights are named as in the shipped file, ``layers.0.attend.weight``
and so on; torch is imported when a function runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyzer.models.minilm import embed, encode, linear
from analyzer.models.quotations.reading import FEATURES

if TYPE_CHECKING:
    from torch import Tensor

    Weights = Mapping[str, Tensor]

LABELS = ("O", "B-content", "I-content", "B-source", "I-source", "B-cue", "I-cue")
NEVER = -1e4
"""Score of what cannot be."""


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
    x = functional.dropout(functional.gelu(linear(weights, "hidden", x)), dropout)
    query, key = linear(weights, "point", x).view(*x.shape[:2], 2, 2, -1).permute(2, 3, 0, 1, 4)
    nothing = weights["nothing"]
    keys = torch.cat([key, nothing[:, None, None].expand(2, len(states), 1, -1)], dim=2)
    return linear(weights, "label", x), query @ keys.transpose(-1, -2) / nothing.shape[1] ** 0.5


def score_window(weights: Weights, feed: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Read one window with the whole network: the reference for ``graph.py``, with the same inputs and outputs."""
    states = encode(weights, embed(weights, feed["pieces"]), feed["features"])
    return read_words(weights, states[:, feed["words"]], feed["flags"])


def allowed_pairs() -> npt.NDArray[np.bool_]:
    """Say which label may follow which: an inside label only its own beginning or inside."""
    return np.array([[not to.startswith("I-") or one[1:] == to[1:] for to in LABELS] for one in LABELS])


def allowed_firsts() -> npt.NDArray[np.bool_]:
    """Say which label may come first in a paragraph."""
    return np.array([not label.startswith("I-") for label in LABELS])
