"""Opposite words about one object: "accept" against "reject", "rise" against "fall"."""

from __future__ import annotations

from functools import cache

from analyzer.comparisons.once import once
from analyzer.comparisons.propositions import is_one_matter, may_be_one_subject
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject, subjects_differ
from analyzer.comparisons.words import Word, family_of
from analyzer.language.lexicon import antonyms_of, read_lines
from analyzer.schema import Evidence, Span

LEAST_OVERLAP = 0.4
_FROM_WORDNET = 0.6
_OUT_OF_REACH = 0.4
_OF_ANOTHER = 0.4
_REACH = 4


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the opposite words, strength 0 to 1, or ``None``.

    WordNet's antonyms count less than ``lexicons/en/opposites.tsv``: it lists "man" and "woman" too. Words of which one
    is negated are no opposites, and a side that has both words takes no side.
    """
    if subject.overlap < LEAST_OVERLAP or subject.names_apart or subjects_differ(left, right):
        return None
    if left.is_denial != right.is_denial or not may_be_one_subject(left, right, subject):
        return None
    best: tuple[float, Word, Word] | None = None
    for strength, one, other in opposed(left, right):
        if not is_one_matter(left, right, subject, one.key, other.key):
            continue
        weighed = strength * (1.0 if _share_object(left, one, right, other) else _OUT_OF_REACH)
        if _is_of_antecedent(left, one) != _is_of_antecedent(right, other):
            weighed *= _OF_ANOTHER
        if best is None or weighed > best[0]:
            best = weighed, one, other
    if best is None:
        return None
    strength, one, other = best
    spans = (Span(one.start, one.end),), (Span(other.start, other.end),)
    return Evidence("antonyms", strength, *spans, f"{left.quote(spans[0])} / {right.quote(spans[1])}")


def opposed(left: Reading, right: Reading) -> list[tuple[float, Word, Word]]:
    """Return the opposite words of two statements, each pair with its strength, in the order of the left ones."""
    opposites, own = opposites_of(left), _words_by_key(right)
    found = []
    for key, one in _words_by_key(left).items():
        for other_key in opposites[key].intersection(own):
            other = own[other_key]
            if (one.negator >= 0) != (other.negator >= 0) or other_key in opposites or key in own:
                continue
            found.append((_opposition(key, other_key), one, other))
    return sorted(found, key=lambda pair: (pair[1].start, pair[2].start))


@once
def _words_by_key(reading: Reading) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for word in reading.words:
        if word.is_content and not word.is_name:
            words.setdefault(word.key, word)
    return words


@once
def opposites_of(reading: Reading) -> dict[str, frozenset[str]]:
    """Return the opposites of each content word that is no name, by its key."""
    return {key: antonyms_of(key) | _opposites().get(key, frozenset()) for key in _words_by_key(reading)}


def _opposition(one: str, other: str) -> float:
    if other in _opposites().get(one, frozenset()):
        return 1.0
    return _FROM_WORDNET if other in antonyms_of(one) else 0.0


def _share_object(left: Reading, one: Word, right: Reading, other: Word) -> bool:
    """Whether near both words, in their clauses, stands one and the same word or a near-synonym."""
    near = [_near(reading, word) for reading, word in ((left, one), (right, other))]
    return bool(near[0] & near[1])


def _is_of_antecedent(reading: Reading, word: Word) -> bool:
    """Whether the word tells of somebody mentioned by the way ("Ruiz, who won the vote")."""
    before = [w.lower for w in reading.words if w.clause == word.clause and w.start < word.start]
    return bool({"who", "which"} & set(before))


def _near(reading: Reading, word: Word) -> set[str]:
    words = [w for w in reading.words if w.is_content and w.clause == word.clause]
    at = next(i for i, w in enumerate(words) if w.start == word.start)
    return {family_of(w.key) or w.key for w in words[max(0, at - _REACH) : at + _REACH + 1] if w is not words[at]}


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in read_lines("opposites.tsv"):
        one, other = line.split("\t")
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
