"""What ties the statements of a group to each other, and to other groups that nearly joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.schema import Comparison, Evidence, Group, Statement
from analyzer.settings import GroupSettings
from analyzer.tables.conflicts import ContributionRow
from analyzer.tables.lookup import Lookup
from analyzer.tables.rows import DIGITS, StatementRow, statement_row

_SIGNAL_WORDS = {
    "similarity": "closeness of the two claims",
    "relation": "read together by the model",
    "direction": "read the weaker way round",
    "subject": "subject in common",
    "names": "other names",
    "prior": "how rare conflicts are",
}


@dataclass(frozen=True, slots=True)
class Tie:
    """Two statements by id; ``judged`` is ``None`` where no scores of them are kept, as they are far apart."""

    left: str
    right: str
    judged: Comparison | None

    @property
    def score(self) -> float:
        """How far the two say the same, 0 to 1; 0 where no scores are kept."""
        return self.judged.entailment if self.judged else 0.0


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """What is known of pairs of statements.

    Attributes
    ----------
    of
        Statement id to all comparisons in which it takes part.
    between
        Two ids in their order to the comparison of these two.
    nested
        Two ids in their order, neither a copy's, one of which is reported inside the other.
    """

    of: dict[str, tuple[Comparison, ...]]
    between: dict[tuple[str, str], Comparison]
    nested: frozenset[tuple[str, str]]

    def tie(self, left: str, right: str) -> Tie:
        """Return what ties two statements."""
        return Tie(left, right, self.between.get(_pair(left, right)))

    def is_nested(self, left: str, right: str) -> bool:
        """Tell whether one of two statements is reported inside the other."""
        return _pair(left, right) in self.nested


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie with what its score rests on; contributions below 0 speak for the two saying the same."""

    left: StatementRow
    right: StatementRow
    score: float | None
    similarity: float | None
    reasons: tuple[ContributionRow, ...]


@dataclass(frozen=True, slots=True)
class NearGroup:
    """A group that nearly joined.

    Attributes
    ----------
    best
        The strongest tie between the two groups; its left statement is of the group looked at.
    why_apart
        One sentence: what kept them apart.
    """

    id: str
    claim: str
    n_voices: int
    n_statements: int
    best: TieRow
    why_apart: str


def judged_pairs(lookup: Lookup) -> JudgedPairs:
    """Index what is known of pairs; costs as much as there are pairs."""
    of = defaultdict[str, list[Comparison]](list)
    for one in lookup.analysis.comparisons:
        of[one.left].append(one)
        of[one.right].append(one)
    return JudgedPairs(
        of={statement: tuple(found) for statement, found in of.items()},
        between={_pair(one.left, one.right): one for one in lookup.analysis.comparisons},
        nested=frozenset(pair for statement in lookup.analysis.statements for pair in _outer_pairs(statement, lookup)),
    )


def originals(group: Group, lookup: Lookup) -> list[str]:
    """Return the members that are no copies, in the order of reading."""
    said = [member for member in group.members if lookup.statements[member].copy_of is None]
    return sorted(said, key=lambda member: lookup.numbers[member])


def tie_rows(ties: Sequence[Tie], lookup: Lookup) -> tuple[TieRow, ...]:
    """Shape ties with what their scores rest on."""
    return tuple(
        TieRow(
            statement_row(lookup.statements[tie.left], lookup),
            statement_row(lookup.statements[tie.right], lookup),
            round(tie.judged.entailment, DIGITS) if tie.judged else None,
            round(tie.judged.similarity, DIGITS) if tie.judged else None,
            tuple(_reason(evidence) for evidence in tie.judged.evidence) if tie.judged else (),
        )
        for tie in ties
    )


def near_groups(group: Group, lookup: Lookup, judged: JudgedPairs, settings: GroupSettings) -> list[Tie]:
    """Find the groups that nearly joined a group: those with a tie to it as strong as two members need.

    Returns
    -------
    list of Tie
        The strongest tie to each of them, strongest first; its left statement is of the group itself.
    """
    best = dict[str, Tie]()
    for one in originals(group, lookup):
        for comparison in judged.of.get(one, ()):
            tie = Tie(one, comparison.right if comparison.left == one else comparison.left, comparison)
            other = lookup.group_of[tie.right].id
            if other == group.id or tie.score < settings.min_pair_entailment:
                continue
            if other not in best or tie.score > best[other].score:
                best[other] = tie
    return sorted(best.values(), key=lambda tie: (-tie.score, lookup.numbers[tie.left], lookup.numbers[tie.right]))


def near_group(best: Tie, lookup: Lookup, judged: JudgedPairs, settings: GroupSettings) -> NearGroup:
    """Shape a group that nearly joined, known by its strongest tie from :func:`near_groups`."""
    group = lookup.group_of[best.right]
    ours, theirs = originals(lookup.group_of[best.left], lookup), originals(group, lookup)
    ties = [judged.tie(one, other) for one in ours for other in theirs]
    return NearGroup(
        id=group.id,
        claim=group.label,
        n_voices=group.n_independent,
        n_statements=len(theirs),
        best=tie_rows([best], lookup)[0],
        why_apart=_why_apart(ties, lookup, judged, settings),
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _why_apart(ties: Sequence[Tie], lookup: Lookup, judged: JudgedPairs, settings: GroupSettings) -> str:
    """Say what the grouping found between two groups, asking in the order in which it decides."""

    def named(tie: Tie) -> str:
        return f"S{lookup.numbers[tie.left]} and S{lookup.numbers[tie.right]}"

    for tie in ties:
        if tie.judged is not None and tie.judged.relation == "contradiction":
            return f"{named(tie)} were judged to clash, and what clashes shares no group."
    for tie in ties:
        if judged.is_nested(tie.left, tie.right):
            return f"Of {named(tie)}, one is reported inside the other: who reports a statement does not confirm it."
    weakest, least = min(ties, key=lambda tie: tie.score), settings.min_pair_entailment
    if weakest.score < least:
        found = f"score {weakest.score:.2f}" if weakest.judged else "were not found to say the same"
        return f"{named(weakest)} {found}; every two statements of a group need a score of {least:.2f}."
    mean = sum(tie.score for tie in ties) / len(ties)
    if mean < settings.min_entailment:
        which = "The score" if len(ties) == 1 else f"The mean score of their {len(ties)} pairs"
        return f"{which}, {mean:.2f}, is under the threshold, {settings.min_entailment:.2f}."
    return f"Their mean score, {mean:.2f}, would join them; they were kept apart by hand."


def _outer_pairs(statement: Statement, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Pair a statement with all that it is reported inside of, copies standing for their originals."""
    seen, outer = {statement.id}, statement.nested_in
    while outer is not None and outer not in seen:
        seen.add(outer)
        yield _pair(statement.copy_of or statement.id, lookup.statements[outer].copy_of or outer)
        outer = lookup.statements[outer].nested_in


def _reason(evidence: Evidence) -> ContributionRow:
    label = _SIGNAL_WORDS.get(evidence.signal) or evidence.signal.replace("_", " ").strip()
    return ContributionRow(evidence.signal, label, round(evidence.contribution, DIGITS), evidence.words)
