"""Judging one pair: every signal looks, the fusion weighs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from analyzer.comparisons.fusion import Judgement, judge
from analyzer.comparisons.gates import clashes_to_seek, may_be_alike
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject, TopicWeights
from analyzer.comparisons.voices import relate_voices
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


def judge_pair(left: Reading, right: Reading, similarity_of_claims: float, weights: TopicWeights) -> Judgement | None:
    """Return the judgement on two statements, or ``None`` when they cannot be compared or nothing could come of it."""
    voices = relate_voices(left, right)
    if voices == "unfit":
        return None
    sought = clashes_to_seek(left, right, similarity_of_claims, voices)
    alike_possible = may_be_alike(left, right, similarity_of_claims)
    if not sought and not alike_possible:
        return None
    shared = subject.share_subject(left, right, similarity_of_claims, weights)
    clashes = [found for name in sought if (found := _SIGNALS[name](left, right, shared)) is not None]
    clashes = _of_one_time(left, right, clashes)
    alike = similarity.find(left, right, shared) if alike_possible and not clashes else None
    about = subject.find(left, right, shared) if clashes or alike is not None else None
    return judge(left, right, shared, voices, clashes, about, alike)
