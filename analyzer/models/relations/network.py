"""The head on MiniLM's encoder that tells how a second text relates to a first, as functions of its weights.

Both texts are read together, as a cross-encoder does (Devlin et al., 2019). What the encoder has learned before is the
mean of a text's pieces, so the head sees both means, their difference and product (Conneau et al., 2017) beside the
state of the first piece. Training uses the same functions, with dropout.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analyzer.models.minilm import embed, encode, linear

if TYPE_CHECKING:
    from torch import Tensor

    Weights = Mapping[str, Tensor]

RELATIONS = ("entailment", "neutral", "contradiction")
FEATURES: Mapping[str, int] = {"side": 2, "match": 2}
"""Which text a piece belongs to, and whether it stands in the other one too; number of values each."""


def read_pairs(weights: Weights, states: Tensor, sides: Tensor, *, dropout: float = 0.0) -> Tensor:
    """Return the scores of the three relations, shape ``(n_pairs, 3)``; softmax makes them probabilities.

    Parameters
    ----------
    weights
        The shipped ones.
    states
        Hidden states, shape ``(n_pairs, n_pieces, n_dimensions)``.
    sides
        0 for pieces of the first text, 1 for the second's, -1 for what belongs to none, shape ``(n_pairs, n_pieces)``.
    dropout
        Only in training.
    """
    import torch
    from torch.nn import functional

    first, second = (_mean(states, sides == side) for side in (0, 1))
    x = torch.cat([states[:, 0], first, second, (first - second).abs(), first * second], dim=-1)
    x = functional.gelu(linear(weights, "hidden", functional.dropout(x, dropout)))
    return linear(weights, "relation", functional.dropout(x, dropout))


def score_pairs(weights: Weights, feed: Mapping[str, Tensor]) -> tuple[Tensor]:
    """Read a batch with the whole network: the reference for ``graph.py``, with the same inputs and outputs."""
    states = encode(weights, embed(weights, feed["pieces"]), feed["features"])
    return (read_pairs(weights, states, feed["sides"]),)


def _mean(states: Tensor, chosen: Tensor) -> Tensor:
    part = chosen.to(states)[..., None]
    return (states * part).sum(1) / part.sum(1).clamp(min=1.0)
