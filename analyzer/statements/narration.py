"""What a text tells in its own voice: the parts of sentences that no attribution covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.schema import Span
from analyzer.statements import grammar
from analyzer.statements.found import Found
from analyzer.statements.sentences import Sentence

_MIN_WORDS = 5
_LOOSE = frozenset((",", ";", ":", "—", "–", "-", '"', ".", "!", "?", "'", "(", ")"))


def narrated(sentence: Sentence, found: Iterable[Found]) -> Iterator[Span]:
    """Yield the clauses of a body sentence that nobody is said to say.

    A clause needs five words and a verb; questions are left out.
    """
    if sentence.section.kind != "body" or sentence.text[sentence.start : sentence.end].endswith("?"):
        return
    tokens = sentence.tokens
    covered = [False] * len(tokens)
    for one in found:
        for k, token in enumerate(tokens):
            inside = one.clause.start <= token.start and token.end <= one.clause.end
            covered[k] = covered[k] or inside
    first = 0
    while first < len(tokens):
        if covered[first]:
            first += 1
            continue
        last = first
        while last < len(tokens) and not covered[last]:
            last += 1
        span = _clause(sentence, first, last)
        if span is not None:
            yield span
        first = last


def _clause(sentence: Sentence, first: int, last: int) -> Span | None:
    tokens = sentence.tokens
    while first < last and (
        tokens[first].text in _LOOSE
        or tokens[first].lower in ("and", "but", "as", "while", "with", "by", "so", "though", "although")
    ):
        first += 1
    while last > first and (
        tokens[last - 1].text in _LOOSE
        or grammar.is_class(tokens[last - 1], "conjunction", "preposition", "subordinator")
    ):
        last -= 1
    # What begins with a subordinator or a bare verb hangs on a clause that somebody is said to say.
    hangs = first < last and (
        grammar.is_class(tokens[first], "subordinator") or grammar.is_verb_form(tokens[first].lower)
    )
    n_words = sum(token.is_word for token in tokens[first:last])
    has_verb = any(grammar.is_finite_verb(tokens, k) for k in range(first, last))
    if (
        hangs
        or n_words < _MIN_WORDS
        or not has_verb
        or (any(sentence.quoted[k] for k in range(first, last)) and n_words < 8)
    ):
        return None
    return Span(tokens[first].start, tokens[last - 1].end)
