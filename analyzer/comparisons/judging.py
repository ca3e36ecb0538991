"""Judging one pair: every signal looks, the fusion weighs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from analyzer.comparisons import (
    antonyms,
    certainty,
    characterisation,
    dates,
    disputes,
    existence,
    negation,
    numbers,
    position,
    similarity,
    subject,
)
from analyzer.comparisons.fusion import Findings, Judgement, judge
from analyzer.comparisons.gates import clashes_to_seek, may_be_alike, worth_reading_together
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.relating import relate_claims
from analyzer.comparisons.subject import Subject, TopicWeights
from analyzer.comparisons.voices import Voices, relate_voices
from analyzer.protocols import NO_CACHE, Cache, RelationModel
from analyzer.schema import Evidence

Signal = Callable[[Reading, Reading, Subject], Evidence | None]

_SIGNALS: Mapping[str, Signal] = {
    "disputes": disputes.find,
    "characterisation": characterisation.find,
    "existence": existence.find,
    "certainty": certainty.find,
    "numbers": numbers.find,
    "negation": negation.find,
    "antonyms": antonyms.find,
    "position": position.find,
    "dates": dates.find,
}
_OF_ANY_TIME = frozenset(("disputes", "existence", "certainty", "position"))


def _of_one_time(left: Reading, right: Reading, clashes: list[Evidence]) -> list[Evidence]:
    """Drop clashes between reports of two days: "shares rose on Monday" against "shares fell on Tuesday".

    Two dates of one event clash only if nothing else does.
    """
    if not dates.are_of_other_times(left, right):
        return clashes
    others = [clash for clash in clashes if clash.signal != "dates"]
    return [clash for clash in others if clash.signal in _OF_ANY_TIME] if others else clashes


@dataclass(frozen=True, slots=True)
class Prospect:
    """A pair of which something could come, after the signals have looked and before the relation model is asked."""

    left: Reading
    right: Reading
    voices: Voices
    subject: Subject
    clashes: tuple[Evidence, ...]
    alike: Evidence | None
    is_worth_reading: bool


def look_at(left: Reading, right: Reading, similarity_of_claims: float, weights: TopicWeights) -> Prospect | None:
    """Let every signal look at a pair; ``None`` when it cannot be compared or nothing could come of it."""
    voices = relate_voices(left, right)
    if voices == "unfit":
        return None
    sought = clashes_to_seek(left, right, similarity_of_claims, voices)
    alike_possible = may_be_alike(left, right, similarity_of_claims)
    is_near = worth_reading_together(left, right, similarity_of_claims, voices)
    if not sought and not alike_possible and not is_near:
        return None
    shared = subject.share_subject(left, right, similarity_of_claims, weights)
    clashes = [found for name in sought if (found := _SIGNALS[name](left, right, shared)) is not None]
    clashes = _of_one_time(left, right, clashes)
    alike = similarity.find(left, right, shared) if alike_possible and not clashes else None
    is_near = is_near and not dates.are_of_other_times(left, right)
    return Prospect(left, right, voices, shared, tuple(clashes), alike, bool(clashes) or is_near)


def judge_pair(
    left: Reading,
    right: Reading,
    similarity_of_claims: float,
    weights: TopicWeights,
    model: RelationModel | None = None,
) -> Judgement | None:
    """Return the judgement on two statements, or ``None`` when they cannot be compared or nothing could come of it."""
    prospect = look_at(left, right, similarity_of_claims, weights)
    return None if prospect is None else judge_prospects([prospect], model)[0]


def judge_pairs(
    pairs: Sequence[tuple[Reading, Reading, float]],
    weights: TopicWeights,
    model: RelationModel | None = None,
    cache: Cache = NO_CACHE,
) -> list[Judgement | None]:
    """Judge pairs of statements with the cosines of their claims, as :func:`judge_pair` judges one.

    Texts whose scores the cache knows are not put to the model again.
    """
    prospects = [look_at(left, right, cosine, weights) for left, right, cosine in pairs]
    judged = iter(judge_prospects([one for one in prospects if one is not None], model, cache))
    return [None if one is None else next(judged) for one in prospects]


def judge_prospects(
    prospects: Sequence[Prospect], model: RelationModel | None, cache: Cache = NO_CACHE
) -> list[Judgement]:
    """Judge pairs, those worth it read together by the model in one go."""
    return [judge(found) for found in find_on(prospects, model, cache)]


def _has_come_of(prospect: Prospect, model: RelationModel | None) -> bool:
    return bool(prospect.clashes) or prospect.alike is not None or (prospect.is_worth_reading and model is not None)


def find_on(prospects: Sequence[Prospect], model: RelationModel | None, cache: Cache = NO_CACHE) -> list[Findings]:
    """Return all findings on pairs, the model's among them."""
    worth = [prospect for prospect in prospects if prospect.is_worth_reading] if model is not None else []
    claims = [(one.left, one.right) for one in worth]
    related = iter(relate_claims(claims, model, cache) if model is not None else ())
    return [
        Findings(
            left=one.left,
            right=one.right,
            subject=one.subject,
            voices=one.voices,
            clashes=one.clashes,
            about=subject.find(one.left, one.right, one.subject) if _has_come_of(one, model) else None,
            alike=one.alike,
            related=next(related) if worth and one.is_worth_reading else None,
        )
        for one in prospects
    ]
