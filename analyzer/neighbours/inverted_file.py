"""Approximate neighbours: vectors sorted into cells, of which only the nearest are looked into."""

from __future__ import annotations

import math

import numpy as np

from analyzer.neighbours.pairs import Floats, Rows

_CELLS_PER_ROOT = 4  # cells for each unit of the square root of the number of rows
_N_ITERATIONS = 10  # of k-means; more finds no more edges
_SEED = 1


class InvertedFile:
    """Rows by the cell of their nearest centre.

    Parameters
    ----------
    vectors
        Unit rows, shape ``(n_rows, n_dimensions)``; equal rows in equal order give an equal index.
    n_probes
        Cells that a search looks into.

    References
    ----------
    Jégou, Douze and Schmid (2011), "Product quantization for nearest neighbor search", doi:10.1109/TPAMI.2010.57;
    Douze et al. (2024), "The Faiss library", arXiv:2401.08281.
    """

    def __init__(self, vectors: Floats, n_probes: int) -> None:
        import faiss

        self._vectors = np.ascontiguousarray(vectors, np.float32)
        n_cells = max(1, min(round(_CELLS_PER_ROOT * math.sqrt(len(vectors))), len(vectors) // 39))
        centres = faiss.IndexFlatIP(vectors.shape[1])
        self._index = faiss.IndexIVFFlat(centres, vectors.shape[1], n_cells, faiss.METRIC_INNER_PRODUCT)
        self._index.cp.niter = _N_ITERATIONS
        self._index.cp.seed = _SEED
        self._index.cp.spherical = True
        self._index.train(self._vectors)
        self._index.add(self._vectors)
        self._index.nprobe = min(n_probes, n_cells)

    def nearest(self, start: int, stop: int, n: int) -> tuple[Rows, Rows, Floats]:
        """Return rows from ``start`` to ``stop`` with the nearest of each, itself included.

        Returns
        -------
        rows, columns, cosines
            Shape ``(n_hits,)`` each, sorted by row.
        """
        cosines, columns = self._index.search(self._vectors[start:stop], n)
        rows = np.repeat(np.arange(start, stop, dtype=np.int32), n)
        there = columns.ravel() >= 0
        return rows[there], columns.ravel()[there].astype(np.int32), cosines.ravel()[there]

    def within(self, start: int, stop: int, min_similarity: float) -> tuple[Rows, Rows, Floats]:
        """Return rows from ``start`` to ``stop`` with all that lies so near to each, itself included.

        Returns
        -------
        rows, columns, cosines
            Shape ``(n_hits,)`` each, sorted by row.
        """
        bounds, cosines, columns = self._index.range_search(self._vectors[start:stop], min_similarity)
        rows = np.repeat(np.arange(start, stop), np.diff(np.asarray(bounds, dtype=np.int64)).astype(np.int64))
        return rows.astype(np.int32), columns.astype(np.int32), cosines
