"""Gathering the judged pairs that are one conflict.

Two clashing pairs are one conflict when they clash for the same reason and stand for the same two groups, the same two
sentences (an outer and an inner attribution), or the same two voices with the same words.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from analyzer.conflicts.kinds import CLASHES
from analyzer.language.tokens import lemma, tokenize
from analyzer.schema import Comparison, Evidence, Group, Span, Statement


@dataclass(slots=True)
class Draft:
    """A conflict being gathered.

    Attributes
    ----------
    strongest, clash
        The pair that is cited, and its strongest clashing evidence.
    pairs
        All its pairs, strongest first.
    lefts, rights
        Ids of the statements on each side of all its pairs, strongest pair first.
    """

    strongest: Comparison
    clash: Evidence
    pairs: list[Comparison] = field(default_factory=list)
    lefts: list[str] = field(default_factory=list)
    rights: list[str] = field(default_factory=list)

    @property
    def signal(self) -> str:
        """Return the name of the signal that found the clash."""
        return self.clash.signal


def gather(
    comparisons: Sequence[Comparison],
    statements: Mapping[str, Statement],
    groups: Mapping[str, Group],
    sayers: Mapping[str, frozenset[str]],
    min_probability: float,
) -> list[Draft]:
    """Return one draft a conflict, strongest first."""
    drafts: list[Draft] = []
    draft_of: dict[Hashable, Draft] = {}
    turned: dict[Hashable, bool] = {}
    for pair in sorted(comparisons, key=lambda pair: (-_score(pair), pair.left, pair.right)):
        clash = strongest_clash(pair.evidence)
        one, other = statements[pair.left], statements[pair.right]
        if (
            clash is None
            or pair.contradiction < min_probability
            or one.copy_of
            or other.copy_of
            or groups[one.id] is groups[other.id]
        ):
            continue
        keys = _keys(one, other, clash, statements, groups, sayers)
        known = next((key for key, _ in keys if key in draft_of), None)
        draft = draft_of[known] if known is not None else Draft(pair, clash)
        # Whether this pair's left statement stands on the draft's right side.
        crosses = known is not None and dict(keys)[known] != turned[known]
        for key, is_turned in keys:
            if key not in draft_of:
                draft_of[key], turned[key] = draft, is_turned != crosses
        if known is None:
            drafts.append(draft)
        draft.pairs.append(pair)
        (draft.rights if crosses else draft.lefts).append(one.id)
        (draft.lefts if crosses else draft.rights).append(other.id)
    return drafts


def strongest_clash(evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the clash that contributes most, or ``None`` when nothing clashes."""
    clashes = [one for one in evidence if one.signal in CLASHES and one.contribution > 0]
    return max(clashes, key=lambda one: (one.contribution, one.signal)) if clashes else None


def _score(comparison: Comparison) -> float:
    return sum(evidence.contribution for evidence in comparison.evidence)


def _keys(
    one: Statement,
    other: Statement,
    clash: Evidence,
    statements: Mapping[str, Statement],
    groups: Mapping[str, Group],
    sayers: Mapping[str, frozenset[str]],
) -> list[tuple[Hashable, bool]]:
    """Return what identifies the conflict of a pair, each with whether its sides were exchanged to sort them."""
    sides = (
        ("groups", groups[one.id].id, groups[other.id].id),
        ("sentences", _sentence(one, statements), _sentence(other, statements)),
        (
            "voices",
            (tuple(sorted(sayers[one.id])), _marked(one, clash.left_spans)),
            (tuple(sorted(sayers[other.id])), _marked(other, clash.right_spans)),
        ),
    )
    keys: list[tuple[Hashable, bool]] = []
    for name, left, right in sides:
        is_turned = repr(right) < repr(left)
        keys.append(((clash.signal, name, *((right, left) if is_turned else (left, right))), is_turned))
    return keys


def _sentence(statement: Statement, statements: Mapping[str, Statement]) -> tuple[str, int]:
    """Return document and start of the outermost attribution around a statement."""
    seen: set[str] = set()
    while statement.nested_in in statements and statement.id not in seen:
        seen.add(statement.id)
        statement = statements[str(statement.nested_in)]
    return statement.document, statement.start


def _marked(statement: Statement, spans: Sequence[Span]) -> str:
    """Return the base form of the last marked word, which names the thing or the judgement."""
    words = [
        lemma(token.lower)
        for span in spans
        for token in tokenize(statement.text, max(0, span.start - statement.start), span.end - statement.start)
        if token.is_word
    ]
    return words[-1] if words else ""
