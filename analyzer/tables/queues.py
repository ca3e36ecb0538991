"""Conflicts as the lines of a queue: light enough to shape them all, with what they can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analyzer.schema import Band, Conflict, ConflictKind, ConflictSide, Strength
from analyzer.tables.conflicts import BAND_WORDS, KIND_WORDS, ranked_conflicts
from analyzer.tables.lookup import Lookup
from analyzer.tables.reviews import STANDING_WORDS, Standing, standing_of
from analyzer.tables.rows import DIGITS

_LONGEST = 40  # characters of the words that differ, on one side


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One conflict in one line.

    Attributes
    ----------
    left, right
        Who says what, on either side.
    words
        The words in which the two differ, as written, such as ``“went badly” / “fruitful”``; shortened.
    speakers, documents
        Names of all who speak on either side, those who say the same included; and where, as
        :func:`document_name` names it. Sorted.
    publishers, dates
        Of those documents, as far as they are known: who published them, and the ISO dates of what is said in them.
        Sorted.
    review_state, review_words
        Where its review stands.
    """

    id: str
    kind: ConflictKind
    kind_words: str
    strength: Strength
    band: Band
    band_words: str
    score: float
    left: str
    right: str
    words: str
    thread: str
    speakers: tuple[str, ...]
    documents: tuple[str, ...]
    publishers: tuple[str, ...]
    dates: tuple[str, ...]
    thread_id: str
    review_state: Standing
    review_words: str


def queue_rows(lookup: Lookup) -> tuple[QueueRow, ...]:
    """Shape all conflicts, strongest first: all flagged ones, then the possible ones."""
    return tuple(_row(conflict, lookup) for conflict in ranked_conflicts(lookup))


def reviewed_again(rows: Iterable[QueueRow], lookup: Lookup) -> tuple[QueueRow, ...]:
    """Return the same lines with the decisions of a lookup; much quicker than shaping all of them again."""
    standings = ((row, standing_of(lookup.reviews.get(row.id))) for row in rows)
    return tuple(
        row
        if row.review_state == standing
        else replace(row, review_state=standing, review_words=STANDING_WORDS[standing])
        for row, standing in standings
    )


def _row(conflict: Conflict, lookup: Lookup) -> QueueRow:
    sides = (conflict.left, conflict.right)
    said = [lookup.statements[one] for side in sides for one in (side.statement, *side.also)]
    documents = [lookup.documents[one] for one in {statement.document for statement in said}]
    named = {lookup.names[speaker] for statement in said for speaker in statement.speakers}
    unnamed = {lookup.speaker_of(statement) for statement in said if not statement.speakers}
    standing = standing_of(lookup.reviews.get(conflict.id))
    return QueueRow(
        id=conflict.id,
        kind=conflict.kind,
        kind_words=KIND_WORDS[conflict.kind],
        strength=conflict.strength,
        band=conflict.band,
        band_words=BAND_WORDS[conflict.band],
        score=round(conflict.score, DIGITS),
        left=_line(conflict.left, lookup),
        right=_line(conflict.right, lookup),
        words=" / ".join(_words(side, lookup) for side in sides),
        thread=lookup.threads[conflict.thread].label,
        speakers=tuple(sorted(named | unnamed)),
        documents=tuple(sorted({document_name(document.id, lookup) for document in documents})),
        publishers=tuple(sorted({document.publisher for document in documents if document.publisher})),
        dates=tuple(sorted(filter(None, {s.published or lookup.document_of(s).published for s in said}))),
        thread_id=conflict.thread,
        review_state=standing,
        review_words=STANDING_WORDS[standing],
    )


def _words(side: ConflictSide, lookup: Lookup) -> str:
    text = lookup.document_of(lookup.statements[side.statement]).text
    words = " ".join(" … ".join(text[slice(*span)] for span in side.spans).split())
    return f"“{words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + '…'}”"


def document_name(document_id: str, lookup: Lookup) -> str:
    """Name a document by its publisher, where one is known, and its path."""
    document = lookup.documents[document_id]
    return f"{document.publisher}: {document.path}" if document.publisher else document.path


def _line(side: ConflictSide, lookup: Lookup) -> str:
    statement = lookup.statements[side.statement]
    return f"{lookup.speaker_of(statement)}: {statement.claim}"
