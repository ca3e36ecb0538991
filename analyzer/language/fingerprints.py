"""What stays of a text when its encoding, marks and spaces are damaged: its letters, numbers and negations."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from analyzer.language.lexicon import read_table
from analyzer.language.word_classes import words_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’?][^\W\d_]+)*")
_LOWER = bytes(range(128)).lower().ljust(256, b"\0")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


def letters(text: str) -> str:
    """Reduce a text to its letters and digits, case and accents folded.

    Examples
    --------
    >>> letters("The café?is “shut”.") == letters("THE CAFE is shut")
    True
    """
    if text.isascii():
        return text.encode().translate(_LOWER, _NO_LETTERS).decode()  # the same, at a fifteenth of the time
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, folded))


def letters_with_offsets(text: str) -> tuple[str, npt.NDArray[np.int64]]:
    """Return :func:`letters` of a text and, for each letter, the offset in the text that it comes from."""
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        kept = letters(char)
        pieces.append(kept)
        offsets += [offset] * len(kept)
    return "".join(pieces), np.array(offsets, dtype=np.int64)


def shingles(text: str, width: int) -> npt.NDArray[np.uint64]:
    """Hash every run of so many characters of a text.

    Returns
    -------
    ndarray
        ``uint64`` of shape ``(max(0, len(text) - width + 1),)``; the same run has the same hash in every text and run.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    n_runs = len(codes) - width + 1
    if n_runs < 1:
        return np.empty(0, dtype=np.uint64)
    hashed = np.zeros(n_runs, dtype=np.uint64)
    for place in range(width):
        hashed = hashed * np.uint64(0x100000001B3) + codes[place : place + n_runs]
    hashed ^= hashed >> np.uint64(33)
    hashed *= np.uint64(0xFF51AFD7ED558CCD)
    return hashed ^ (hashed >> np.uint64(33))


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a text, figures and number words, sorted.

    Examples
    --------
    >>> numbers("At least 1,200 of two million")
    ('1200', 'million', 'two')
    """
    figures = [match.replace(",", "") for match in _NUMBER.findall(text)]
    return tuple(sorted(figures + [word for word in words(text) if word in _words_of("number")]))


def negations(text: str) -> int:
    """Count words that turn a proposition round.

    Examples
    --------
    >>> negations("It won’t rain, and nobody denied it.")
    3
    """
    turning = words_of("negator") | _words_of("denial")
    return sum(word in turning for word in words(text))


def words(text: str) -> list[str]:
    """Return the words of a text, folded, apostrophes and marks inside them dropped."""
    return [letters(word) for word in _WORD.findall(text)]


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(read_table("fingerprint_words.tsv")[name][0].split())
