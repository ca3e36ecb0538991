"""Which group or thread of this run is which of the previous one: by the members they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

_MIN_SHARE = 0.5  # of the members of the smaller one that both runs know


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What this run's ids become.

    Attributes
    ----------
    id_of
        For each id of this run the id to use instead: inherited, or its own. No two are equal.
    merges
        Id now, and the two or more previous ids that became it, sorted.
    splits
        Previous id, and the two or more ids now that it became, sorted.
    """

    id_of: dict[str, str]
    merges: tuple[tuple[str, tuple[str, ...]], ...] = ()
    splits: tuple[tuple[str, tuple[str, ...]], ...] = ()


class _Link(NamedTuple):
    """How much one now and one before share; sorts from most to least."""

    minus_shared: int
    minus_jaccard: float
    before: str
    now: str


def inherit_ids(now: Mapping[str, Collection[str]], before: Mapping[str, Collection[str]]) -> Inheritance:
    """Let each group of this run inherit the id of the one with which it overlaps most.

    One inherits from one, those that share most members first, then those with the larger Jaccard index, then by id. At
    least half of the smaller one's members must be shared; members that only one of the runs has do not count in that.

    Parameters
    ----------
    now
        Members of each group by its id made from content; a member is in one group at most.
    before
        The same of the previous run, by the ids that it gave in the end.

    Returns
    -------
    Inheritance
        It does not depend on the order of groups or members. A group that inherits nothing keeps its own id, or, where
        that id has meant another group before, gets one made from it.

    Examples
    --------
    >>> inherit_ids({"g-5": ["a", "b", "c"], "g-6": ["d"]}, {"g-1": ["a", "b"], "g-2": ["c"]})
    Inheritance(id_of={'g-5': 'g-1', 'g-6': 'g-6'}, merges=(('g-1', ('g-1', 'g-2')),), splits=())
    """
    links = _links(now, before)
    inherited: dict[str, str] = {}
    taken: set[str] = set()
    for link in links:
        if link.now not in inherited and link.before not in taken:
            inherited[link.now] = link.before
            taken.add(link.before)
    used = taken | set(before)
    id_of = {}
    for own in sorted(now):
        id_of[own] = inherited.get(own) or _unused(own, used)
        used.add(id_of[own])
    sources, parts = defaultdict(list), defaultdict(list)
    for link in links:
        sources[id_of[link.now]].append(link.before)
        parts[link.before].append(id_of[link.now])
    return Inheritance(id_of, _several(sources), _several(parts))


def _links(now: Mapping[str, Collection[str]], before: Mapping[str, Collection[str]]) -> list[_Link]:
    was_in = {member: id_ for id_, members in before.items() for member in members}
    shared = Counter((id_, was_in[member]) for id_, members in now.items() for member in set(members) & was_in.keys())
    still_known_now, still_known_before = Counter[str](), Counter[str]()
    for (one, other), n_shared in shared.items():
        still_known_now[one] += n_shared
        still_known_before[other] += n_shared
    links = []
    for (one, other), n_shared in shared.items():
        if n_shared >= _MIN_SHARE * min(still_known_now[one], still_known_before[other]):
            n_all = len(set(now[one])) + len(set(before[other])) - n_shared
            links.append(_Link(-n_shared, -n_shared / n_all, other, one))
    return sorted(links)


def _unused(own: str, used: Collection[str]) -> str:
    prefix, _, digest = own.rpartition("-")
    id_, n_tried = own, 0
    while id_ in used:
        n_tried += 1
        id_ = f"{prefix}-{sha256(f'{digest} {n_tried}'.encode()).hexdigest()[:12]}"
    return id_


def _several(found: Mapping[str, Collection[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((id_, tuple(sorted(others))) for id_, others in sorted(found.items()) if len(others) > 1)
