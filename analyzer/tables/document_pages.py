"""Documents to be read with every statement in its place: a list of them, and one of them stretch by stretch."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.schema import Document, EditKind, SectionKind, Statement, StatementKind
from analyzer.tables.articles import sections_between
from analyzer.tables.inputs import CautionRow, DocumentRow, caution_rows, document_rows
from analyzer.tables.lookup import Lookup
from analyzer.tables.passages import Mark, Segment, segments, statement_marks
from analyzer.tables.statement_links import StatementLinks, cited

STRETCH = 40_000
"""Characters of a document that are shown at once, about."""

_PARAGRAPH_END = re.compile(r"\n[ \t\r\f\v]*\n")


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in one line, with the number of conflicts on either side of which it speaks."""

    document: DocumentRow
    n_conflicts: int

    @property
    def id(self) -> str:
        """Id of the document."""
        return self.document.id


@dataclass(frozen=True, slots=True)
class StatementLabel:
    """What stands beside a statement in the text: its number, who speaks, and whose words they are."""

    number: int
    speaker: str
    kind: StatementKind


@dataclass(frozen=True, slots=True)
class ReadingBlock:
    """A section of a document, or the part of it that is shown.

    Attributes
    ----------
    post, post_title
        Number and headline of the live-blog post that begins with this block; ``None`` where none begins.
    """

    kind: SectionKind
    post: int | None
    post_title: str | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """As much of a document as is shown at once.

    Attributes
    ----------
    start, end
        Offsets; joined, the text of ``blocks`` is ``document.text[start:end]``.
    number, n_stretches
        Which stretch of how many, from 1.
    labels
        By id, of the statements that stand in it.
    """

    document: Document
    start: int
    end: int
    number: int
    n_stretches: int
    blocks: tuple[ReadingBlock, ...]
    labels: dict[str, StatementLabel]


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A statement of a document that is the same text as one printed elsewhere."""

    number: int
    statement: str
    text: str
    other_number: int
    other: str
    other_document: str


@dataclass(frozen=True, slots=True)
class EditLine:
    """What became of one statement since the previous run; ``number`` is ``None`` for one that was removed."""

    kind: EditKind
    statement: str | None
    number: int | None
    before: str
    after: str


def document_lines(lookup: Lookup) -> tuple[DocumentLine, ...]:
    """Shape all documents, in the order of the analysis."""
    in_conflict = Counter(
        document
        for conflict in lookup.analysis.conflicts
        for document in {
            lookup.statements[one].document for side in (conflict.left, conflict.right) for one in cited(side)
        }
    )
    return tuple(DocumentLine(row, in_conflict[row.id]) for row in document_rows(lookup))


def matching_documents(
    lines: Iterable[DocumentLine],
    *,
    words: str = "",
    publishers: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> tuple[DocumentLine, ...]:
    """Return the documents that fit: words in path or title, one of the publishers, published between two ISO dates.

    Nothing given lets everything through; a document without a date fits no date.
    """
    publishers, words = set(publishers), words.strip().casefold()
    return tuple(
        line
        for line in lines
        if (not publishers or line.document.publisher in publishers)
        and (not words or any(words in text.casefold() for text in (line.document.path, line.document.title or "")))
        and ((since is None and until is None) or _between(line.document.published, since, until))
    )


def n_stretches(document: Document, *, length: int = STRETCH) -> int:
    """Return in how many stretches a document is shown."""
    return max(1, -(-len(document.text) // length))


def stretch_holding(
    statement: Statement, document: Document, statements: Sequence[Statement], *, length: int = STRETCH
) -> int:
    """Return the number of the stretch in which a statement begins.

    Parameters
    ----------
    statements
        All of the document, by their beginning.
    """
    number = statement.start // length + 1
    last = n_stretches(document, length=length)
    return min(last, number + 1) if statement.start >= _limit(document, statements, number, length) else number


def stretch(
    document: Document,
    statements: Sequence[Statement],
    number: int,
    lookup: Lookup,
    *,
    chosen: Statement | None = None,
    length: int = STRETCH,
) -> Stretch:
    """Cut one stretch out of a document, its statements marked.

    Stretches end between paragraphs and never inside a statement, where there is such a place not too far away. What
    this costs depends on the stretch and on the number of statements, not on the length of the text.

    Parameters
    ----------
    statements
        All of the document, by their beginning.
    number
        From 1; beyond the last, the last is shown.
    chosen
        The statement of which more is marked: its cue, its speaker's mention, and what it quotes.
    length
        Aimed-at length in characters.
    """
    last = n_stretches(document, length=length)
    number = max(1, min(number, last))
    start = _limit(document, statements, number - 1, length)
    end = _limit(document, statements, number, length)
    inside = [s for s in statements if s.start < end and s.end > start]
    marks = [Mark(s.start, s.end, "statement", s.id) for s in inside]
    marks += [mark for mark in statement_marks(chosen) if mark.kind != "statement"] if chosen in inside else []
    return Stretch(
        document=document,
        start=start,
        end=end,
        number=number,
        n_stretches=last,
        blocks=tuple(_blocks(document, marks, start, end)),
        labels={s.id: StatementLabel(lookup.numbers[s.id], lookup.speaker_of(s), s.kind) for s in inside},
    )


def copy_lines(statements: Iterable[Statement], lookup: Lookup, links: StatementLinks) -> tuple[CopyLine, ...]:
    """List the statements of a document that are printed elsewhere too, whichever came first."""
    return tuple(
        CopyLine(
            number=lookup.numbers[statement.id],
            statement=statement.id,
            text=statement.text,
            other_number=lookup.numbers[other],
            other=other,
            other_document=lookup.document_of(lookup.statements[other]).path,
        )
        for statement in statements
        for other in _same_text(statement, links)
    )


def copies_of_document(document: Document, lookup: Lookup) -> tuple[Document, ...]:
    """Return the documents that are the same text in whole: the original first, then its other copies."""
    first = document.copy_of or document.id
    same = [one for one in lookup.analysis.documents if first in (one.id, one.copy_of)]
    return tuple(sorted((one for one in same if one.id != document.id), key=lambda one: (one.id != first, one.path)))


def edit_lines(document: Document, lookup: Lookup) -> tuple[EditLine, ...] | None:
    """Say what became of each statement since the previous run; ``None`` where no edit of the document is known."""
    lineage = lookup.analysis.lineage
    edited = next((one for one in lineage.edits if one.document == document.id), None) if lineage else None
    if edited is None:
        return None
    return tuple(
        EditLine(one.kind, one.statement, lookup.numbers.get(one.statement or ""), one.before or "", one.after or "")
        for one in edited.statements
    )


def cautions_of_document(document: Document, lookup: Lookup) -> tuple[CautionRow, ...]:
    """Return what the run had to say about one document."""
    return tuple(row for row in caution_rows(lookup) if row.where == document.path or document.id in row.where.split())


def _between(published: str | None, since: str | None, until: str | None) -> bool:
    return published is not None and (since or published) <= published <= (until or published)


def _same_text(statement: Statement, links: StatementLinks) -> tuple[str, ...]:
    first = statement.copy_of or statement.id
    every = (first, *links.copies.get(first, ()))
    return tuple(one for one in every if one != statement.id)


def _limit(document: Document, statements: Sequence[Statement], number: int, length: int) -> int:
    """Return where the stretch of this number ends: at a paragraph's end, else a space, outside statements.

    It lies no more than three eighths of a stretch before ``number * length``, so that stretches follow each other.
    """
    nominal, text = number * length, document.text
    if nominal <= 0 or nominal >= len(text):
        return max(0, min(nominal, len(text)))
    ends = [found.end() for found in _PARAGRAPH_END.finditer(text, nominal - length // 8, nominal)]
    place = ends[-1] if ends else text.rfind(" ", nominal - length // 8, nominal) + 1 or nominal
    earliest = nominal - 3 * length // 8
    while across := [s.start for s in _beginning_in(statements, earliest, place) if s.end > place]:
        place = min(across)
    return place


def _beginning_in(statements: Sequence[Statement], start: int, end: int) -> Sequence[Statement]:
    """Return the statements that begin in ``start:end``, the end not counted."""
    return statements[
        bisect_left(statements, start, key=lambda s: s.start) : bisect_left(statements, end, key=lambda s: s.start)
    ]


def _blocks(document: Document, marks: Sequence[Mark], start: int, end: int) -> Iterator[ReadingBlock]:
    """Cut a stretch at its sections; each block looks at the marks that reach into it and no others."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    starts = [mark.start for mark in ordered]
    open_marks, used, post = list[Mark](), 0, None
    for section in sections_between(document.sections, start, end):
        upto = bisect_right(starts, section.end - 1)
        open_marks = [mark for mark in (*open_marks, *ordered[used:upto]) if mark.end > section.start]
        used = upto
        begins = section.post is not None and section.post != post
        yield ReadingBlock(
            kind=section.kind,
            post=section.post if begins else None,
            post_title=section.title if begins else None,
            segments=segments(document.text, open_marks, start=section.start, end=section.end),
        )
        post = section.post
