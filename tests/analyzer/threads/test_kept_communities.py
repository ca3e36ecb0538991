"""Communities are looked for once, as long as the graph is the same."""

import numpy as np
import pytest

from analyzer.threads.edges import Edges
from analyzer.threads.kept_communities import Graph, recall_communities

TIES = [(0, 1, 1.0), (1, 2, 0.5), (3, 4, 1.0)]


class Shelf:
    """A cache in memory."""

    def __init__(self):
        self.values = {}

    def get(self, kind, keys):
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put(self, kind, values, documents, *, replace=False):
        assert replace
        assert all(documents[key] == ["d-1", "d-2"] for key in values)
        self.values |= {(kind, key): value for key, value in values.items()}


class Finder:
    """Puts every second node into another community; counts how often it is asked."""

    def __init__(self):
        self.n_asked = 0

    def __call__(self, graph):
        self.n_asked += 1
        return np.arange(graph.n_nodes) % 2


def recall(graph, shelf, find):
    return recall_communities(graph, ["d-2", "d-1", "d-2"], shelf, find).tolist()


def test_a_known_graph_is_not_looked_at_again():
    shelf, find = Shelf(), Finder()
    assert [recall(Graph(5, Edges.of(TIES), 1.0), shelf, find) for _ in range(2)] == [[0, 1, 0, 1, 0]] * 2
    assert find.n_asked == 1


@pytest.mark.parametrize(
    "other",
    [
        Graph(6, Edges.of(TIES), 1.0),
        Graph(5, Edges.of(TIES), 1.1),
        Graph(5, Edges.of(TIES[:2]), 1.0),
        Graph(5, Edges.of([*TIES[:2], (3, 4, 0.9)]), 1.0),
    ],
    ids=["nodes", "resolution", "ties", "weights"],
)
def test_another_graph_is(other):
    shelf, find = Shelf(), Finder()
    recall(Graph(5, Edges.of(TIES), 1.0), shelf, find)
    assert recall(other, shelf, find) == [n % 2 for n in range(other.n_nodes)]
    assert find.n_asked == 2


def test_a_broken_value_is_not_known():
    shelf, find = Shelf(), Finder()
    recall(Graph(5, Edges.of(TIES), 1.0), shelf, find)
    shelf.values = {key: b"\xff" for key in shelf.values}
    assert recall(Graph(5, Edges.of(TIES), 1.0), shelf, find) == [0, 1, 0, 1, 0]
