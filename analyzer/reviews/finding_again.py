"""Which conflict of an analysis a decision was about, and whether it is still what the person saw.

A decision is found again, in this order: by the two statements; by two statements in the same words at the same
addresses (an article that was edited elsewhere gives all its statements new ids); by a conflict that still holds both
statements on its sides, though others are cited; and by two statements at the same addresses by the same speakers in
similar words. It stands if nothing that it rests on has changed, however it was found. One that finds nothing stays in
the log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from rapidfuzz import fuzz

from analyzer.reviews.changes import turned, what_changed
from analyzer.reviews.citing import RecordsById, address_of, make_review, names_of
from analyzer.schema import (
    Analysis,
    Cited,
    Conflict,
    ConflictSide,
    Document,
    Review,
    ReviewedConflict,
    Speaker,
    Statement,
)

_MIN_RATIO = 60.0  # likeness of the words, 0 to 100, from which a statement is another's new wording
_HOLDS_BOTH = 99.0  # counts less than the same words, and more than similar ones

Pair = frozenset[str]
Numbered = tuple[int, Review]  # in the order of time
Place = frozenset[tuple[str, frozenset[str]]]
_Words = frozenset[tuple[str, tuple[str, ...], str, str]]


@dataclass(frozen=True, slots=True)
class _Records:
    statements: Mapping[str, Statement]
    documents: Mapping[str, Document]
    speakers: Mapping[str, Speaker]


def review_analysis(analysis: Analysis, reviews: Iterable[Review]) -> Analysis:
    """Return an analysis with the decisions that concern it; see :func:`review_conflicts`."""
    records = _Records(
        {statement.id: statement for statement in analysis.statements},
        {document.id: document for document in analysis.documents},
        {speaker.id: speaker for speaker in analysis.speakers},
    )
    return replace(analysis, reviews=review_conflicts(analysis.conflicts, records, reviews))


def review_conflicts(
    conflicts: Sequence[Conflict], records: RecordsById, reviews: Iterable[Review]
) -> tuple[ReviewedConflict, ...]:
    """Find the conflicts that decisions are about; of several decisions on one conflict the last counts.

    Parameters
    ----------
    records
        Of the analysis that the conflicts are of.
    reviews
        Those that nobody has undone, in the order of time.

    Returns
    -------
    tuple of ReviewedConflict
        In the order of the conflicts, at most one each.
    """
    latest = dict[Pair, tuple[int, Review]]()
    for n, review in enumerate(reviews):
        latest[frozenset((review.left.statement, review.right.statement))] = n, review
    found = {c.id: latest.pop(pair) for c in conflicts if (pair := _pair(c)) in latest}
    if latest:
        found, homeless = _superseded(found, sorted(latest.values(), key=itemgetter(0)))
        free = [conflict for conflict in conflicts if conflict.id not in found]
        found |= _Elsewhere(free, records, homeless).found()
    return tuple(_reviewed(c, found[c.id][1], records) for c in conflicts if c.id in found)


def _superseded(found: dict[str, Numbered], homeless: list[Numbered]) -> tuple[dict[str, Numbered], list[Numbered]]:
    """Let a later decision on the same words count, made while they stood under other ids; return what is left."""
    later = {_words(review): (n, review) for n, review in homeless}
    words = {id_: _words(review) for id_, (_, review) in found.items()}
    taken = {id_: max(one, later.get(words[id_], one), key=itemgetter(0)) for id_, one in found.items()}
    known = set(words.values())
    return taken, [(n, review) for n, review in homeless if _words(review) not in known]


def _words(review: Review) -> _Words:
    one, other = review.left, review.right
    return frozenset(
        ((one.address, one.speakers, one.text, one.claim), (other.address, other.speakers, other.text, other.claim))
    )


def _pair(conflict: Conflict) -> Pair:
    return frozenset((conflict.left.statement, conflict.right.statement))


def _reviewed(conflict: Conflict, review: Review, records: RecordsById) -> ReviewedConflict:
    if _as_seen(conflict, review, records):
        return ReviewedConflict(conflict.id, "stands", None, review)
    now = make_review(conflict, records, review.decision)
    if review.left.statement in _held(conflict.right) or _likeness(review, turned(now)) > _likeness(review, now):
        now = turned(now)
    why = what_changed(review, now)
    return ReviewedConflict(conflict.id, "stands" if why is None else "reopened", why, review)


def _as_seen(conflict: Conflict, review: Review, records: RecordsById) -> bool:
    """Whether the very statements that were decided about are as they were; quick, for most are."""
    if (conflict.kind, conflict.strength) != (review.kind, review.strength):
        return False
    sides = (review.left, review.right)
    if conflict.left.statement != review.left.statement:
        sides = (review.right, review.left)
    for cited, now in zip(sides, (conflict.left, conflict.right), strict=True):
        statement = records.statements[now.statement]
        as_was = statement.id == cited.statement and statement.text == cited.text and statement.claim == cited.claim
        if not as_was or names_of(statement, records.speakers) != cited.speakers:
            return False
    return True


class _Elsewhere:
    """Homes for reviews whose pair of statements is cited no more, among conflicts without a review of their own."""

    def __init__(self, free: Sequence[Conflict], records: RecordsById, homeless: Sequence[Numbered]) -> None:
        self.homeless = homeless
        self.by_statement: defaultdict[str, list[Conflict]] = defaultdict(list)
        self.by_place: defaultdict[Place, list[Conflict]] = defaultdict(list)
        self.now: dict[str, Review] = {}
        address = {id_: address_of(document) for id_, document in records.documents.items()}
        addresses = {frozenset((review.left.address, review.right.address)) for _, review in homeless}
        reviewed = {side.statement for _, review in homeless for side in (review.left, review.right)}
        for conflict in free:
            for statement in reviewed & (_held(conflict.left) | _held(conflict.right)):
                self.by_statement[statement].append(conflict)
            if frozenset(address[records.statements[one].document] for one in _pair(conflict)) in addresses:
                now = self.now[conflict.id] = make_review(conflict, records, "unsure")
                self.by_place[_place(now)].append(conflict)

    def found(self) -> dict[str, Numbered]:
        """Return reviews by the ids of the conflicts that they were about; the latest review chooses first."""
        taken: dict[str, Numbered] = {}
        for n, review in reversed(self.homeless):
            candidates = [*self._holding(review), *self._similar(review)]
            best = max((one for one in candidates if one[1] not in taken), default=None)
            if best is not None:
                taken[best[1]] = n, review
        return taken

    def _holding(self, review: Review) -> Iterator[tuple[float, str]]:
        """Yield conflicts that hold both statements, one on each side."""
        left, right = review.left.statement, review.right.statement
        for conflict in self.by_statement.get(left, ()):
            one, other = _held(conflict.left), _held(conflict.right)
            if (left in one and right in other) or (left in other and right in one):
                yield _HOLDS_BOTH, conflict.id

    def _similar(self, review: Review) -> Iterator[tuple[float, str]]:
        """Yield conflicts between the same speakers at the same addresses in similar words."""
        for conflict in self.by_place.get(_place(review), ()):
            now = self.now[conflict.id]
            likeness = max(_likeness(review, now), _likeness(review, turned(now)))
            if likeness:
                yield likeness, conflict.id


def _held(side: ConflictSide) -> set[str]:
    return {side.statement, *side.also}


def _place(review: Review) -> Place:
    return frozenset((side.address, _last_words(side)) for side in (review.left, review.right))


def _likeness(then: Review, now: Review) -> float:
    """Return how alike the less similar of two sides is, 0 to 100; 0 for other speakers, addresses or words."""
    return min(_alike(then.left, now.left), _alike(then.right, now.right))


def _alike(then: Cited, now: Cited) -> float:
    if then.address != now.address or _last_words(then) != _last_words(now):
        return 0.0
    ratio = (fuzz.ratio(then.text, now.text) + fuzz.ratio(then.claim, now.claim)) / 2
    return ratio if ratio >= _MIN_RATIO else 0.0


def _last_words(cited: Cited) -> frozenset[str]:
    """Return the last words of names: another document may have given a fuller one."""
    return frozenset(name.split()[-1].lower() for name in cited.speakers if name.split())
