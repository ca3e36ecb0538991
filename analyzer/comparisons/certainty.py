"""Two degrees of certainty about one event: "virtually certain" against "not certain"."""

from __future__ import annotations

from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.voices import relate_voices
from analyzer.comparisons.words import event_of
from analyzer.language.certainty import CertaintyWords, joint_degree
from analyzer.schema import Evidence, Span

LEAST_GAP = 0.35
_FULL_GAP = 0.6
_SURE = 0.8
_DOUBT = 0.35
_MERELY_POSSIBLE = 0.2
_PLAIN_WILL = 0.5
_LEAST_OVERLAP = 0.4
_SHORT = 6


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return a clear gap on the ladder of certainty, strength 0 to 1, or ``None``.

    One side must present the matter as all but settled. Against it, words of doubt ("not certain", "unclear") count in
    full, and so does mere possibility when both tell what one person said; else "could" against "will" counts little.
    """
    if not (subject.events or subject.overlap >= _LEAST_OVERLAP):
        return None
    one, other = governing(left), governing(right)
    if not one or not other or not (_is_about(left, one, subject) and _is_about(right, other, subject)):
        return None
    likelihoods = likelihood(one), likelihood(other)
    gap = abs(likelihoods[0] - likelihoods[1])
    if gap < LEAST_GAP or not any(value >= _SURE or value <= 1 - _SURE for value in likelihoods):
        return None
    strength = min(1.0, gap / _FULL_GAP)
    in_doubt = any(is_doubt(words) for words in (one, other)) or min(likelihoods) < 1 - _SURE
    if not in_doubt and relate_voices(left, right) != "reports":
        strength *= _MERELY_POSSIBLE
    if any(words.is_plain for words in (*one, *other)):
        strength *= _PLAIN_WILL
    spans = tuple(w.span for w in one), tuple(w.span for w in other)
    return Evidence("certainty", strength, *spans, f"{left.quote(spans[0])} / {right.quote(spans[1])}")


def _is_about(reading: Reading, words: list[CertaintyWords], subject: Subject) -> bool:
    """Whether the expressions stand in a clause about the shared event; a short content is about nothing else."""
    if not subject.events or len(reading.words) <= _SHORT:
        return True
    clauses = {w.clause for w in reading.words if any(e.span.start <= w.start < e.span.end for e in words)}
    return any(event_of(w.key) in subject.events for w in reading.words if w.clause in clauses)


def governing(reading: Reading) -> list[CertaintyWords]:
    """Return the expressions of the first clause that says something about certainty."""
    return [words for words in reading.certainty if words.clause == reading.certainty[0].clause]


def likelihood(words: list[CertaintyWords]) -> float:
    """Return how likely the expressions of one clause make their proposition, 0 to 1."""
    weakest = min(words, key=lambda one: (one.degree, one.span))
    degree = joint_degree(words)
    return 1.0 - degree if weakest.against else degree


def is_doubt(words: list[CertaintyWords]) -> bool:
    """Whether they say that the matter is open, more than that it is possible."""
    return any(one.degree <= _DOUBT and not one.against for one in words)


def gap(left: Reading, right: Reading) -> float:
    """Return the distance of two statements on the ladder, 0 to 1; 0 when one says nothing about certainty."""
    one, other = governing(left), governing(right)
    return abs(likelihood(one) - likelihood(other)) if one and other else 0.0


def marked(reading: Reading) -> tuple[Span, ...]:
    """Return the places of the governing expressions."""
    return tuple(words.span for words in governing(reading))
