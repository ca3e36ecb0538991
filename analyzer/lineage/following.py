"""An analysis with the ids of the run before it, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analyzer.lineage.editions import compare_editions
from analyzer.lineage.inheritance import Inheritance, inherit_ids
from analyzer.lineage.summaries import Summary
from analyzer.schema import Analysis, Conflict, ConflictSide, Group, Lineage, LineageKind, Merge, Split, Thread


def follow(analysis: Analysis, before: Summary | None) -> Analysis:
    """Let groups and threads inherit the ids of the previous run, everywhere they are named, and say what changed.

    Parameters
    ----------
    analysis
        A finished run, with ids made from content.
    before
        What :func:`analyzer.lineage.read_summary` gave of the previous run; ``None`` for no previous run, and then the
        analysis comes back as it is.

    Returns
    -------
    Analysis
        With ``lineage``. A statement of an edited document counts as the one of which it is the new wording.
    """
    if before is None:
        return analysis
    edited = compare_editions(analysis, before)
    members = {group.id: tuple(edited.was.get(member, member) for member in group.members) for group in analysis.groups}
    groups = inherit_ids(members, before.group_members())
    told = {
        thread.id: tuple(member for group in thread.groups for member in members.get(group, ()))
        for thread in analysis.threads
    }
    threads = inherit_ids(told, before.thread_members())
    lineage = Lineage(
        merges=(*_merges("group", groups), *_merges("thread", threads)),
        splits=(*_splits("group", groups), *_splits("thread", threads)),
        edits=edited.documents,
    )
    return replace(rename(analysis, groups.id_of, threads.id_of), lineage=lineage)


def rename(analysis: Analysis, group_ids: Mapping[str, str], thread_ids: Mapping[str, str]) -> Analysis:
    """Give groups and threads other ids, wherever they are named; those not mapped keep theirs."""

    def group_id(id_: str) -> str:
        return group_ids.get(id_, id_)

    def thread_id(id_: str) -> str:
        return thread_ids.get(id_, id_)

    def side(one: ConflictSide) -> ConflictSide:
        return replace(one, group=group_id(one.group))

    def thread(one: Thread) -> Thread:
        return replace(one, id=thread_id(one.id), groups=tuple(map(group_id, one.groups)))

    def group(one: Group) -> Group:
        return replace(one, id=group_id(one.id), thread=thread_id(one.thread))

    def conflict(one: Conflict) -> Conflict:
        return replace(one, thread=thread_id(one.thread), left=side(one.left), right=side(one.right))

    return replace(
        analysis,
        threads=tuple(map(thread, analysis.threads)),
        groups=tuple(map(group, analysis.groups)),
        conflicts=tuple(map(conflict, analysis.conflicts)),
    )


def _merges(kind: LineageKind, found: Inheritance) -> tuple[Merge, ...]:
    return tuple(Merge(kind, into, sources) for into, sources in found.merges)


def _splits(kind: LineageKind, found: Inheritance) -> tuple[Split, ...]:
    return tuple(Split(kind, source, into) for source, into in found.splits)
