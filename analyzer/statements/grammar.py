"""Word classes by lexicon, as far as finding speakers and contents needs them. No parser stands behind this."""

from __future__ import annotations

import re
from functools import cache

from analyzer.language.lexicon import read_table, read_words
from analyzer.language.tokens import Token, lemma

_NEGATIVE_AUXILIARY = re.compile(r"(?:do|does|did|has|have|had|is|are|was|were|wo|would|ca|could|should|must)n't")
_CONTRACTED_SUBJECT = re.compile(r"(i|you|he|she|it|we|they|who|that|there)'(?:s|d|ll|ve|re|m)")
_DAY = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_POSSESSIVE_ENDINGS = frozenset(("'s", "’s"))
_POSSESSIVE_MARKS = frozenset(("'s", "’s", "'", "’"))
SENTENCE_MARKS = frozenset(".!?;")
DASHES = frozenset(("—", "–", "--", "-"))


@cache
def words_of(word_class: str) -> frozenset[str]:
    """Return the words of a class in ``lexicons/en/closed_classes.tsv``, lower-case.

    Raises
    ------
    KeyError
        No class has that name.

    Examples
    --------
    >>> "the" in words_of("determiner")
    True
    """
    return frozenset(read_table("closed_classes.tsv")[word_class])


def is_class(token: Token, *classes: str) -> bool:
    """Whether the token's word belongs to one of the closed classes."""
    return token.lower in _union_of(classes)


@cache
def _union_of(classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(words_of, classes))


def is_negation(token: Token) -> bool:
    """Whether the word negates: "not", "never", "didn't"."""
    return token.lower in words_of("negation") or token.lower.endswith("n't")


def is_auxiliary(token: Token) -> bool:
    """Whether the word is an auxiliary or modal verb, contracted or not."""
    return token.lower in words_of("auxiliary") or bool(_NEGATIVE_AUXILIARY.fullmatch(token.lower))


def is_contracted_subject(token: Token) -> bool:
    """Whether the word is a pronoun grown together with its verb: "they've", "it's"."""
    return "'" in token.lower and bool(_CONTRACTED_SUBJECT.fullmatch(token.lower))


def is_possessive_ending(token: Token) -> bool:
    """Whether the token is the ``'s`` behind a noun."""
    return token.text in _POSSESSIVE_ENDINGS


def is_possessive_mark(token: Token) -> bool:
    """Whether the token is the ``'s`` behind a noun or the bare apostrophe behind a plural."""
    return token.text in _POSSESSIVE_MARKS


def is_adverb(token: Token) -> bool:
    """Whether the word is an adverb, by list or by its -ly."""
    word = token.lower
    return word in words_of("adverb") or (word.endswith("ly") and not token.is_capitalised and _is_ly_adverb(word))


@cache
def _is_ly_adverb(word: str) -> bool:
    """Whether a word in -ly is an adverb rather than a noun or verb: "family", "reply"."""
    other = word in read_words("common_nouns.txt") or word in read_words("verbs.txt") or is_group_noun(word)
    return len(word) > 4 and not other


def floats(tokens: list[Token], i: int) -> bool:
    """Whether a word of number stands behind its noun: "the two sides both said"."""
    return i > 0 and tokens[i].lower in ("both", "all", "each") and tokens[i - 1].is_word


def is_time(tokens: list[Token], i: int) -> bool:
    """Whether token ``i`` names a day, month or part of the day, or is a number in a date; no other number is."""
    word = tokens[i].lower
    if word in words_of("time_noun"):
        return True
    if _YEAR.fullmatch(word):
        after_day = i > 1 and tokens[i - 1].text == "," and bool(_DAY.fullmatch(tokens[i - 2].lower))
        return after_day or (i > 0 and (_is_month(tokens[i - 1]) or tokens[i - 1].lower in words_of("before_year")))
    if not _DAY.fullmatch(word):
        return False
    full_stop = i > 1 and tokens[i - 1].text == "."
    before = tokens[i - 2] if full_stop else tokens[i - 1] if i > 0 else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return any(token is not None and _is_month(token) for token in (before, after))


def _is_month(token: Token) -> bool:
    return token.is_capitalised and token.lower in words_of("month")


@cache
def is_verb_form(word: str) -> bool:
    """Whether a lower-case word can be a finite verb other than a base form.

    Examples
    --------
    >>> [w for w in ("sowed", "said", "table", "officials", "went") if is_verb_form(w)]
    ['sowed', 'said', 'went']
    """
    verbs = read_words("verbs.txt")
    base = lemma(word)
    if word.endswith("ed") or (word in verbs and base != word and base in verbs and not word.endswith(("s", "ing"))):
        return base in verbs or word.removesuffix("ed") in verbs or word.removesuffix("d") in verbs
    return False


def is_finite_verb(tokens: list[Token], i: int) -> bool:
    """Whether token ``i`` looks like the verb of a clause: an auxiliary, or a past form that describes no noun."""
    token = tokens[i]
    if token.is_capitalised and i > 0:
        return False
    if is_possessive_ending(token):
        return i > 0 and is_class(tokens[i - 1], "before_contraction")
    if is_auxiliary(token) or is_contracted_subject(token):
        return not (token.lower == "may" and token.is_capitalised)
    if not is_verb_form(token.lower):
        return False
    before = tokens[i - 1] if i else None
    describes = before is not None and (is_class(before, "determiner", "possessive") or before.lower in ("'s", "'"))
    return not describes


@cache
def is_person_noun(word: str) -> bool:
    """Whether a lower-case noun, singular or plural, means a person."""
    people = _people()
    listed = word in people or lemma(word) in people or (word.endswith("men") and word[:-3] + "man" in people)
    return listed or _is_agent_noun(word)


@cache
def _people() -> frozenset[str]:
    return read_words("person_nouns.txt") | read_words("unnamed_speakers.txt") | words_of("role_noun")


def _is_agent_noun(word: str) -> bool:
    """Whether an unlisted word is made from a verb: "commenter", "whistleblowers"."""
    singular, verbs = word.removesuffix("s"), read_words("verbs.txt")
    stem = singular.removesuffix("er")
    listed_otherwise = word in verbs or word in read_words("common_nouns.txt")
    return singular.endswith("er") and len(stem) >= 4 and stem in verbs and not listed_otherwise


@cache
def is_group_noun(word: str) -> bool:
    """Whether a lower-case noun means a body of people: "ministry", "parties"."""
    groups = read_words("group_nouns.txt")
    return word in groups or lemma(word) in groups


@cache
def is_speaking_noun(word: str) -> bool:
    """Whether a lower-case noun means a person or a body of people."""
    return is_person_noun(word) or is_group_noun(word)


@cache
def is_speaking_thing(word: str) -> bool:
    """Whether a lower-case noun means a document through which somebody speaks: "report", "statement"."""
    return lemma(word) in read_words("speaking_things.txt")
