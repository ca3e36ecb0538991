"""Near pairs of which something may come, gone on from those that the run before found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.cache_keys import code_digest, short_digest
from analyzer.comparisons.blocking import Blocking, Cosines, Numbers
from analyzer.comparisons.outlines import ROOMS
from analyzer.neighbours import KeptPairs, blocks_of_fresh, join_pairs, mark_rows, pair_cosines, pairs_of
from analyzer.protocols import Cache
from analyzer.schema import Statement

Vectors = npt.NDArray[np.float32]

SLACK = 1e-4
"""By how much a cosine of a product of matrices may differ from the one that is computed for the pair alone."""


def kind_of_candidates(min_similarity: float) -> str:
    """Return the kind under which near pairs are kept: one value, of the last run's documents together."""
    return f"candidates/{code_digest((*ROOMS, 'neighbours'), ('numpy',))}/{short_digest(repr(min_similarity))}"


def near_candidates(
    statements: Sequence[Statement], vectors: Vectors, blocking: Blocking, min_similarity: float, cache: Cache
) -> Numbers:
    """Return every pair with a cosine of which something may come.

    What is kept are the pairs of which something may come in whatever company, so that only new statements are held
    against all others.

    Parameters
    ----------
    statements, vectors, blocking
        The statements, the vectors of their claims, and their outlines as columns, all in one order.

    Returns
    -------
    numpy.ndarray
        Shape ``(2, n_pairs)``, the lower number first.
    """
    kept = KeptPairs(cache, kind_of_candidates(min_similarity), mark_rows(vectors, blocking.contents()))
    parts = [kept.pairs]
    for rows, columns, cosines in blocks_of_fresh(vectors, min_similarity, kept.fresh):
        one, other = np.minimum(rows, columns), np.maximum(rows, columns)
        open_ = blocking.may_ever_come_of(one, other, raised(cosines))
        parts.append(pairs_of(one[open_], other[open_], cosines[open_]))
    found = join_pairs(*parts)
    kept.keep(found, [one.document for one in statements])
    one, other = found.rows.astype(np.int64), found.columns.astype(np.int64)
    open_ = blocking.may_come_of(one, other, raised(found.cosines))
    one, other = one[open_], other[open_]
    near = pair_cosines(vectors, one, other) >= np.float32(min_similarity)
    return np.stack((one[near], other[near]))


def raised(cosines: npt.NDArray[np.float32]) -> Cosines:
    """Return cosines of a product of matrices, none of them below the pair's own."""
    return cosines.astype(np.float64) + SLACK
