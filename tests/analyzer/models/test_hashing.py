import numpy as np

from analyzer.models.hashing import HashingEncoder


def test_rows_are_unit_vectors_even_for_no_words():
    vectors = HashingEncoder(64).encode(["The bridge opened.", "", "?!"])
    assert (vectors.shape, vectors.dtype) == ((3, 64), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)


def test_shared_words_bring_texts_nearer():
    bridge, bridges, taxes = HashingEncoder().encode(["the bridge opened", "the bridge closed", "more schools needed"])
    assert bridge @ bridges > 0.5 > bridge @ taxes


def test_order_of_words_and_letter_case_do_not_matter():
    one, other = HashingEncoder().encode(["The bridge opened", "opened the BRIDGE"])
    assert np.array_equal(one, other)


def test_describes_itself_as_no_model():
    assert HashingEncoder(8).describe().backend == "rules"
