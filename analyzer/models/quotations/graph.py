"""The quotation tagger as an ONNX graph: what ``network.py`` computes, without torch."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np

from analyzer.models.graphs import Drawn, Graph, add_features, embed, encode, gelu
from analyzer.models.quotations.reading import FEATURES
from analyzer.models.weights import Arrays

N_POINTERS = 2


def draw_window(weights: Arrays) -> Drawn:
    """Draw the network from one window to the scores of its words' labels, and to where they point.

    Inputs are ``pieces`` (1, n_pieces), ``features`` (1, n_pieces, n_features), ``words`` (n_words,): the position of
    each word's first piece, and ``flags`` (1, n_words, n_features). Outputs have the shapes ``(1, n_words, n_labels)``
    and ``(2, 1, n_words, n_words + 1)``.
    """
    graph = Graph(weights)
    tables = [graph.weight(f"features.{column}.weight") for column in range(len(FEATURES))]
    states = encode(graph, add_features(graph, embed(graph, "pieces"), "features", tables))
    x = _hidden(graph, graph.one("Gather", states, "words", axis=1))
    outputs = [graph.linear("label", x), _pointers(graph, x)]
    width = len(FEATURES)
    inputs = [("pieces", (1, "n_pieces")), ("features", (1, "n_pieces", width))]
    return graph.drawn([*inputs, ("words", ("n_words",)), ("flags", (1, "n_words", width))], outputs)


def _hidden(graph: Graph, states: str) -> str:
    """Read states and features; a column of the weights is added for each feature instead of a one for it read."""
    weight = graph.table("hidden.weight").T
    ends = list(accumulate(FEATURES.values(), initial=len(weight) - sum(FEATURES.values())))
    x = graph.one("MatMul", states, graph.constant(weight[: ends[0]]))
    tables = [graph.constant(weight[start:end]) for start, end in pairwise(ends)]
    return gelu(graph, "hidden", add_features(graph, x, "flags", tables))


def _pointers(graph: Graph, x: str) -> str:
    nothing = graph.table("nothing")
    size = nothing.shape[1]
    apart = graph.one("Reshape", graph.linear("point", x), graph.numbers(-1, 2, N_POINTERS, size))
    both = graph.one("Transpose", apart, perm=[1, 2, 0, 3])
    query, key = (graph.one("Gather", both, graph.constant(np.array(place, np.int64)), axis=0) for place in (0, 1))
    keys = graph.one("Concat", key, graph.constant(nothing[:, None]), axis=1)
    found = graph.one("MatMul", query, graph.one("Transpose", keys, perm=[0, 2, 1]))
    scaled = graph.one("Div", found, graph.constant(np.array(size**0.5, np.float32)))
    return graph.one("Unsqueeze", scaled, graph.numbers(1))
