"""Articles with other names and numbers: as many as wanted, of which no two tell of one event by the same words."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from analyzer.language.tokens import is_known_word
from analyzer.language.word_classes import words_of

_WORD = re.compile(r"\b[A-Z][a-zA-Z]+\b|\d")
_ONSETS = "b br c d dr f g h j k kr l m n p pr r s st t tr v w z".split()  # noqa: SIM905
_VOWELS = "a e i o u ai ea ou".split()  # noqa: SIM905
_ENDS = "l m n nd r rk s t th x".split()  # noqa: SIM905


def write_articles(source: Path, folder: Path, n_articles: int, *, first: int = 0) -> None:
    """Write so many articles as text files, names and digits of each replaced by its own.

    Parameters
    ----------
    source
        JSON lines with ``doc_id`` and ``text``, packed or not; read again from the start when they run out.
    first
        Number of the first article: other numbers give other articles.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(_texts(source)):
        if number >= first + n_articles:
            return
        if number >= first:
            (folder / f"article-{number:06}.txt").write_text(rename(text, number), encoding="utf-8")


def rename(text: str, seed: int) -> str:
    """Replace every word that is written like a name, the same by the same, and every digit."""
    dice = random.Random(seed)
    names: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word.isdigit():
            return dice.choice("123456789")
        lower = word.lower()
        if is_known_word(lower) or lower in words_of("function word") or lower in words_of("month"):
            return word
        if word not in names:
            made = "".join(dice.choice(part) for part in (_ONSETS, _VOWELS, _ENDS, _VOWELS, _ENDS))
            names[word] = made.upper() if word.isupper() else made.capitalize()
        return names[word]

    return _WORD.sub(other, text)


def _texts(source: Path) -> Iterator[str]:
    while True:
        with gzip.open(source, "rt", encoding="utf-8") if source.suffix == ".gz" else source.open() as lines:
            for line in lines:
                yield str(json.loads(line)["text"])
