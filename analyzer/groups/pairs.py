"""Which two statements may share a group, and how strongly they are tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt

from analyzer.schema import Comparison, Stance, Statement
from analyzer.settings import GroupSettings

_BLOCK = 1024  # rows compared at a time, which bounds the memory
_FORCE: Mapping[Stance, str] = {
    "asserts": "tells",
    "predicts": "tells",
    "offers": "tells",
    "denies": "rejects",
    "disputes": "rejects",
    "demands": "demands",
    "asks": "asks",
}
"""What is done with the claim; to demand something, to ask whether it is so and to reject it are not to say it."""


def originals_of(statements: Sequence[Statement]) -> dict[str, str]:
    """Map each statement's id to that of its original, through copies of copies; an original to itself."""
    by_id = {statement.id: statement for statement in statements}
    original_of = {}
    for statement in statements:
        seen = {statement.id}
        while statement.copy_of in by_id and statement.copy_of not in seen and statement.copy_of is not None:
            seen.add(statement.copy_of)
            statement = by_id[statement.copy_of]
        # In a ring of copies, which only a broken input has, the smallest id stands for all.
        original_of.update(dict.fromkeys(seen, statement.id if statement.copy_of not in seen else min(seen)))
    return original_of


def tie_pairs(
    originals: Sequence[Statement],
    vectors: npt.NDArray[np.float32],
    comparisons: Sequence[Comparison],
    thread_of: Mapping[str, str],
    apart: Set[tuple[str, str]],
    settings: GroupSettings,
) -> dict[tuple[int, int], float]:
    """Find the pairs that may share a group: of one thread, near or judged to entail, and nothing against it.

    Parameters
    ----------
    originals
        Statements that are no copies, sorted by id; pairs are of their positions.
    vectors
        Their unit rows, shape ``(n_originals, n_dimensions)``.

    apart
        Pairs of ids that never share a group.

    Returns
    -------
    dict[tuple[int, int], float]
        Strength of each tie, ``min_similarity`` to 1: the cosine, or the score of entailment if that is higher.
    """
    position = {statement.id: i for i, statement in enumerate(originals)}
    judged = {}
    for comparison in comparisons:
        if comparison.left in position and comparison.right in position:
            judged[_pair(position[comparison.left], position[comparison.right])] = comparison
    strength_of = {}
    for pair, cosine in _near_pairs(originals, vectors, thread_of, settings.min_similarity):
        strength_of[pair] = cosine
    for pair, comparison in sorted(judged.items()):
        one, other = originals[pair[0]], originals[pair[1]]
        if comparison.relation == "entailment" and thread_of[one.id] == thread_of[other.id]:
            strength_of[pair] = max(strength_of.get(pair, settings.min_similarity), comparison.entailment)
    return {
        (i, j): strength
        for (i, j), strength in strength_of.items()
        if (originals[i].id, originals[j].id) not in apart
        and not _speaks_against(originals[i], originals[j], judged.get((i, j)))
    }


def _speaks_against(one: Statement, other: Statement, comparison: Comparison | None) -> bool:
    if comparison is not None and comparison.relation == "contradiction":
        return True
    if comparison is not None and comparison.relation == "entailment":
        return False
    return _FORCE[one.stance] != _FORCE[other.stance]


def _near_pairs(
    originals: Sequence[Statement],
    vectors: npt.NDArray[np.float32],
    thread_of: Mapping[str, str],
    min_similarity: float,
) -> Iterator[tuple[tuple[int, int], float]]:
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, statement in enumerate(originals):
        rows_of[thread_of[statement.id]].append(row)
    for thread in sorted(rows_of):
        rows = np.array(rows_of[thread])
        for start in range(0, len(rows), _BLOCK):
            similarity = vectors[rows[start : start + _BLOCK]] @ vectors[rows[start:]].T
            for i, j in zip(*np.nonzero(np.triu(similarity >= min_similarity, k=1)), strict=True):
                pair = _pair(int(rows[start + i]), int(rows[start + j]))
                yield pair, min(1.0, float(similarity[i, j]))


def nested_pairs(statements: Sequence[Statement], original_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """Find each statement with those inside which it is reported: who reports a statement never confirms it.

    Returns
    -------
    set
        Pairs of ids of originals, the smaller id first.
    """
    outer_of = {statement.id: statement.nested_in for statement in statements}
    found = set()
    for statement in statements:
        seen, outer = {statement.id}, statement.nested_in
        while outer in outer_of and outer not in seen and outer is not None:
            one, other = sorted((original_of[statement.id], original_of[outer]))
            found.add((one, other))
            seen.add(outer)
            outer = outer_of[outer]
    return found


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
