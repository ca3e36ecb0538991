"""What people have decided about conflicts, as of now: the log beside the analysis, laid over what the file holds."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from analyzer.errors import DecisionsError
from analyzer.reviews import from_body, make_review, review_conflicts, to_body
from analyzer.schema import Conflict, Decision, Review
from analyzer.storage import DECISIONS_FILE, DecisionLog
from analyzer.tables import Lookup, QueueRow, reviewed_again
from dashboard.state import Opened, file_stamp

Pair = frozenset[str]
"""Ids of the two statements that a conflict cites."""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision about a conflict as the log holds it; ``number`` is what takes it back."""

    number: int
    review: Review
    taken_back: bool


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """An analysis with all decisions that stand now.

    Attributes
    ----------
    lookup, queue
        Those of the analysis, with the reviews as they stand.
    trouble
        Why nothing can be decided here, in words; ``None`` where it can.
    """

    lookup: Lookup
    queue: tuple[QueueRow, ...]
    trouble: str | None = None
    _made: Mapping[Pair, tuple[Made, ...]] = field(default_factory=dict)

    def made(self, conflict: Conflict) -> tuple[Made, ...]:
        """Return what was decided about a conflict, in the order of time; the last that is not taken back counts."""
        reviewed = self.lookup.reviews.get(conflict.id)
        pairs = {_pair(conflict)} | ({_reviewed_pair(reviewed.review)} if reviewed else set())
        return tuple(sorted((one for pair in pairs for one in self._made.get(pair, ())), key=_in_time))


def decided(opened: Opened) -> Decided:
    """Return an analysis with the decisions that stand now; the log is read again only when it has changed.

    A log that cannot be read is told in :attr:`Decided.trouble`; the reviews that the analysis holds are shown then.
    """
    path = _path(opened)
    try:
        found = _laid_over(opened, file_stamp(path), DecisionLog(path).revision)
    except DecisionsError as error:
        return Decided(opened.lookup, opened.queue, str(error))
    if trouble := _not_writable(path):
        return Decided(found.lookup, found.queue, trouble, found._made)
    return found


def decide(
    opened: Opened, conflict_ids: Iterable[str], decision: Decision, *, note: str = "", person: str = ""
) -> tuple[int, ...]:
    """Keep one decision about each of some conflicts, all or none, with what the reader saw.

    Returns
    -------
    tuple of int
        Numbers of the decisions, for :func:`take_back`.

    Raises
    ------
    DecisionsError
        The log cannot be read or written.
    """
    conflicts = opened.once(conflicts_by_id)
    bodies = [to_body(make_review(conflicts[id_], opened.lookup, decision, note=note)) for id_ in conflict_ids]
    return tuple(event.id for event in DecisionLog(_path(opened)).add_all("review", bodies, person))


def take_back(opened: Opened, numbers: Collection[int], person: str = "") -> None:
    """Take decisions back, all or none; the log keeps them, and who took them back.

    Raises
    ------
    DecisionsError
        One was taken back already, or the log cannot be read or written.
    """
    DecisionLog(_path(opened)).undo(numbers, person)


def conflicts_by_id(lookup: Lookup) -> dict[str, Conflict]:
    """Index the conflicts; for :meth:`~dashboard.state.Opened.once`."""
    return {conflict.id: conflict for conflict in lookup.analysis.conflicts}


# The stamp and the revision are not read: with them, what was made of an older log is not taken for this one's. An
# analysis is its own key, so that a new one never meets what was made for another.
@lru_cache(maxsize=1)
def _laid_over(opened: Opened, stamp: tuple[int, int] | None, revision: int) -> Decided:
    made = defaultdict[Pair, list[Made]](list)
    for event in DecisionLog(_path(opened)).events("review"):
        review = from_body(event.body, event.person, event.at)
        made[_reviewed_pair(review)].append(Made(event.id, review, event.undone_by is not None))
    # Of reviews that a run took from another log, those stand that this log does not know.
    reviews = [one.review for one in opened.analysis.reviews if _reviewed_pair(one.review) not in made]
    standing = sorted((one for some in made.values() for one in some if not one.taken_back), key=_in_time)
    reviews += [one.review for one in standing]
    lookup = opened.lookup.with_reviews(review_conflicts(opened.analysis.conflicts, opened.lookup, reviews))
    queue = reviewed_again(opened.queue, lookup)
    return Decided(lookup, queue, None, {pair: tuple(some) for pair, some in made.items()})


def _path(opened: Opened) -> Path:
    return opened.folder / DECISIONS_FILE


def _not_writable(path: Path) -> str | None:
    """Say so when nothing can be added to the log: SQLite writes the file and, for a moment, a journal beside it."""
    refused = [place for place in (path, path.parent) if place.exists() and not os.access(place, os.W_OK)]
    return f"{refused[0]} may be read but not written." if refused else None


def _pair(conflict: Conflict) -> Pair:
    return frozenset((conflict.left.statement, conflict.right.statement))


def _reviewed_pair(review: Review) -> Pair:
    return frozenset((review.left.statement, review.right.statement))


def _in_time(made: Made) -> tuple[str, int]:
    return made.review.at, made.number
