"""Judging one pair: every signal looks, the fusion weighs."""

from __future__ import annotations

from collections.abc import Callable

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
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject, TopicWeights
from analyzer.comparisons.voices import relate_voices
from analyzer.schema import Evidence

Signal = Callable[[Reading, Reading, Subject], Evidence | None]

_SIGNALS: tuple[Signal, ...] = (
    disputes.find,
    characterisation.find,
    existence.find,
    certainty.find,
    numbers.find,
    negation.find,
    antonyms.find,
    position.find,
    dates.find,
)
_OF_ONE_SPEAKER: tuple[Signal, ...] = (dates.find, negation.find, antonyms.find)
"""What one speaker can be said to have changed; figures and judgements of one speaker are updates and nuances."""


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
    """Return the judgement on two statements, or ``None`` when they can never be compared."""
    voices = relate_voices(left, right)
    if voices == "unfit":
        return None
    shared = subject.share_subject(left, right, similarity_of_claims, weights)
    signals = _OF_ONE_SPEAKER if voices == "same" else _SIGNALS
    clashes = [found for signal in signals if (found := signal(left, right, shared)) is not None]
    clashes = _of_one_time(left, right, clashes)
    about = subject.find(left, right, shared)
    alike = similarity.find(left, right, shared) if not clashes else None
    return judge(left, right, shared, voices, clashes, about, alike)
