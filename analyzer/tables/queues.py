"""Conflicts as the lines of a queue: light enough to shape them all, with what they can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.schema import Band, ConflictKind, ConflictSide, Strength
from analyzer.tables.conflicts import BAND_WORDS, KIND_WORDS
from analyzer.tables.lookup import Lookup
from analyzer.tables.rows import DIGITS


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One conflict in one line.

    Attributes
    ----------
    left, right
        Who says what, on either side.
    speakers, documents
        Names of all who speak on either side, those who say the same included; and where, as
        :func:`document_name` names it. Sorted.
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
    thread: str
    speakers: tuple[str, ...]
    documents: tuple[str, ...]


def queue_rows(lookup: Lookup) -> tuple[QueueRow, ...]:
    """Shape all conflicts, strongest first: all flagged ones, then the possible ones."""
    ordered = sorted(lookup.analysis.conflicts, key=lambda c: (c.band != "flagged", -c.score, c.id))
    return tuple(
        QueueRow(
            id=conflict.id,
            kind=conflict.kind,
            kind_words=KIND_WORDS[conflict.kind],
            strength=conflict.strength,
            band=conflict.band,
            band_words=BAND_WORDS[conflict.band],
            score=round(conflict.score, DIGITS),
            left=_line(conflict.left, lookup),
            right=_line(conflict.right, lookup),
            thread=lookup.threads[conflict.thread].label,
            speakers=_speakers((conflict.left, conflict.right), lookup),
            documents=_documents((conflict.left, conflict.right), lookup),
        )
        for conflict in ordered
    )


def document_name(document_id: str, lookup: Lookup) -> str:
    """Name a document by its publisher, where one is known, and its path."""
    document = lookup.documents[document_id]
    return f"{document.publisher}: {document.path}" if document.publisher else document.path


def _line(side: ConflictSide, lookup: Lookup) -> str:
    statement = lookup.statements[side.statement]
    return f"{lookup.speaker_of(statement)}: {statement.claim}"


def _speakers(sides: tuple[ConflictSide, ConflictSide], lookup: Lookup) -> tuple[str, ...]:
    said = [lookup.statements[one] for side in sides for one in (side.statement, *side.also)]
    named = {lookup.names[speaker] for statement in said for speaker in statement.speakers}
    unnamed = {lookup.speaker_of(statement) for statement in said if not statement.speakers}
    return tuple(sorted(named | unnamed))


def _documents(sides: tuple[ConflictSide, ConflictSide], lookup: Lookup) -> tuple[str, ...]:
    said = (lookup.statements[one] for side in sides for one in (side.statement, *side.also))
    return tuple(sorted({document_name(statement.document, lookup) for statement in said}))
