"""A finished analysis as people have corrected it since: at once, without a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from analyzer.corrections import Corrected, correct_groups, correct_statements, current
from analyzer.groups import GroupMaker, largest_first
from analyzer.ids import conflict_id
from analyzer.lineage import inherit_ids
from analyzer.schema import (
    Analysis,
    AppliedCorrection,
    Comparison,
    Conflict,
    ConflictSide,
    Correction,
    DocumentEdit,
    Embeddings,
    Group,
    Lineage,
    Statement,
    Thread,
)

MakeGroup = Callable[[Sequence[Statement]], Group]

_UNDONE = "undone since; the next run is without it"


def show_corrected(
    analysis: Analysis, embeddings: Embeddings | None, corrections: Sequence[Correction]
) -> tuple[Analysis, Embeddings | None]:
    """Apply to a finished analysis the corrections that its run did not know.

    Statements, speakers and groups are as a run would make them. Conflicts whose statement is none, whose two sides
    people put into one group, or whose differing words are cut off, go. What can only be found by comparing again,
    such as new conflicts, threads and copies, is left to the next run.

    Parameters
    ----------
    embeddings
        Of its statements. Without them a group that changed is named by its earliest attributed member, and has the
        cohesion of the group from which most of its members are.
    corrections
        All that stand now, in the order in which they were made. One that the run applied and that was undone since
        stays applied, and says so.

    Returns
    -------
    Analysis, Embeddings
        Of the statements as they are now; a statement with another boundary keeps the vector it had.
    """
    known, standing = {one.correction for one in analysis.corrections}, set(corrections)
    fresh = [one for one in corrections if one not in known]
    if not fresh and known <= standing:
        return analysis, embeddings
    corrected = correct_statements(analysis.statements, analysis.speakers, analysis.documents, fresh)
    vectors = _vectors(embeddings or _all_alike(analysis.statements), corrected)
    make = _group_maker(analysis, corrected, vectors, likeness_known=embeddings is not None)
    pairs = tuple(_comparisons(analysis.comparisons, corrected))
    present = tuple(_present(analysis, corrected, make))
    regrouped = correct_groups(present, corrected, analysis.documents, pairs, make, fresh)
    groups = largest_first(_under_ids_before(regrouped.groups, present))
    conflicts = tuple(_conflicts(analysis.conflicts, corrected, present, groups))
    kept = {conflict.id for conflict in conflicts}
    shown = replace(
        analysis,
        speakers=corrected.speakers,
        statements=corrected.statements,
        threads=tuple(_threads(analysis.threads, groups)),
        comparisons=pairs,
        groups=groups,
        conflicts=conflicts,
        reviews=tuple(one for one in analysis.reviews if one.conflict in kept),
        corrections=(*_told_before(analysis.corrections, standing, corrected), *regrouped.told),
    )
    return _with_lineage(shown, corrected), vectors if embeddings is not None else None


def _all_alike(statements: Sequence[Statement]) -> Embeddings:
    """Return vectors that tell nothing apart."""
    return Embeddings(tuple(one.id for one in statements), np.ones((len(statements), 1), np.float32))


def _vectors(embeddings: Embeddings, corrected: Corrected) -> Embeddings:
    row_of = {corrected.now(id_): row for row, id_ in enumerate(embeddings.statements)}
    ids = tuple(one.id for one in corrected.statements)
    rows = [row_of[id_] for id_ in ids]
    in_place = rows == list(range(len(embeddings.statements)))
    return Embeddings(ids, embeddings.vectors if in_place else embeddings.vectors[rows])


def _group_maker(analysis: Analysis, corrected: Corrected, vectors: Embeddings, *, likeness_known: bool) -> MakeGroup:
    was_in = {corrected.now(member): group for group in analysis.groups for member in group.members}
    cohesion_of = {group.id: group.cohesion for group in analysis.groups}
    maker = GroupMaker(
        vectors,
        corrected.speakers,
        {id_: group.thread for id_, group in was_in.items() if id_ is not None},
        {document.id: document.publisher for document in analysis.documents},
    )

    def make(members: Sequence[Statement]) -> Group:
        group = maker.group(members)
        if likeness_known or len(members) == 1:
            return group
        largest, _ = Counter(was_in[member].id for member in group.members).most_common(1)[0]
        return replace(group, cohesion=cohesion_of[largest])

    return make


def _under_ids_before(groups: Sequence[Group], before: Sequence[Group]) -> Iterable[Group]:
    """Give the groups that were made anew the ids of those that they go on."""
    members_before = {group.id: group.members for group in before}
    anew = {group.id: group.members for group in groups if members_before.get(group.id) != group.members}
    id_of = inherit_ids(anew, members_before).id_of
    return (replace(group, id=id_of[group.id]) if group.id in anew else group for group in groups)


def _comparisons(comparisons: Iterable[Comparison], corrected: Corrected) -> Iterable[Comparison]:
    if not corrected.became:
        yield from comparisons
        return
    for one in comparisons:
        left, right = corrected.now(one.left), corrected.now(one.right)
        if left is not None and right is not None:
            yield one if (left, right) == (one.left, one.right) else replace(one, left=left, right=right)


def _present(analysis: Analysis, corrected: Corrected, make: MakeGroup) -> Iterable[Group]:
    """Yield the groups of what is still a statement, under their ids, made anew where a member is another."""
    before = {one.id: one for one in analysis.statements}
    after = {one.id: one for one in corrected.statements}
    known = {one.id: one for one in analysis.speakers}
    others = {one.id for one in corrected.speakers if known.get(one.id) != one}
    for group in analysis.groups:
        members = current(group.members, corrected.became, after.keys())
        same = members == group.members and not any(
            after[id_] != before[id_] or not others.isdisjoint(after[id_].speakers) for id_ in members
        )
        if same:
            yield group
        elif members:
            yield replace(make([after[id_] for id_ in members]), id=group.id)


def _conflicts(
    conflicts: Iterable[Conflict], corrected: Corrected, before: Sequence[Group], after: Sequence[Group]
) -> Iterable[Conflict]:
    statements = {one.id: one for one in corrected.statements}
    was, now = ({member: group for group in groups for member in group.members} for groups in (before, after))
    for conflict in conflicts:
        left, right = (corrected.now(side.statement) for side in (conflict.left, conflict.right))
        if left is None or right is None or not _still_differ(conflict, statements[left], statements[right]):
            continue
        if now[left].id == now[right].id and was[left].id != was[right].id:
            continue
        changed = (left, right) != (conflict.left.statement, conflict.right.statement)
        yield replace(
            conflict,
            id=conflict_id(left, right) if changed else conflict.id,
            thread=now[left].thread,
            left=_side(conflict.left, left, now[right], corrected, now),
            right=_side(conflict.right, right, now[left], corrected, now),
        )


def _still_differ(conflict: Conflict, left: Statement, right: Statement) -> bool:
    """Whether the differing words are still said where the content of a statement has become another."""
    for side, one in ((conflict.left, left), (conflict.right, right)):
        inside = all(any(part.start <= s.start and s.end <= part.end for part in one.content) for s in side.spans)
        if side.statement != one.id and not inside:
            return False
    return True


def _side(
    side: ConflictSide, statement: str, against: Group, corrected: Corrected, now: Mapping[str, Group]
) -> ConflictSide:
    also = current(side.also, corrected.became, now.keys())
    kept = tuple(id_ for id_ in also if id_ != statement and id_ not in against.members)
    return replace(side, statement=statement, group=now[statement].id, also=kept)


def _threads(threads: Iterable[Thread], groups: Iterable[Group]) -> Iterable[Thread]:
    held: dict[str, list[str]] = {}
    for group in groups:
        held.setdefault(group.thread, []).append(group.id)
    return (replace(thread, groups=tuple(held[thread.id])) for thread in threads if thread.id in held)


def _told_before(
    told: Iterable[AppliedCorrection], standing: set[Correction], corrected: Corrected
) -> Iterable[AppliedCorrection]:
    """Yield what the run told, in the ids of now; what was not applied and is undone is not told any more."""
    kept = {one.id for one in corrected.statements}
    for one in told:
        if one.correction in standing or one.applied:
            statements = current(one.statements, corrected.became, kept)
            yield replace(one, statements=statements, told=one.told if one.correction in standing else _UNDONE)


def _with_lineage(analysis: Analysis, corrected: Corrected) -> Analysis:
    """Leave out of the lineage what is not there any more."""
    if analysis.lineage is None:
        return analysis
    there = {group.id for group in analysis.groups} | {thread.id for thread in analysis.threads}
    splits = (replace(one, into=tuple(id_ for id_ in one.into if id_ in there)) for one in analysis.lineage.splits)
    lineage = Lineage(
        merges=tuple(one for one in analysis.lineage.merges if one.into in there),
        splits=tuple(one for one in splits if len(one.into) > 1),
        edits=tuple(_edit(one, corrected) for one in analysis.lineage.edits),
    )
    return replace(analysis, lineage=lineage)


def _edit(edit: DocumentEdit, corrected: Corrected) -> DocumentEdit:
    now = [(one, corrected.now(one.statement) if one.statement else None) for one in edit.statements]
    kept = tuple(replace(one, statement=id_) for one, id_ in now if id_ is not None or one.statement is None)
    return replace(edit, statements=kept)
