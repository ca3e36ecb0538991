"""Average linkage on the edges alone: memory grows with the near pairs, not with the square of the statements."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def link_on_average(n_items: int, strength_of: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Join items into groups in which every two are tied, as long as the mean tie between two groups is strong enough.

    The strongest tie is joined first; the tie between two groups is the mean over all pairs between them, and groups
    with any two members that are not tied are never joined. Where every pair is tied this is agglomerative clustering
    with average linkage (UPGMA), cut at ``least``; pairs without a tie are its cannot-links.

    Parameters
    ----------
    n_items
        Items are numbered from 0; among equal ties the one between lower numbers goes first.
    strength_of
        Strength of the tie of each pair ``(i, j)``, ``i < j``, that may share a group.
    least
        Mean strength from which two groups are joined.

    Returns
    -------
    list[list[int]]
        Groups with sorted members, sorted by their first member; an item without ties is alone. No group reaches
        beyond a connected component of the ties, so that new items touch only the components they join.

    References
    ----------
    Sokal and Michener (1958), "A statistical method for evaluating systematic relationships".

    Examples
    --------
    >>> link_on_average(4, {(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.7}, 0.5)
    [[0, 1], [2, 3]]
    >>> link_on_average(3, {(0, 1): 0.9, (0, 2): 0.4, (1, 2): 0.7}, 0.5)
    [[0, 1, 2]]
    """
    members: dict[int, list[int]] = {item: [item] for item in range(n_items)}
    ties: dict[int, dict[int, float]] = {item: {} for item in range(n_items)}
    for (one, other), strength in strength_of.items():
        ties[one][other] = ties[other][one] = strength
    queue = [(-strength, one, other) for (one, other), strength in strength_of.items() if strength >= least]
    heapq.heapify(queue)
    joined = n_items
    while queue:
        _, one, other = heapq.heappop(queue)
        if one not in members or other not in members:
            continue
        share = len(members[one]) / (len(members[one]) + len(members[other]))
        members[joined] = members.pop(one) + members.pop(other)
        ties[joined] = _mean(ties, one, other, share)
        for third, strength in ties[joined].items():
            ties[third][joined] = strength
            if strength >= least:
                heapq.heappush(queue, (-strength, third, joined))
        joined += 1
    return sorted(sorted(group) for group in members.values())


def _mean(ties: dict[int, dict[int, float]], one: int, other: int, share: float) -> dict[int, float]:
    """Return the ties of two groups joined, the first having this share of the members; forget those of each alone."""
    left, right = ties.pop(one), ties.pop(other)
    for third in left:
        if third != other:
            ties[third].pop(one)
    for third in right:
        if third != one:
            ties[third].pop(other)
    return {third: share * left[third] + (1.0 - share) * right[third] for third in left if third in right}
