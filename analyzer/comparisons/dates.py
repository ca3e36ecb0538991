"""Two different times of the same event: another weekday, month or day, or "imminent" against "next month"."""

from __future__ import annotations

from analyzer.comparisons.reading import Reading, days_between
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.time_words import TimeWords
from analyzer.schema import Evidence

_DAYS_IN_WEEK = 7
_DISTANCE = 0.7
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
    one, other = _pick(left.times, right.times)
    if one is None or other is None or (one.kind in _WEEKLY and not _in_one_week(left, right)):
        return None
    strength = _DISTANCE if one.kind == "distance" else 1.0
    words = f"{left.quote([one.span])} / {right.quote([other.span])}"
    return Evidence("dates", strength, (one.span,), (other.span,), words)


def are_of_other_times(left: Reading, right: Reading) -> bool:
    """Whether both say when, on which days or in which months, and have none of it in common."""
    times = [{(t.kind, t.value) for t in r.times if t.kind != "distance"} for r in (left, right)]
    return bool(times[0] and times[1] and not times[0] & times[1])


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
