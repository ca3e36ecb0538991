"""How well the relation of two texts is told, above all whether they contradict each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.evaluation.calibration import Calibration, calibrate
from analyzer.evaluation.counts import Retrieval, Share
from analyzer.evaluation.relation_rows import RelatedPair, RelationPrediction

FLAGGED_FROM = 0.5
HIGH_PRECISION = 0.95


@dataclass(frozen=True, slots=True)
class ContradictionScores:
    """How well one probability tells contradictions from the rest.

    Attributes
    ----------
    flagged
        Contradictions among the pairs with a probability of 0.5 or more.
    average_precision
        Mean precision over the contradictions as the threshold falls, 0 to 1; ``None`` without any. Pairs of equal
        probability are taken in together, so their order in the file never matters (as in scikit-learn).
    recall_at_95_precision
        The largest share of the contradictions found by any threshold at which 95 % or more of what is flagged is
        right; 0 if there is none.
    false_alarms
        Flagged pairs among those that are no contradictions.
    calibration
        The probability against whether it is a contradiction.
    brier_skill
        By how much the Brier score is better than that of always giving the share of contradictions: 1 perfect, 0 no
        better, below 0 worse; ``None`` if all pairs are, or none is, a contradiction.
    """

    flagged: Retrieval
    average_precision: float | None
    recall_at_95_precision: float
    false_alarms: Share
    calibration: Calibration
    brier_skill: float | None


@dataclass(frozen=True, slots=True)
class RelationScores:
    """Scores over all pairs.

    Attributes
    ----------
    accuracy
        Pairs whose most probable relation is the right one.
    contradiction
        By the probability of contradiction.
    conflict
        By the probability of a conflict; ``None`` unless every prediction has one.
    """

    accuracy: Share
    contradiction: ContradictionScores
    conflict: ContradictionScores | None = None


def score_relations(gold: Sequence[RelatedPair], predictions: Sequence[RelationPrediction]) -> RelationScores:
    """Score predictions against labels.

    Parameters
    ----------
    gold
        At least one pair.
    predictions
        One a pair, in the same order.
    """
    labels = [pair.label == "contradiction" for pair in gold]
    n_right = sum(one.relation == pair.label for pair, one in zip(gold, predictions, strict=True))
    fused = [one.conflict for one in predictions if one.conflict is not None]
    return RelationScores(
        accuracy=Share(n_right, len(gold)),
        contradiction=_score([one.contradiction for one in predictions], labels),
        conflict=_score(fused, labels) if len(fused) == len(predictions) else None,
    )


def _score(probabilities: Sequence[float], labels: Sequence[bool]) -> ContradictionScores:
    outcomes = list(zip(probabilities, labels, strict=True))
    calibration = calibrate(outcomes)
    if calibration is None:
        raise ValueError("nothing to score: no pairs")
    n, n_gold = len(outcomes), sum(labels)
    flagged = [label for probability, label in outcomes if probability >= FLAGGED_FROM]
    base = n_gold / n
    return ContradictionScores(
        flagged=Retrieval(n_gold, sum(flagged), len(flagged), sum(flagged)),
        average_precision=_average_precision(outcomes, n_gold) if n_gold else None,
        recall_at_95_precision=_recall_at(HIGH_PRECISION, outcomes, n_gold),
        false_alarms=Share(len(flagged) - sum(flagged), n - n_gold),
        calibration=calibration,
        brier_skill=1 - calibration.brier / (base * (1 - base)) if 0 < n_gold < n else None,
    )


def _average_precision(outcomes: Sequence[tuple[float, bool]], n_gold: int) -> float:
    total, before = 0.0, 0
    for n_flagged, n_right in _thresholds(outcomes):
        total += (n_right - before) * n_right / n_flagged
        before = n_right
    return total / n_gold


def _recall_at(precision: float, outcomes: Sequence[tuple[float, bool]], n_gold: int) -> float:
    found = [n_right for n_flagged, n_right in _thresholds(outcomes) if n_right / n_flagged >= precision]
    return max(found, default=0) / max(1, n_gold)


def _thresholds(outcomes: Sequence[tuple[float, bool]]) -> Iterator[tuple[int, int]]:
    """Lower the threshold from one probability that occurs to the next; count what is flagged, and right."""
    n_flagged = n_right = 0
    for _, equal in itertools.groupby(sorted(outcomes, reverse=True), key=lambda outcome: outcome[0]):
        labels = [label for _, label in equal]
        n_flagged, n_right = n_flagged + len(labels), n_right + sum(labels)
        yield n_flagged, n_right
