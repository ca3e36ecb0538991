"""Candidate pairs of statements and what speaks for their agreeing or differing: one file a signal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.comparisons.candidates import find_candidates
from analyzer.comparisons.judging import judge_pair
from analyzer.comparisons.reading import read_statements
from analyzer.comparisons.subject import TopicWeights
from analyzer.protocols import Progress
from analyzer.schema import Caution, Comparison, Embeddings, Speaker, Statement
from analyzer.settings import ComparisonSettings

__all__ = ["ComparedStatements", "compare_statements"]

_PLAINLY_NEUTRAL = 0.75
_REPORT_EVERY = 500


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
    *,
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
    kept = []
    for done, ((left, right), cosine) in enumerate(pairs.items()):
        if done % _REPORT_EVERY == 0:
            progress("comparisons", done, len(pairs))
        judgement = judge_pair(readings[left], readings[right], cosine, weights)
        if judgement is None or judgement.neutral >= _PLAINLY_NEUTRAL:
            continue
        entailment, contradiction = round(judgement.entailment, 4), round(judgement.contradiction, 4)
        neutral = round(1.0 - entailment - contradiction, 4)
        kept.append(
            Comparison(
                left,
                right,
                round(cosine, 4),
                judgement.relation,
                entailment,
                neutral,
                contradiction,
                judgement.evidence,
            )
        )
    progress("comparisons", len(pairs), len(pairs))
    return ComparedStatements(tuple(kept), cautions)


def _disputing_originals(statements: Sequence[Statement]) -> list[Statement]:
    """Turn disputes of a copy into disputes of its original."""
    original_of = {s.id: s.copy_of for s in statements if s.copy_of is not None}
    return [replace(s, disputes=original_of.get(s.disputes or "", s.disputes)) for s in statements]
