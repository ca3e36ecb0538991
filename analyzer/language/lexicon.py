"""Words as data: the lists in ``analyzer/lexicons/``, one entry a line, ``#`` for comments."""

from __future__ import annotations

from functools import cache
from importlib import resources

LANGUAGE = "en"


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Return the entries of a lexicon in file order.

    Parameters
    ----------
    name
        File name inside ``analyzer/lexicons/en``.
    """
    text = (resources.files("analyzer") / "lexicons" / LANGUAGE / name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the entries of a lexicon as a set.

    Examples
    --------
    >>> "minister" in read_words("person_nouns.txt")
    True
    """
    return frozenset(read_lines(name))


@cache
def read_table(name: str) -> dict[str, tuple[str, ...]]:
    """Return a tab-separated lexicon: first column to the other columns; a repeated key keeps its last line."""
    return {fields[0]: tuple(fields[1:]) for fields in (line.split("\t") for line in read_lines(name))}


@cache
def antonyms_of(word: str) -> frozenset[str]:
    """Return the words that mean the opposite of a lower-case base form.

    Examples
    --------
    >>> sorted(antonyms_of("accept"))
    ['refuse', 'reject']
    """
    return _antonyms().get(word, frozenset())


@cache
def _antonyms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in read_lines("antonyms.tsv"):
        one, other = line.split("\t")
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
