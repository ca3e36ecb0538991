"""Which language a document is in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analyzer.language.lexicon import read_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]{2,}")
_MIN_WORDS = 20
_MIN_PROBABILITY = 0.9
_MIN_COMMON_SHARE = 0.2
_SAMPLE = 20_000


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of a text, or ``None`` when there is too little of it to tell.

    Examples
    --------
    >>> detect_language("The bridge is open again and the mayor says that it will stay open.")
    'en'
    >>> detect_language("Hola") is None
    True
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    common = read_words("common_words.txt")
    if words and sum(word.lower() in common for word in words) >= _MIN_COMMON_SHARE * len(words):
        return "en"
    if len(words) < _MIN_WORDS and sum(map(len, words)) < 10 * _MIN_WORDS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _MIN_PROBABILITY else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads slowly: only when a text is in doubt

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
