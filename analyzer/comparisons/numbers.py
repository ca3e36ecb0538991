"""Two different amounts of the same thing.

Nothing is said about a part against a total, different counted things, amounts as of different days, or figures that
rounding, "about" or "at least" make compatible.
"""

from __future__ import annotations

import math

from analyzer.comparisons import dates
from analyzer.comparisons.quantities import Quantity
from analyzer.comparisons.reading import Reading, days_between
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.words import family_of
from analyzer.schema import Evidence, Span

_LEAST_OVERLAP = 0.4


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the clearest clash of amounts, strength 0 to 1, or ``None``."""
    if not left.quantities or not right.quantities or left.is_denial != right.is_denial:
        return None
    if as_of_other_days(left, right) or subject.names_apart or subject.overlap < _LEAST_OVERLAP:
        return None
    clashes = [
        (one, other)
        for one in left.quantities
        for other in right.quantities
        if is_same_thing(one, other) and not one.overlaps(other)
    ]
    # The amount that one side gives is among those of the other: nothing clashes.
    clashes = [pair for pair in clashes if not _met_elsewhere(pair, left, right)]
    if not clashes:
        return None
    one, other = max(clashes, key=lambda pair: (_strength(pair[0], pair[1]), -pair[0].span.start, -pair[1].span.start))
    words = f"{left.quote([one.span])} / {right.quote([other.span])}"
    return Evidence("numbers", _strength(one, other), (Span(*one.span),), (Span(*other.span),), words)


def are_compatible(left: Reading, right: Reading) -> bool:
    """Whether no amount of one thing differs between the two, and none that is given twice is of different size."""
    return not any(
        one.unit == other.unit
        and (one.is_part or other.is_part or is_same_thing(one, other))
        and not one.overlaps(other)
        and not _met_elsewhere((one, other), left, right)
        for one in left.quantities
        for other in right.quantities
    )


def is_same_thing(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts count or measure the same, as totals."""
    if one.unit != other.unit or one.is_part or other.is_part:
        return False
    if one.fates and other.fates and not ({_family(f) for f in one.fates} & {_family(f) for f in other.fates}):
        return False
    if one.unit != "count":
        return True
    if not one.counted or not other.counted:
        return bool(one.fates and other.fates)
    heads = [{_family(key) for key in quantity.counted[:2]} for quantity in (one, other)]
    return _family(one.counted[0]) in heads[1] or _family(other.counted[0]) in heads[0]


def as_of_other_days(left: Reading, right: Reading) -> bool:
    """Whether the two give figures of different days, or the later text may report a later state."""
    return dates.are_of_other_times(left, right) or bool(days_between(left, right))


def _met_elsewhere(pair: tuple[Quantity, Quantity], left: Reading, right: Reading) -> bool:
    one, other = pair
    return any(one.overlaps(q) and q.unit == one.unit for q in right.quantities) or any(
        other.overlaps(q) and q.unit == other.unit for q in left.quantities
    )


def _strength(one: Quantity, other: Quantity) -> float:
    """Return 0.6 for a small difference up to 1 for a doubling and more."""
    ratio = one.ratio(other)
    return min(1.0, 0.6 + 0.4 * math.log2(ratio)) if math.isfinite(ratio) else 1.0


def _family(key: str) -> str:
    return family_of(key) or key
