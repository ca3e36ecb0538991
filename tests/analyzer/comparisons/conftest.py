"""Statements made from a sentence, and the judgement on two of them."""

import itertools

import pytest

from analyzer.comparisons.judging import judge_pair
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.subject import TopicWeights
from analyzer.schema import Span, Statement

CLASHES = (
    "disputes characterisation existence certainty numbers negation antonyms position dates".split()  # noqa: SIM905
)


@pytest.fixture
def make():
    numbers = itertools.count(1)

    def make(content: str, *, speaker: str = "", claim: str = "", before: str = "", cue: str = "", **more) -> Statement:
        """Make a statement whose sentence is ``before`` and the content, ``cue`` being a part of ``before``."""
        number = next(numbers)
        at = 1000 * number
        given = {
            "id": f"st-{number}",
            "document": "d-1",
            "start": at,
            "end": at + len(before) + len(content),
            "text": before + content,
            "content": (Span(at + len(before), at + len(before) + len(content)),),
            "quoted": (),
            "kind": "indirect",
            "claim": claim or content,
            "speakers": (speaker or f"sp-{number}",),
        }
        if cue:
            given["cue"] = Span(at + before.index(cue), at + before.index(cue) + len(cue))
        return Statement(**(given | more))

    return make


@pytest.fixture
def judge():
    def judge(left, right, *, similarity=0.7, others=(), speakers=()):
        readings = read_statements([left, right, *others], speakers)
        weights = TopicWeights(reading.topic for reading in readings.values())
        return judge_pair(readings[left.id], readings[right.id], similarity, weights)

    return judge


@pytest.fixture
def clash():
    """Name the strongest clash of a judgement that would be shown, or ``None``."""

    def clash(judgement):
        found = [e for e in judgement.evidence if e.signal in CLASHES and e.contribution > 0] if judgement else []
        if not found or judgement.contradiction < 0.2:
            return None
        return max(found, key=lambda e: e.contribution).signal

    return clash
