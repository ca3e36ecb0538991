"""Pairs of texts as the network reads them: both texts' pieces one after the other, with sides and matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
BEGIN, BETWEEN = 101, 102
"""Pieces before the first text, and after each."""


@dataclass(frozen=True, slots=True)
class PairPieces:
    """One pair, ready for the network; arrays of shape ``(n_pieces,)``.

    Attributes
    ----------
    pieces
        Word pieces of both texts with the marks around them.
    sides
        0 first text, 1 second text, -1 a mark.
    features
        Columns side and match, shape ``(n_pieces, 2)``.
    """

    pieces: Numbers
    sides: Numbers
    features: Numbers


def join_pieces(first: Sequence[int], second: Sequence[int], *, max_pieces: int) -> PairPieces:
    """Put two texts' pieces together; what is too long is cut from the end of the longer one."""
    room = max(2, max_pieces - 3)
    if len(first) + len(second) > room:
        half = room // 2
        n_first = max(half, room - len(second)) if len(first) > half else len(first)
        first, second = first[:n_first], second[: room - min(len(first), n_first)]
    pieces = np.array([BEGIN, *first, BETWEEN, *second, BETWEEN], dtype=np.int64)
    n = len(first)
    sides = np.full(len(pieces), -1, dtype=np.int64)
    sides[1 : n + 1] = 0
    sides[n + 2 : -1] = 1
    in_first, in_second = set(first), set(second)
    match = [False, *(p in in_second for p in first), False, *(p in in_first for p in second), False]
    second_half = np.arange(len(pieces)) >= n + 2
    return PairPieces(pieces, sides, np.stack([second_half.astype(np.int64), np.array(match, np.int64)], axis=1))


def pad(pairs: Sequence[PairPieces]) -> tuple[Numbers, Numbers, Numbers, npt.NDArray[np.bool_] | None]:
    """Return pieces, sides, features and mask of a batch; no mask if all pairs are of one length."""
    lengths = [len(pair.pieces) for pair in pairs]
    longest = max(lengths)
    pieces = np.zeros((len(pairs), longest), np.int64)
    sides = np.full((len(pairs), longest), -1, np.int64)
    features = np.zeros((len(pairs), longest, 2), np.int64)
    for row, pair in enumerate(pairs):
        n = lengths[row]
        pieces[row, :n], sides[row, :n], features[row, :n] = pair.pieces, pair.sides, pair.features
    mask = np.arange(longest)[None] < np.array(lengths)[:, None]
    return pieces, sides, features, None if mask.all() else mask
