"""Whether two nearly equal texts differ in spelling and damage only, or in what they say."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from analyzer.language.countries import country_of
from analyzer.language.fingerprints import negations, numbers, words
from analyzer.language.lexicon import antonyms_of
from analyzer.language.tokens import lemma
from analyzer.language.word_classes import words_of

_MIN_SPELLING_RATIO = 80
_NEGATIVE_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "de")


def same_wording(one: str, two: str) -> bool:
    """Whether the words of two texts are the same but for spelling, glued words and words of grammar.

    Examples
    --------
    >>> same_wording("The army left the north of the island.", "The army left thenorth of that island.")
    True
    >>> same_wording("The army left the north of the island.", "The army left the south of the island.")
    False
    >>> same_wording("At least 40 people died.", "At least 12 people died.")
    False
    """
    if numbers(one) != numbers(two) or negations(one) != negations(two):
        return False
    left, right = Counter(words(one)), Counter(words(two))
    only_left, only_right = sorted((left - right).elements()), sorted((right - left).elements())
    if "".join(words(one)) == "".join(words(two)):
        return True
    small = words_of("function word")
    lone_left = [word for word in only_left if word not in small]
    lone_right = [word for word in only_right if word not in small]
    if len(lone_left) > 12 or len(lone_right) > 12:
        return False
    unexplained_left = [word for word in lone_left if not _is_spelt_among(word, only_right)]
    unexplained_right = [word for word in lone_right if not _is_spelt_among(word, only_left)]
    return not (unexplained_left or unexplained_right)


def _is_spelt_among(word: str, others: list[str]) -> bool:
    """Whether a word stands among others in another spelling, glued to a neighbour, or as a part of one."""
    return any(_is_one_word(word, other) for other in others)


def _is_one_word(one: str, two: str) -> bool:
    if _are_opposed(one, two):
        return False
    glued = len(min(one, two, key=len)) >= 3 and (one in two or two in one)
    return glued or lemma(one) == lemma(two) or fuzz.ratio(one, two) >= _MIN_SPELLING_RATIO


def _are_opposed(one: str, two: str) -> bool:
    if any(one == prefix + two or two == prefix + one for prefix in _NEGATIVE_PREFIXES):
        return True
    if lemma(two) in antonyms_of(lemma(one)):
        return True
    countries = country_of(one), country_of(two)
    return None not in countries and countries[0] != countries[1]
