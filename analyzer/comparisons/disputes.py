"""One statement disputes or denies the other, as the extractor has linked them."""

from __future__ import annotations

from analyzer.comparisons.propositions import cue_is
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject
from analyzer.schema import Evidence, Span

_BLAMES = 0.7


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the dispute, strength 0 to 1, or ``None`` when neither disputes the other.

    Who condemns what was said finds it bad, which is less than saying that it is not so.
    """
    if left.statement.disputes == right.statement.id:
        return _evidence(left, right, _disputing(left), _disputed(right), _strength(left))
    if right.statement.disputes == left.statement.id:
        return _evidence(left, right, _disputed(left), _disputing(right), _strength(right))
    return None


def _strength(disputing: Reading) -> float:
    return _BLAMES if cue_is(disputing, "blame") else 1.0


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


def _evidence(
    left: Reading, right: Reading, left_spans: tuple[Span, ...], right_spans: tuple[Span, ...], strength: float
) -> Evidence:
    words = f"{left.quote(left_spans)} / {right.quote(right_spans)}"
    return Evidence("disputes", strength, left_spans, right_spans, words)
