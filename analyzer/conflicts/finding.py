"""The stage itself: one conflict a pair of groups that clash for one reason.

The strongest pair is cited, what says the same stands beside it. Nothing here says who is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyzer.conflicts.gathering import Draft, gather, strongest_clash
from analyzer.conflicts.kinds import kind_of, strength_of
from analyzer.conflicts.rationales import explain, unless
from analyzer.ids import conflict_id
from analyzer.schema import Comparison, Conflict, ConflictSide, Evidence, Group, Span, Speaker, Statement
from analyzer.settings import ConflictSettings


@dataclass(frozen=True, slots=True)
class _Material:
    statements: Mapping[str, Statement]
    groups: Mapping[str, Group]
    sayers: Mapping[str, frozenset[str]]
    settings: ConflictSettings


def find_conflicts(
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    comparisons: Sequence[Comparison],
    groups: Sequence[Group],
    settings: ConflictSettings,
) -> tuple[Conflict, ...]:
    """Return conflicts between groups, highest score first.

    Parameters
    ----------
    comparisons
        Judged pairs. Those that hold a clash, with a probability of ``min_possible`` or more, are considered.

    Returns
    -------
    tuple of Conflict
        Sorted by score, then id. Cited statements are never copies.
    """
    bodies = {speaker.id: speaker.speaks_for for speaker in speakers}
    material = _Material(
        statements={statement.id: statement for statement in statements},
        groups={member: group for group in groups for member in group.members},
        sayers={statement.id: _sayers(statement, bodies) for statement in statements},
        settings=settings,
    )
    drafts = gather(comparisons, material.statements, material.groups, material.sayers, settings.min_possible)
    conflicts = [_finish(draft, material) for draft in drafts]
    return tuple(sorted(conflicts, key=lambda conflict: (-conflict.score, conflict.id)))


def _sayers(statement: Statement, bodies: Mapping[str, str | None]) -> frozenset[str]:
    spoken_for = {body for speaker in statement.speakers if (body := bodies.get(speaker))}
    return frozenset(statement.speakers) | spoken_for


def _finish(draft: Draft, material: _Material) -> Conflict:
    pair, strongest = _cited_pair(draft, material)
    left, right = material.statements[pair.left], material.statements[pair.right]
    kind, strength = kind_of(pair.evidence, draft.signal, left, right), strength_of(strongest, pair.evidence)
    score = round(sum(evidence.contribution for evidence in pair.evidence), 4)
    return Conflict(
        id=conflict_id(left.id, right.id),
        thread=material.groups[left.id].thread,
        kind=kind,
        strength=strength,
        band="flagged" if pair.contradiction >= material.settings.min_flagged else "possible",
        score=score,
        probability=pair.contradiction,
        left=_side(left, right, draft.lefts, strongest.left_spans, material),
        right=_side(right, left, draft.rights, strongest.right_spans, material),
        rationale=explain(kind, strongest, left, right),
        unless=unless(kind, pair.evidence),
        evidence=pair.evidence,
    )


def _cited_pair(draft: Draft, material: _Material) -> tuple[Comparison, Evidence]:
    """Choose the pair to cite: the strongest, but for two accounts of one utterance the accounts, not the utterance."""
    statements = material.statements
    if statements[draft.strongest.left].speakers == statements[draft.strongest.right].speakers:
        for pair in draft.pairs:
            left, right, clash = statements[pair.left], statements[pair.right], strongest_clash(pair.evidence)
            accounts = left.nested_in is None and right.nested_in is None and left.speakers != right.speakers
            if accounts and clash is not None:
                return pair, clash
    return draft.strongest, draft.clash


def _side(
    cited: Statement, against: Statement, judged: Iterable[str], spans: tuple[Span, ...], material: _Material
) -> ConflictSide:
    """Build one side: beside the cited statement those judged to clash too, strongest first, then its group."""
    group = material.groups[cited.id]
    also = [
        other
        for other in dict.fromkeys((*judged, *group.members))
        if other != cited.id
        and material.statements[other].copy_of is None
        and not material.sayers[other] & material.sayers[against.id]
    ]
    return ConflictSide(cited.id, group.id, tuple(also[: material.settings.max_also]), spans)
