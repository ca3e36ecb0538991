"""Texts that share many of their runs of letters, found without comparing all with all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from analyzer.language.fingerprints import shingles

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

_WIDTH = 7
"""Letters in a run: long enough that few texts share one by chance, short enough to stand between two misprints."""
_MIN_SHARED = 0.25
"""Share of the runs of the text with fewer; two misprints in a text of 25 letters leave more."""
_MAX_TEXTS = 200
_MAX_NEIGHBOURS = 30
_BLOCK = 512
_GAP = "\n"


def find_neighbours(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return for each distinct text those that may be nearly equal to it; texts without any are left out.

    Time grows with the number of texts, not with its square; what is returned is to be verified.

    Parameters
    ----------
    texts
        Letters only, see :func:`analyzer.language.fingerprints.letters`.

    Returns
    -------
    dict
        The texts that share most runs first; of those that share as many, in alphabetical order.
    """
    distinct = sorted(set(texts))
    places, hashes = _runs(distinct)
    n_runs = np.bincount(places, minlength=len(distinct))
    found = {}
    for first, common in count_common(places, hashes, len(distinct), _MAX_TEXTS):
        rows = np.repeat(np.arange(common.shape[0]), np.diff(common.indptr)) + first
        columns = common.indices.astype(np.int64)
        near = (rows != columns) & (common.data >= _MIN_SHARED * np.minimum(n_runs[rows], n_runs[columns]))
        rows, columns, shared = rows[near], columns[near], common.data[near]
        order = np.lexsort((columns, -shared, rows))
        rows, columns = rows[order], columns[order]
        for start, stop in _stretches(rows):
            found[distinct[rows[start]]] = [distinct[column] for column in columns[start:stop][:_MAX_NEIGHBOURS]]
    return found


def count_common(places: Numbers, hashes: Hashes, n_texts: int, max_texts: int) -> Iterator[tuple[int, csr_array[Any]]]:
    """Count the runs that texts share, block by block.

    Parameters
    ----------
    places, hashes
        Shape ``(n_runs,)`` each: the number of a text, rising, and the hash of a run of letters in it.
    max_texts
        By a run that more texts have, the first so many of them are found.

    Yields
    ------
    first, common
        The number of a block's first text, and a sparse array of shape ``(n_block, n_texts)``: how many distinct runs
        each of its texts shares with each text. Runs in one text alone count nowhere.
    """
    from scipy.sparse import csr_array  # only when there is something to compare

    if not len(places):
        return
    order = np.argsort(hashes, kind="stable")
    places, hashes = places[order], hashes[order]
    is_new = np.diff(hashes, prepend=~hashes[:1]) != 0
    once = is_new | (np.diff(places, prepend=-1) != 0)
    places, runs = places[once], (np.cumsum(is_new) - 1)[once]
    shared = np.bincount(runs)[runs] > 1
    places, runs = places[shared], runs[shared]
    in_few = np.arange(len(runs)) - np.searchsorted(runs, runs) < max_texts
    shape = n_texts, int(runs.max(initial=0)) + 1
    parts = csr_array((np.ones(len(runs), np.int32), (places, runs)), shape)
    wholes = csr_array((np.ones(np.count_nonzero(in_few), np.int32), (places[in_few], runs[in_few])), shape).T.tocsr()
    for first in range(0, n_texts, _BLOCK):
        yield first, csr_array(parts[first : first + _BLOCK] @ wholes)


def _runs(texts: Sequence[str]) -> tuple[Numbers, Hashes]:
    """Return every run of letters of every text, as the number of its text and its hash."""
    joined = _GAP.join([*texts, ""])
    hashes = shingles(joined, _WIDTH)
    lengths = np.array([len(text) for text in texts], np.int64)
    n_runs = np.maximum(0, lengths - _WIDTH + 1)
    places = np.repeat(np.arange(len(texts)), n_runs)
    begins = np.cumsum(lengths + len(_GAP)) - lengths - len(_GAP)
    within = np.arange(len(places)) - np.repeat(np.cumsum(n_runs) - n_runs, n_runs)
    return places, hashes[begins[places] + within]


def _stretches(rows: Numbers) -> Iterator[tuple[int, int]]:
    """Yield where each number's stretch begins and ends in sorted numbers."""
    edges = np.flatnonzero(np.diff(rows, prepend=-1, append=-1)).tolist()
    return itertools.pairwise(edges)
