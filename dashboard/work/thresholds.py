"""How the groups of an analysis would be at another threshold: told at once, without a run and without a model.

Groups grow by joining two at a time, each join weaker than those before it, so that the groups at one threshold lie
inside those at any lower one: together they are a tree, grown once for an analysis and then cut wherever one likes.

What a cut shows is what a run with that threshold finds, with two exceptions. Under the threshold of the analysis a
sentence of narration that joined nothing was dropped when it was written and cannot join here; and groups that people
corrected are shown as the program finds them. Thresholds under 0.25 are not offered: of pairs that say the same with a
lower score the analysis keeps none, and every two statements of a group need at least that
(:class:`~analyzer.settings.GroupSettings`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from analyzer.groups import GroupMaker
from analyzer.groups.linkage import link_on_average
from analyzer.groups.pairs import nested_pairs, originals_of, tie_pairs
from analyzer.groups.voices import bodies_spoken_for
from analyzer.schema import Embeddings, Group, Statement
from analyzer.settings import GroupSettings
from analyzer.tables import Lookup
from analyzer.tables.group_details import grouping_settings

LEAST, MOST, STEP = 0.25, 1.0, 0.01
SHIPPED = GroupSettings().min_entailment

_NOISE = 1e-9
"""More than a mean of scores can be wrong by."""

Ties = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Counts:
    """Groups at one threshold, those of one statement included, and how many have several independent voices."""

    n_groups: int
    n_of_several_voices: int


@dataclass(frozen=True, slots=True)
class Change:
    """One group that holds together at one threshold and falls into several at the other.

    Attributes
    ----------
    whole
        Statements, copies left out, by their places in :attr:`GroupTree.said`.
    parts
        The same in several groups, the largest first.
    """

    whole: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of the groups between two thresholds.

    Attributes
    ----------
    kind
        Lower thresholds only merge groups, higher ones only split them.
    n_wholes, n_parts
        How many groups the changes make, and of how many; or the other way round.
    nodes
        The groups that hold together at the lower threshold only, the largest first.
    """

    kind: Literal["merge", "split"]
    n_wholes: int
    n_parts: int
    nodes: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GroupTree:
    """All groups of several statements that some threshold makes.

    Attributes
    ----------
    steps
        Thresholds that can be asked for, ascending: those offered, the shipped one, that of the analysis.
    own
        That of the analysis.
    said
        Statements that are no copies, by id.
    copies_of
        Copies of each of them.
    members, parts
        Of each group: places in ``said``, and groups inside it at the step after its last.
    first, last
        Of each group: the first and the last step at which it is one; shape ``(n_groups,)``.
    of_several_voices
        Of each group: whether it has them; shape ``(n_groups,)``.
    """

    steps: tuple[float, ...]
    own: float
    said: tuple[Statement, ...]
    copies_of: dict[str, list[Statement]]
    members: list[tuple[int, ...]]
    parts: list[list[int]]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    of_several_voices: npt.NDArray[np.bool_]

    def step(self, threshold: float) -> int:
        """Return the number of the step nearest to a threshold."""
        return min(range(len(self.steps)), key=lambda number: abs(self.steps[number] - threshold))

    def counts(self, threshold: float) -> Counts:
        """Count the groups at a threshold."""
        alive = self._alive(self.step(threshold))
        sizes = np.fromiter((len(members) for members in self.members), np.int64, len(self.members))
        n_groups = len(self.said) - int((sizes[alive] - 1).sum())
        return Counts(n_groups, int(self.of_several_voices[alive].sum()))

    def changes(self, before: float, after: float) -> Changes:
        """Find what becomes of the groups when one threshold takes the place of another."""
        low, high = sorted((self.step(before), self.step(after)))
        nodes = np.flatnonzero(self._alive(low) & ~self._alive(high)).tolist()
        nodes.sort(key=lambda node: (-len(self.members[node]), self.members[node]))
        more = self.counts(self.steps[high]).n_groups - self.counts(self.steps[low]).n_groups
        return Changes("merge" if after < before else "split", len(nodes), len(nodes) + more, tuple(nodes))

    def next_changes(self, threshold: float) -> tuple[float | None, float | None]:
        """Return the nearest lower and the nearest higher threshold at which the groups are others."""
        step = self.step(threshold)
        below, above = self.last[self.last < step], self.last[self._alive(step)]
        lower = self.steps[int(below.max())] if below.size else None
        last = int(above.min()) + 1 if above.size else len(self.steps)
        return lower, self.steps[last] if last < len(self.steps) else None

    def change(self, node: int, threshold: float) -> Change:
        """Return what a group falls into at a higher threshold."""
        step = self.step(threshold)
        parts, pending = list[tuple[int, ...]](), list(self.parts[node])
        while pending:
            part = pending.pop()
            if self.last[part] >= step:
                parts.append(self.members[part])
            else:
                pending.extend(self.parts[part])
        alone = set(self.members[node]).difference(*parts)
        parts.extend((member,) for member in alone)
        return Change(self.members[node], tuple(sorted(parts, key=lambda part: (-len(part), part))))

    def _alive(self, step: int) -> npt.NDArray[np.bool_]:
        return (self.first <= step) & (step <= self.last)


class Naming:
    """Makes the records of groups of the tree, to be named and measured as a run would."""

    def __init__(self, tree: GroupTree, lookup: Lookup, embeddings: Embeddings) -> None:
        analysis = lookup.analysis
        thread_of = {member: group.thread for member, group in lookup.group_of.items()}
        publisher_of = {document.id: document.publisher for document in analysis.documents}
        self._maker = GroupMaker(embeddings, analysis.speakers, thread_of, publisher_of)
        self._tree = tree

    def group(self, places: Iterable[int]) -> Group:
        """Make the group of some statements, their copies with them."""
        said = [self._tree.said[place] for place in places]
        copies = [copy for one in said for copy in self._tree.copies_of.get(one.id, ())]
        return self._maker.group([*said, *copies])


def group_tree(lookup: Lookup) -> GroupTree:
    """Grow the tree of an analysis; costs about as much as grouping it a few times."""
    analysis, settings = lookup.analysis, grouping_settings(lookup.analysis)
    ordered = sorted(analysis.statements, key=lambda statement: statement.id)
    original_of = originals_of(ordered)
    said = tuple(statement for statement in ordered if original_of[statement.id] == statement.id)
    ties = tie_pairs(said, analysis.comparisons, nested_pairs(ordered, original_of), settings)
    copies_of = defaultdict[str, list[Statement]](list)
    for statement in ordered:
        if original_of[statement.id] != statement.id:
            copies_of[original_of[statement.id]].append(statement)
    growth = _Growth(_steps(settings))
    growth.grow(range(len(said)), ties)
    body_of = bodies_spoken_for(analysis.speakers)
    several = (_has_several_voices([said[place] for place in members], body_of) for members in growth.members)
    return GroupTree(
        steps=growth.steps,
        own=settings.min_entailment,
        said=said,
        copies_of=dict(copies_of),
        members=growth.members,
        parts=growth.parts,
        first=np.array(growth.first, np.int64),
        last=np.array(growth.last, np.int64),
        of_several_voices=np.fromiter(several, np.bool_, len(growth.members)),
    )


class _Growth:
    """A tree while it grows from its roots, the groups at the lowest threshold."""

    def __init__(self, steps: tuple[float, ...]) -> None:
        self.steps = steps
        self.members = list[tuple[int, ...]]()
        self.parts = list[list[int]]()
        self.first = list[int]()
        self.last = list[int]()

    def grow(self, members: Sequence[int], ties: Ties, step: int = 0) -> list[int]:
        """Add the groups that some statements make from a step on; return those of that step."""
        if step == len(self.steps):
            return []
        found = []
        for numbers, inside in _linked(len(members), ties, self.steps[step]):
            last = self._last_step(len(numbers), inside, step)
            node = len(self.members)
            self.members.append(tuple(members[number] for number in numbers))
            self.parts.append([])
            self.first.append(step)
            self.last.append(last)
            if len(numbers) > 2:
                self.parts[node] = self.grow(self.members[node], inside, last + 1)
            found.append(node)
        return found

    def _last_step(self, n_members: int, ties: Ties, step: int) -> int:
        """Find the last step at which statements, all tied and one group at ``step``, are one group.

        The last join is no weaker than the weakest tie, and no stronger than the mean of all.
        """
        strengths = ties.values()
        low = max(step, bisect_right(self.steps, min(strengths) - _NOISE) - 1)
        high = max(low, bisect_right(self.steps, sum(strengths) / len(ties) + _NOISE) - 1)
        while low < high:
            middle = (low + high + 1) // 2
            if len(link_on_average(n_members, ties, self.steps[middle])) == 1:
                low = middle
            else:
                high = middle - 1
        return low


def _linked(n_items: int, ties: Ties, least: float) -> list[tuple[list[int], dict[tuple[int, int], float]]]:
    """Link items, and return each group of several with the ties inside it, its members numbered anew from 0."""
    place, groups = dict[int, tuple[int, int]](), list[list[int]]()
    for group in link_on_average(n_items, ties, least):
        if len(group) > 1:
            place.update((item, (len(groups), number)) for number, item in enumerate(group))
            groups.append(group)
    inside: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    for (one, other), strength in ties.items():
        if one in place and other in place and place[one][0] == place[other][0]:
            inside[place[one][0]][place[one][1], place[other][1]] = strength
    return list(zip(groups, inside, strict=True))


def _steps(settings: GroupSettings) -> tuple[float, ...]:
    offered = [round(LEAST + STEP * number, 2) for number in range(round((MOST - LEAST) / STEP) + 1)]
    return tuple(sorted({*offered, SHIPPED, settings.min_entailment}))


def _has_several_voices(said: Sequence[Statement], body_of: Mapping[str, str]) -> bool:
    """Tell whether a group has two independent voices or more, without counting them.

    Two texts with speakers, and two speakers behind them, are enough: were there no two voices each with a text of
    its own, all texts would have the same one speaker, or there would be one text.
    """
    spoken = [one.speakers for one in said if one.kind != "narration" and one.speakers]
    return len(spoken) > 1 and len({body_of.get(speaker, speaker) for speakers in spoken for speaker in speakers}) > 1
