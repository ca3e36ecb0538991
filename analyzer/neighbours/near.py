"""Rows whose vectors point the same way: exact up to a size, through an inverted file above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.neighbours.inverted_file import InvertedFile
from analyzer.neighbours.pairs import (
    Flags,
    Floats,
    Pairs,
    Rows,
    first_of_each,
    join_pairs,
    pair_cosines,
    pairs_of,
    strongest,
)

MAX_EXACT = 20_000  # rows; above, an inverted file is faster than all products
_BLOCK_CELLS = 1 << 23  # cosines held at a time: 32 MiB
_MAX_BLOCK = 1024
_CROWDED = 4  # hits for each one wanted, from which a row's hits are cut before they are listed
_SLACK = 1e-5  # a product of matrices is this near to a cosine summed by itself

# Cells looked into: the few nearest rows and the near ones lie in the first, others are spread.
_PROBES, _MANY_PROBES = 8, 32
_FEW, _NEAR = 20, 0.6
_SPARE = 8  # more than wanted are asked for: the row itself, and those about as near as the last

Days = npt.NDArray[np.float64]


def near_pairs(
    vectors: Floats,
    min_similarity: float,
    *,
    max_neighbors: int | None = None,
    days: Days | None = None,
    window: float | None = None,
    known: Pairs | None = None,
    n_known: int = 0,
    max_exact: int = MAX_EXACT,
) -> Pairs:
    """Find all pairs of rows with at least a cosine.

    Parameters
    ----------
    vectors
        Unit rows, ``float32`` of shape ``(n_rows, n_dimensions)``. Where rows come in a fixed order (by id, say),
        nothing of the result depends on the order in which they were read.
    min_similarity
        Least cosine, -1 to 1.
    max_neighbors
        Of each row only so many nearest; a pair stays if one of the two wants it. ``None`` for all, which are up to
        ``n_rows ** 2 / 2``.
    days, window
        Day number of each row, NaN where it is not known, and how many days apart a pair may be; an unknown day is
        near all. ``None`` for no window.
    known, n_known
        The pairs of the first ``n_known`` rows, as this function gave them with the same arguments: then only pairs
        with the other rows are looked for. In the exact case the result is equal to that of looking for all.
    max_exact
        Up to so many rows every pair is looked at; above, those that an inverted file finds: about 98 of 100 of the few
        nearest and of cosines from 0.6 on, 9 of 10 of lower ones (``benchmarks/neighbours.py``).

    Returns
    -------
    Pairs
        Each once. Time grows with the square of the rows up to ``max_exact``; memory with the pairs found.
    """
    known = known if known is not None else join_pairs()
    n_known = n_known if len(vectors) >= n_known else 0
    search = _Search(vectors, min_similarity, days, window, len(vectors) > max_exact)
    parts = [known]
    # A row that is known may want a new one instead of one it has: so all pairs of new rows are looked at first.
    limit = max_neighbors if n_known == 0 else None
    for rows, columns, _ in search.hits(n_known, limit, both=limit is not None):
        parts.append(pairs_of(rows, columns, pair_cosines(vectors, rows, columns)).at_least(min_similarity))
    pairs = join_pairs(*parts)
    return pairs if max_neighbors is None else strongest(pairs, max_neighbors)


def near_blocks(vectors: Floats, min_similarity: float, *, n_known: int = 0) -> Iterator[tuple[Rows, Rows, Floats]]:
    """Go through all pairs of rows with about a cosine, block by block, for whoever keeps few of them.

    Parameters
    ----------
    n_known
        Pairs of two of the first so many rows are left out.

    Yields
    ------
    rows, columns, cosines
        Shape ``(n_hits,)`` each; ``rows > columns``, each pair once. Every pair with the cosine asked for is among
        them; cosines are those of products of matrices, up to 1e-5 from what :func:`pair_cosines` gives.
    """
    search = _Search(vectors, min_similarity, days=None, window=None, approximate=False)
    for rows, columns, near in search.hits(n_known, None, both=False):
        once = rows > columns
        yield rows[once], columns[once], near[once]


def nearest_rows(
    vectors: Floats,
    n_neighbors: int,
    *,
    min_similarity: float = -1.0,
    days: Days | None = None,
    window: float | None = None,
    max_exact: int = MAX_EXACT,
) -> tuple[npt.NDArray[np.int32], Floats]:
    """Find the nearest other rows of each row.

    Returns
    -------
    rows
        ``int32`` of shape ``(n_rows, n_neighbors)``, from near to far, equally near ones by number; -1 where there
        are no more.
    cosines
        ``float32`` of the same shape; -1 where there are no more.

    See Also
    --------
    near_pairs : The parameters.
    """
    found = np.full((len(vectors), n_neighbors), -1, np.int32)
    cosines = np.full((len(vectors), n_neighbors), -1.0, np.float32)
    search = _Search(vectors, min_similarity, days, window, len(vectors) > max_exact)
    for rows, columns, _ in search.hits(0, n_neighbors, both=True):
        near = pair_cosines(vectors, rows, columns)
        kept = near >= np.float32(min_similarity)
        rows, columns, near = rows[kept], columns[kept], near[kept]
        order = first_of_each(rows, columns, near, n_neighbors)
        rows, columns, near = rows[order], columns[order], near[order]
        place = np.arange(len(rows)) - np.searchsorted(rows, rows)
        found[rows, place], cosines[rows, place] = columns, near
    return found, cosines


@dataclass(frozen=True, slots=True)
class _Search:
    """Where pairs are looked for, block by block; what it finds has about the cosine asked for."""

    vectors: Floats
    min_similarity: float
    days: Days | None
    window: float | None
    approximate: bool

    def hits(self, first: int, limit: int | None, *, both: bool) -> Iterator[tuple[Rows, Rows, Floats]]:
        """Yield pairs of the rows from ``first`` on, with about their cosines.

        With ``both`` a pair comes from each of its rows, else at least once. With a limit only the nearest of each
        row, and those about as near as the last.
        """
        if limit == 0 or len(self.vectors) < 2:
            return
        if self.approximate:
            few = limit is not None and limit <= _FEW
            index = InvertedFile(self.vectors, _PROBES if few or self.min_similarity >= _NEAR else _MANY_PROBES)
        size = _MAX_BLOCK if self.approximate else min(_MAX_BLOCK, max(1, _BLOCK_CELLS // len(self.vectors)))
        for start in range(first, len(self.vectors), size):
            stop = min(start + size, len(self.vectors))
            if self.approximate:
                rows, columns, near = self._found(index, start, stop, limit)
            else:
                rows, columns, near = self._products(start, stop, len(self.vectors) if both else stop, limit)
            yield (rows, columns, near) if limit is None else _nearest(rows, columns, near, limit)

    def _found(self, index: InvertedFile, start: int, stop: int, limit: int | None) -> tuple[Rows, Rows, Floats]:
        if limit is None or self.window is not None:
            rows, columns, near = index.within(start, stop, self.min_similarity - _SLACK)
        else:
            rows, columns, near = index.nearest(start, stop, limit + _SPARE)
        kept = (rows != columns) & (near >= self.min_similarity - _SLACK) & self._in_window(rows, columns)
        return rows[kept], columns[kept], near[kept]

    def _products(self, start: int, stop: int, end: int, limit: int | None) -> tuple[Rows, Rows, Floats]:
        cosines = self.vectors[start:stop] @ self.vectors[:end].T
        block = np.arange(start, stop, dtype=np.int32)
        if self.days is not None and self.window is not None:
            cosines[~self._in_window(block[:, None], np.arange(end, dtype=np.int32)[None, :])] = -np.inf
        cosines[block - start, block] = -np.inf
        least: float | Floats = self.min_similarity
        if limit is not None and limit < end:
            crowded = np.count_nonzero(cosines >= least, axis=1) > _CROWDED * limit
            if crowded.any():
                least = np.full((len(block), 1), least, np.float32)
                last = np.partition(cosines[crowded], end - limit, axis=1)[:, end - limit]
                least[crowded, 0] = np.maximum(last, self.min_similarity)
        rows, columns = np.nonzero(cosines >= least - _SLACK)
        return block[rows], columns.astype(np.int32), cosines[rows, columns]

    def _in_window(self, rows: Rows, columns: Rows) -> Flags:
        if self.days is None or self.window is None:
            return np.ones(len(rows), np.bool_)
        return ~(np.abs(self.days[rows] - self.days[columns]) > self.window)


def _nearest(rows: Rows, columns: Rows, near: Floats, limit: int) -> tuple[Rows, Rows, Floats]:
    """Keep the nearest of each row, and those about as near as the last of them."""
    order = first_of_each(rows, columns, near, limit)
    last = np.full(int(rows.max(initial=-1)) + 1, np.inf, np.float32)
    np.minimum.at(last, rows[order], near[order])
    kept = near >= last[rows] - 2 * _SLACK
    return rows[kept], columns[kept], near[kept]
