"""Two different times of the same event: another weekday, month or day, or "imminent" against "next month"."""

from __future__ import annotations

from analyzer.comparisons.propositions import is_one_matter, may_be_one_subject
from analyzer.comparisons.reading import Reading, days_between
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.time_words import TimeWords
from analyzer.comparisons.words import event_of
from analyzer.schema import Evidence

_DAYS_IN_WEEK = 7
_DISTANCE = 0.7
_MODIFIERS = 1
_WEEKLY = frozenset(("weekday", "distance"))
"""Times that mean another day in another week's paper."""


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return two times of one event that exclude each other, strength 0 to 1, or ``None``.

    Both must speak of one event, and each must give one time only: with more, which belongs to the event is a guess.
    """
    if not subject.events or not left.times or not right.times:
        return None
    if left.quantities and right.quantities:
        return None  # figures of two days, not two days of one event
    if subject.names_apart or not may_be_one_subject(left, right, subject):
        return None
    one, other = _pick(left.times, right.times)
    if one is None or other is None or (one.kind in _WEEKLY and not _in_one_week(left, right)):
        return None
    if one.kind != "distance" and not (
        is_one_matter(left, right, subject, *_event_words(left, right, subject), least=1)
        and _is_time_of(left, one, subject)
        and _is_time_of(right, other, subject)
    ):
        return None
    strength = _DISTANCE if one.kind == "distance" else 1.0
    words = f"{left.quote([one.span])} / {right.quote([other.span])}"
    return Evidence("dates", strength, (one.span,), (other.span,), words)


def are_near_and_far(left: Reading, right: Reading) -> bool:
    """Whether one says near, the other far off, of an event both speak of."""
    if not (left.times and right.times):
        return False
    values = [{time.value for time in reading.times if time.kind == "distance"} for reading in (left, right)]
    return bool(left.events & right.events) and all(map(bool, values)) and not values[0] & values[1]


def are_of_other_times(left: Reading, right: Reading) -> bool:
    """Whether both say when, on which days or in which months, and have none of it in common."""
    times = [{(t.kind, t.value) for t in r.times if t.kind != "distance"} for r in (left, right)]
    return bool(times[0] and times[1] and not times[0] & times[1])


def _event_words(left: Reading, right: Reading, subject: Subject) -> list[str]:
    return [w.key for reading in (left, right) for w in reading.claim if event_of(w.key) in subject.events]


def _is_time_of(reading: Reading, time: TimeWords, subject: Subject) -> bool:
    """Whether the time is that of the shared event: beside it, or in the clause of which it is the subject."""
    at = next((i for i, w in enumerate(reading.words) if w.start == time.span.start), None)
    if at is None:
        return False
    clause = [w for w in reading.words if w.clause == reading.words[at].clause]
    content = [w for w in clause if w.is_content or w.start == time.span.start]
    place = next(i for i, w in enumerate(content) if w.start == time.span.start)
    if any(event_of(w.key) in subject.events for w in content[max(0, place - 1) : place + 2]):
        return True
    first = next((w for w in clause if event_of(w.key) is not None), None)
    before = [w for w in clause if first is not None and w.start < first.start and w.is_content and not w.is_name]
    return first is not None and event_of(first.key) in subject.events and len(before) <= _MODIFIERS


def _in_one_week(left: Reading, right: Reading) -> bool:
    return (days_between(left, right) or 0) < _DAYS_IN_WEEK


def _pick(left: tuple[TimeWords, ...], right: tuple[TimeWords, ...]) -> tuple[TimeWords | None, TimeWords | None]:
    for kind in ("day", "weekday", "month", "year", "distance"):
        ones, others = ([t for t in times if t.kind == kind] for times in (left, right))
        if len(ones) == len(others) == 1 and ones[0].value != others[0].value:
            return ones[0], others[0]
        if ones and others:
            return None, None
    return None, None
