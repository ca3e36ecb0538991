"""Texts that share most of their runs of letters, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analyzer.language.fingerprints import shingles

if TYPE_CHECKING:
    from datasketch import MinHash

_WIDTH = 4
_N_HASHES = 64
_MIN_JACCARD = 0.5
_MAX_NEIGHBOURS = 30
_CHUNK = 5_000


def find_neighbours(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return for each distinct text those that may be nearly equal to it, sorted; texts without any are left out.

    Time grows with the number of texts, not with its square; what is returned is to be verified.

    Parameters
    ----------
    texts
        Letters only, see :func:`analyzer.language.fingerprints.letters`.
    """
    from datasketch import MinHash, MinHashLSH  # loads scipy: only when there is something to compare

    distinct = sorted(set(texts))
    table = MinHashLSH(threshold=_MIN_JACCARD, num_perm=_N_HASHES)
    sketches: list[MinHash] = []
    for start in range(0, len(distinct), _CHUNK):
        runs = [
            (np.unique(shingles(text, _WIDTH)) & np.uint64(0xFFFFFFFF)).tolist()
            for text in distinct[start : start + _CHUNK]
        ]
        sketches += MinHash.bulk(runs, num_perm=_N_HASHES, seed=1, hashfunc=int)
    for place, sketch in enumerate(sketches):
        table.insert(place, sketch, check_duplication=False)
    found = {}
    for place, sketch in enumerate(sketches):
        near = sorted(other for other in table.query(sketch) if other != place)
        if near:
            near.sort(key=lambda other: (-sketch.jaccard(sketches[other]), other))
            found[distinct[place]] = [distinct[other] for other in near[:_MAX_NEIGHBOURS]]
    return found
