"""Scores as JSON and as tables for a terminal."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.evaluation import Calibration, ContentScores, QuotationScores, Retrieval, Scores, Share, SpeakerScores
    from analyzer.evaluation.groups import GroupScores
    from analyzer.evaluation.relations import ContradictionScores, RelationScores

DECIMALS = 4

_RATIOS = ("precision", "recall", "f1", "ratio")
_NAME_WIDTH = 24


def as_json(value: object) -> object:
    """Turn scores into what JSON knows: the fields of each record, then the ratios that follow from its counts."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, Mapping):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        names += [name for name in _RATIOS if hasattr(value, name)]
        return {name: as_json(getattr(value, name)) for name in names}
    return value


def quotation_table(scores: QuotationScores) -> str:
    """Lay out the scores of quotations for a terminal, counts beside percentages."""
    lines = [
        f"{scores.n_articles} articles; predictions: {len(scores.missing)} missing, {len(scores.unknown)} unknown",
        "",
        _line("", ("gold", "found", "recall", "predicted", "right", "precision", "F1")),
        *_contents("content", scores.content),
        *(line for kind, one in scores.by_kind.items() for line in _contents(f"  {kind}", one.content)),
        _retrieval("words of contents", scores.content_words),
        _retrieval("words of sources", scores.source_words),
        _retrieval("words of cues", scores.cue_words),
        _retrieval("content and speaker", scores.end_to_end),
        "",
        _line("speaker", ("of", "n", "share")),
        *_speakers(scores.speakers, {kind: one.speaker for kind, one in scores.by_kind.items()}),
    ]
    if scores.confidence:
        lines += ["", *_confidence(scores.confidence)]
    return "\n".join(lines)


def analysis_table(scores: Scores) -> str:
    """Lay out the scores of an analysis for a terminal."""
    rows = {
        "statements": scores.statements,
        "speakers": scores.speakers,
        "kinds": scores.kinds,
        "pairs in one group": scores.group_pairs,
        "hard conflicts": scores.hard_conflicts,
        "  among the first ten": scores.hard_conflicts_on_top,
        "soft conflicts": scores.soft_conflicts,
    }
    lines = [_line("", ("right", "wrong", "missed", "precision", "recall"))]
    for name, counts in rows.items():
        shares = (f"{100 * share:.1f} %" for share in (counts.precision, counts.recall))
        lines.append(_line(name, (counts.n_right, counts.n_wrong, counts.n_missed, *shares)))
    return "\n".join([*lines, "", f"{scores.n_false_conflicts} conflicts listed that are none by the gold"])


def relation_table(scores: RelationScores) -> str:
    """Lay out the scores of relations for a terminal, counts beside percentages."""
    found = {"contradiction": scores.contradiction}
    if scores.conflict is not None:
        found["conflict"] = scores.conflict
    return "\n".join(
        [
            f"{scores.accuracy.n_of} pairs",
            "",
            _line("", ("of", "n", "share")),
            _share("relation right", scores.accuracy),
            *(_share(f"false alarms, {name}", one.false_alarms) for name, one in found.items()),
            "",
            _line("flagged from 0.5 on", ("gold", "found", "recall", "predicted", "right", "precision", "F1")),
            *(_retrieval(name, one.flagged) for name, one in found.items()),
            "",
            _line("as a ranking", ("AP", "R at P95")),
            *(_ranking(name, one) for name, one in found.items()),
            "",
            _line("as a probability", ("of", "n right", "share", "mean", "Brier", "ECE", "skill")),
            *(_line(name, (*_calibrated(one.calibration), _or_dash(one.brier_skill))) for name, one in found.items()),
        ]
    )


def group_table(scores: GroupScores) -> str:
    """Lay out the scores of groups for a terminal."""
    by_text, by_pair = (
        [f"{100 * ratio:.1f}" for ratio in (one.precision, one.recall, one.f1)]
        for one in (scores.b_cubed, scores.pairs)
    )
    counts = scores.pairs.n_gold, scores.pairs.n_predicted, scores.pairs.n_right
    return "\n".join(
        [
            f"{scores.n_texts} texts",
            "",
            _line("", ("gold", "predicted")),
            _line("groups", (scores.n_gold_groups, scores.n_groups)),
            _line("texts in the largest", (scores.largest_gold, scores.largest)),
            "",
            _line("", ("gold", "predicted", "right", "precision", "recall", "F1")),
            _line("B-cubed", ("", "", "", *by_text)),
            _line("pairs", (*counts, *by_pair)),
            "",
            _line("adjusted Rand", (f"{scores.adjusted_rand:.3f}",)),
            _line("V-measure", (f"{scores.v_measure:.3f}",)),
        ]
    )


def _ranking(name: str, one: ContradictionScores) -> str:
    average_precision = None if one.average_precision is None else 100 * one.average_precision
    return _line(name, (_or_dash(average_precision, 1), f"{100 * one.recall_at_95_precision:.1f}"))


def _or_dash(number: float | None, decimals: int = 3) -> str:
    return "-" if number is None else f"{number:.{decimals}f}"


def _contents(name: str, scores: ContentScores) -> Iterator[str]:
    yield _retrieval(f"{name}, exact", scores.exact)
    yield _retrieval(f"{name}, overlap 0.8", scores.overlapping)
    yield _retrieval(f"{name}, any word", scores.touching)


def _speakers(scores: SpeakerScores, by_kind: Mapping[str, Share]) -> Iterator[str]:
    yield _share("right", scores.right)
    yield from (_share(f"  {kind}", share) for kind, share in by_kind.items())
    yield _share("right, in its place", scores.in_place)
    yield _share("same words", scores.exact)
    yield _share("none given", scores.none_given)
    yield _share("rightly none", scores.rightly_none)


def _confidence(scores: Calibration) -> Iterator[str]:
    yield _line("confidence", ("of", "n right", "share", "mean", "Brier", "ECE"))
    yield _line("content and speaker", _calibrated(scores))


def _calibrated(scores: Calibration) -> tuple[object, ...]:
    share = f"{100 * scores.n_right / scores.n:.1f}"
    measures = (scores.brier, scores.expected_calibration_error)
    numbers = (f"{100 * scores.mean_confidence:.1f}", *(f"{one:.3f}" for one in measures))
    return scores.n, scores.n_right, share, *numbers


def _retrieval(name: str, one: Retrieval) -> str:
    recall, precision, f1 = (f"{100 * ratio:.1f}" for ratio in (one.recall, one.precision, one.f1))
    return _line(name, (one.n_gold, one.n_found, recall, one.n_predicted, one.n_right, precision, f1))


def _share(name: str, one: Share) -> str:
    return _line(name, (one.n_of, one.n, f"{100 * one.ratio:.1f}"))


def _line(name: str, cells: tuple[object, ...]) -> str:
    return name.ljust(_NAME_WIDTH) + "".join(str(cell).rjust(10) for cell in cells)
