"""Which two statements may share a group, and how strongly they are tied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from analyzer.schema import Comparison, Statement
from analyzer.settings import GroupSettings


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
    comparisons: Sequence[Comparison],
    apart: Set[tuple[str, str]],
    settings: GroupSettings,
) -> dict[tuple[int, int], float]:
    """Find the pairs that may share a group: judged to say the same, or nearly so, and not to clash.

    Being near in embedding space ties nothing by itself: "40 dead" and "12 dead" are near. Nor does it matter in which
    threads the two are: more documents may cut the threads anew, and touch no group that they do not join.

    Parameters
    ----------
    originals
        Statements that are no copies, sorted by id; pairs are of their positions.
    apart
        Pairs of ids that never share a group.

    Returns
    -------
    dict[tuple[int, int], float]
        Strength of each tie, ``min_pair_entailment`` to 1: its score of entailment.
    """
    position = {statement.id: i for i, statement in enumerate(originals)}
    strength_of = {}
    for one in comparisons:
        if one.relation == "contradiction" or one.entailment < settings.min_pair_entailment:
            continue
        known = one.left in position and one.right in position
        if known and tuple(sorted((one.left, one.right))) not in apart:
            i, j = sorted((position[one.left], position[one.right]))
            strength_of[i, j] = one.entailment
    return dict(sorted(strength_of.items()))


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
