"""What people decided about conflicts, in words, and how far they have come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from analyzer.schema import Decision, ReviewedConflict
from analyzer.tables.lookup import Lookup

Standing = Literal["open", "reopened", "conflict", "no_conflict", "unsure"]

STANDING_WORDS: dict[Standing, str] = {
    "open": "Not reviewed",
    "reopened": "To review again",
    "conflict": "Conflict",
    "no_conflict": "No conflict",
    "unsure": "Unsure",
}
NO_NAME = "somebody who gave no name"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """The last decision about one conflict.

    Attributes
    ----------
    state, words
        Where the conflict stands; of a decision that stands, the decision.
    decision, decision_words
        What was decided, also where the conflict was reopened since.
    person, who
        As they named themselves, which may be empty; and the same in words.
    at, when
        ISO time; and the same as people write it: ``2024-03-03 12:00 UTC``.
    note
        May be empty.
    why
        What changed since; empty for a decision that stands.
    """

    state: Standing
    words: str
    decision: Decision
    decision_words: str
    person: str
    who: str
    at: str
    when: str
    note: str
    why: str


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How many conflicts of an analysis are reviewed.

    Attributes
    ----------
    n_reviewed
        Those about which a decision stands.
    n_reopened
        Those decided about, which have changed since; they count as not reviewed.
    words
        ``37 of 120 reviewed``, and how many are to be reviewed again.
    """

    n_conflicts: int
    n_reviewed: int
    n_reopened: int
    n_conflict: int
    n_no_conflict: int
    n_unsure: int
    words: str


def standing_of(reviewed: ReviewedConflict | None) -> Standing:
    """Tell where a conflict stands."""
    if reviewed is None:
        return "open"
    return reviewed.review.decision if reviewed.state == "stands" else "reopened"


def review_row(conflict_id: str, lookup: Lookup) -> ReviewRow | None:
    """Shape the last decision about a conflict; ``None`` where there is none."""
    reviewed = lookup.reviews.get(conflict_id)
    if reviewed is None:
        return None
    standing = standing_of(reviewed)
    return ReviewRow(
        state=standing,
        words=STANDING_WORDS[standing],
        decision=reviewed.review.decision,
        decision_words=STANDING_WORDS[reviewed.review.decision],
        person=reviewed.review.person,
        who=reviewed.review.person or NO_NAME,
        at=reviewed.review.at,
        when=when_words(reviewed.review.at),
        note=reviewed.review.note,
        why=reviewed.why or "",
    )


def review_progress(lookup: Lookup) -> ReviewProgress:
    """Count how many conflicts are reviewed."""
    n_conflicts = len(lookup.analysis.conflicts)
    n = Counter(standing_of(lookup.reviews.get(conflict.id)) for conflict in lookup.analysis.conflicts)
    n_reviewed = n_conflicts - n["open"] - n["reopened"]
    again = f", {n['reopened']} to review again" if n["reopened"] else ""
    return ReviewProgress(
        n_conflicts=n_conflicts,
        n_reviewed=n_reviewed,
        n_reopened=n["reopened"],
        n_conflict=n["conflict"],
        n_no_conflict=n["no_conflict"],
        n_unsure=n["unsure"],
        words=f"{n_reviewed} of {n_conflicts} reviewed{again}",
    )


def when_words(at: str) -> str:
    """Write an ISO time as people do; what is none is left as it is.

    Example
    -------
    >>> when_words("2024-03-03T12:00:05+00:00"), when_words("2024-03-03")
    ('2024-03-03 12:00 UTC', '2024-03-03')
    """
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{time:%Y-%m-%d %H:%M} UTC" if time.tzinfo is not None else at
