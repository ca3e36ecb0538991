"""Stretches of a document's text, cut where a reader expects it, with the words that matter marked.

Text is never altered: joined, the segments of a passage are ``document.text[start:end]``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.schema import Document, Span, Statement

MarkKind = Literal["statement", "quoted", "cue", "speaker", "certainty", "clash"]

_MARK_KINDS: tuple[MarkKind, ...] = ("statement", "quoted", "cue", "speaker", "certainty", "clash")
_PARAGRAPH_LIMIT = re.compile(r"\n[ \t\r\f\v]*\n")
_LONGEST_WORD = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of document offsets and why it is marked; ``statement`` is the id of the statement it belongs to."""

    start: int
    end: int
    kind: MarkKind
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which the same marks hold throughout.

    Attributes
    ----------
    start, end
        Offsets into the document's text.
    text
        ``document.text[start:end]``.
    kinds
        Kinds of the marks in force, in the order of :data:`MarkKind`.
    statements
        Ids of the statements whose ``statement`` marks are in force, outermost first.
    opens, closes
        Ids of the statements whose ``statement`` marks begin, or end, with this segment.
    """

    start: int
    end: int
    text: str
    kinds: tuple[MarkKind, ...] = ()
    statements: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document, ready to be drawn.

    Attributes
    ----------
    document
        Id of the document.
    start, end
        Offsets into its text.
    segments
        The text in order; joined it is ``document.text[start:end]``.
    cut_before, cut_after
        Whether the paragraph goes on before, or after, what is shown.
    """

    document: str
    start: int
    end: int
    segments: tuple[Segment, ...]
    cut_before: bool
    cut_after: bool

    @property
    def text(self) -> str:
        """The passage without its marks."""
        return "".join(segment.text for segment in self.segments)


def statement_marks(statement: Statement, *, clash: Iterable[Span] = ()) -> tuple[Mark, ...]:
    """Mark a statement: itself, what it quotes, its cue, its speaker, its hedges, and the words that clash."""
    ranges: list[tuple[MarkKind, Span]] = [("statement", Span(statement.start, statement.end))]
    ranges += [("quoted", span) for span in statement.quoted]
    ranges += [("cue", statement.cue)] if statement.cue else []
    ranges += [("speaker", statement.speaker_mention)] if statement.speaker_mention else []
    ranges += [("certainty", span) for span in statement.certainty_spans]
    ranges += [("clash", span) for span in clash]
    return tuple(Mark(span.start, span.end, kind, statement.id) for kind, span in ranges if span.end > span.start)


def passage(document: Document, marks: Sequence[Mark], *, width: int = 480) -> Passage:
    """Cut the marked words and their surroundings out of a document.

    The whole paragraph is shown where it is no longer than ``width``, else whole sentences around the marked
    words, else (a sentence without end) whole words. Marked words longer than ``width`` are shown from the first
    clash mark, or from their beginning.

    Parameters
    ----------
    width
        Aimed-at length in characters; one sentence holding all marks may make it up to twice as long.

    Example
    -------
    >>> rain = Document("d-1", "a.txt", "Ash said it rained. It was May.")
    >>> [(s.text, s.kinds) for s in passage(rain, [Mark(4, 8, "cue")], width=25).segments]
    [('Ash ', ()), ('said', ('cue',)), (' it rained.', ())]
    """
    text = document.text
    focus = _focus(marks, width)
    paragraph = _paragraph(text, focus, 2 * width)
    start, end = _trimmed(text, *_sentences_around(text, focus, paragraph, width))
    before, after = _trimmed(text, *paragraph)
    return Passage(document.id, start, end, segments(text, marks, start=start, end=end), start > before, end < after)


def segments(text: str, marks: Sequence[Mark], *, start: int = 0, end: int | None = None) -> tuple[Segment, ...]:
    """Split ``text[start:end]`` wherever a mark begins or ends."""
    end = len(text) if end is None else end
    inside = sorted(
        (m for m in marks if m.start < end and m.end > start and m.end > m.start),
        key=lambda m: (m.start, -m.end, _MARK_KINDS.index(m.kind), m.statement or ""),
    )
    limits = {start, end}
    limits.update(m.start for m in inside if m.start > start)
    limits.update(m.end for m in inside if m.end < end)
    places = sorted(limits)
    result, active, upcoming = [], list[Mark](), 0
    for left, right in itertools.pairwise(places):
        active = [m for m in active if m.end > left]
        while upcoming < len(inside) and inside[upcoming].start <= left:
            active += [inside[upcoming]] if inside[upcoming].end > left else []
            upcoming += 1
        result.append(_segment(text, left, right, active, first=left == start, last=right == end))
    return tuple(result)


def _segment(text: str, left: int, right: int, active: Sequence[Mark], *, first: bool, last: bool) -> Segment:
    kinds = {m.kind for m in active}
    whole = [m for m in active if m.kind == "statement" and m.statement]
    return Segment(
        left,
        right,
        text[left:right],
        tuple(kind for kind in _MARK_KINDS if kind in kinds),
        tuple(m.statement for m in whole if m.statement),
        tuple(m.statement for m in whole if m.statement and (m.start == left or (first and m.start < left))),
        tuple(m.statement for m in whole if m.statement and (m.end == right or (last and m.end > right))),
    )


def _focus(marks: Sequence[Mark], width: int) -> Span:
    if not marks:
        return Span(0, 0)
    whole = Span(min(m.start for m in marks), max(m.end for m in marks))
    if whole.end - whole.start <= width:
        return whole
    clash = [m for m in marks if m.kind == "clash"]
    if not clash:
        return Span(whole.start, whole.start + width)
    start, end = min(m.start for m in clash), max(m.end for m in clash)
    return Span(start, min(end, start + width))


def _paragraph(text: str, focus: Span, reach: int) -> Span:
    """Return the paragraph around ``focus``, looking no further than ``reach`` characters each way."""
    floor, ceiling = max(0, focus.start - reach), min(len(text), focus.end + reach)
    start, end = floor, ceiling
    for limit in _PARAGRAPH_LIMIT.finditer(text, floor, focus.start):
        start = limit.end()
    if after := _PARAGRAPH_LIMIT.search(text, focus.end, ceiling):
        end = after.start()
    return Span(start, end)


def _sentences_around(text: str, focus: Span, paragraph: Span, width: int) -> Span:
    if paragraph.end - paragraph.start <= width:
        return paragraph
    import nupunkt

    spans = [(paragraph.start + a, paragraph.start + b) for a, b in nupunkt.sent_spans(text[slice(*paragraph)])]
    held = [i for i, (a, b) in enumerate(spans) if a < max(focus.end, focus.start + 1) and b > focus.start]
    if not held:
        return focus
    first, last = held[0], held[-1]
    if spans[last][1] - spans[first][0] > 2 * width:
        return _words_around(text, focus, paragraph, width)
    for step_first, step_last in ((1, 0), (0, 1)) * len(spans):
        wider = max(0, first - step_first), min(len(spans) - 1, last + step_last)
        if spans[wider[1]][1] - spans[wider[0]][0] <= width:
            first, last = wider
    return Span(spans[first][0], spans[last][1])


def _words_around(text: str, focus: Span, paragraph: Span, width: int) -> Span:
    margin = max(0, width - (focus.end - focus.start)) // 2
    start, end = max(paragraph.start, focus.start - margin), min(paragraph.end, focus.end + margin)
    if start > paragraph.start:
        start = next((i + 1 for i in range(start, min(focus.start, start + _LONGEST_WORD)) if text[i].isspace()), start)
    if end < paragraph.end:
        end = next((i for i in range(end, max(focus.end, end - _LONGEST_WORD), -1) if text[i].isspace()), end)
    return Span(start, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
