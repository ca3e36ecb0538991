"""Words and marks of a text, each with its place."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import simplemma

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|[$€£¥]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?%?"  # 1,200  $3.5  40%  24th
    r"|(?:Mrs?|Ms|Dr|St|Sr|Jr|No|Sens?|Reps?|Gov|Gen|Col|Lt|Capt|Sgt|Rev|Prof|Hon|Maj|Adm|Cmdr)\.(?!\w)"  # Mr.
    r"|[A-Z]\.(?=\s[A-Z])"  # J. in a name
    r"|[^\W\d_]+(?:['’\-‐‑][^\W_]+)*['’]?(?<!s['’](?!\w))"  # words, won't, so-called
    r"|[^\W_]+|\.{3}|…|--|\S"
)


class Token(NamedTuple):
    """A word, number or mark; ``text`` equals the text between ``start`` and ``end``."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number rather than a mark."""
        return self.text[0].isalnum() or self.text[-1].isalnum()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split a stretch of text into tokens; a possessive ``'s`` is a token of its own.

    Examples
    --------
    >>> [token.text for token in tokenize("The U.S. won't pay Peru's $3.5 bn.")]
    ['The', 'U.S.', "won't", 'pay', 'Peru', "'s", '$3.5', 'bn', '.']
    """
    tokens = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        cut = _possessive(word)
        if cut:
            tokens.append(_token(match.start(), word[:cut]))
            tokens.append(_token(match.start() + cut, word[cut:]))
        else:
            tokens.append(_token(match.start(), word))
    return tokens


@cache
def lemma(word: str) -> str:
    """Return the base form of an English word, lower-case.

    Examples
    --------
    >>> lemma("warned"), lemma("Talks")
    ('warn', 'talk')
    """
    return str(simplemma.lemmatize(word, lang="en")).lower()


@cache
def is_known_word(word: str) -> bool:
    """Whether a general English dictionary lists the word."""
    return bool(simplemma.is_known(word, lang="en"))


def _token(start: int, text: str) -> Token:
    return Token(start, start + len(text), text, text.lower().replace("’", "'"))


def _possessive(word: str) -> int:
    if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS":
        return len(word) - 2
    return len(word) - 1 if len(word) > 2 and word[-1] in "'’" else 0
