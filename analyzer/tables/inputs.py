"""What was read, what was not, and what a reader of the result should know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analyzer.schema import InputFile, InputStatus
from analyzer.tables.lookup import Lookup


@dataclass(frozen=True, slots=True)
class InputRow:
    """A file that was given; ``size`` in words such as ``12 kB``, ``reason`` empty where it was read."""

    path: str
    status: InputStatus
    size: str
    encoding: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document; ``copy_of`` is the path of the document of which it is a copy in whole, or ``None``."""

    id: str
    path: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    n_characters: int
    n_statements: int
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class CautionRow:
    """Something a reader should know; ``n`` times in the same place."""

    where: str
    what: str
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A run at a glance; copies are counted apart.

    Attributes
    ----------
    n_flagged, n_possible
        Conflicts that nobody dismissed.
    n_dismissed
        Conflicts that a person found to be none.
    """

    read: tuple[InputRow, ...]
    skipped: tuple[InputRow, ...]
    failed: tuple[InputRow, ...]
    n_statements: int
    n_narration: int
    n_copies: int
    n_speakers: int
    n_threads: int
    n_groups: int
    n_groups_of_several_voices: int
    n_flagged: int
    n_possible: int
    n_dismissed: int


def summary(lookup: Lookup) -> Summary:
    """Count what a run read and found."""
    analysis = lookup.analysis
    rows = sorted((_input(file) for file in analysis.provenance.inputs), key=lambda row: row.path)
    voices = [s for s in analysis.statements if s.copy_of is None]
    bands = [conflict.band for conflict in analysis.conflicts if not lookup.is_dismissed(conflict)]
    return Summary(
        read=tuple(row for row in rows if row.status == "read"),
        skipped=tuple(row for row in rows if row.status == "skipped"),
        failed=tuple(row for row in rows if row.status == "failed"),
        n_statements=sum(s.kind != "narration" for s in voices),
        n_narration=sum(s.kind == "narration" for s in voices),
        n_copies=len(analysis.statements) - len(voices),
        n_speakers=len({speaker for s in voices for speaker in s.speakers}),
        n_threads=len(analysis.threads),
        n_groups=len(analysis.groups),
        n_groups_of_several_voices=sum(group.n_independent > 1 for group in analysis.groups),
        n_flagged=bands.count("flagged"),
        n_possible=bands.count("possible"),
        n_dismissed=len(analysis.conflicts) - len(bands),
    )


def document_rows(lookup: Lookup) -> tuple[DocumentRow, ...]:
    """Shape all documents, in the order of the analysis."""
    said = Counter(statement.document for statement in lookup.analysis.statements)
    return tuple(
        DocumentRow(
            id=document.id,
            path=document.path,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            url=document.url,
            language=document.language,
            n_characters=len(document.text),
            n_statements=said[document.id],
            copy_of=lookup.documents[document.copy_of].path if document.copy_of else None,
        )
        for document in lookup.analysis.documents
    )


def caution_rows(lookup: Lookup) -> tuple[CautionRow, ...]:
    """Shape all cautions, equal ones counted together, in the order in which they first came up."""
    found = Counter((caution.where, caution.what) for caution in lookup.analysis.provenance.warnings)
    return tuple(CautionRow(where, what, n) for (where, what), n in found.items())


def size_words(n_bytes: int | None) -> str:
    """Put a size in words.

    Example
    -------
    >>> size_words(12_345), size_words(999), size_words(None)
    ('12 kB', '999 bytes', '')
    """
    if n_bytes is None:
        return ""
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if n_bytes >= size:
            return f"{n_bytes / size:.0f} {unit}"
    return f"{n_bytes} bytes"


def _input(file: InputFile) -> InputRow:
    return InputRow(file.path, file.status, size_words(file.bytes), file.encoding or "", file.reason or "")
