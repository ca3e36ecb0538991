"""Conflicts as rows for people: two sides, each in its place, and why they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.schema import Band, Conflict, ConflictKind, ConflictSide, Evidence, Span, Strength
from analyzer.tables.lookup import Lookup
from analyzer.tables.passages import Passage, passage, statement_marks
from analyzer.tables.reviews import ReviewRow, review_row
from analyzer.tables.rows import DIGITS, StatementRow, statement_row

KIND_WORDS: dict[ConflictKind, str] = {
    "contradiction": "Contradiction",
    "disputed_account": "Disputed account",
    "numeric": "Different numbers",
    "date": "Different dates",
    "certainty": "Different certainty",
    "attribution": "Different attribution",
    "characterisation": "Different characterisation",
    "position": "Opposed positions",
    "changed_position": "Changed position",
}
STRENGTH_WORDS: dict[Strength, str] = {
    "hard": "as worded, both cannot hold",
    "soft": "they pull apart in degree, framing or position",
}
BAND_WORDS: dict[Band, str] = {"flagged": "Flagged", "possible": "Possible"}
_SIGNAL_WORDS = {
    "relation": "read together by the model",
    "direction": "read the weaker way round",
    "names": "other names",
    "prior": "how rare conflicts are",
}


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """One named reason and what it adds to the score; ``words`` are the words it rests on."""

    signal: str
    label: str
    contribution: float
    words: str


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of a conflict: the cited statement, in its place, and others that say the same."""

    statement: StatementRow
    group_id: str
    passage: Passage
    spans: tuple[Span, ...]
    also: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two accounts that differ; never a verdict on which of them is right.

    Attributes
    ----------
    kind_words, strength_words, band_words
        The same in plain words.
    score
        Ranks conflicts; the contributions add up to it, but for rounding.
    review
        The last decision about it, or ``None``.
    """

    id: str
    thread_id: str
    thread: str
    kind: ConflictKind
    kind_words: str
    strength: Strength
    strength_words: str
    band: Band
    band_words: str
    score: float
    probability: float | None
    left: SideRow
    right: SideRow
    rationale: str
    unless: str | None
    contributions: tuple[ContributionRow, ...]
    review: ReviewRow | None


def conflict_row(conflict: Conflict, lookup: Lookup, *, width: int = 480) -> ConflictRow:
    """Shape one conflict; ``width`` is the aimed-at length of each side's passage, in characters."""
    return ConflictRow(
        id=conflict.id,
        thread_id=conflict.thread,
        thread=lookup.threads[conflict.thread].label,
        kind=conflict.kind,
        kind_words=KIND_WORDS[conflict.kind],
        strength=conflict.strength,
        strength_words=STRENGTH_WORDS[conflict.strength],
        band=conflict.band,
        band_words=BAND_WORDS[conflict.band],
        score=round(conflict.score, DIGITS),
        probability=conflict.probability,
        left=_side(conflict.left, lookup, width),
        right=_side(conflict.right, lookup, width),
        rationale=conflict.rationale,
        unless=conflict.unless,
        contributions=tuple(_contribution(evidence) for evidence in conflict.evidence),
        review=review_row(conflict.id, lookup),
    )


def conflict_rows(lookup: Lookup, *, limit: int | None = None, width: int = 480) -> tuple[ConflictRow, ...]:
    """Shape conflicts in the order of :func:`ranked_conflicts`, those dismissed by a person too; at most ``limit``."""
    return tuple(conflict_row(conflict, lookup, width=width) for conflict in ranked_conflicts(lookup)[:limit])


def ranked_conflicts(lookup: Lookup) -> list[Conflict]:
    """Return conflicts, strongest first: all flagged ones, then the possible ones."""
    return sorted(lookup.analysis.conflicts, key=lambda c: (c.band != "flagged", -c.score, c.id))


def _side(side: ConflictSide, lookup: Lookup, width: int) -> SideRow:
    statement = lookup.statements[side.statement]
    marks = statement_marks(statement, clash=side.spans)
    return SideRow(
        statement=statement_row(statement, lookup),
        group_id=side.group,
        passage=passage(lookup.document_of(statement), marks, width=width),
        spans=side.spans,
        also=tuple(statement_row(lookup.statements[other], lookup) for other in side.also),
    )


def _contribution(evidence: Evidence) -> ContributionRow:
    label = _SIGNAL_WORDS.get(evidence.signal) or evidence.signal.replace("_", " ").strip()
    return ContributionRow(evidence.signal, label, round(evidence.contribution, DIGITS), evidence.words)
