"""Two statements that say the same thing: near claims with nothing in them that differs.

The cosine of two claims does not see a number, a name, a negation or a direction; whatever of these differs blocks it.
"""

from __future__ import annotations

from analyzer.comparisons import antonyms, certainty, negation, numbers, position
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject, subjects_differ
from analyzer.schema import Evidence

LEAST_COSINE = 0.62
_ONE_DISPUTE = 0.9
_ALIKE = 0.85
"""From this cosine on, a negation that only one has may be a way of putting it ("did not attend", "stayed away")."""


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return how alike two statements are, strength 0 to 1, or ``None`` when a detail differs.

    Whether one negates what the other does not is asked apart, by :func:`one_negates`: who reads both may know better.
    """
    if dispute_one(left, right):
        return Evidence("similarity", _ONE_DISPUTE, words="both dispute the same statement")
    if subject.names_apart or subjects_differ(left, right) or not numbers.are_compatible(left, right):
        return None
    if subject.similarity < LEAST_COSINE:
        return None
    if certainty.gap(left, right) >= certainty.LEAST_GAP or is_turned_round(left, right) or _other_act(left, right):
        return None
    if _are_other_times(left, right) or _take_two_sides(left, right):
        return None
    return Evidence("similarity", max(0.0, 0.8 * subject.similarity + 0.2 * min(1.0, 1.5 * subject.jaccard)))


def dispute_one(left: Reading, right: Reading) -> bool:
    """Whether both dispute the same statement."""
    return left.statement.disputes is not None and left.statement.disputes == right.statement.disputes


def one_negates(left: Reading, right: Reading, subject: Subject) -> bool:
    """Whether a negation that only one side has may turn round what is said."""
    if dispute_one(left, right):
        return False
    if negation.parity_differs(left, right):
        return True
    negates = [any(word.negator >= 0 for word in reading.words) for reading in (left, right)]
    return subject.similarity < _ALIKE and negates[0] != negates[1]


def is_turned_round(left: Reading, right: Reading) -> bool:
    """Whether two names change places around the same verb ("A sued B" against "B sued A")."""
    orders = [[word.key for word in reading.claim if word.is_name] for reading in (left, right)]
    common = [key for key in orders[0] if key in orders[1]]
    if len(set(common)) < 2 or len(set(common)) != len(common):
        return False
    if [key for key in orders[1] if key in common] == common:
        return False
    turned = [any(word.lower in ("by", "from") for word in reading.claim) for reading in (left, right)]
    joined = any(word.lower in ("and", "between", "both") for reading in (left, right) for word in reading.claim)
    return turned[0] == turned[1] and not joined


def _are_other_times(left: Reading, right: Reading) -> bool:
    times = [{(time.kind, time.value) for time in reading.times} for reading in (left, right)]
    return bool(times[0] and times[1] and not times[0] & times[1])


def _take_two_sides(left: Reading, right: Reading) -> bool:
    """Whether opposite words or positions stand in the two, however little else they share."""
    one, other = position.take_position(left), position.take_position(right)
    return bool(antonyms.opposed(left, right)) or (one is not None and other is not None and one[0] != other[0])


def _other_act(left: Reading, right: Reading) -> bool:
    """Whether one asks, demands or offers what the other asserts."""
    acts = {reading.statement.stance for reading in (left, right)}
    return len(acts) > 1 and not acts <= {"asserts", "predicts"}
