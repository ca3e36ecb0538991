"""Complete linkage on the edges alone: memory grows with the near pairs, not with the square of the statements."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def link_completely(n_items: int, strength_of: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Join items into groups in which every two are tied.

    The strongest tie is joined first; the tie between two groups is the weakest between their members, and groups
    with any two members that are not tied are never joined. Cut at the weakest tie given, this is agglomerative
    clustering with complete linkage, without its square matrix.

    Parameters
    ----------
    n_items
        Items are numbered from 0; among equal ties the one between lower numbers goes first.
    strength_of
        Strength of the tie of each pair ``(i, j)``, ``i < j``, that may share a group.

    Returns
    -------
    list[list[int]]
        Groups with sorted members, sorted by their first member; an item without ties is alone.

    Examples
    --------
    >>> link_completely(4, {(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.7})
    [[0, 1], [2, 3]]
    """
    members: dict[int, list[int]] = {item: [item] for item in range(n_items)}
    ties: dict[int, dict[int, float]] = {item: {} for item in range(n_items)}
    for (one, other), strength in strength_of.items():
        ties[one][other] = ties[other][one] = strength
    queue = [(-strength, one, other) for (one, other), strength in strength_of.items()]
    heapq.heapify(queue)
    joined = n_items
    while queue:
        _, one, other = heapq.heappop(queue)
        if one not in members or other not in members:
            continue
        members[joined] = members.pop(one) + members.pop(other)
        ties[joined] = _shared(ties, one, other)
        for third, strength in ties[joined].items():
            ties[third][joined] = strength
            heapq.heappush(queue, (-strength, third, joined))
        joined += 1
    return sorted(sorted(group) for group in members.values())


def _shared(ties: dict[int, dict[int, float]], one: int, other: int) -> dict[int, float]:
    """Return the ties of two groups joined, and forget those of each alone."""
    left, right = ties.pop(one), ties.pop(other)
    for third in left:
        if third != other:
            ties[third].pop(one)
    for third in right:
        if third != one:
            ties[third].pop(other)
    return {third: min(left[third], right[third]) for third in left if third in right}
