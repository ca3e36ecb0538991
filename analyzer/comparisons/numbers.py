"""Two different amounts of the same thing.

Nothing is said about a part against a total, different counted things, amounts as of different days, or figures that
rounding, "about" or "at least" make compatible.
"""

from __future__ import annotations

import itertools
import math

from analyzer.comparisons import dates
from analyzer.comparisons.propositions import SAME_SENTENCE, is_one_matter, may_be_one_subject, others_shared
from analyzer.comparisons.quantities import Quantity
from analyzer.comparisons.reading import Reading, days_between
from analyzer.comparisons.subject import Subject, other_names
from analyzer.comparisons.words import family_of
from analyzer.language.word_classes import words_of
from analyzer.schema import Evidence, Span

LEAST_OVERLAP = 0.4
_NAME_MISSING = 0.75
_AROUND = 3
_WHERE = frozenset(("in", "of", "from", "at", "across", "outside", "inside", "near"))


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the clearest clash of amounts, strength 0 to 1, or ``None``."""
    if not left.quantities or not right.quantities or left.is_denial != right.is_denial:
        return None
    if as_of_other_days(left, right) or subject.names_apart or subject.overlap < LEAST_OVERLAP:
        return None
    if not may_be_one_subject(left, right, subject) or _are_two_polls(left, right):
        return None
    clashes = [
        (one, other)
        for one in left.quantities
        for other in right.quantities
        if is_same_thing(one, other) and not one.overlaps(other) and _is_one_count(left, right, one, other, subject)
    ]
    # The amount that one side gives is among those of the other: nothing clashes.
    clashes = [pair for pair in clashes if not _met_elsewhere(pair, left, right)]
    if not clashes:
        return None
    one, other = max(clashes, key=lambda pair: (_strength(pair[0], pair[1]), -pair[0].span.start, -pair[1].span.start))
    strength = _strength(one, other)
    if subject_names_missing(left, right):
        strength *= _NAME_MISSING
    words = f"{left.quote([one.span])} / {right.quote([other.span])}"
    return Evidence("numbers", strength, (Span(*one.span),), (Span(*other.span),), words)


def _are_two_polls(left: Reading, right: Reading) -> bool:
    """Whether both give results of polls, which ask other people on other days."""
    return all(any(word.key in words_of("poll word") for word in reading.frame) for reading in (left, right))


def _is_one_count(left: Reading, right: Reading, one: Quantity, other: Quantity, subject: Subject) -> bool:
    """Whether more than the counted things is shared, and each side has one such amount where things are not named."""
    places = _place_of(left, one), _place_of(right, other)
    if (places[0] - right.topic - right.context.sayer_names) or (places[1] - left.topic - left.context.sayer_names):
        return False
    counted = (*one.counted, *other.counted, *one.fates, *other.fates)
    if one.unit == "count" and one.counted and other.counted:
        return bool(others_shared(subject, *counted))
    wholes = _whole_of(left, one), _whole_of(right, other)
    if not is_one_matter(left, right, subject, *counted) or (all(wholes) and not wholes[0] & wholes[1]):
        return False
    given = [sum(q.unit == one.unit for q in reading.quantities) for reading in (left, right)]
    if max(given) == 1:
        return True
    # Several sums of money: which is which shows only in two versions of one sentence, by the words around them.
    near = _words_around(left, one), _words_around(right, other)
    return subject.similarity >= SAME_SENTENCE and len(near[0] & near[1]) >= min(_AROUND, *map(len, near))


def _whole_of(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """Return what the amount is a share of ("40 percent of the voters"), near-synonyms by family, or nothing."""
    after = [word for word in reading.words if word.start >= quantity.span.end]
    if not after or after[0].lower != "of":
        return frozenset()
    phrase = itertools.takewhile(lambda w: w.is_content, itertools.dropwhile(lambda w: not w.is_content, after[:5]))
    return frozenset(_family(word.key) for word in phrase)


def _words_around(reading: Reading, quantity: Quantity) -> frozenset[str]:
    content = [word for word in reading.words if word.is_content]
    before = [word.key for word in content if word.end <= quantity.span.start][-_AROUND:]
    after = [word.key for word in content if word.start >= quantity.span.end][:_AROUND]
    return frozenset(before + after)


def _place_of(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """Return the name that says where the counted are ("100 miners in Peru"), or nothing."""
    after = [word for word in reading.words if word.start >= quantity.span.end][:2]
    if len(after) < 2 or after[0].lower not in _WHERE or not after[1].is_name:
        return frozenset()
    return frozenset((after[1].key,))


def subject_names_missing(left: Reading, right: Reading) -> bool:
    """Whether one claim has a name of a place or person that the other, and its speaker, lacks."""
    return bool(other_names(left, right) or other_names(right, left))


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
    years = [any(time.kind == "year" for time in reading.times) for reading in (left, right)]
    return dates.are_of_other_times(left, right) or bool(days_between(left, right)) or years[0] != years[1]


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
