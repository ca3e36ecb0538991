"""Small closed classes of words: negators, copulas, subordinators."""

from __future__ import annotations

from functools import cache

from analyzer.language.lexicon import read_table


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of a class in ``lexicons/en/word_classes.tsv``, lower-case.

    Raises
    ------
    KeyError
        No class has that name.

    Examples
    --------
    >>> "never" in words_of("negator")
    True
    """
    return frozenset(read_table("word_classes.tsv")[name][0].split())
