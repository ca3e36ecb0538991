"""The stage itself: every statement in exactly one group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from analyzer.groups.linkage import link_on_average
from analyzer.groups.pairs import nested_pairs, originals_of, tie_pairs
from analyzer.groups.voices import bodies_spoken_for, count_independent, publishers_of
from analyzer.ids import group_id
from analyzer.schema import Comparison, Embeddings, Group, Speaker, Statement
from analyzer.settings import GroupSettings

Vectors = Mapping[str, npt.NDArray[np.float32]]


def group_statements(
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    embeddings: Embeddings,
    comparisons: Sequence[Comparison],
    thread_of: Mapping[str, str],
    settings: GroupSettings,
    publisher_of: Mapping[str, str | None] | None = None,
) -> tuple[Group, ...]:
    """Put each statement in exactly one group of statements that say the same thing.

    Two statements may share a group only if they are judged to say the same or nearly so, and not one reported inside
    the other; this holds for every two members, and groups are joined by average linkage under it. A copy is in the
    group of its original whatever else holds. Threads join nothing and part nothing.

    Parameters
    ----------
    statements, embeddings, comparisons
        In any order; the result does not depend on it.
    thread_of
        Statement id to thread id; a group is named under its medoid's thread.
    publisher_of
        Document id to publisher, for :attr:`Group.publishers`.

    Returns
    -------
    tuple of Group
        Largest first; members in order of date, document and place.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    original_of = originals_of(ordered)
    originals = [statement for statement in ordered if original_of[statement.id] == statement.id]
    ties = tie_pairs(originals, comparisons, nested_pairs(ordered, original_of), settings)
    copies_of: dict[str, list[Statement]] = defaultdict(list)
    for statement in ordered:
        copies_of[original_of[statement.id]].append(statement)
    make = GroupMaker(embeddings, speakers, thread_of, publisher_of or {})
    return largest_first(
        make.group([copy for number in numbers for copy in copies_of[originals[number].id]])
        for numbers in link_on_average(len(originals), ties, settings.min_entailment)
    )


class GroupMaker:
    """Makes the record of a group of which the members are known; parameters as in :func:`group_statements`."""

    def __init__(
        self,
        embeddings: Embeddings,
        speakers: Sequence[Speaker],
        thread_of: Mapping[str, str],
        publisher_of: Mapping[str, str | None],
    ) -> None:
        self._vectors = embeddings.vectors
        self._row_of = {id_: row for row, id_ in enumerate(embeddings.statements)}
        self._body_of = bodies_spoken_for(speakers)
        self._thread_of = thread_of
        self._publisher_of = publisher_of

    def group(self, statements: Sequence[Statement]) -> Group:
        """Make the group of some statements, copies included, in any order.

        Raises
        ------
        KeyError
            A statement has no vector, or the medoid no thread.
        """
        members = sorted(statements, key=_place)
        original_of = originals_of(members)
        said = sorted((one for one in members if original_of[one.id] == one.id), key=lambda one: one.id)
        medoid, cohesion = _middle(said, self._vectors[[self._row_of[one.id] for one in said]])
        return Group(
            id=group_id(member.id for member in members),
            thread=self._thread_of[medoid.id],
            label=medoid.claim,
            members=tuple(member.id for member in members),
            medoid=medoid.id,
            cohesion=cohesion,
            n_independent=count_independent(members, self._body_of),
            publishers=publishers_of(members, self._publisher_of),
        )


def largest_first(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Sort groups as they are given to readers: the largest first, then by label."""
    return tuple(sorted(groups, key=lambda group: (-len(group.members), group.label, group.id)))


def _middle(said: Sequence[Statement], vectors: npt.NDArray[np.float32]) -> tuple[Statement, float]:
    """Return the statement nearest to all others, and the mean cosine between them; copies are not among them.

    Equally near ones, as in every group of two: attributed before narration, then the earliest.
    """
    if len(said) == 1:
        return said[0], 1.0
    rows = vectors.astype(np.float64)
    to_others = (rows @ rows.sum(axis=0) - np.einsum("ij,ij->i", rows, rows)) / (len(said) - 1)
    order = sorted(
        range(len(said)), key=lambda i: (-round(float(to_others[i]), 6), said[i].kind == "narration", _place(said[i]))
    )
    return said[order[0]], round(min(1.0, float(to_others.mean())), 4)


def _place(statement: Statement) -> tuple[str, str, int, int, str]:
    return statement.published or "9999", statement.document, statement.start, statement.end, statement.id
