"""Candidate pairs of statements and what speaks for their agreeing or differing: one file a signal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.comparisons.candidates import find_candidates
from analyzer.comparisons.fusion import Judgement
from analyzer.comparisons.judging import Prospect, judge_prospects, look_at
from analyzer.comparisons.reading import read_statements
from analyzer.comparisons.subject import TopicWeights
from analyzer.protocols import Progress, RelationModel
from analyzer.schema import Caution, Comparison, Embeddings, Speaker, Statement
from analyzer.settings import ComparisonSettings

__all__ = ["ComparedStatements", "compare_statements"]

_PLAINLY_NEUTRAL, _PLAINLY_NO_CONFLICT = 0.75, 0.1
_REPORT_EVERY = 500
_READ_TOGETHER = 2_000
"""Pairs that wait for the relation model at a time."""


@dataclass(frozen=True, slots=True)
class ComparedStatements:
    """Pairs that are not plainly neutral, in the order of the statements, and what was capped."""

    comparisons: tuple[Comparison, ...]
    cautions: tuple[Caution, ...] = ()


def compare_statements(
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    embeddings: Embeddings,
    thread_of: Mapping[str, str],
    settings: ComparisonSettings,
    progress: Progress = lambda stage, done, total: None,
    model: RelationModel | None = None,
    publisher_of: Mapping[str, str | None] | None = None,
) -> ComparedStatements:
    """Judge every candidate pair.

    Parameters
    ----------
    statements
        Copies among them are passed over.
    embeddings
        Of the statements' claims.
    thread_of
        Statement id to thread id.
    model
        Reads near pairs together; without one the signals alone decide.
    publisher_of
        Document id to publisher; narration of one publisher is one account.

    Returns
    -------
    ComparedStatements
        Scores rounded to 4 places.
    """
    statements = _disputing_originals(statements)
    readings = read_statements(statements, speakers, publisher_of)
    weights = TopicWeights(reading.topic for reading in readings.values())
    pairs, cautions = find_candidates(statements, readings, embeddings, thread_of, settings)
    kept: list[Comparison] = []
    waiting: list[tuple[float, Prospect]] = []
    for done, ((left, right), cosine) in enumerate(pairs.items()):
        if done % _REPORT_EVERY == 0:
            progress("comparisons", done, len(pairs))
        prospect = look_at(readings[left], readings[right], cosine, weights)
        if prospect is not None:
            waiting.append((cosine, prospect))
        if len(waiting) >= _READ_TOGETHER:
            kept += _judged(waiting, model)
            waiting = []
    kept += _judged(waiting, model)
    progress("comparisons", len(pairs), len(pairs))
    return ComparedStatements(tuple(kept), cautions)


def _judged(waiting: Sequence[tuple[float, Prospect]], model: RelationModel | None) -> Iterator[Comparison]:
    """Yield the pairs that are not plainly neutral."""
    judgements = judge_prospects([prospect for _, prospect in waiting], model)
    for (cosine, prospect), judgement in zip(waiting, judgements, strict=True):
        if judgement.neutral < _PLAINLY_NEUTRAL or judgement.contradiction >= _PLAINLY_NO_CONFLICT:
            yield as_comparison(prospect.left.statement.id, prospect.right.statement.id, cosine, judgement)


def as_comparison(left: str, right: str, cosine: float, judgement: Judgement) -> Comparison:
    """Return the record of a judged pair, scores rounded to 4 places."""
    entailment, contradiction = round(judgement.entailment, 4), round(judgement.contradiction, 4)
    neutral = round(1.0 - entailment - contradiction, 4)
    scores = entailment, neutral, contradiction
    return Comparison(left, right, round(cosine, 4), judgement.relation, *scores, judgement.evidence)


def _disputing_originals(statements: Sequence[Statement]) -> list[Statement]:
    """Turn disputes of a copy into disputes of its original."""
    original_of = {s.id: s.copy_of for s in statements if s.copy_of is not None}
    return [replace(s, disputes=original_of.get(s.disputes or "", s.disputes)) for s in statements]
