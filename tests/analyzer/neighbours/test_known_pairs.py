"""A search that goes on from the run before finds what a search from nothing finds, to the bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.neighbours import KeptPairs, blocks_of_fresh, mark_rows, near_pairs, nearest_pairs
from analyzer.neighbours import known_pairs as module

KIND = "neighbours/a"
LEAST, N_NEIGHBORS = 0.3, 4


class Shelf:
    """A cache in memory."""

    def __init__(self):
        self.values, self.owners, self.n_put = {}, {}, 0

    def get(self, kind, keys):
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put(self, kind, values, documents, *, replace=False):
        assert replace
        self.n_put += 1
        self.values |= {(kind, key): value for key, value in values.items()}
        self.owners |= {(kind, key): ids for key, ids in documents.items()}


def crowd(n_rows, seed=0):
    """Unit rows in loose heaps; some are there twice, as claims are."""
    random = np.random.default_rng(seed)
    rows = random.standard_normal((8, 12))[random.integers(0, 8, n_rows)] + 0.8 * random.standard_normal((n_rows, 12))
    rows[1::9] = rows[: len(rows[1::9])]
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


ROWS = crowd(120)


def search(numbers, shelf):
    """Find the nearest pairs among some of the rows, in the order given, and keep them."""
    vectors = ROWS[numbers]
    kept = KeptPairs(shelf, KIND, mark_rows(vectors, (str(n).encode() for n in numbers)), nearest_only=True)
    pairs = nearest_pairs(vectors, LEAST, N_NEIGHBORS, kept.pairs, kept.fresh)
    kept.keep(pairs, [f"d-{n}" for n in numbers])
    return pairs, int(kept.fresh.sum())


def listed(pairs):
    return list(zip(pairs.rows.tolist(), pairs.columns.tolist(), pairs.cosines.tolist(), strict=True))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 119), min_size=1, unique=True), min_size=1, max_size=4))
def test_whatever_came_and_went_the_nearest_are_those_of_a_search_from_nothing(runs):
    shelf = Shelf()
    for numbers in runs:
        found, _ = search(sorted(numbers), shelf)
        expected = near_pairs(ROWS[sorted(numbers)], LEAST, max_neighbors=N_NEIGHBORS)
        assert listed(found) == listed(expected)


def test_only_new_rows_and_those_that_lost_a_neighbour_meet_every_row():
    shelf = Shelf()
    assert search(list(range(100)), shelf)[1] == 100
    assert search(list(range(100)), shelf)[1] == 0
    assert search(list(range(101)), shelf)[1] == 1
    near = [pair for pair in listed(search(list(range(101)), shelf)[0]) if 100 in pair[:2]]
    assert near
    assert search(list(range(100)), shelf)[1] == len(near)


def test_nothing_is_kept_again_while_nothing_changes():
    shelf = Shelf()
    for _ in range(3):
        search(list(range(50)), shelf)
    assert shelf.n_put == 1


def test_the_value_belongs_to_every_document():
    shelf = Shelf()
    search([3, 1, 2], shelf)
    assert list(shelf.owners.values()) == [["d-1", "d-2", "d-3"]]


@pytest.mark.parametrize(
    "damage", [lambda value: b"", lambda value: value[:-3], lambda value: b"\x90", lambda value: b"\xff"]
)
def test_a_broken_value_is_not_known(damage):
    shelf = Shelf()
    first, _ = search(list(range(60)), shelf)
    shelf.values = {key: damage(value) for key, value in shelf.values.items()}
    again, n_fresh = search(list(range(60)), shelf)
    assert (listed(again), n_fresh) == (listed(first), 60)


def test_a_changed_vector_is_a_new_row():
    shelf = Shelf()
    names = [b"a", b"b", b"c", b"d", b"e"]
    KeptPairs(shelf, KIND, mark_rows(ROWS[:5], names)).keep(near_pairs(ROWS[:5], -1.0), ["d-1"])
    turned = ROWS[:5].copy()
    turned[2] = -turned[2]
    kept = KeptPairs(shelf, KIND, mark_rows(turned, names))
    assert np.flatnonzero(kept.fresh).tolist() == [2]
    assert not {2} & set(kept.pairs.rows.tolist() + kept.pairs.columns.tolist())


def test_where_most_rows_are_new_all_are(monkeypatch):
    monkeypatch.setattr(module, "_FEW_FRESH", 10)
    shelf = Shelf()
    search(list(range(100)), shelf)
    assert search(list(range(110)), shelf)[1] == 10
    assert search(list(range(10, 120)), shelf)[1] == 110


def test_too_many_pairs_are_not_kept(monkeypatch):
    monkeypatch.setattr(module, "_MAX_KEPT", 10)
    shelf = Shelf()
    search(list(range(60)), shelf)
    assert shelf.n_put == 0


@pytest.mark.parametrize("fresh", [[], [7], [0, 30, 59], list(range(60))], ids=["none", "one", "three", "all"])
def test_blocks_give_each_pair_of_a_new_row_once(fresh):
    marked = np.zeros(60, np.bool_)
    marked[fresh] = True
    found = [pair for block in blocks_of_fresh(ROWS[:60], LEAST, marked) for pair in zip(*block[:2], strict=True)]
    pairs = {tuple(sorted(map(int, pair))) for pair in found}
    everything = near_pairs(ROWS[:60], LEAST)
    wanted = {(i, j) for i, j, _ in listed(everything) if marked[i] or marked[j]}
    assert len(found) == len(pairs)
    assert wanted == pairs


def test_no_rows():
    shelf = Shelf()
    pairs, n_fresh = search([], shelf)
    assert (listed(pairs), n_fresh, shelf.n_put) == ([], 0, 0)
