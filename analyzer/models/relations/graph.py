"""The relation model as an ONNX graph: what ``network.py`` computes, without torch."""

from __future__ import annotations

import numpy as np

from analyzer.models.graphs import Drawn, Graph, add_features, embed, encode, gelu
from analyzer.models.relations.network import FEATURES
from analyzer.models.weights import Arrays


def draw_pairs(weights: Arrays) -> Drawn:
    """Draw the network from ``pieces``, ``features`` and ``sides`` to the scores of the three relations.

    No row is padded; shapes as in :func:`analyzer.models.relations.network.read_pairs`.
    """
    graph = Graph(weights)
    tables = [graph.weight(f"features.{column}.weight") for column in range(len(FEATURES))]
    states = encode(graph, add_features(graph, embed(graph, "pieces"), "features", tables))
    first_piece = graph.one("Gather", states, graph.constant(np.array(0, np.int64)), axis=1)
    first, second = (_mean(graph, states, side) for side in (0, 1))
    difference = graph.one("Abs", graph.one("Sub", first, second))
    both = graph.one("Mul", first, second)
    x = graph.one("Concat", first_piece, first, second, difference, both, axis=-1)
    x = gelu(graph, "hidden", graph.linear("hidden", x, bias=False))
    rows = ("n_pairs", "n_pieces")
    inputs = [("pieces", rows), ("features", (*rows, len(FEATURES))), ("sides", rows)]
    return graph.drawn(inputs, [graph.linear("relation", x)])


def _mean(graph: Graph, states: str, side: int) -> str:
    """Return the mean of one side's states, by a product, which does not depend on the rows beside it."""
    chosen = graph.one("Equal", "sides", graph.constant(np.array(side, np.int64)))
    part = graph.one("Unsqueeze", graph.one("Cast", chosen, to=graph.kind(np.float32)), graph.numbers(1))
    n_pieces = graph.one("ReduceSum", part, graph.numbers(2), keepdims=1)
    at_least_one = graph.one("Max", n_pieces, graph.constant(np.array(1.0, np.float32)))
    mean = graph.one("Div", graph.one("MatMul", part, states), at_least_one)
    return graph.one("Squeeze", mean, graph.numbers(1))
