import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import AgglomerativeClustering

from analyzer.groups.linkage import link_on_average


@given(st.integers(2, 12), st.integers(0, 10_000), st.floats(0.1, 0.9))
@settings(max_examples=60, deadline=None)
def test_without_cannot_links_equals_average_linkage_of_scikit_learn(n_items, seed, cut):
    strengths = np.random.default_rng(seed).random((n_items, n_items))
    square = np.maximum(np.triu(strengths, 1), np.triu(strengths, 1).T)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - cut
    ).fit(1 - square - np.eye(n_items) * (1 - square))
    expected = {tuple(np.nonzero(model.labels_ == label)[0].tolist()) for label in set(model.labels_)}
    ties = {(i, j): float(square[i, j]) for i, j in itertools.combinations(range(n_items), 2)}
    assert {tuple(group) for group in link_on_average(n_items, ties, cut)} == expected


def drawn_ties(data, n_items):
    pairs = list(itertools.combinations(range(n_items), 2))
    return {pair: data.draw(st.sampled_from([0.3, 0.5, 0.7, 0.7, 0.9])) for pair in pairs if data.draw(st.booleans())}


@given(st.integers(1, 12), st.data())
@settings(max_examples=60, deadline=None)
def test_every_item_once_and_every_two_members_tied(n_items, data):
    ties = drawn_ties(data, n_items)
    groups = link_on_average(n_items, ties, 0.6)
    assert sorted(itertools.chain(*groups)) == list(range(n_items))
    assert all(pair in ties for group in groups for pair in itertools.combinations(group, 2))


@given(st.integers(2, 8), st.integers(2, 8), st.data())
@settings(max_examples=40, deadline=None)
def test_items_that_are_tied_to_none_of_the_others_change_nothing(n_items, n_more, data):
    ties, more = drawn_ties(data, n_items), drawn_ties(data, n_more)
    beside = {(i + n_items, j + n_items): strength for (i, j), strength in more.items()}
    alone = link_on_average(n_items, ties, 0.6)
    assert link_on_average(n_items + n_more, {**beside, **ties}, 0.6)[: len(alone)] == alone


def test_a_weak_pair_is_carried_by_strong_ones_and_no_tie_by_none():
    assert link_on_average(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.4}, 0.6) == [[0, 1, 2]]
    assert link_on_average(3, {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.4}, 0.6) == [[0, 1], [2]]
    assert link_on_average(3, {(0, 1): 0.9, (1, 2): 0.8}, 0.6) == [[0, 1], [2]]


@pytest.mark.parametrize("n_items", [0, 1, 3])
def test_without_ties_all_are_alone(n_items):
    assert link_on_average(n_items, {}, 0.5) == [[item] for item in range(n_items)]
