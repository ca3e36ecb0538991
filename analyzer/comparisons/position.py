"""Opposite positions on one question: a demand against a refusal, support against condemnation.

The side taken often stands in the reporting verb ("condemned the ban", "called for the ban"), so the cue is read too.
"""

from __future__ import annotations

from functools import cache

from analyzer.comparisons.once import once
from analyzer.comparisons.propositions import is_one_matter
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject, refers_back
from analyzer.comparisons.words import Word, is_negator, read_words_of
from analyzer.language.lexicon import read_lines
from analyzer.schema import Evidence, Span

LEAST_OVERLAP = 0.5
_BOTH_SIDES = 0.0
_BEGINNING = 12
_SUPPOSING = frozenset(("if", "unless", "whether"))


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the words by which two speakers take opposite sides, strength 0 to 1, or ``None``."""
    if subject.overlap < LEAST_OVERLAP or subject.names_apart:
        return None
    one, other = take_position(left), take_position(right)
    if one is None or other is None or one[0] * other[0] >= _BOTH_SIDES:
        return None
    if not (refers_back(left, right) or refers_back(right, left)) and not _is_one_question(left, right, subject):
        return None
    spans = (one[1],), (other[1],)
    return Evidence("position", 1.0, *spans, f"{left.quote(spans[0])} / {right.quote(spans[1])}")


def _is_one_question(left: Reading, right: Reading, subject: Subject) -> bool:
    """Whether more is shared than the words that take sides."""
    words = [w.key for reading in (left, right) for w in (*reading.claim, *reading.frame) if w.key in _side_words()]
    return is_one_matter(left, right, subject, *words)


@cache
def _side_words() -> frozenset[str]:
    return frozenset(word for group in _lexicon().values() for words, _ in group for word in words)


@once
def take_position(reading: Reading) -> tuple[int, Span] | None:
    """Return +1 (for it) or -1 (against it) and the words that say so; ``None`` when no side, or both, are taken."""
    found = [*_in_cue(reading), *_in_content(reading)]
    if len({polarity for polarity, _ in found}) != 1:
        return None
    return found[0]


def sides_in_cue(reading: Reading) -> list[tuple[int, Span]]:
    """Return what the reporting words themselves are for (+1) or against (-1): "called for", "condemned"."""
    cue = reading.statement.cue
    if cue is None:
        return []
    return _expressions(tuple(w for w in reading.frame if cue.start <= w.start and w.end <= cue.end))


def _in_cue(reading: Reading) -> list[tuple[int, Span]]:
    cue, found = reading.statement.cue, sides_in_cue(reading)
    if cue is not None and not found and reading.statement.stance in ("demands", "offers"):
        return [(1, cue)]
    return found


def _in_content(reading: Reading) -> list[tuple[int, Span]]:
    """Return what the beginning of the content says; further on, sides are mostly taken in side remarks."""
    return _expressions(reading.words[:_BEGINNING])


def _expressions(words: tuple[Word, ...]) -> list[tuple[int, Span]]:
    found = []
    i = 0
    while i < len(words):
        match = _expression_at(words, i)
        if match is None:
            i += 1
            continue
        polarity, n = match
        if any(w.lower in _SUPPOSING and w.clause == words[i].clause for w in words[:i]):
            i += n
            continue  # "if you don't want it" takes no side
        negated = words[i].negator >= 0 and not is_negator(words[i].lower)
        first = words[words[i].negator].start if negated and words[i].negator < len(words) else words[i].start
        found.append((-polarity if negated else polarity, Span(min(first, words[i].start), words[i + n - 1].end)))
        i += n
    return found


def _expression_at(words: tuple[Word, ...], i: int) -> tuple[int, int] | None:
    for form in dict.fromkeys((words[i].lower, words[i].key)):
        for expression, polarity in _lexicon().get(form, ()):
            rest = tuple(word.lower for word in words[i + 1 : i + len(expression)])
            if rest == expression[1:]:
                return polarity, len(expression)
    return None


@cache
def _lexicon() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for line in read_lines("positions.tsv"):
        expression, polarity = line.split("\t")
        words = tuple(expression.split())
        found.setdefault(words[0], []).append((words, int(polarity)))
    return {first: tuple(sorted(group, key=lambda e: (-len(e[0]), e))) for first, group in found.items()}


def read_side(text: str) -> int:
    """Return the side that a text's words take: +1, -1, or 0 for none or both.

    Examples
    --------
    >>> read_side("condemned the plan"), read_side("did not oppose it"), read_side("saw the plan")
    (-1, 1, 0)
    """
    sides = {polarity for polarity, _ in _expressions(read_words_of(text))}
    return sides.pop() if len(sides) == 1 else 0
