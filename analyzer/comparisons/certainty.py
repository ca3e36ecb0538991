"""Two degrees of certainty about one event: "virtually certain" against "not certain"."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.comparisons.once import once
from analyzer.comparisons.propositions import is_one_matter, may_be_one_subject
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.voices import relate_voices
from analyzer.comparisons.words import event_of, members_of
from analyzer.language.certainty import CertaintyWords, joint_degree
from analyzer.language.word_classes import words_of
from analyzer.schema import Evidence, Span

LEAST_GAP = 0.35
_FULL_GAP = 0.6
_SURE = 0.8
_DOUBT = 0.35
_MERELY_POSSIBLE = 0.2
_TONED_DOWN = 0.65
LEAST_OVERLAP = 0.4
_LEAST_OVERLAP_WITHOUT_EVENT = 0.5
_SHORT = 6
_BARE, _MUCH = 1, 2


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return a clear gap on the ladder of certainty, strength 0 to 1, or ``None``.

    One side must present the matter as all but settled. Against it, words of doubt ("not certain", "unclear") count in
    full, and so does mere possibility when both tell what one person said; else "could" against "will" counts little.
    A strong word that is hedged ("could be imminent") against words of doubt counts less: they fit, yet pull apart.
    """
    one, other = governing(left), governing(right)
    if not one or not other or not _is_one_prospect(left, right, subject):
        return None
    strength = _strength(one, other, is_report=relate_voices(left, right) == "reports")
    is_told = "narration" in (left.statement.kind, right.statement.kind)
    if strength is None or (strength == _TONED_DOWN and is_told):
        return None
    spans = tuple(w.span for w in one), tuple(w.span for w in other)
    rungs = [
        f"{reading.quote(places)} ({likelihood(words):.2f})"
        for reading, places, words in zip((left, right), spans, (one, other), strict=True)
    ]
    return Evidence("certainty", strength, *spans, " / ".join(rungs))


def _strength(one: list[CertaintyWords], other: list[CertaintyWords], *, is_report: bool) -> float | None:
    likelihoods = likelihood(one), likelihood(other)
    distance = abs(likelihoods[0] - likelihoods[1])
    if distance < LEAST_GAP or not any(value >= _SURE or value <= 1 - _SURE for value in likelihoods):
        is_toned_down = (_is_hedged(one) and is_doubt(other)) or (_is_hedged(other) and is_doubt(one))
        return _TONED_DOWN if is_toned_down and not is_report else None
    if not is_report and any(words.is_plain for words in (*one, *other)):
        return None  # a bare "will" is mostly no degree of certainty
    strength = min(1.0, distance / _FULL_GAP)
    in_doubt = any(is_doubt(words) for words in (one, other)) or min(likelihoods) < 1 - _SURE
    return strength if in_doubt or is_report else strength * _MERELY_POSSIBLE


def _is_hedged(words: list[CertaintyWords]) -> bool:
    """Whether a strong word is only held possible ("could be imminent"): it sounds the alarm all the same."""
    degrees = [one.degree for one in words if not one.against]
    return bool(degrees) and max(degrees) >= _SURE and min(degrees) < _SURE


def _is_one_prospect(left: Reading, right: Reading, subject: Subject) -> bool:
    """Whether both say how certain one and the same thing is.

    A shared event is the same prospect when one side says no more than that it comes about ("an attack is imminent"),
    or when what comes about is shared too. Without an event nearly the whole proposition must be shared.
    """
    if relate_voices(left, right) == "reports":
        return bool(subject.events) or subject.overlap >= LEAST_OVERLAP
    clauses = _governed(left), _governed(right)
    events = subject.events & clauses[0].events & clauses[1].events
    if events:
        told = [clause.told - _of_families(subject.events) for clause in clauses]
        return min(map(len, told)) <= _BARE or len(told[0] & told[1]) >= min(_MUCH, *map(len, told))
    if any(len(reading.words) <= _SHORT for reading in (left, right)):
        return bool(subject.events) or subject.overlap >= LEAST_OVERLAP  # a short content is about nothing else
    return (
        subject.overlap >= _LEAST_OVERLAP_WITHOUT_EVENT
        and may_be_one_subject(left, right, subject)
        and is_one_matter(left, right, subject)
    )


@dataclass(frozen=True, slots=True)
class _Clause:
    """What the clauses with the governing expressions hold: families of events, and other words that tell something."""

    events: frozenset[str]
    told: frozenset[str]


@once
def _governed(reading: Reading) -> _Clause:
    spans = marked(reading)
    numbers = {w.clause for w in reading.words if any(span.start <= w.start < span.end for span in spans)}
    words = [w for w in reading.words if w.clause in numbers]
    light = words_of("occurrence") | words_of("certainty word") | words_of("verb of report")
    told = {
        w.key
        for w in words
        if w.is_content and not w.is_name and w.key not in light and not any(s.start <= w.start < s.end for s in spans)
    }
    return _Clause(
        events=frozenset(event for w in words if (event := event_of(w.key)) is not None),
        told=frozenset(told - words_of("weekday") - words_of("month")),
    )


def _of_families(families: frozenset[str]) -> frozenset[str]:
    return frozenset(key for family in families for key in members_of(family))


@once
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
