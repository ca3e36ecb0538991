"""Damaged text made readable, on the side: offsets always belong to the text as it stands.

:func:`mask` gives a copy of equal length for the extractor to read; :func:`repair` gives text for people.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from analyzer.language.damage import (
    LOST_CAPITAL,
    LOST_LETTER,
    MARKS,
    Vocabulary,
    plausibility,
    read_marks,
    read_vocabulary,
)
from analyzer.language.lexicon import read_words
from analyzer.language.tokens import is_known_word

__all__ = ["LOST_CAPITAL", "LOST_LETTER", "count_damage", "mask", "repair"]

_DOUBLE = "“”„‟«»″＂「」『』〝〞"
_SINGLE = "‘’‚‛‹›′＇´ʼʹ"
_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_GLUED = re.compile(r"[^\W\d_]{5,40}")
_AFTER_STOP = re.compile(r"(?<![\w.@/])((?:[A-Za-z]\.){2,}|[a-z]{2,}[.!?]|[A-Z]{2,5}\.)(?=([A-Z][A-Za-z]+))")
_PARTED = re.compile(r"([^\W\d_]{2,40})[-\xad\u2010]\n([a-z]{1,40})")
_LOST_WORD = re.compile(rf"[\w']*[{LOST_LETTER}{LOST_CAPITAL}][\w']*")
# fmt: off
_PREFIXES = frozenset({
    "a", "after", "an", "any", "as", "at", "back", "be", "but", "by", "do", "down", "even", "every", "for",
    "go", "he", "in", "into", "is", "it", "long", "made", "many", "may", "me", "my", "near", "no", "not", "of",
    "off", "on", "once", "one", "or", "other", "our", "out", "over", "own", "part", "past", "right", "self",
    "set", "she", "six", "so", "some", "ten", "the", "to", "too", "two", "under", "up", "us", "was", "we",
    "well", "when", "with", "work",
})
_SUFFIXES = frozenset({
    "able", "an", "as", "at", "by", "down", "ever", "fold", "for", "he", "in", "is", "it", "less", "like",
    "man", "me", "men", "off", "out", "over", "self", "so", "under", "up", "us", "way", "week", "woman", "work",
})
# fmt: on


def _translation() -> dict[int, str]:
    table = {ord(char): '"' for char in _DOUBLE} | {ord(char): "'" for char in _SINGLE}
    for code in range(0x11000):
        char = chr(code)
        category = unicodedata.category(char)
        if char in _LINE_BREAKS:
            table[code] = "\n"
        elif char not in "\n\t" and category in {"Zs", "Cc", "Cf"}:
            table[code] = " "
    return table | {0xFFFC: " ", 0xAD: "-"}


_PLAIN = _translation()


def mask(text: str) -> str:
    """Return a copy for reading, exactly as long as the text, so that offsets carry over.

    Double quotation marks of every style become ``"``, single ones and apostrophes ``'``, odd spaces and invisible
    characters a space. A ``?`` that is encoding damage becomes what it stands for: a space, an apostrophe, or
    :data:`LOST_LETTER` (:data:`LOST_CAPITAL` at the start of a word). Real question marks stay.

    Examples
    --------
    >>> mask("He said the port?will “re-open.”? Why now?")
    'He said the port will "re-open."  Why now?'
    >>> mask("Mayor Jos?-Mar?a") == f"Mayor Jos{LOST_LETTER}-Mar{LOST_LETTER}a"
    True
    """
    plain = text.translate(_PLAIN)
    if not MARKS.search(plain):
        return plain
    return _apply(plain, read_vocabulary(plain))


def repair(text: str, context: str = "") -> str:
    r"""Return a text for people to read; one without damage comes back unchanged.

    A word that the end of a line parts is joined, stray marks go, doubled spaces are folded, words glued together are
    split where that is certain, quotation marks without a partner are dropped. A lost letter is shown if the context
    has the word with it, else its mark stays.

    Parameters
    ----------
    text
        A claim or a passage.
    context
        The document it is from, or several: evidence for what was lost.

    Examples
    --------
    >>> repair("The talks?were “long.”?", "The talks took place in Oslo.")
    'The talks were “long.”'
    >>> repair("Tell Mr. D?az", "Mr. Díaz was told.")
    'Tell Mr. Díaz'
    >>> repair("The govern-\nment is half-\nfrozen.")
    'The government is half-frozen.'
    """
    if "\n" in text:
        text = _PARTED.sub(lambda match: _join_parted(match, context), text)
    plain = text.translate(_PLAIN)
    vocabulary = read_vocabulary(plain)
    if context:
        known = _context_vocabulary(context)
        vocabulary = replace(known, damaged=known.damaged or vocabulary.damaged)
    read = _apply(plain, vocabulary) if MARKS.search(plain) else plain
    shown = "".join(old if new == even else new for old, even, new in zip(text, plain, read, strict=True))
    if read != plain:
        shown = _LOST_WORD.sub(lambda match: _find_lost(match.group(), vocabulary), shown)
        shown = re.sub(r"(?<=\S)[ ]+(?=[.,;:!)\]”’](?!\w))", "", shown)
        shown = re.sub(r"(?:(?<=[“„«‘(\[])|(?<=^\")|(?<=[\s(]\"))[ ]+", "", shown).strip(" ")
    shown = re.sub(r"(?<=\S)[ \u00a0]{2,}(?=\S)", " ", shown)
    shown = _GLUED.sub(lambda match: _split_glued(match.group(), vocabulary), _split_after_stop(shown, vocabulary))
    return _drop_unpaired(shown)


def _join_parted(match: re.Match[str], context: str) -> str:
    """Join a word parted at the end of a line; the hyphen stays if the whole is no word and stands nowhere else."""
    left, right = match.groups()
    whole = left + right
    return whole if is_known_word(whole.lower()) or whole in context else f"{left}-{right}"


@lru_cache(maxsize=16)
def _context_vocabulary(context: str) -> Vocabulary:
    return read_vocabulary(context.translate(_PLAIN))


def _apply(plain: str, vocabulary: Vocabulary) -> str:
    pieces, done = [], 0
    for start, reading in read_marks(plain, vocabulary):
        pieces += [plain[done:start], reading]
        done = start + len(reading)
    return "".join([*pieces, plain[done:]])


def _find_lost(word: str, vocabulary: Vocabulary) -> str:
    """Return the commonest word of the context that has one letter for each lost one; else give the marks back."""
    pattern = re.compile(re.sub(f"[{LOST_LETTER}{LOST_CAPITAL}]", r"[^\\W\\d_]", re.escape(word)))
    found = Counter({known: n for known, n in _words_of_length(vocabulary, len(word)) if pattern.fullmatch(known)})
    ranked = found.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        return ranked[0][0]
    return word.replace(LOST_LETTER, "?").replace(LOST_CAPITAL, "?")


def _words_of_length(vocabulary: Vocabulary, length: int) -> list[tuple[str, int]]:
    return [(word, n) for word, n in vocabulary.words.items() if len(word) == length]


def _split_after_stop(text: str, vocabulary: Vocabulary) -> str:
    def split(match: re.Match[str]) -> str:
        stem, follower = match.group(1), match.group(2)
        acronym = stem.count(".") > 1 and len(follower) > 2
        sentence = stem.count(".") <= 1 and is_known_word(stem[:-1]) and len(follower) > 1 and follower[1:].islower()
        capitals = stem[:-1].isupper() and vocabulary.words[stem[:-1]] and vocabulary.words[follower]
        return f"{stem} " if acronym or capitals or (sentence and is_known_word(follower.lower())) else stem

    return _AFTER_STOP.sub(split, text)


def _split_glued(token: str, vocabulary: Vocabulary) -> str:
    """Split a token that no dictionary lists, if exactly one cut gives two words that are common or stand elsewhere."""
    if not token[1:].islower() or is_known_word(token.lower()) or vocabulary.words[token] > 2:
        return token
    common = read_words("common_words.txt")
    cuts = []
    for cut in range(2, len(token) - 1):
        left, right = token[:cut], token[cut:]
        known = (plausibility(left, vocabulary), plausibility(right, vocabulary))
        left_common = left in common and left not in _PREFIXES
        right_common = right in common and right not in _SUFFIXES
        stands = (left in common or vocabulary.words[left]) and (right in common or vocabulary.words[right])
        if min(known) and stands and (left_common or right_common):
            cuts.append(cut)
    return f"{token[: cuts[0]]} {token[cuts[0] :]}" if len(cuts) == 1 else token


def count_damage(text: str) -> int:
    """Count what went wrong in a text: stray marks, glued words, quotation marks without a partner.

    Examples
    --------
    >>> count_damage("The dam?will hold.? He said “yes."), count_damage("The dam will hold. He said “yes.”")
    (3, 0)
    """
    plain = text.translate(_PLAIN)
    vocabulary = read_vocabulary(plain)
    n_marks = sum(1 for _ in read_marks(plain, vocabulary))
    n_glued = sum(_split_glued(match.group(), vocabulary) != match.group() for match in _GLUED.finditer(plain))
    n_glued += len(_split_after_stop(plain, vocabulary)) - len(plain)
    return n_marks + n_glued + sum(len(_find_unpaired(line)) for line in text.split("\n"))


def _drop_unpaired(text: str) -> str:
    """Remove double quotation marks that open without closing, or close without having been opened."""
    drop = _find_unpaired(text)
    return "".join(char for at, char in enumerate(text) if at not in drop) if drop else text


def _find_unpaired(text: str) -> set[int]:
    waiting: list[int] = []
    lone: list[int] = []
    for match in re.finditer(r'["“”„«»]', text):
        at, mark = match.start(), match.group()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = mark in "“„«" or (mark == '"' and (not before or before in " \n\t([-–—'‘") and not after.isspace())
        if mark == '"' and before.isdigit() and not waiting:
            continue  # inches
        if opens:
            waiting.append(at)
        elif waiting:
            waiting.pop()
        else:
            lone.append(at)
    return {*waiting, *lone}
