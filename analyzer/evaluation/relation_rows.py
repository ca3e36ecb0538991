"""Pairs of texts whose relation is known, and what a system says about them: the records, and their form in files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from analyzer.errors import InputError
from analyzer.evaluation.gold_files import Row, read_rows, shown, write_values
from analyzer.schema import Comparison, Relation

RELATIONS: tuple[Relation, ...] = get_args(Relation)
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class RelatedPair:
    """Two texts, and how the second stands to the first."""

    premise: str
    hypothesis: str
    label: Relation


@dataclass(frozen=True, slots=True)
class RelationPrediction:
    """What a system takes for the probabilities of the three relations, each 0 to 1; need not add up to 1.

    Attributes
    ----------
    conflict
        Probability that a reader would call the pair a conflict, where the system gives one apart.
    """

    entailment: float
    neutral: float
    contradiction: float
    conflict: float | None = None

    @property
    def relation(self) -> Relation:
        """The most probable relation; of equally probable ones the first as they stand above."""
        probabilities = self.entailment, self.neutral, self.contradiction
        return RELATIONS[probabilities.index(max(probabilities))]


def read_related_pairs(path: Path) -> tuple[RelatedPair, ...]:
    """Read pairs that were labelled by hand: one a line, in JSON, ``.gz`` or not.

    Raises
    ------
    InputError
        The file cannot be read, holds no pair, or a row is not of the form; the error names the line.
    """
    found = tuple(RelatedPair(row.string("premise"), row.string("hypothesis"), _label(row)) for row in read_rows(path))
    if not found:
        raise InputError(f'{path}: expected one pair a line: {{"premise", "hypothesis", "label"}}; the file is empty')
    return found


def read_relation_predictions(path: Path, gold: Sequence[RelatedPair]) -> tuple[RelationPrediction, ...]:
    """Read what a system says about the pairs of a gold: as many rows, in the same order.

    Raises
    ------
    InputError
        The file cannot be read, a row is not of the form, or there are more or fewer rows than pairs.
    """
    found: list[RelationPrediction] = []
    wanted = f"expected {len(gold)} rows, one for each pair of the gold and in its order"
    for row in read_rows(path):
        if len(found) == len(gold):
            raise row.error(f"{wanted}; this is one more")
        entailment, neutral, contradiction = (_probability(row, name) for name in RELATIONS)
        conflict = _probability(row, "conflict") if row.fields.get("conflict") is not None else None
        found.append(RelationPrediction(entailment, neutral, contradiction, conflict))
    if len(found) < len(gold):
        raise InputError(f"{path}: {wanted}; found {len(found)}")
    return tuple(found)


def write_relation_predictions(predictions: Iterable[RelationPrediction], path: Path) -> None:
    """Write predictions in the form that :func:`read_relation_predictions` and other scorers read.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    write_values(map(_row, predictions), path)


def relation_predictions(
    comparisons: Sequence[Comparison | None], scores: Iterable[Sequence[float]] | None = None
) -> tuple[RelationPrediction, ...]:
    """Turn judged pairs into predictions.

    Parameters
    ----------
    comparisons
        ``None`` for a pair that was not worth judging: no conflict.
    scores
        What a relation model alone says of each pair: entailment, neutral, contradiction. Without it the comparisons'
        own scores stand for it.

    Returns
    -------
    tuple of RelationPrediction
        One a pair; ``conflict`` is the fused probability that the two conflict.
    """
    fused = [
        (0.0, 1.0, 0.0) if one is None else (one.entailment, one.neutral, one.contradiction) for one in comparisons
    ]
    related = fused if scores is None else [(float(one[0]), float(one[1]), float(one[2])) for one in scores]
    return tuple(RelationPrediction(*alone, joint[2]) for alone, joint in zip(related, fused, strict=True))


def _row(one: RelationPrediction) -> dict[str, float]:
    row: dict[str, float] = {name: round(float(getattr(one, name)), _DECIMALS) for name in RELATIONS}
    return row if one.conflict is None else {**row, "conflict": round(one.conflict, _DECIMALS)}


def _label(row: Row) -> Relation:
    label = row.fields.get("label")
    for relation in RELATIONS:
        if label == relation:
            return relation
    raise row.error(f'expected "label" to be one of {", ".join(RELATIONS)}; found {shown(label)}')


def _probability(row: Row, name: str) -> float:
    value = row.fields.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise row.error(f'expected "{name}" to be a number from 0 to 1; found {shown(value)}')
    return float(value)
