from dataclasses import replace

import numpy as np
import pytest

from analyzer.schema import Embeddings, Group, Thread
from analyzer.tables import look_up
from analyzer.tables.maps import MapPoint, laid_out, magnified, most_common, statement_map


@pytest.fixture
def two_heaps():
    """Forty unit vectors: the first twenty near one direction, the others near another."""
    noise = np.random.default_rng(0).normal(0, 0.05, (40, 16)).astype(np.float32)
    noise[:20, 0] += 1
    noise[20:, 1] += 1
    return noise / np.linalg.norm(noise, axis=1, keepdims=True)


@pytest.fixture
def many(small_analysis):
    """Two threads, of 90 statements and of 10, every other one narration."""
    first = small_analysis.statements[0]
    said = tuple(replace(first, id=f"st-{n}", kind="narration" if n % 2 else "mixed") for n in range(100))
    ids = tuple(one.id for one in said)
    groups = (Group("g-1", "t-1", "", ids[:90], ids[0], 1.0, 1), Group("g-2", "t-2", "", ids[90:], ids[90], 1.0, 1))
    threads = (Thread("t-1", "one", ("g-1",)), Thread("t-2", "other", ("g-2",)))
    analysis = replace(small_analysis, statements=said, groups=groups, threads=threads, conflicts=(), comparisons=())
    return look_up(analysis), Embeddings(ids, np.random.default_rng(1).normal(size=(100, 8)).astype(np.float32))


def test_what_is_worded_alike_lies_together(two_heaps):
    places = laid_out(two_heaps)
    one, other = places[:20], places[20:]
    assert np.linalg.norm(one.mean(axis=0) - other.mean(axis=0)) > 3 * max(one.std(), other.std())


def test_equal_vectors_are_laid_out_equally(two_heaps):
    assert (laid_out(two_heaps) == laid_out(two_heaps.copy())).all()


@pytest.mark.parametrize("n_rows", [1, 2, 3, 5])
def test_few_statements_can_be_laid_out(two_heaps, n_rows):
    places = laid_out(two_heaps[:n_rows])
    assert places.shape == (n_rows, 2)
    assert np.isfinite(places).all()
    assert (places.min() >= 0) and (places.max() <= 1)


def test_the_same_vector_over_and_over_does_no_harm():
    assert np.isfinite(laid_out(np.tile(np.eye(1, 8, dtype=np.float32), (6, 1)))).all()


def test_copies_and_statements_without_a_vector_are_not_drawn(small_analysis, small_embeddings):
    said = small_analysis.statements
    lookup = look_up(replace(small_analysis, statements=(*said[:2], replace(said[2], copy_of="st-1"))))
    known = Embeddings(small_embeddings.statements[1:], small_embeddings.vectors[1:])
    assert [point.id for point in statement_map(lookup, known).points] == ["st-2"]


def test_of_too_many_every_thread_has_its_share(many):
    found = statement_map(*many, most=50)
    assert (len(found.points), found.n_statements) == (50, 100)
    assert sum(point.thread == "t-2" for point in found.points) == 5


def test_attributed_statements_come_before_narration(many):
    kinds = {many[0].statements[point.id].kind for point in statement_map(*many, most=40).points}
    assert kinds == {"mixed"}


def test_a_small_thread_is_there_while_there_is_room(many):
    assert any(point.thread == "t-2" for point in statement_map(*many, most=2).points)


def test_the_most_common_occur_at_least_twice():
    assert most_common(["b", "a", "a", None, "b", "c", None, None], 8) == ("b", "a")


def test_points_of_a_part_are_moved_apart_to_fill_the_plane():
    points = [MapPoint("st-1", 0.2, 0.5, None, None), MapPoint("st-2", 0.4, 0.5, None, None)]
    assert [(point.x, point.y) for point in magnified(points)] == [(0.0, 0.0), (1.0, 0.0)]
