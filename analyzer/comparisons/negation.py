"""The same proposition, once with a negation and once without.

Negation words alone prove nothing: the word that is negated must stand in the other statement, not negated, in a
proposition that is otherwise nearly the same.
"""

from __future__ import annotations

from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import FAMILY_SHARE, Subject
from analyzer.comparisons.words import Word, family_of
from analyzer.language.word_classes import words_of
from analyzer.schema import Evidence, Span

_LEAST_OVERLAP = 0.5
_REACH = 8


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the negated word and its affirmed twin, strength 0 to 1, or ``None``."""
    if subject.overlap < _LEAST_OVERLAP or subject.names_apart:
        return None
    forward, backward = _clash(left, right), _clash(right, left)
    # Both negate what the other affirms: two propositions that are tangled, not one denied.
    if (forward is None) == (backward is None):
        return None
    if forward is not None:
        strength, denied, affirmed = forward
        return _evidence(left, right, strength, denied, (affirmed,))
    assert backward is not None
    strength, denied, affirmed = backward
    return _evidence(left, right, strength, (affirmed,), denied)


def negated_heads(reading: Reading) -> dict[str, tuple[Span, ...]]:
    """Map each word that a negation governs most directly to the places of the negation and the word."""
    heads: dict[str, tuple[Span, ...]] = {}
    seen: set[int] = set()
    for word in reading.words:
        if word.negator >= 0 and word.negator not in seen and _can_be_denied(word):
            seen.add(word.negator)
            negator = reading.words[word.negator]
            heads.setdefault(word.key, (Span(negator.start, negator.end), Span(word.start, word.end)))
    return heads


def parity_differs(left: Reading, right: Reading) -> bool:
    """Whether a word both have is negated on one side only."""
    return any(
        (a.negator >= 0) != (b.negator >= 0)
        for a in left.words
        for b in right.words
        if a.key == b.key and a.is_content and a.key not in words_of("verb of report")
    )


def _can_be_denied(word: Word) -> bool:
    return word.is_content and word.key not in words_of("certainty word") and word.key not in words_of("verb of report")


def _clash(denier: Reading, affirmer: Reading) -> tuple[float, tuple[Span, ...], Span] | None:
    affirmed: dict[str, Word] = {}
    for word in affirmer.words:
        if word.is_content and word.negator < 0 and not _is_hedged(affirmer, word):
            affirmed.setdefault(word.key, word)
    denied_there = {word.key for word in affirmer.words if word.negator >= 0}
    for key, spans in negated_heads(denier).items():
        if key in affirmed and key not in denied_there:
            word = affirmed[key]
            return 1.0, spans, Span(word.start, word.end)
        family = family_of(key)
        twin = next((w for k, w in affirmed.items() if family is not None and family_of(k) == family), None)
        if twin is not None and twin.key not in denied_there:
            return FAMILY_SHARE, spans, Span(twin.start, twin.end)
    return None


def _is_hedged(reading: Reading, word: Word) -> bool:
    """Whether the word stands in an "if" clause or under "declined", "opposed" and the like, which affirm nothing."""
    before = [w for w in reading.words if w.end <= word.start and w.clause == word.clause]
    denying = words_of("implicit negative")
    return any(w.lower in ("if", "unless", "whether") for w in before) or any(
        w.key in denying for w in before[-_REACH:]
    )


def _evidence(
    left: Reading, right: Reading, strength: float, left_spans: tuple[Span, ...], right_spans: tuple[Span, ...]
) -> Evidence:
    words = f"{left.quote(left_spans)} / {right.quote(right_spans)}"
    return Evidence("negation", strength, left_spans, right_spans, words)
