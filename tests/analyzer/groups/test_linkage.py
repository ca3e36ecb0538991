import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import AgglomerativeClustering

from analyzer.groups.linkage import link_completely


@given(st.integers(2, 12), st.integers(0, 10_000), st.floats(0.1, 0.9))
@settings(max_examples=60, deadline=None)
def test_equals_complete_linkage_of_scikit_learn(n_items, seed, cut):
    strengths = np.random.default_rng(seed).permutation(n_items * n_items).reshape(n_items, n_items) / n_items**2
    square = np.maximum(np.triu(strengths, 1), np.triu(strengths, 1).T)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="complete", distance_threshold=1 - cut
    ).fit(1 - square - np.eye(n_items) * (1 - square))
    expected = {tuple(np.nonzero(model.labels_ == label)[0].tolist()) for label in set(model.labels_)}
    ties = {(i, j): float(square[i, j]) for i, j in itertools.combinations(range(n_items), 2) if square[i, j] > cut}
    assert {tuple(group) for group in link_completely(n_items, ties)} == expected


@given(st.integers(1, 12), st.data())
@settings(max_examples=60, deadline=None)
def test_every_item_once_and_every_two_members_tied(n_items, data):
    pairs = list(itertools.combinations(range(n_items), 2))
    ties = {pair: data.draw(st.sampled_from([0.5, 0.7, 0.7, 0.9])) for pair in pairs if data.draw(st.booleans())}
    groups = link_completely(n_items, ties)
    assert sorted(itertools.chain(*groups)) == list(range(n_items))
    assert all(pair in ties for group in groups for pair in itertools.combinations(group, 2))


@pytest.mark.parametrize("n_items", [0, 1, 3])
def test_without_ties_all_are_alone(n_items):
    assert link_completely(n_items, {}) == [[item] for item in range(n_items)]
