"""Words that say when: weekdays, months, days, years, and how far off something is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from analyzer.comparisons.words import Word
from analyzer.language.word_classes import words_of
from analyzer.schema import Span

TimeKind = Literal["weekday", "day", "month", "year", "distance"]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NEAR = (
    ("imminent",), ("imminently",), ("immediately",), ("at", "any", "moment"), ("at", "any", "time"),
    ("any", "day", "now"),
    ("any", "moment"), ("within", "hours"), ("within", "days"), ("in", "hours"), ("in", "days"),
    ("in", "the", "coming", "days"),
    ("in", "the", "next", "few", "days"), ("in", "the", "coming", "hours"), ("right", "away"), ("tonight",), ("today",),
    ("tomorrow",), ("this", "week"), ("shortly",), ("at", "once"), ("without", "delay"),
)  # fmt: skip
_FAR = (
    ("later", "this", "month"), ("later", "this", "year"), ("next", "month"), ("next", "year"), ("weeks", "away"),
    ("months", "away"), ("years", "away"), ("in", "the", "coming", "weeks"), ("in", "the", "coming", "months"),
    ("in", "weeks"), ("in", "months"), ("in", "a", "few", "weeks"), ("in", "a", "few", "months"),
    ("in", "several", "weeks"),
    ("weeks", "from", "now"), ("months", "from", "now"), ("not", "any", "time", "soon"), ("not", "for", "weeks"),
    ("not", "for", "months"), ("not", "before"), ("no", "earlier", "than"), ("in", "the", "long", "term"),
    ("later", "in"),
    ("towards", "the", "end", "of"), ("by", "the", "end", "of", "the", "year"), ("next", "spring"), ("next", "summer"),
    ("next", "autumn"), ("next", "fall"), ("next", "winter"), ("in", "the", "spring"), ("in", "the", "summer"),
    ("in", "the", "autumn"), ("in", "the", "winter"),
)  # fmt: skip
_BY_FIRST_WORD: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrases, _value in ((_FAR, "far"), (_NEAR, "near")):
    for _phrase in _phrases:
        _BY_FIRST_WORD.setdefault(_phrase[0], []).append((_phrase, _value))
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_DATE_BEFORE = frozenset(
    ("in", "on", "of", "since", "until", "till", "by", "last", "next", "this", "late", "early", "mid")
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """An expression of time; two of one kind with different values are different times.

    Attributes
    ----------
    value
        "mon", "feb", "feb 3", "2031"; "near" or "far" for a distance from now.
    """

    kind: TimeKind
    value: str
    span: Span


def read_times(words: tuple[Word, ...]) -> tuple[TimeWords, ...]:
    """Return the expressions of time among the words of a text, in order.

    Examples
    --------
    >>> from analyzer.comparisons.words import read_words_of
    >>> [(t.kind, t.value) for t in read_times(read_words_of("The vote is imminent, not on Monday or 3 May"))]
    [('distance', 'near'), ('weekday', 'mon'), ('day', 'may 3')]
    """
    found: list[TimeWords] = []
    i = 0
    while i < len(words):
        time, i = _read_at(words, i)
        if time is not None:
            found.append(time)
    return tuple(found)


def _read_at(words: tuple[Word, ...], i: int) -> tuple[TimeWords | None, int]:
    for phrase, value in _BY_FIRST_WORD.get(words[i].lower, ()):
        if tuple(word.lower for word in words[i : i + len(phrase)]) == phrase and _fits(words, i, phrase):
            end = i + len(phrase) + (phrase == ("later", "in"))
            return TimeWords("distance", value, Span(words[i].start, words[end - 1].end)), end
    word = words[i]
    if word.text[0].isupper() and word.lower[:3] in _WEEKDAYS and word.lower.rstrip("s").endswith(("day", *_WEEKDAYS)):
        return TimeWords("weekday", word.lower[:3], Span(word.start, word.end)), i + 1
    month = _month(words, i)
    if month is not None:
        return _read_month(words, i, month)
    if re.fullmatch(r"(?:19|20)\d\d", word.text) and i and words[i - 1].lower in ("in", "since", "of", "by", "until"):
        return TimeWords("year", word.text, Span(word.start, word.end)), i + 1
    return None, i + 1


def _fits(words: tuple[Word, ...], i: int, phrase: tuple[str, ...]) -> bool:
    if phrase == ("later", "in"):
        return i + 2 < len(words) and (_month(words, i + 2) is not None or words[i + 2].lower == "the")
    return words[i].negator < 0 or phrase[0] in ("not", "no")


def _month(words: tuple[Word, ...], i: int) -> str | None:
    """Return the month a word names; "may" and "march" only where a date can stand."""
    word = words[i]
    short = word.lower.rstrip(".")[:3]
    if not word.text[0].isupper() or short not in _MONTHS:
        return None
    if word.lower.rstrip(".") not in words_of("month"):
        return None
    after_digit = i + 1 < len(words) and words[i + 1].text[0].isdigit()
    before = words[i - 1] if i else None
    placed = before is not None and (before.lower in _DATE_BEFORE or before.text[0].isdigit())
    return short if placed or after_digit or short not in ("may", "mar") else None


def _read_month(words: tuple[Word, ...], i: int, month: str) -> tuple[TimeWords, int]:
    for j in (i + 1, i - 1):
        match = _ORDINAL.fullmatch(words[j].text) if 0 <= j < len(words) else None
        if match and 1 <= int(match[1]) <= 31:
            first, last = min(i, j), max(i, j)
            return TimeWords("day", f"{month} {int(match[1])}", Span(words[first].start, words[last].end)), last + 1
    return TimeWords("month", month, Span(words[i].start, words[i].end)), i + 1
