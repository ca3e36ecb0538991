"""Scores of relations against straightforward computations, and what has no contradictions or nothing else."""

import math
import random

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, brier_score_loss, precision_recall_curve

from analyzer.evaluation.relation_rows import RELATIONS, RelatedPair, RelationPrediction
from analyzer.evaluation.relations import score_relations


def gold(*labels):
    return [RelatedPair("the port is open", "the port is shut", label) for label in labels]


def predicted(*contradictions):
    return [RelationPrediction(0.0, 1.0 - each, each) for each in contradictions]


def at_random(seed, n, decimals):
    """Labels with three probabilities each and a fourth; few decimals make many of them equal."""
    draw = random.Random(seed)
    labels, rows = [], []
    for _ in range(n):
        raw = [draw.random() + 0.01 for _ in RELATIONS]
        labels.append(RELATIONS[raw.index(max(raw))] if draw.random() < 0.6 else draw.choice(RELATIONS))
        shares = [round(one / sum(raw), decimals) for one in raw]
        rows.append(RelationPrediction(*shares, round(draw.random(), decimals)))
    return gold(*labels), rows


@pytest.mark.parametrize("decimals", [12, 2, 1])
@pytest.mark.parametrize("name", ["contradiction", "conflict"])
def test_figures_are_those_of_other_implementations(name, decimals):
    pairs, rows = at_random(seed=7, n=400, decimals=decimals)
    scores = getattr(score_relations(pairs, rows), name)
    true = np.array([pair.label == "contradiction" for pair in pairs])
    given = np.array([getattr(row, name) for row in rows])
    precision, recall, _ = precision_recall_curve(true, given)
    assert scores.average_precision == pytest.approx(average_precision_score(true, given))
    assert scores.recall_at_95_precision == pytest.approx(max(recall[precision >= 0.95]))
    assert scores.calibration.brier == pytest.approx(brier_score_loss(true, given))
    assert scores.brier_skill == pytest.approx(1 - brier_score_loss(true, given) / true.var())


@pytest.mark.parametrize("seed", range(5))
def test_figures_are_those_of_a_plain_count(seed):
    pairs, rows = at_random(seed, n=150, decimals=12)
    scores = score_relations(pairs, rows)
    true = [pair.label == "contradiction" for pair in pairs]
    given = [row.contradiction for row in rows]
    ranked = [label for _, label in sorted(zip(given, true, strict=True), reverse=True)]
    precisions = [sum(ranked[: k + 1]) / (k + 1) for k in range(len(ranked))]
    ece = 0.0
    for low in range(10):
        own = [i for i, one in enumerate(given) if low / 10 <= one < (low + 1) / 10]
        ece += abs(sum(given[i] for i in own) - sum(true[i] for i in own)) / len(given)
    found = scores.contradiction
    assert found.average_precision == pytest.approx(
        sum(p for p, label in zip(precisions, ranked, strict=True) if label) / sum(true)
    )
    assert found.recall_at_95_precision == pytest.approx(
        max((sum(ranked[: k + 1]) for k, p in enumerate(precisions) if p >= 0.95), default=0) / sum(true)
    )
    assert found.calibration.expected_calibration_error == pytest.approx(ece)
    flagged = [label for one, label in zip(given, true, strict=True) if one >= 0.5]
    assert (found.flagged.n_predicted, found.flagged.n_right) == (len(flagged), sum(flagged))
    assert found.false_alarms.ratio == pytest.approx(flagged.count(False) / true.count(False))


def test_counts_at_the_threshold():
    pairs = gold("contradiction", "contradiction", "neutral", "entailment", "neutral")
    scores = score_relations(pairs, predicted(0.9, 0.2, 0.5, 0.4999, 0.1)).contradiction
    assert (scores.flagged.precision, scores.flagged.recall, scores.flagged.f1) == (0.5, 0.5, 0.5)
    assert (scores.false_alarms.n, scores.false_alarms.n_of) == (1, 3)


def test_accuracy_takes_the_most_probable_and_the_first_of_equal_ones():
    rows = [RelationPrediction(0.4, 0.4, 0.2), RelationPrediction(0.1, 0.45, 0.45), RelationPrediction(0.0, 0.1, 0.9)]
    scores = score_relations(gold("entailment", "contradiction", "contradiction"), rows)
    assert (scores.accuracy.n, scores.accuracy.n_of) == (2, 3)


@pytest.mark.parametrize("labels", [("contradiction", "neutral", "neutral"), ("neutral", "neutral", "contradiction")])
def test_equal_probabilities_are_taken_in_together(labels):
    scores = score_relations(gold(*labels), predicted(0.7, 0.7, 0.7)).contradiction
    assert scores.average_precision == pytest.approx(1 / 3)
    assert scores.recall_at_95_precision == 0.0


def test_a_perfect_system():
    pairs = gold("contradiction", "neutral", "entailment")
    rows = [RelationPrediction(0, 0, 1, 1), RelationPrediction(0, 1, 0, 0), RelationPrediction(1, 0, 0, 0)]
    scores = score_relations(pairs, rows)
    assert scores.accuracy.ratio == 1.0
    for one in (scores.contradiction, scores.conflict):
        assert (one.flagged.f1, one.average_precision, one.recall_at_95_precision, one.brier_skill) == (1, 1, 1, 1)
        assert (one.false_alarms.n, one.calibration.expected_calibration_error) == (0, 0)


def test_conflict_is_scored_only_if_every_prediction_has_it():
    pairs = gold("contradiction", "neutral")
    some = [RelationPrediction(0, 0, 1, 0.8), RelationPrediction(0, 1, 0)]
    assert score_relations(pairs, some).conflict is None


def test_without_contradictions():
    scores = score_relations(gold("neutral", "entailment"), predicted(0.6, 0.1)).contradiction
    assert (scores.average_precision, scores.brier_skill, scores.recall_at_95_precision) == (None, None, 0.0)
    assert (scores.flagged.recall, scores.flagged.precision, scores.false_alarms.ratio) == (0, 0, 0.5)


def test_with_contradictions_alone():
    scores = score_relations(gold("contradiction", "contradiction"), predicted(0.6, 0.1)).contradiction
    assert (scores.average_precision, scores.recall_at_95_precision, scores.brier_skill) == (1.0, 1.0, None)
    assert (scores.false_alarms.n_of, scores.false_alarms.ratio) == (0, 0.0)
    assert math.isclose(scores.calibration.brier, (0.16 + 0.81) / 2)


@pytest.mark.parametrize(("n_pairs", "n_rows"), [(0, 0), (2, 1), (1, 2)])
def test_nothing_and_unequal_numbers_are_refused(n_pairs, n_rows):
    with pytest.raises(ValueError):
        score_relations(gold(*["neutral"] * n_pairs), predicted(*[0.5] * n_rows))
