"""Which signals are worth looking for in a pair: the cheap questions, asked before anything is read closely.

Most pairs of one thread hold no clash and are not alike. Two sentences of narration of one document or one publisher
are one account, which never clashes with itself; two of different ones only where they are nearly the same sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.comparisons import certainty, characterisation, dates, existence, negation, position
from analyzer.comparisons.once import once
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.similarity import LEAST_COSINE
from analyzer.comparisons.subject import refers_back
from analyzer.comparisons.voices import Voices

FLOORS: Mapping[str, float] = {
    "disputes": -1.0,
    "characterisation": 0.2,
    "existence": 0.2,
    "certainty": 0.3,
    "numbers": 0.6,
    "negation": 0.45,
    "antonyms": 0.5,
    "position": 0.4,
    "dates": 0.5,
}
"""The least cosine of two claims for each signal; words of judgement, existence and certainty name their event."""
NARRATED: Mapping[str, float] = {"numbers": 0.8, "negation": 0.8, "dates": 0.8}
"""What can clash between narration of two publishers, and the least cosine for it."""
NEAR_AND_FAR = 0.3
"""The least cosine of two claims for dates where one says an event is near, the other that it is far off."""
ONE_NARRATED = 0.1
"""A statement and narration must be so much nearer than two statements, where words alone are compared."""
LEAST_TO_READ_TOGETHER = 0.55
_NEED_NEARNESS = frozenset(("negation", "antonyms", "position"))
_OF_ONE_SPEAKER = frozenset(("dates", "negation", "antonyms"))
"""What one speaker can be said to have changed; figures and judgements of one speaker are updates and nuances."""


def clashes_to_seek(left: Reading, right: Reading, similarity: float, voices: Voices) -> tuple[str, ...]:
    """Return the names of the signals that could find a clash, in the order of :data:`FLOORS`."""
    n_narrated = (left.statement.kind == "narration") + (right.statement.kind == "narration")
    if n_narrated == 2 and (similarity < min(NARRATED.values()) or _is_one_account(left, right)):
        return ()
    if n_narrated and any(map(_is_unattributed_quotation, (left, right))):
        return ("disputes",) if _can_clash("disputes", left, right) else ()
    floors = FLOORS if n_narrated < 2 else NARRATED
    reached = similarity
    if dates.are_near_and_far(left, right):
        floors = {**floors, "dates": NEAR_AND_FAR}
    if similarity < max(FLOORS.values()) and (refers_back(left, right) or refers_back(right, left)):
        reached = 1.0
    return tuple(
        name
        for name, floor in floors.items()
        if reached >= floor + (ONE_NARRATED if n_narrated == 1 and name in _NEED_NEARNESS else 0.0)
        and (voices != "same" or name in _OF_ONE_SPEAKER)
        and _can_clash(name, left, right)
    )


@once
def _is_unattributed_quotation(reading: Reading) -> bool:
    """Whether a sentence of narration has quotation marks: whose words these are is not known."""
    return reading.statement.kind == "narration" and has_quotation_marks(reading)


def has_quotation_marks(reading: Reading) -> bool:
    """Whether there are any in the sentence."""
    text = reading.statement.text
    return "''" in text or any(mark in text for mark in '“”"„')


def may_be_alike(left: Reading, right: Reading, similarity: float) -> bool:
    """Whether two statements could say the same."""
    return similarity >= LEAST_COSINE or (
        left.statement.disputes is not None and left.statement.disputes == right.statement.disputes
    )


def worth_reading_together(left: Reading, right: Reading, similarity: float, voices: Voices) -> bool:
    """Whether two speakers' claims are near enough for the relation model, which is slow beside the signals."""
    if voices == "same" or "narration" in (left.statement.kind, right.statement.kind):
        return False
    return similarity >= LEAST_TO_READ_TOGETHER


def _is_one_account(left: Reading, right: Reading) -> bool:
    if left.statement.document == right.statement.document:
        return True
    return left.context.publisher is not None and left.context.publisher == right.context.publisher


def _can_clash(name: str, left: Reading, right: Reading) -> bool:
    """Whether both sides have what a signal needs; never false where it would find something."""
    if name == "disputes":
        one, other = left.statement, right.statement
        return one.disputes == other.id or other.disputes == one.id
    if name == "characterisation":
        return bool(characterisation.judges(left) and characterisation.judges(right))
    if name == "existence":
        return bool(existence.denied_things(left) or existence.denied_things(right))
    if name == "certainty":
        return bool(certainty.governing(left) and certainty.governing(right))
    if name == "numbers":
        return bool(left.quantities and right.quantities)
    if name == "negation":
        return left.is_denial != right.is_denial or bool(negation.denied(left) or negation.denied(right))
    if name == "position":
        one_side, other_side = position.take_position(left), position.take_position(right)
        return one_side is not None and other_side is not None and one_side[0] != other_side[0]
    if name == "dates":
        return bool(left.times and right.times)
    return True
