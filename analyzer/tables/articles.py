"""A document as a reader sees it around one statement: its sections in order, with the statement marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.schema import Document, Section, SectionKind
from analyzer.tables.conflicts import SideRow
from analyzer.tables.lookup import Lookup
from analyzer.tables.passages import Mark, Segment, segments, statement_marks


@dataclass(frozen=True, slots=True)
class Block:
    """A section of an article, or the part of it that is shown; joined, its segments are the document's text."""

    kind: SectionKind
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A document around a statement.

    Attributes
    ----------
    blocks
        In order; joined, their text is ``document.text[start:end]``.
    cut_before, cut_after
        Whether the document goes on before, or after, what is shown.
    """

    document: Document
    start: int
    end: int
    blocks: tuple[Block, ...]
    cut_before: bool
    cut_after: bool


def side_article(side: SideRow, lookup: Lookup, *, reach: int = 20_000) -> Article:
    """Show one side of a conflict in its document."""
    statement = lookup.statements[side.statement.id]
    return article(lookup.document_of(statement), statement_marks(statement, clash=side.spans), reach=reach)


def article(document: Document, marks: Sequence[Mark], *, reach: int = 20_000) -> Article:
    """Show a document around its marks.

    Parameters
    ----------
    reach
        How many characters are shown at most before the first mark, and after the last.

    Example
    -------
    >>> rain = Document("d-1", "a.txt", "Rain. Ash said it rained. It was May.", sections=(Section(0, 37, "body"),))
    >>> shown = article(rain, [Mark(6, 25, "statement", "st-1")], reach=8)
    >>> [segment.text for segment in shown.blocks[0].segments], shown.cut_before, shown.cut_after
    (['Rain. ', 'Ash said it rained.', ' It was '], False, True)
    """
    first = min((mark.start for mark in marks), default=0)
    last = max((mark.end for mark in marks), default=0)
    start, end = max(0, first - reach), min(len(document.text), last + reach)
    blocks = tuple(
        Block(section.kind, segments(document.text, marks, start=section.start, end=section.end))
        for section in sections_between(document.sections, start, end)
    )
    return Article(document, start, end, blocks, start > 0, end < len(document.text))


def sections_between(sections: Sequence[Section], start: int, end: int) -> Iterator[Section]:
    """Cut sections to ``start:end``, and put what lies between them with the one before."""
    ordered = sorted(sections, key=lambda section: section.start)
    inside = [section for section in ordered if section.start < end and section.end > start]
    limits = [start, *(max(start, section.start) for section in inside[1:]), end]
    for (left, right), section in zip(pairwise(limits), inside or [Section(start, end, "body")], strict=True):
        if left < right:
            yield replace(section, start=left, end=right)
