"""Amounts in a text: how much or how many, of what, and how exactly that is said.

Years, dates, times of day, ages, ordinals and numbers inside names are no amounts.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from analyzer.comparisons.number_words import (
    CURRENCIES,
    MEASURES,
    PERCENT,
    SCALES,
    TIMES,
    VAGUE,
    VAGUE_PHRASES,
    plain_number,
)
from analyzer.comparisons.words import Word
from analyzer.language.word_classes import words_of
from analyzer.schema import Span

_AT_LEAST = (
    ("at", "least"),
    ("more", "than"),
    ("over",),
    ("no", "fewer", "than"),
    ("no", "less", "than"),
    ("upwards", "of"),
    ("above",),
    ("exceeding",),
    ("minimum", "of"),
)
_AT_MOST = (
    ("at", "most"),
    ("less", "than"),
    ("fewer", "than"),
    ("under",),
    ("up", "to"),
    ("as", "many", "as"),
    ("no", "more", "than"),
    ("below",),
    ("maximum", "of"),
    ("as", "much", "as"),
)
# Only a time that something lasted is an amount; "in two months" says when.
_LASTING = frozenset(
    ("lasted", "lasts", "lasting", "last", "took", "take", "takes", "taking", "spent", "spend", "ran", "for")
)
_AFTER_NOUN = frozenset(
    ("close", "near", "nearby", "away", "back", "north", "south", "east", "west", "alone", "died", "fled")
)
_RATE = frozenset(("per", "each", "apiece"))
_ABOUT = 0.15


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount, as the range of values its words allow.

    Attributes
    ----------
    low, high
        Inclusive, in base units (seconds, metres, kilograms, units of money).
    unit
        ``count``, ``percent``, ``duration``, a measure, or a sign of money.
    counted
        Base forms of what is counted, nearest first; empty when the text does not say.
    fates
        What happened to them where words like "killed" or "injured" stand near.
    is_part
        "12 of them", "another 12", "12 each": no total, never compared with one.
    """

    low: float
    high: float
    unit: str
    counted: tuple[str, ...]
    fates: frozenset[str]
    is_part: bool
    span: Span

    def overlaps(self, other: Quantity) -> bool:
        """Whether one value satisfies both."""
        return self.low <= other.high and other.low <= self.high

    def ratio(self, other: Quantity) -> float:
        """Return how many times the nearer ends of two ranges differ, at least 1."""
        near, far = sorted((min(self.high, other.high), max(self.low, other.low)))
        return far / near if near > 0 else math.inf


def read_quantities(words: tuple[Word, ...], text: str, shift: int = 0) -> tuple[Quantity, ...]:
    """Return the amounts among the words of a text; ``shift`` is what was added to the words' offsets.

    Examples
    --------
    >>> from analyzer.comparisons.words import read_words_of
    >>> text = "More than 40 firefighters worked for an hour and 20 minutes"
    >>> [(q.low, q.high, q.unit, q.counted) for q in read_quantities(read_words_of(text), text)]
    [(40.0, inf, 'count', ('firefighter',)), (4800.0, 4800.0, 'duration', ())]
    """
    found: list[Quantity] = []
    i = 0
    while i < len(words):
        value = _read_value(words, i)
        if value is None:
            i += 1
            continue
        low, high, symbol, after = value
        quantity, i = _complete(words, i, after, (low, high), symbol, text, shift)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _read_value(words: tuple[Word, ...], i: int) -> tuple[float, float, str, int] | None:
    """Return low, high, money sign or "%", and the index after the number."""
    for phrase in VAGUE_PHRASES:
        if words[i].lower == phrase[0] and tuple(word.lower for word in words[i : i + len(phrase)]) == phrase:
            return *VAGUE[phrase], "", i + len(phrase)
    first = words[i]
    if first.lower in ("a", "an", "one") and i + 1 < len(words) and words[i + 1].key in (*SCALES, *TIMES):
        scale = SCALES.get(words[i + 1].lower)
        return (scale, scale, "", i + 2) if scale and scale > 1 else (1.0, 1.0, "", i + 1)
    number = plain_number(first)
    if number is None or (first.text[0].isdigit() and _is_no_amount(words, i)):
        return None
    value, symbol, slack = number
    j = i + 1
    while j < len(words) and words[j].lower in SCALES:
        value, slack, j = value * SCALES[words[j].lower], slack * SCALES[words[j].lower], j + 1
    return value - slack, value + slack, symbol, j


def _is_no_amount(words: tuple[Word, ...], i: int) -> bool:
    word = words[i]
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    months = words_of("month")
    if any(near is not None and near.lower in months and near.text[0].isupper() for near in (before, after)):
        return True
    if re.fullmatch(r"\d{4}", word.text) and 1500 <= int(word.text) <= 2100:
        return (
            after is None or after.is_function or (before is not None and before.lower in ("in", "since", "by", "of"))
        )
    if after is not None and (after.lower in ("am", "pm", "a.m.", "p.m.", "o'clock") or _is_glued(word, after)):
        return True
    if before is not None and before.lower in ("no.", "number", "article", "section", "chapter", "page", "phase", "at"):
        return before.lower != "at" or ":" in word.text
    return (
        before is not None and before.is_name and not before.key.startswith("country:") and before.end + 1 == word.start
    )


def _is_glued(word: Word, after: Word) -> bool:
    """Whether letters follow at once that are no scale ("737s" but not "$3bn")."""
    return after.start == word.end and after.lower not in SCALES


def _complete(
    words: tuple[Word, ...], i: int, after: int, bounds: tuple[float, float], symbol: str, text: str, shift: int
) -> tuple[Quantity | None, int]:
    unit, factor, j = _read_unit(words, after, symbol)
    low, high = bounds[0] * factor, bounds[1] * factor
    if unit == "duration":
        extra, j = _more_time(words, j)
        low, high = low + extra, high + extra
    (low, high), first, is_part = _bound(words, i, low, high)
    high, j = _range_end(words, j, high, unit, joint="and" if words[first].lower == "between" else "to")
    if unit == "skip" or text[words[j - 1].end - shift : words[j - 1].end - shift + 1] in ("-", "‐", "‑"):
        return None, j
    is_part = is_part or (
        unit == "count" and j + 1 < len(words) and words[j].lower == "of" and words[j + 1].is_function
    )
    counted, end = _read_counted(words, j) if unit == "count" else ((), j)
    is_part = is_part or any(word.lower in words_of("increment") for word in words[j:end])
    is_part = is_part or any(word.lower in _RATE for word in words[end : end + 1])
    span = Span(words[first].start, words[max(j, end) - 1].end)
    if unit == "duration" and not (first and words[first - 1].lower in _LASTING):
        return None, j
    fates = _nearest_fate(words, first, end)
    return Quantity(low, high, unit, counted, fates, is_part, span), max(j, i + 1)


def _read_unit(words: tuple[Word, ...], j: int, symbol: str) -> tuple[str, float, int]:
    if symbol:
        return ("percent" if symbol == "%" else symbol), 1.0, j
    word = words[j] if j < len(words) else None
    if word is None:
        return "count", 1.0, j
    if word.lower in (*PERCENT, "per"):
        return "percent", 1.0, j + (2 if word.lower == "per" else 1)
    if word.key in TIMES:
        return (
            ("skip" if j + 1 < len(words) and words[j + 1].lower in ("old", "ago") else "duration"),
            TIMES[word.key],
            j + 1,
        )
    if word.key in CURRENCIES:
        return CURRENCIES[word.key], 1.0, j + 1
    if word.key in MEASURES:
        unit, factor = MEASURES[word.key]
        return unit, factor, j + 1
    return "count", 1.0, j


def _more_time(words: tuple[Word, ...], j: int) -> tuple[float, int]:
    if j + 2 < len(words) and words[j].lower == "and":
        number = plain_number(words[j + 1])
        if number is not None and words[j + 2].key in TIMES:
            return number[0] * TIMES[words[j + 2].key], j + 3
        if words[j + 1].lower == "a" and words[j + 2].lower == "half":
            return 0.5 * TIMES.get(words[j - 1].key, 0), j + 3
    return 0.0, j


def _bound(words: tuple[Word, ...], i: int, low: float, high: float) -> tuple[tuple[float, float], int, bool]:
    """Return the range after "at least", "up to" or "about", the index of the first word, and whether it is a part."""
    before = tuple(word.lower for word in words[max(0, i - 3) : i])
    if before[-1:] == ("between",):
        return (low, high), i - 1, False
    for phrases, bounds in ((_AT_MOST, (0.0, high)), (_AT_LEAST, (low, math.inf))):
        for phrase in phrases:
            if before[-len(phrase) :] == phrase:
                return bounds, i - len(phrase), False
    if before and before[-1] in words_of("approximately"):
        return (low * (1 - _ABOUT), high * (1 + _ABOUT)), i - 1, False
    return (low, high), i, bool(before) and before[-1] in words_of("increment")


def _range_end(words: tuple[Word, ...], j: int, high: float, unit: str, joint: str) -> tuple[float, int]:
    if j + 1 < len(words) and words[j].lower in (joint, "or"):
        number = plain_number(words[j + 1])
        if number is not None and number[0] > 0 and unit == "count":
            end = j + 2
            scale = SCALES.get(words[end].lower, 1.0) if end < len(words) else 1.0
            return max(high, number[0] * scale), end + (scale > 1)
    return high, j


def _read_counted(words: tuple[Word, ...], j: int) -> tuple[tuple[str, ...], int]:
    """Return base forms of the noun phrase after a number, its head first, and the index after it."""
    while j < len(words) and words[j].lower in ("of", "the", "more", "other", "others", "another", "further", "as"):
        j += 1
    keys: list[str] = []
    clause = words[j].clause if j < len(words) else -1
    while j < len(words) and words[j].is_content and words[j].clause == clause and len(keys) < 4:
        if keys and (words[j].lower.endswith(("ed", "ing")) or words[j].lower in _AFTER_NOUN):
            break
        keys.append(words[j].key)
        j += 1
    return tuple(reversed(keys)), j


def _nearest_fate(words: tuple[Word, ...], first: int, end: int) -> frozenset[str]:
    """Return what happened to the counted: a word like "killed" just before the number, else soon after it."""
    clause = words[first].clause
    before = [w.key for w in words[max(0, first - 2) : first] if w.clause == clause and w.key in words_of("fate")]
    within = [w.key for w in words[first:end] if w.key in words_of("fate")]
    after = [w.key for w in words[end : end + 4] if w.clause == clause and w.key in words_of("fate")]
    return frozenset(before[-1:] or within[:1] or after[:1])
