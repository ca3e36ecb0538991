"""Corrections of groups: statements moved, groups split and joined, whatever the judged pairs say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from analyzer.corrections.corpus import Corpus, NotApplicableError
from analyzer.corrections.correcting import Corrected
from analyzer.schema import (
    AppliedCorrection,
    Comparison,
    Correction,
    CorrectionKind,
    Document,
    Group,
    Statement,
)

MakeGroup = Callable[[Sequence[Statement]], Group]
"""Makes the record of a group from its members, copies included."""

GROUP_KINDS: frozenset[CorrectionKind] = frozenset(("move", "split_group", "join_groups"))


@dataclass(frozen=True, slots=True)
class CorrectedGroups:
    """Groups as people corrected them.

    Attributes
    ----------
    groups
        Every statement in exactly one; in the order given, made anew where the members are others.
    told
        What became of every correction, of statements too, in the order given.
    """

    groups: tuple[Group, ...]
    told: tuple[AppliedCorrection, ...]


def correct_groups(
    groups: Sequence[Group],
    corrected: Corrected,
    documents: Sequence[Document],
    comparisons: Sequence[Comparison],
    make_group: MakeGroup,
    corrections: Sequence[Correction],
) -> CorrectedGroups:
    """Apply what people corrected about groups.

    A person may join what was judged to clash: such pairs are told, and :func:`parted_only` leaves them out of the
    search for conflicts, as a group says one thing. A copy stays with its original.

    Parameters
    ----------
    groups
        Of ``corrected.statements``.
    make_group
        :meth:`analyzer.groups.GroupMaker.group`, or something like it.
    corrections
        All of them, in the order in which they were made.
    """
    told_of_statements = iter(corrected.told)
    if not any(one.kind in GROUP_KINDS for one in corrections):
        return CorrectedGroups(tuple(groups), corrected.told)
    corpus = Corpus(corrected.statements, corrected.speakers, documents, corrected.became)
    partition = _Partition(groups, corpus, comparisons)
    told = [
        partition.apply(correction) if correction.kind in GROUP_KINDS else next(told_of_statements)
        for correction in corrections
    ]
    return CorrectedGroups(partition.made(groups, make_group), tuple(told))


def parted_only(
    comparisons: Sequence[Comparison], before: Sequence[Group], after: Sequence[Group]
) -> tuple[Comparison, ...]:
    """Return the judged pairs but those whose statements people put into one group."""
    if tuple(before) == tuple(after):
        return tuple(comparisons)
    was, now = ({member: group.id for group in groups for member in group.members} for groups in (before, after))
    return tuple(one for one in comparisons if now[one.left] != now[one.right] or was[one.left] == was[one.right])


class _Partition:
    """Which statements stand together, by numbers of groups; copies are where their original is."""

    def __init__(self, groups: Sequence[Group], corpus: Corpus, comparisons: Iterable[Comparison]) -> None:
        self._corpus = corpus
        self._members = {number: dict.fromkeys(group.members) for number, group in enumerate(groups)}
        self._group_of = {member: number for number, held in self._members.items() for member in held}
        self._copies = defaultdict[str, list[str]](list)
        for statement in corpus.statements.values():
            self._copies[self._original(statement)].append(statement.id)
        self._against = defaultdict[str, set[str]](set)
        for one in comparisons:
            if one.relation == "contradiction":
                self._against[one.left].add(one.right)
                self._against[one.right].add(one.left)

    def apply(self, correction: Correction) -> AppliedCorrection:
        """Apply one correction."""
        try:
            found, missed = self._corpus.find_all(correction.statements)
            moved = self._move(correction, found)
        except NotApplicableError as error:
            return AppliedCorrection(correction, applied=False, why_not=str(error))
        inside = self._members[self._group_of[found[0].id]]
        n_clashes = len({frozenset((one, other)) for one in moved for other in self._against[one] if other in inside})
        clashes = f"no conflict is shown between its members, of which {n_clashes} pairs were judged to clash"
        told = [*([clashes] if n_clashes else []), *([missed] if missed else [])]
        return AppliedCorrection(correction, tuple(moved), told="; ".join(told) or None)

    def made(self, groups: Sequence[Group], make_group: MakeGroup) -> tuple[Group, ...]:
        """Return the groups as they are now."""
        made = []
        for number, held in self._members.items():
            same = number < len(groups) and held.keys() == set(groups[number].members)
            if held:
                made.append(groups[number] if same else make_group([self._corpus.statements[one] for one in held]))
        return tuple(made)

    def _move(self, correction: Correction, found: Sequence[Statement]) -> list[str]:
        """Put statements where a correction says, their copies with them; return those that stand elsewhere now."""
        whole = [copy for one in found for copy in self._copies[self._original(one)]]
        beside = self._corpus.find(correction.beside) if correction.beside is not None else None
        if correction.kind == "join_groups":
            numbers = {self._group_of[one.id] for one in found}
            target = self._group_of[found[0].id]
            if len(found) < 2:
                raise NotApplicableError("only one of its groups is found")
            return self._put([one for number in sorted(numbers) for one in self._members[number]], target)
        if correction.kind == "move" and beside is not None:
            if beside.id in whole:
                raise NotApplicableError("a statement is moved to a copy of itself")
            return self._put(whole, self._group_of[beside.id])
        return self._part(whole, beside)

    def _part(self, whole: Sequence[str], beside: Statement | None) -> list[str]:
        """Give statements a group of their own, unless they have it."""
        if beside is not None and beside.id in whole:
            raise NotApplicableError("a statement is parted from a copy of itself")
        held = self._members[self._group_of[whole[0]]]
        if held.keys() == set(whole):
            return []
        target = len(self._members)
        self._members[target] = {}
        return self._put(whole, target)

    def _put(self, statements: Iterable[str], target: int) -> list[str]:
        moved = [one for one in dict.fromkeys(statements) if self._group_of[one] != target]
        for one in moved:
            del self._members[self._group_of[one]][one]
            self._members[target][one] = None
            self._group_of[one] = target
        return moved

    def _original(self, statement: Statement) -> str:
        seen = {statement.id}
        while statement.copy_of in self._corpus.statements and statement.copy_of is not None:
            if statement.copy_of in seen:
                return min(seen)
            seen.add(statement.copy_of)
            statement = self._corpus.statements[statement.copy_of]
        return statement.id
