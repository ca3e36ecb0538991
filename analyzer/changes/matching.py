"""Which conflict of an earlier run is which of this one.

They are found again as decisions of people are (:mod:`analyzer.reviews`): by the two statements, by the same words at
the same addresses, by a conflict that holds both, by similar words. Beyond that, a conflict of one kind between what
are still the same two groups is the same conflict, though both sides are cited from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from analyzer.changes.earlier import Records
from analyzer.reviews import review_conflicts
from analyzer.reviews.changes import turned, what_changed
from analyzer.schema import Cited, Conflict, NotedConflict, Review

Pair = frozenset[str]
_Groups = tuple[frozenset[str], str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the ids and addresses of an earlier run.

    Attributes
    ----------
    was
        Statement id in this run to its id in the earlier one, where they differ.
    group_was
        Group id in this run to the group of the earlier run that it continues.
    moved
        Address in the earlier run to where the same text stands now.
    """

    was: Mapping[str, str]
    group_was: Mapping[str, str]
    moved: Mapping[str, str]


def match_conflicts(
    before: Sequence[NotedConflict], now: Sequence[Conflict], records: Records, known: Known
) -> dict[str, NotedConflict]:
    """Return by the id of a conflict of this run the one of the earlier run that it is; the same one never twice."""
    as_seen = {_pair(one): one for one in before}
    decisions = [_as_review(one, known.moved) for one in before]
    found = {
        reviewed.conflict: as_seen[frozenset((reviewed.review.left.statement, reviewed.review.right.statement))]
        for reviewed in review_conflicts(now, records, decisions)
    }
    taken = {_pair(one) for one in found.values()}
    left: defaultdict[_Groups, list[NotedConflict]] = defaultdict(list)
    for one in reversed(before):
        if _pair(one) not in taken:
            left[frozenset((one.left_group, one.right_group)), one.kind].append(one)
    for conflict in now:
        groups = frozenset(known.group_was.get(side.group, side.group) for side in (conflict.left, conflict.right))
        if conflict.id not in found and left[groups, conflict.kind]:
            found[conflict.id] = left[groups, conflict.kind].pop()
    return found


def told_difference(then: NotedConflict, now: NotedConflict, known: Known) -> str | None:
    """Tell how a conflict differs from what it was in kind, strength, band, texts or who speaks; ``None`` if in none.

    What the program made of a text (the claim, a fuller form of a name) may change with every new document, and is no
    change of the conflict.
    """
    was, is_now = _as_review(then, known.moved), _oriented(then, now, known)
    is_now = replace(is_now, left=_as_read(was.left, is_now.left), right=_as_read(was.right, is_now.right))
    band = [f"was {then.band}, is {now.band}"] if then.band != now.band else []
    told = [*band, *filter(None, [what_changed(was, is_now)])]
    return "; ".join(told) or None


def _pair(conflict: NotedConflict) -> Pair:
    return frozenset((conflict.left.statement, conflict.right.statement))


def _as_review(conflict: NotedConflict, moved: Mapping[str, str]) -> Review:
    left, right = (
        replace(side, address=moved.get(side.address, side.address)) for side in (conflict.left, conflict.right)
    )
    return Review("unsure", "", "", "", conflict.kind, conflict.strength, left, right)


def _oriented(then: NotedConflict, now: NotedConflict, known: Known) -> Review:
    """Return a conflict of this run with its sides in the order of the earlier one."""
    review, across = _as_review(now, {}), turned(_as_review(now, {}))
    straight, crossed = (_likeness(then, one, known.was) for one in (review, across))
    return across if crossed > straight else review


def _likeness(then: NotedConflict, now: Review, was: Mapping[str, str]) -> float:
    return sum(
        100.0 if was.get(one.statement, one.statement) == cited.statement else fuzz.ratio(cited.text, one.text) / 2
        for cited, one in ((then.left, now.left), (then.right, now.right))
    )


def _as_read(then: Cited, now: Cited) -> Cited:
    same = _last_words(then) == _last_words(now)
    return replace(now, claim=then.claim, speakers=then.speakers if same else now.speakers)


def _last_words(cited: Cited) -> frozenset[str]:
    return frozenset(name.split()[-1].lower() for name in cited.speakers if name.split())
