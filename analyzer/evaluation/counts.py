"""What was counted; every ratio follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, wrong and missed; the ratios follow."""

    n_right: int
    n_wrong: int
    n_missed: int

    @property
    def precision(self) -> float:
        """Share of what was given that is right, 0 to 1; 0 when nothing was given."""
        return self.n_right / max(1, self.n_right + self.n_wrong)

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 to 1; 0 for an empty gold."""
        return self.n_right / max(1, self.n_right + self.n_missed)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What there was to find and what was predicted.

    Attributes
    ----------
    n_gold, n_found
        Things in the gold, and how many of them were found.
    n_predicted, n_right
        Things predicted, and how many of them are right. Differs from ``n_found`` only where gold and predictions are
        sorted by a kind of their own, as a thing of one kind may be found by one of another.
    """

    n_gold: int
    n_found: int
    n_predicted: int
    n_right: int

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right, 0 to 1; 0 when nothing was predicted."""
        return self.n_right / max(1, self.n_predicted)

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 to 1; 0 for an empty gold."""
        return self.n_found / max(1, self.n_gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return harmonic_mean(self.precision, self.recall)


def harmonic_mean(one: float, other: float) -> float:
    """Return the harmonic mean of two numbers that are not negative; 0 if both are 0."""
    return 2 * one * other / (one + other) if one + other else 0.0


def added(parts: Iterable[Retrieval]) -> Retrieval:
    """Add up the counts of several articles."""
    rows = [(one.n_gold, one.n_found, one.n_predicted, one.n_right) for one in parts]
    return Retrieval(*(sum(column) for column in zip(*rows, strict=True))) if rows else Retrieval(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some things have a property."""

    n: int
    n_of: int

    @property
    def ratio(self) -> float:
        """``n / n_of``, 0 to 1; 0 of nothing is 0."""
        return self.n / max(1, self.n_of)
