"""One event described in opposite words: "did not go well" against "productive"."""

from __future__ import annotations

from analyzer.comparisons.evaluations import Evaluation, read_evaluations
from analyzer.comparisons.once import once
from analyzer.comparisons.propositions import others_shared
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.words import members_of
from analyzer.schema import Evidence

_EXPECTED = 0.8
_EXPECTING = frozenset(
    ("will", "expected", "expects", "expect", "hope", "hopes", "hoped", "would", "should", "must", "want")
)


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return opposite judgements of one event, strength 0 to 1, or ``None``.

    An expectation is not falsified by a verdict, and events with different participants are different events.
    """
    if not left.spoken_events & right.spoken_events or not judges(left) or not judges(right):
        return None
    for one in read_evaluations(left):
        for other in read_evaluations(right):
            if one.valence == -other.valence and one.event == other.event and not _are_two_events(one, other):
                if not _is_one_event(left, right, one, other, subject):
                    continue
                words = f"{left.quote([one.span])} / {right.quote([other.span])}"
                return Evidence("characterisation", 1.0, (one.span,), (other.span,), words)
    return None


@once
def judges(reading: Reading) -> bool:
    """Whether the statement judges an event that has taken place."""
    return bool(reading.spoken_events and not is_expectation(reading) and read_evaluations(reading))


def is_expectation(reading: Reading) -> bool:
    """Whether the statement speaks of what is to come rather than of what happened."""
    if reading.statement.stance in ("predicts", "asks", "demands", "offers"):
        return True
    hedged = any(words.degree < _EXPECTED for words in reading.certainty)
    return hedged or any(word.lower in _EXPECTING for word in reading.claim)


def _is_one_event(left: Reading, right: Reading, one: Evaluation, other: Evaluation, subject: Subject) -> bool:
    """Whether, in two documents, more than the kind of event is shared: "the deal" of one is not that of the other."""
    if left.statement.document == right.statement.document:
        return True
    judging = [
        word.key
        for reading, evaluation in ((left, one), (right, other))
        for word in reading.words
        if evaluation.span.start <= word.start < evaluation.span.end
    ]
    return bool(others_shared(subject, *members_of(one.event), *judging))


def _are_two_events(one: Evaluation, other: Evaluation) -> bool:
    return bool(one.participants - other.participants) and bool(other.participants - one.participants)
