import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.neighbours import Pairs, near_pairs, nearest_rows, pair_cosines

NAN = float("nan")


def crowd(n_rows, n_dimensions=24, seed=0, n_centres=40):
    """Unit rows in loose heaps, as claims of one event are."""
    random = np.random.default_rng(seed)
    centres = random.standard_normal((n_centres, n_dimensions))
    rows = centres[random.integers(0, n_centres, n_rows)] + 0.8 * random.standard_normal((n_rows, n_dimensions))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def listed(pairs):
    return list(zip(pairs.rows.tolist(), pairs.columns.tolist(), pairs.cosines.tolist(), strict=True))


def brute_force(vectors, min_similarity, fits=lambda i, j: True):
    n_rows = range(len(vectors))
    places = [(i, j) for i in n_rows for j in n_rows if i < j and fits(i, j)]
    rows = np.array([i for i, _ in places], np.int32)
    columns = np.array([j for _, j in places], np.int32)
    return Pairs(rows, columns, pair_cosines(vectors, rows, columns)).at_least(min_similarity)


def wanted_by_one(pairs, max_neighbors):
    nearest = {}
    for i, j, cosine in listed(pairs):
        nearest.setdefault(i, []).append((-cosine, j))
        nearest.setdefault(j, []).append((-cosine, i))
    first = {i: {j for _, j in sorted(near)[:max_neighbors]} for i, near in nearest.items()}
    return [(i, j, cosine) for i, j, cosine in listed(pairs) if j in first[i] or i in first[j]]


def test_all_pairs_from_a_threshold_on_are_found_once_and_in_order():
    vectors = crowd(300)
    found = near_pairs(vectors, 0.5)
    assert len(found) > 100
    assert listed(found) == listed(brute_force(vectors, 0.5))
    assert found.cosines.min() >= 0.5


def test_with_a_cap_a_pair_stays_if_one_of_the_two_wants_it():
    vectors = crowd(200)
    found = near_pairs(vectors, 0.2, max_neighbors=3)
    assert listed(found) == wanted_by_one(brute_force(vectors, 0.2), 3)
    assert len(found) < len(near_pairs(vectors, 0.2))


def test_nearest_rows_come_from_near_to_far_and_never_the_row_itself():
    vectors = crowd(80)
    rows, cosines = nearest_rows(vectors, 5)
    product = vectors @ vectors.T
    np.fill_diagonal(product, -9)
    assert (rows == np.argsort(-product, axis=1, kind="stable")[:, :5]).all()
    assert (np.diff(cosines, axis=1) <= 0).all()


def test_where_there_are_no_more_the_places_are_empty():
    rows, cosines = nearest_rows(np.eye(3, dtype=np.float32), 4, min_similarity=0.5)
    assert (rows == -1).all()
    assert (cosines == -1).all()


def test_equally_near_rows_come_by_their_number():
    vectors = np.repeat(crowd(1), 6, axis=0)
    rows, _ = nearest_rows(vectors, 2)
    assert rows.tolist() == [[1, 2], [0, 2], [0, 1], [0, 1], [0, 1], [0, 1]]


@pytest.mark.parametrize("max_neighbors", [None, 2])
def test_a_window_keeps_pairs_of_near_days_and_those_of_unknown_days(max_neighbors):
    vectors = crowd(60, n_centres=2)
    days = np.array([NAN if n % 7 == 0 else n % 5 for n in range(60)])
    found = near_pairs(vectors, 0.1, days=days, window=1, max_neighbors=max_neighbors)
    expected = brute_force(vectors, 0.1, lambda i, j: not abs(days[i] - days[j]) > 1)
    assert listed(found) == (listed(expected) if max_neighbors is None else wanted_by_one(expected, max_neighbors))
    assert any(i == 0 for i, _, _ in listed(found))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 70), st.integers(0, 30), st.integers(0, 5), st.sampled_from([None, 1, 4]))
def test_adding_rows_gives_what_looking_at_all_gives(n_known, n_new, seed, max_neighbors):
    vectors = crowd(n_known + n_new, seed=seed, n_centres=5)
    known = near_pairs(vectors[:n_known], 0.3, max_neighbors=max_neighbors)
    grown = near_pairs(vectors, 0.3, max_neighbors=max_neighbors, known=known, n_known=n_known)
    assert listed(grown) == listed(near_pairs(vectors, 0.3, max_neighbors=max_neighbors))


def test_rows_in_another_order_give_the_same_pairs_to_the_bit():
    vectors = crowd(400)
    order = np.random.default_rng(1).permutation(400)
    found = near_pairs(vectors[order], 0.4)
    renamed = sorted((*sorted((int(order[i]), int(order[j]))), cosine) for i, j, cosine in listed(found))
    assert renamed == listed(near_pairs(vectors, 0.4))


def test_the_inverted_file_finds_nearly_all_and_nothing_else():
    vectors = crowd(6000, n_centres=300, seed=3)
    exact = near_pairs(vectors, 0.6)
    found = near_pairs(vectors, 0.6, max_exact=1000)
    assert set(listed(found)) <= set(listed(exact))
    assert len(found) > 0.97 * len(exact) > 1000


def test_the_inverted_file_finds_most_of_the_nearest_few_with_a_wide_window_as_without():
    vectors, days = crowd(4000, n_centres=300, seed=4), np.arange(4000) % 50.0
    exact = near_pairs(vectors, 0.3, max_neighbors=5, max_exact=9000)
    found = near_pairs(vectors, 0.3, max_neighbors=5, max_exact=100)
    assert len(set(listed(found)) & set(listed(exact))) > 0.9 * len(exact)
    in_window = near_pairs(vectors, 0.3, max_neighbors=5, max_exact=100, days=days, window=100)
    assert listed(in_window) == listed(found)


def test_the_inverted_file_gives_the_same_twice():
    vectors = crowd(3000, n_centres=100)
    first, second = (near_pairs(vectors, 0.5, max_neighbors=5, max_exact=100) for _ in range(2))
    assert listed(first) == listed(second)


@pytest.mark.parametrize("n_rows", [0, 1])
@pytest.mark.parametrize("max_exact", [0, 10])
def test_too_few_rows_for_a_pair(n_rows, max_exact):
    vectors = crowd(n_rows)
    assert len(near_pairs(vectors, 0.1, max_exact=max_exact)) == 0
    assert nearest_rows(vectors, 3, max_exact=max_exact)[0].tolist() == [[-1] * 3] * n_rows
