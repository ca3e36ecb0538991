"""The same proposition, once with a negation and once without.

Negation words alone prove nothing: the word that is negated must stand in the other statement, not negated, in a
proposition that is otherwise nearly the same.
"""

from __future__ import annotations

from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import FAMILY_SHARE, Subject, subjects_differ
from analyzer.comparisons.words import Word, family_of, is_negator
from analyzer.language.word_classes import words_of
from analyzer.schema import Evidence, Span

_LEAST_OVERLAP = 0.5
_LEAST_OVERLAP_OF_DENIAL, _LEAST_JACCARD_OF_DENIAL = 0.7, 0.4
_REACH = 8
_CLAUSE_OPENERS = frozenset(("that", "when", "whether", "how", "why", "if", "what", "who", "where", "which"))
_POSSIBLE, _ONLY_POSSIBLE = 0.5, 0.5
_OUGHT = frozenset(("must", "should", "ought", "shall", "let", "needs", "need"))


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the negated word and its affirmed twin, strength 0 to 1, or ``None``."""
    if subject.overlap < _LEAST_OVERLAP or subject.names_apart or subjects_differ(left, right):
        return None
    if left.is_denial != right.is_denial:
        return _denial(left, right, subject)
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


def _denial(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return a content that one denies as a whole and the other tells, neither with a negation of its own."""
    negated = any(is_negator(word.lower) for reading in (left, right) for word in reading.words)
    if negated or subject.overlap < _LEAST_OVERLAP_OF_DENIAL or subject.jaccard < _LEAST_JACCARD_OF_DENIAL:
        return None
    told = {word.key: word for reading in (left, right) if not reading.is_denial for word in reading.words}
    key = next((key for key in subject.shared if key in told and not told[key].is_name), None)
    if key is None:
        return None
    spans = (Span(told[key].start, told[key].end),)
    cues = [(cue,) if (cue := reading.statement.cue) is not None else spans for reading in (left, right)]
    teller = right if left.is_denial else left
    strength = _ONLY_POSSIBLE if is_only_possible(teller) else 1.0
    if left.is_denial:
        return _evidence(left, right, strength, cues[0], spans)
    return _evidence(left, right, strength, spans, cues[1])


def is_only_possible(reading: Reading) -> bool:
    """Whether the statement says no more than that something may be so."""
    return any(words.degree <= _POSSIBLE and not words.against for words in reading.certainty)


def negated_heads(reading: Reading) -> dict[str, tuple[Span, ...]]:
    """Map each word that a negation governs most directly to the places of the negation and the word."""
    heads: dict[str, tuple[Span, ...]] = {}
    seen: set[int] = set()
    for word in reading.words:
        if word.negator >= 0 and word.negator not in seen and word.is_content:
            seen.add(word.negator)
            if not _can_be_denied(reading, word):
                continue  # "did not say when it will close" does not deny that it will
            negator = reading.words[word.negator]
            if any(w.lower in _OUGHT for w in reading.words[max(0, word.negator - 3) : word.negator]):
                continue  # what ought not to be is not denied
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


def _can_be_denied(reading: Reading, word: Word) -> bool:
    if word.is_name or word.key in words_of("certainty word"):
        return False
    after = next((w.lower for w in reading.words if w.start > word.start), "")
    return word.key not in words_of("verb of report") or after not in _CLAUSE_OPENERS


def _clash(denier: Reading, affirmer: Reading) -> tuple[float, tuple[Span, ...], Span] | None:
    if is_only_possible(affirmer):
        return None
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
