"""Candidate pairs of statements and what speaks for their agreeing or differing: one file a signal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.comparisons.blocking import Blocking
from analyzer.comparisons.candidates import find_candidates
from analyzer.comparisons.fusion import Judgement
from analyzer.comparisons.judging import judge_pairs
from analyzer.comparisons.kept_scores import kind_of_scores
from analyzer.comparisons.known_candidates import kind_of_candidates
from analyzer.comparisons.outlines import kind_of_outlines, outline_statements
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.remembering import JudgedBefore, Pair, kind_of_judgements
from analyzer.comparisons.subject import TopicWeights
from analyzer.protocols import NO_CACHE, Cache, Progress, RelationModel
from analyzer.schema import Caution, Comparison, Embeddings, Speaker, Statement
from analyzer.settings import ComparisonSettings

__all__ = ["ComparedStatements", "as_comparison", "compare_statements", "kinds_of_comparisons"]

_PLAINLY_NEUTRAL, _PLAINLY_NO_CONFLICT = 0.75, 0.1
_CHUNK = 2_000
"""Pairs that are judged, and kept, together."""


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
    cache: Cache = NO_CACHE,
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
    cache
        Keeps what was judged; a pair of which nothing has changed is not judged again, and one of which only more is
        known is not put to the model again.

    Returns
    -------
    ComparedStatements
        Scores rounded to 4 places.
    """
    progress("pairs to compare", 0, 1)
    embedded = frozenset(embeddings.statements)
    statements = _disputing_originals(statements)
    originals = [one for one in statements if one.copy_of is None and one.id in embedded]
    readings = read_statements(statements, speakers, publisher_of)
    outlines = outline_statements(originals, readings, cache)
    weights = TopicWeights(outline.topic for outline in outlines.values())
    blocking = Blocking(originals, outlines, weights, publisher_of or {})
    found = find_candidates(originals, outlines, blocking, embeddings, thread_of, settings, cache)
    judged = JudgedBefore(originals, outlines, weights, readings.contexts, model, cache)

    def judge(pairs: Sequence[Pair]) -> list[Judgement | None]:
        sides = [(readings[originals[i].id], readings[originals[j].id], cosine) for i, j, cosine in pairs]
        return [_unless_neutral(one) for one in judge_pairs(sides, weights, model, cache)]

    kept: list[Comparison] = []
    columns = found.left.tolist(), found.right.tolist(), found.cosines.tolist()
    pairs: list[Pair] = list(zip(*columns, strict=True))
    for start in range(0, len(pairs), _CHUNK):
        progress("comparisons", start, len(pairs))
        chunk = pairs[start : start + _CHUNK]
        for (i, j, cosine), judgement in zip(chunk, judged.judgements_on(chunk, judge), strict=True):
            if judgement is not None:
                kept.append(as_comparison(originals[i].id, originals[j].id, cosine, judgement))
    progress("comparisons", len(pairs), len(pairs))
    return ComparedStatements(tuple(kept), found.cautions)


def kinds_of_comparisons(settings: ComparisonSettings, model: RelationModel | None) -> tuple[str, ...]:
    """Return the kinds under which this stage keeps things in a cache."""
    kinds = kind_of_outlines(), kind_of_candidates(settings.min_similarity), kind_of_judgements(model)
    return kinds if model is None else (*kinds, kind_of_scores(model))


def _unless_neutral(judgement: Judgement | None) -> Judgement | None:
    """Return a judgement unless it is plainly neutral."""
    if judgement is None:
        return None
    is_plain = judgement.neutral >= _PLAINLY_NEUTRAL and judgement.contradiction < _PLAINLY_NO_CONFLICT
    return None if is_plain else judgement


def as_comparison(left: str, right: str, cosine: float, judgement: Judgement) -> Comparison:
    """Return the record of a judged pair, scores rounded to 4 places."""
    entailment, contradiction = round(judgement.entailment, 4), round(judgement.contradiction, 4)
    neutral = round(1.0 - entailment - contradiction, 4)
    scores = entailment, neutral, contradiction
    return Comparison(left, right, round(cosine, 4), judgement.relation, *scores, judgement.evidence)


def _disputing_originals(statements: Sequence[Statement]) -> list[Statement]:
    """Turn disputes of a copy into disputes of its original."""
    original_of = {s.id: s.copy_of for s in statements if s.copy_of is not None}
    return [replace(s, disputes=original_of[s.disputes]) if s.disputes in original_of else s for s in statements]
