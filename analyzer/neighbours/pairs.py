"""Pairs of rows with their cosines, kept as arrays: millions of them fit where objects would not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

_CHUNK = 1024  # pairs whose vectors are gathered at a time; they stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows, each once, sorted by row, then by column.

    Attributes
    ----------
    rows, columns
        ``int32`` of shape ``(n_pairs,)``; ``rows < columns`` everywhere.
    cosines
        ``float32`` of the same shape, -1 to 1.
    """

    rows: Rows
    columns: Rows
    cosines: Floats

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.rows)

    def at_least(self, min_similarity: float) -> Pairs:
        """Return those with at least this cosine."""
        return self.where(self.cosines >= np.float32(min_similarity))

    def where(self, kept: Flags) -> Pairs:
        """Return those marked."""
        return Pairs(self.rows[kept], self.columns[kept], self.cosines[kept])


def pair_cosines(vectors: Floats, rows: npt.NDArray[np.integer], columns: npt.NDArray[np.integer]) -> Floats:
    """Return the cosine of each pair of rows.

    Each is summed by itself in one fixed order, so that it depends on its two vectors alone, to the bit. In a product
    of matrices the last bit changes with the shape of the matrices, and so with what else is compared.

    Parameters
    ----------
    vectors
        Unit rows, shape ``(n_rows, n_dimensions)``.
    rows, columns
        Shape ``(n_pairs,)`` each.
    """
    cosines = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _CHUNK):
        part = slice(start, start + _CHUNK)
        np.einsum("ij,ij->i", vectors[rows[part]], vectors[columns[part]], out=cosines[part])
    return cosines


def pairs_of(rows: npt.NDArray[np.integer], columns: npt.NDArray[np.integer], cosines: Floats) -> Pairs:
    """Turn found pairs, in either direction and perhaps twice, into pairs that are each there once."""
    first, last = np.minimum(rows, columns).astype(np.int64), np.maximum(rows, columns).astype(np.int64)
    key, found = np.unique(first << 32 | last, return_index=True)
    return Pairs((key >> 32).astype(np.int32), (key & 0xFFFFFFFF).astype(np.int32), cosines[found])


def join_pairs(*parts: Pairs) -> Pairs:
    """Return the pairs that are in any of the parts; in the cosines the first part with a pair counts."""
    if not parts:
        return Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))
    return pairs_of(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.cosines for part in parts]),
    )


def strongest(pairs: Pairs, max_neighbors: int) -> Pairs:
    """Keep the pairs in which one row is among the other's nearest.

    Parameters
    ----------
    max_neighbors
        How many each row wants; of equally near ones the lower row number.
    """
    ends = np.concatenate([pairs.rows, pairs.columns])
    others = np.concatenate([pairs.columns, pairs.rows])
    wanted = first_of_each(ends, others, np.concatenate([pairs.cosines, pairs.cosines]), max_neighbors)
    kept = np.zeros(len(pairs), np.bool_)
    kept[wanted % max(1, len(pairs))] = True
    return pairs.where(kept)


def first_of_each(
    rows: npt.NDArray[np.integer], columns: npt.NDArray[np.integer], cosines: Floats, n: int
) -> npt.NDArray[np.int64]:
    """Return the positions of the ``n`` nearest of each row, by row and from near to far."""
    order = np.lexsort((columns, -cosines, rows))
    ordered = rows[order]
    begins = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, np.int64)
    lengths = np.diff(np.r_[begins, len(ordered)])
    rank = np.arange(len(ordered)) - np.repeat(begins, lengths)
    return np.asarray(order[rank < n], np.int64)
