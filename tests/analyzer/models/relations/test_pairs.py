import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analyzer.models.minilm import packaged_tokenizer
from analyzer.models.relations.pairs import BEGIN, BETWEEN, join_pieces, pad

PIECES = st.lists(st.integers(1000, 1012), max_size=40)
LIMITS = st.integers(5, 50)


def texts_of(pair):
    return pair.pieces[pair.sides == 0].tolist(), pair.pieces[pair.sides == 1].tolist()


@given(PIECES, PIECES, LIMITS)
def test_never_too_long_and_never_shorter_than_needed(first, second, limit):
    pair = join_pieces(first, second, max_pieces=limit)
    assert len(pair.pieces) == min(len(first) + len(second) + 3, limit)


@given(PIECES, PIECES, LIMITS)
def test_both_texts_are_kept_from_their_beginnings(first, second, limit):
    pair = join_pieces(first, second, max_pieces=limit)
    for text, kept in zip((first, second), texts_of(pair), strict=True):
        assert text[: len(kept)] == kept
        assert bool(kept) == bool(text)


@given(PIECES, PIECES, LIMITS)
def test_a_text_is_only_cut_where_it_takes_half_the_room(first, second, limit):
    pair = join_pieces(first, second, max_pieces=limit)
    for text, kept in zip((first, second), texts_of(pair), strict=True):
        assert kept == text or len(kept) >= (limit - 3) // 2


@given(PIECES, PIECES, LIMITS)
def test_marks_stand_around_the_texts(first, second, limit):
    pair = join_pieces(first, second, max_pieces=limit)
    kept_first, kept_second = texts_of(pair)
    assert pair.pieces.tolist() == [BEGIN, *kept_first, BETWEEN, *kept_second, BETWEEN]
    assert pair.sides.tolist() == [-1, *[0] * len(kept_first), -1, *[1] * len(kept_second), -1]


@given(PIECES, PIECES, LIMITS)
def test_features_tell_the_half_and_what_stands_in_both(first, second, limit):
    pair = join_pieces(first, second, max_pieces=limit)
    kept = texts_of(pair)
    halves, matches = pair.features.T.tolist()
    assert halves == [0] * (len(kept[0]) + 2) + [1] * (len(kept[1]) + 1)
    for piece, side, match in zip(pair.pieces.tolist(), pair.sides.tolist(), matches, strict=True):
        assert match == (side >= 0 and piece in kept[1 - side])


@given(st.lists(st.tuples(PIECES, PIECES), min_size=1, max_size=6))
def test_padded_rows_hold_their_pairs_and_nothing_else(texts):
    pairs = [join_pieces(first, second, max_pieces=30) for first, second in texts]
    pieces, sides, features, mask = pad(pairs)
    lengths = [len(pair.pieces) for pair in pairs]
    assert (mask is None) == (len(set(lengths)) == 1)
    for row, (pair, n) in enumerate(zip(pairs, lengths, strict=True)):
        assert np.array_equal(pieces[row, :n], pair.pieces)
        assert np.array_equal(sides[row, :n], pair.sides)
        assert np.array_equal(features[row, :n], pair.features)
        assert (sides[row, n:] == -1).all()
        assert mask is None or mask[row].tolist() == [True] * n + [False] * (len(mask[row]) - n)


def test_the_tokenizer_cuts_and_pads_nothing():
    tokenizer = packaged_tokenizer()
    one, other = tokenizer.encode_batch(["word " * 600, "word"], add_special_tokens=False)
    assert (len(one.ids), len(other.ids)) == (600, 1)
    marks = tokenizer.encode("word").ids
    assert (marks[0], marks[-1]) == (BEGIN, BETWEEN)
