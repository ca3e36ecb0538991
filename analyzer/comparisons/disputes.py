"""One statement disputes or denies the other, as the extractor has linked them."""

from __future__ import annotations

from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject
from analyzer.schema import Evidence, Span


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the dispute, strength 1, or ``None`` when neither disputes the other."""
    if left.statement.disputes == right.statement.id:
        return _evidence(left, right, _disputing(left), _disputed(right))
    if right.statement.disputes == left.statement.id:
        return _evidence(left, right, _disputed(left), _disputing(right))
    return None


def _disputing(reading: Reading) -> tuple[Span, ...]:
    cue, content = reading.statement.cue, _content(reading)
    if cue is None or any(span.start <= cue.start < span.end for span in content):
        return content
    return tuple(sorted({cue, *content}))


def _content(reading: Reading) -> tuple[Span, ...]:
    return tuple(reading.statement.content)


def _disputed(reading: Reading) -> tuple[Span, ...]:
    """Return the words that stand for a disputed account: those quoted in it, else all of it."""
    return tuple(reading.statement.quoted) or _content(reading)


def _evidence(left: Reading, right: Reading, left_spans: tuple[Span, ...], right_spans: tuple[Span, ...]) -> Evidence:
    words = f"{left.quote(left_spans)} / {right.quote(right_spans)}"
    return Evidence("disputes", 1.0, left_spans, right_spans, words)
