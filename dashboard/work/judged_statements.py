"""A statement that a claim was judged against, and which of three lists it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.conflicts.gathering import strongest_clash
from analyzer.language.fingerprints import negations
from analyzer.schema import Comparison, Conflict, Evidence, Statement


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """A statement of the analysis, and what came of the pair; the claim is on the left of the comparison.

    Attributes
    ----------
    cosine
        Of the two claims, -1 to 1.
    comparison
        ``None`` when the two cannot be compared or nothing in them agrees or clashes.
    conflict
        ``None`` when nothing clashes strongly enough to be shown.
    is_turned
        Whether one of the two is negated and the other is not, as far as their words say.
    """

    statement: Statement
    cosine: float
    comparison: Comparison | None
    conflict: Conflict | None
    is_turned: bool = False


def is_alike(judged: JudgedStatement, least: float) -> bool:
    """Tell whether the two would be put into one group, if they were all that there is."""
    found = judged.comparison
    return (
        judged.conflict is None and found is not None and found.relation == "entailment" and found.entailment >= least
    )


def says_the_same(judged: JudgedStatement, least: float) -> bool:
    """Tell whether the two are alike, and neither is the negation of the other: "not imminent", "could be imminent"."""
    return is_alike(judged, least) and not judged.is_turned


def is_near(judged: JudgedStatement, least: float) -> bool:
    """Tell whether a statement is near in meaning, or differs in something that weighs too little to be shown."""
    return judged.cosine >= least or weak_clash(judged) is not None


def weak_clash(judged: JudgedStatement) -> Evidence | None:
    """Return what differs most in a pair that is not shown as a conflict."""
    if judged.comparison is None or judged.conflict is not None:
        return None
    return strongest_clash(judged.comparison.evidence)


def are_turned(one: Statement, other: Statement) -> bool:
    """Tell whether one of two statements is negated, by its words or as a denial, and the other is not."""
    return _is_negated(one) != _is_negated(other)


def _is_negated(statement: Statement) -> bool:
    return (negations(statement.claim) + (statement.stance == "denies")) % 2 == 1
