"""Whether a confidence can be read as a probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

N_BINS = 10


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Predictions of like confidence: how many, how many of them right, and their mean confidence."""

    n: int
    n_right: int
    mean_confidence: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well confidences foretell what is right.

    Attributes
    ----------
    n, n_right
        Predictions that carry a confidence, and how many of them are right.
    mean_confidence
        0 to 1; above ``n_right / n`` the system is too sure of itself.
    brier
        Brier score: mean squared difference between confidence and outcome (1 right, 0 wrong); 0 is perfect, 0.25 is
        what a constant 0.5 gets.
    expected_calibration_error
        Mean difference between confidence and share right within ten equally wide bins of confidence, each weighted
        by its predictions; 0 is perfect (Naeini et al., AAAI 2015).
    bins
        Those bins, empty ones left out; a confidence of 1 belongs to the last.
    """

    n: int
    n_right: int
    mean_confidence: float
    brier: float
    expected_calibration_error: float
    bins: tuple[CalibrationBin, ...]


def calibrate(outcomes: Sequence[tuple[float, bool]]) -> Calibration | None:
    """Measure pairs of a confidence and whether the prediction is right; None without any."""
    if not outcomes:
        return None
    n = len(outcomes)
    by_bin: list[list[tuple[float, bool]]] = [[] for _ in range(N_BINS)]
    for confidence, right in outcomes:
        by_bin[min(N_BINS - 1, int(confidence * N_BINS))].append((confidence, right))
    bins = tuple(_bin(own) for own in by_bin if own)
    return Calibration(
        n=n,
        n_right=sum(right for _, right in outcomes),
        mean_confidence=sum(confidence for confidence, _ in outcomes) / n,
        brier=sum((confidence - right) ** 2 for confidence, right in outcomes) / n,
        expected_calibration_error=sum(abs(one.mean_confidence * one.n - one.n_right) for one in bins) / n,
        bins=bins,
    )


def _bin(outcomes: Sequence[tuple[float, bool]]) -> CalibrationBin:
    n = len(outcomes)
    return CalibrationBin(n, sum(right for _, right in outcomes), sum(confidence for confidence, _ in outcomes) / n)
