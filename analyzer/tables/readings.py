"""Documents to read in, every statement marked in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.schema import Document, Span, Statement
from analyzer.tables.lookup import Lookup
from analyzer.tables.passages import Mark, Segment, passage, segments, statement_marks


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's text with marks.

    Attributes
    ----------
    parts
        One part holding all of the text, or, where the document is too long, a part around each statement.
    whole
        Whether all of the text is there.
    """

    document: str
    parts: tuple[tuple[Segment, ...], ...]
    whole: bool


def readings(lookup: Lookup, *, placed: Iterable[str], max_characters: int) -> tuple[Reading, ...]:
    """Mark statements in the text of their documents, in the order of the analysis.

    Parameters
    ----------
    placed
        Ids of the statements to mark. Words cited by any conflict are marked in all of them.
    max_characters
        How much text is shown in full, in all; documents beyond it are shown around their statements.
    """
    of_document = defaultdict[str, list[Statement]](list)
    for statement in sorted((lookup.statements[i] for i in set(placed)), key=lambda s: lookup.numbers[s.id]):
        of_document[statement.document].append(statement)
    clash = _clashing(lookup)
    result = []
    for document in lookup.analysis.documents:
        marks = [statement_marks(s, clash=clash.get(s.id, ())) for s in of_document[document.id]]
        whole = len(document.text) <= max_characters
        max_characters -= len(document.text) if whole else 0
        parts = (_whole(document, marks),) if whole else _around(document, marks)
        result.append(Reading(document.id, parts, whole))
    return tuple(result)


def _clashing(lookup: Lookup) -> dict[str, set[Span]]:
    clash = defaultdict[str, set[Span]](set)
    for conflict in lookup.analysis.conflicts:
        for side in (conflict.left, conflict.right):
            clash[side.statement].update(side.spans)
    return clash


def _whole(document: Document, marks: Sequence[Sequence[Mark]]) -> tuple[Segment, ...]:
    return segments(document.text, [mark for of_one in marks for mark in of_one])


def _around(document: Document, marks: Sequence[Sequence[Mark]]) -> tuple[tuple[Segment, ...], ...]:
    """Show the surroundings of each statement, joined where they touch."""
    shown = list[Span]()
    for of_one in marks:
        found = passage(document, of_one)
        if shown and found.start <= shown[-1].end:
            shown[-1] = Span(min(shown[-1].start, found.start), max(shown[-1].end, found.end))
        else:
            shown.append(Span(found.start, found.end))
    every = [mark for of_one in marks for mark in of_one]
    return tuple(segments(document.text, every, start=span.start, end=span.end) for span in shown)
