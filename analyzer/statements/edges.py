"""Edges of what is said: where quotations open and close beside a token, and what no content ends with."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.language.lexicon import read_words
from analyzer.language.tokens import lemma
from analyzer.statements import grammar
from analyzer.statements.grammar import is_class
from analyzer.statements.sentences import Sentence

Range = tuple[int, int]
"""Tokens of a sentence, end exclusive."""

_LOOSE_MARKS = frozenset((",", ".", ";", ":", "—", "–", "-", '"', "(", "?"))
_LOOSE_WORDS = frozenset(("where", "which", "who", "in", "with", "as", "that", "when", "while", "and"))


def opens_quotation(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is the mark that opens a quotation."""
    tokens, quoted = sentence.tokens, sentence.quoted
    return not tokens[i].is_word and i + 1 < len(tokens) and not quoted[i] and quoted[i + 1]


def closes_quotation(sentence: Sentence, i: int) -> bool:
    """Whether a quotation ends just before token ``i``."""
    tokens, j = sentence.tokens, i - 1
    while j >= 0 and not tokens[j].is_word and not sentence.quoted[j]:
        j -= 1
    return 0 <= j < i - 1 and sentence.quoted[j]


def may_be_verb(sentence: Sentence, k: int) -> bool:
    """Whether token ``k`` can be a verb in any form."""
    return grammar.is_finite_verb(sentence.tokens, k) or lemma(sentence.tokens[k].lower) in read_words("verbs.txt")


def trim(sentence: Sentence, begin: int, end: int) -> int:
    """Return the end of a content without the joining words and marks at its end."""
    tokens = sentence.tokens
    while end > begin:
        token = tokens[end - 1]
        closing_mark = token.text == '"' and end - 2 >= begin and sentence.quoted[end - 2]
        if sentence.quoted[end - 1] or closing_mark:
            break
        loose = token.text in _LOOSE_MARKS or token.lower in _LOOSE_WORDS or is_class(token, "conjunction")
        if not loose:
            break
        end -= 1
    return end


def overlap(one: Sequence[Range], other: Sequence[Range]) -> bool:
    """Whether any range of one shares a token with any of the other."""
    return any(a < d and c < b for a, b in one for c, d in other)
