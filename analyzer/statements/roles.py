"""Find every person whom a text names together with a title, whether or not they speak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.statements.descriptions import Description, describe
from analyzer.statements.grammar import is_class, is_finite_verb, is_possessive_mark
from analyzer.statements.sentences import Sentence

_TITLE_WORD = re.compile(r"[a-z]+")
_NO_TITLE = ("preposition", "conjunction", "subordinator", "third_person", "determiner", "auxiliary", "adverb")
_MAX_TOKENS = 14


def titled_names(sentence: Sentence) -> Iterator[tuple[Description, int]]:
    """Yield the titled names in a sentence ("the mayor, …" not; "Mayor Ana Ruiz" yes), with where each begins."""
    tokens, k = sentence.tokens, 0
    while k < len(tokens):
        if not tokens[k].is_word or not tokens[k].is_capitalised:
            k += 1
            continue
        end = k
        while end < len(tokens) and _goes_on(sentence, k, end):
            end += 1
        while end > k and not (tokens[end - 1].is_capitalised and tokens[end - 1].is_word):
            end -= 1
        if end - k >= 2:
            description = describe(sentence.text[tokens[k].start : tokens[end - 1].end])
            if description.name and description.is_person:
                yield description, tokens[k].start
        k = max(end, k + 1)


def _goes_on(sentence: Sentence, first: int, k: int) -> bool:
    """Whether a name with its titles that begins at token ``first`` goes on with token ``k``."""
    token, tokens = sentence.tokens[k], sentence.tokens
    if (token.is_word and token.is_capitalised) or (is_possessive_mark(token) and k > first):
        return True
    if k - first > _MAX_TOKENS or not token.is_word or is_finite_verb(tokens, k):
        return False
    if token.lower in ("of", "to", "for", "the"):
        return True
    return bool(_TITLE_WORD.fullmatch(token.text)) and not is_class(token, *_NO_TITLE)
