"""How well texts are put together in groups: by text, by pair, and as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from analyzer.evaluation.counts import harmonic_mean
from analyzer.evaluation.group_rows import Label


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall as means, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return harmonic_mean(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Pairs of texts of one group.

    Attributes
    ----------
    n_gold, n_predicted
        Pairs that share a group in the gold, and as predicted.
    n_right
        Those that do in both.
    """

    n_gold: int
    n_predicted: int
    n_right: int

    @property
    def precision(self) -> float:
        """Share of the predicted pairs that are right, 0 to 1; 1 when none was predicted, as nothing is wrong."""
        return self.n_right / self.n_predicted if self.n_predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold pairs that were found, 0 to 1; 1 when there are none."""
        return self.n_right / self.n_gold if self.n_gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return harmonic_mean(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class GroupScores:
    """Scores over all texts.

    Attributes
    ----------
    n_texts, n_gold_groups, n_groups
        Texts; groups in the gold and as predicted, those of one text included.
    largest_gold, largest
        Texts in the largest group of each.
    b_cubed
        Means over the texts: which share of a text's group belongs there, and which share of what belongs there is
        in it.
    pairs
        The same by pair of texts; large groups weigh more.
    adjusted_rand
        Share of pairs that are told right, corrected for chance: 1 perfect, 0 as by chance.
    v_measure
        Harmonic mean of homogeneity and completeness, 0 to 1; many small groups score high by chance.
    """

    n_texts: int
    n_gold_groups: int
    n_groups: int
    largest_gold: int
    largest: int
    b_cubed: Agreement
    pairs: PairCounts
    adjusted_rand: float
    v_measure: float


def score_groups(gold: Sequence[Label], predicted: Sequence[Label]) -> GroupScores:
    """Score groups of texts against the groups they belong to.

    Parameters
    ----------
    gold, predicted
        One label a text, in one order, at least one; ``None`` is a group of its own each time.

    References
    ----------
    Bagga and Baldwin (1998), "Algorithms for scoring coreference chains". Amigó, Gonzalo, Artiles and Verdejo (2009),
    "A comparison of extrinsic clustering evaluation metrics based on formal constraints",
    doi:10.1007/s10791-008-9066-8. Hubert and Arabie (1985), "Comparing partitions", doi:10.1007/BF01908075. Rosenberg
    and Hirschberg (2007), "V-measure: a conditional entropy-based external cluster evaluation measure".
    """
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    ours, theirs = _numbered(predicted), _numbered(gold)
    shared, sizes, gold_sizes = Counter(zip(ours, theirs, strict=True)), Counter(ours), Counter(theirs)
    n = len(ours)
    return GroupScores(
        n_texts=n,
        n_gold_groups=len(gold_sizes),
        n_groups=len(sizes),
        largest_gold=max(gold_sizes.values()),
        largest=max(sizes.values()),
        b_cubed=Agreement(
            sum(size * size / sizes[one] for (one, _), size in shared.items()) / n,
            sum(size * size / gold_sizes[other] for (_, other), size in shared.items()) / n,
        ),
        pairs=PairCounts(_n_pairs(gold_sizes.values()), _n_pairs(sizes.values()), _n_pairs(shared.values())),
        adjusted_rand=float(adjusted_rand_score(theirs, ours)),
        v_measure=float(v_measure_score(theirs, ours)),
    )


def _numbered(labels: Sequence[Label]) -> list[int]:
    number: dict[Hashable, int] = {}
    keys = ((True, i) if label is None else (False, label) for i, label in enumerate(labels))
    return [number.setdefault(key, len(number)) for key in keys]


def _n_pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
