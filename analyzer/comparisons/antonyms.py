"""Opposite words about one object: "accept" against "reject", "rise" against "fall"."""

from __future__ import annotations

from functools import cache

from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject, subjects_differ
from analyzer.comparisons.words import Word, family_of
from analyzer.language.lexicon import antonyms_of, read_lines
from analyzer.schema import Evidence, Span

_LEAST_OVERLAP = 0.4
_FROM_WORDNET = 0.6
_OUT_OF_CLAUSE = 0.5


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the opposite words, strength 0 to 1, or ``None``.

    WordNet's antonyms count less than ``lexicons/en/opposites.tsv``: it lists "man" and "woman" too. Words of which one
    is negated are no opposites, and a side that has both words takes no side.
    """
    if subject.overlap < _LEAST_OVERLAP or subject.names_apart or subjects_differ(left, right):
        return None
    if left.is_denial != right.is_denial:
        return None
    best: tuple[float, Word, Word] | None = None
    have_left, have_right = {w.key for w in left.words}, {w.key for w in right.words}
    for one in left.words:
        if not one.is_content or one.is_name:
            continue
        for other in right.words:
            strength = _opposition(one.key, other.key) if other.is_content and not other.is_name else 0.0
            if not strength or (one.negator >= 0) != (other.negator >= 0):
                continue
            if other.key in have_left or one.key in have_right:
                continue
            strength *= 1.0 if _share_object(left, one, right, other) else _OUT_OF_CLAUSE
            if best is None or strength > best[0]:
                best = strength, one, other
    if best is None:
        return None
    strength, one, other = best
    spans = (Span(one.start, one.end),), (Span(other.start, other.end),)
    return Evidence("antonyms", strength, *spans, f"{left.quote(spans[0])} / {right.quote(spans[1])}")


def _opposition(one: str, other: str) -> float:
    if other in _opposites().get(one, frozenset()):
        return 1.0
    return _FROM_WORDNET if other in antonyms_of(one) else 0.0


def _share_object(left: Reading, one: Word, right: Reading, other: Word) -> bool:
    """Whether the clauses of both words have another word, or a near-synonym, in common."""
    marks = [
        {family_of(w.key) or w.key for w in reading.words if w.is_content and w.clause == word.clause and w is not word}
        for reading, word in ((left, one), (right, other))
    ]
    return bool(marks[0] & marks[1])


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in read_lines("opposites.tsv"):
        one, other = line.split("\t")
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
