import threading

import numpy as np
import pytest

from analyzer.errors import ModelError
from analyzer.models.graphs import Drawn, Graph
from analyzer.models.networks import OnnxNetwork, batches


def test_batches_hold_one_length_each_and_no_more_than_allowed():
    lengths = [7, 3, 7, 30, 3, 7, 3, 1]
    found = list(batches(lengths, 14))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    assert all(len({lengths[row] for row in batch}) == 1 for batch in found)
    assert all(len(batch) == 1 or len(batch) * lengths[batch[0]] <= 14 for batch in found)
    assert [lengths[batch[0]] for batch in found] == [30, 7, 7, 3, 1]


def doubled():
    graph = Graph({})
    number = graph.one("Cast", "numbers", to=graph.kind(np.float32))
    wide = graph.one("Add", number, graph.constant(np.zeros(1000, np.float32)))
    return graph.drawn([("numbers", ("n", 1))], [graph.one("Mul", wide, graph.constant(np.array(2.0, np.float32)))])


def test_outputs_come_in_order_and_weights_stand_beside_the_graph():
    drawn = doubled()
    assert [array.shape for array in drawn.beside.values()] == [(1000,)]
    assert len(drawn.model) < 1000
    feeds = ({"numbers": np.array([[number]])} for number in range(50))
    assert [found[0][0, 999] for found in OnnxNetwork(drawn, 2)(feeds)] == [2.0 * number for number in range(50)]


def test_only_a_few_batches_are_begun_ahead():
    taken = []

    def feeds():
        for number in range(50):
            taken.append(number)
            yield {"numbers": np.array([[number]])}

    found = OnnxNetwork(doubled(), 2)(feeds())
    next(found)
    assert len(taken) <= 5
    found.close()
    assert not [thread for thread in threading.enumerate() if "ThreadPool" in thread.name]


def test_what_is_no_graph_is_a_model_error():
    with pytest.raises(ModelError, match="refuses the model"):
        OnnxNetwork(Drawn(b"no graph", {}), 1)
