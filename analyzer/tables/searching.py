"""Statements by the words that stand in them and by what they mean."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.language.tokens import lemma
from analyzer.schema import Embeddings, Span, Statement
from analyzer.tables.lookup import Lookup

Cosines = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]*)[\"”“»]")
_HEAD = 3  # letters that the forms of one word share


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that a query asks for: a word in any of its forms, or words that follow each other as they are.

    Attributes
    ----------
    words
        Folded, at least one.
    as_written
        Whether other forms of the word do not count.
    """

    words: tuple[str, ...]
    as_written: bool


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of every statement, ready to be searched.

    Attributes
    ----------
    statements
        In the order of the analysis: a row each.
    lines
        A line each: the folded words of the sentence, of the claim where it is worded otherwise, and of the speakers'
        names, in UTF-8 with spaces around every word.
    ends
        Where each line ends.
    n_with
        Folded word to the number of statements that have it.
    forms
        First letters to the words that begin with them.
    """

    statements: tuple[Statement, ...]
    lines: bytes
    ends: tuple[int, ...]
    n_with: Mapping[str, int]
    forms: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first.

    Attributes
    ----------
    rows
        Rows of the index: those that have all words, then those that are only near in meaning.
    n_with_words
        How many have all words.
    n_left_out
        How many more are near in meaning and not listed.
    """

    rows: tuple[int, ...]
    n_with_words: int
    n_left_out: int = 0


def word_index(lookup: Lookup) -> WordIndex:
    """Index the words of all statements; costs as much as the analysis is long (about 3 s for 100,000 statements)."""
    counts = Counter[str]()
    pieces, ends, at = [], [], 0
    for statement in lookup.analysis.statements:
        line = _line(statement, lookup)
        counts.update(set(line.split()))
        pieces.append(line.encode("utf-8", "surrogatepass"))
        at += len(pieces[-1])
        ends.append(at)
    heads = defaultdict[str, list[str]](list)
    for word in sorted(counts):
        heads[word[:_HEAD]].append(word)
    forms = {head: tuple(words) for head, words in heads.items()}
    return WordIndex(lookup.analysis.statements, b"".join(pieces), tuple(ends), dict(counts), forms)


def query_parts(query: str) -> tuple[Sought, ...]:
    """Read a query: words, and phrases in quotation marks.

    Example
    -------
    >>> query_parts('Attacks “did not go well”')
    (Sought(words=('did', 'not', 'go', 'well'), as_written=True), Sought(words=('attacks',), as_written=False))
    """
    phrases = [folded_words(found) for found in _QUOTED.findall(query)]
    loose = [folded_words(word) for word in _QUOTED.sub(" ", query).split()]
    parts = [Sought(words, as_written=True) for words in phrases if words]
    parts += [Sought(words, as_written=len(words) > 1) for words in loose if words]
    return tuple(dict.fromkeys(parts))


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, case and accents folded.

    Example
    -------
    >>> folded_words("Café №7 won’t open")
    ('cafe', 'no7', 'won', 't', 'open')
    """
    return tuple(_WORD.findall(_folded(text)))


def having(index: WordIndex, parts: Iterable[Sought]) -> Flags:
    """Tell of every row whether it has all that is sought, shape ``(n_statements,)``."""
    kept = np.ones(len(index.statements), np.bool_)
    for part in parts:
        has = np.zeros(len(index.statements), np.bool_)
        for words in alternatives(index, part):
            has[list(_rows_with(index, words))] = True
        kept &= has
    return kept


def alternatives(index: WordIndex, part: Sought) -> tuple[tuple[str, ...], ...]:
    """Return the runs of words that count as what is sought: as it is, and the other forms of a word in the index."""
    if part.as_written:
        return (part.words,)
    word = part.words[0]
    base = lemma(word)
    known = {*index.forms.get(word[:_HEAD], ()), *index.forms.get(base[:_HEAD], ())}
    return (part.words, *((form,) for form in sorted(known) if form != word and lemma(form) == base))


def find(
    index: WordIndex,
    parts: Sequence[Sought],
    passing: Flags,
    *,
    cosines: Cosines | None = None,
    least: float = 1.0,
    most_near: int = 200,
) -> Found:
    """Find statements by words, and by meaning where cosines are known.

    Parameters
    ----------
    parts
        What is sought; nothing finds all that passes, in the order of the analysis.
    passing
        Rows that the filters let through, shape ``(n_statements,)``. A copy is left out when its original is found.
    cosines
        Of the query with every row, NaN where a row has no vector; shape ``(n_statements,)``. They rank.
    least
        Cosine from which a row without the words is near in meaning, -1 to 1.
    most_near
        At most so many of those.
    """
    has = having(index, parts) & passing
    near = np.zeros_like(has)
    if cosines is not None and parts:
        near = passing & ~has & (np.nan_to_num(cosines, nan=-1.0) >= np.float32(least))
    _drop_copies(index, has, near)
    with_words, only_near = np.flatnonzero(has), np.flatnonzero(near)
    if cosines is not None and parts:
        with_words, only_near = (
            rows[np.argsort(-np.nan_to_num(cosines[rows], nan=-1.0), kind="stable")] for rows in (with_words, only_near)
        )
    rows = (*with_words.tolist(), *only_near[:most_near].tolist())
    return Found(rows, len(with_words), max(0, len(only_near) - most_near))


def cosines_with(index: WordIndex, embeddings: Embeddings, vector: Cosines) -> Cosines:
    """Return the cosine of a unit vector with every row of the index; NaN where a statement has none."""
    found = embeddings.vectors @ vector
    if embeddings.statements == tuple(one.id for one in index.statements):
        return found
    known = dict(zip(embeddings.statements, found.tolist(), strict=True))
    return np.array([known.get(one.id, np.nan) for one in index.statements], np.float32)


def word_places(text: str, span: Span, runs: Iterable[Sequence[str]]) -> tuple[Span, ...]:
    """Return where any of some runs of folded words stand in a stretch of text.

    Example
    -------
    >>> word_places("Did the talks go well?", Span(0, 22), [("go", "well"), ("talks",)])
    (Span(start=8, end=13), Span(start=14, end=21))
    """
    tokens = [(found.start(), found.end(), _folded(found[0])) for found in _WORD.finditer(text, *span)]
    sought = {tuple(run) for run in runs}
    lengths = sorted({len(run) for run in sought}, reverse=True)
    places, at = [], 0
    while at < len(tokens):
        n = next((n for n in lengths if tuple(word for *_, word in tokens[at : at + n]) in sought), 0)
        if n:
            places.append(Span(tokens[at][0], tokens[at + n - 1][1]))
        at += n or 1
    return tuple(places)


def sharing_rare_words(index: WordIndex, text: str, *, most: int, most_words: int = 12) -> tuple[int, ...]:
    """Return the rows that share most of the rare words of a text, those of most weight first.

    Parameters
    ----------
    most
        At most so many rows.
    most_words
        So many words, the rarest, are looked for.
    """
    known = [word for word in dict.fromkeys(folded_words(text)) if index.n_with.get(word)]
    rarest = sorted(known, key=lambda word: (index.n_with[word], word))[:most_words]
    weights = np.zeros(len(index.statements))
    for word in rarest:
        weights[list(_rows_with(index, (word,)))] += np.log(len(index.statements) / index.n_with[word])
    order = np.argsort(-weights, kind="stable")[:most]
    return tuple(int(row) for row in order if weights[row] > 0)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _line(statement: Statement, lookup: Lookup) -> str:
    """Write what is searched of a statement; marks keep a phrase from going on from one part into the next."""
    said, claim = (" ".join(_WORD.findall(_folded(text))) for text in (statement.text, statement.claim))
    names = [" ".join(_WORD.findall(_folded(lookup.names[speaker]))) for speaker in statement.speakers]
    return f" {' | '.join([said, *([] if claim in said else [claim]), *names])} \n"


def _rows_with(index: WordIndex, words: Sequence[str]) -> Iterator[int]:
    sought = f" {' '.join(words)} ".encode("utf-8", "surrogatepass")
    at = index.lines.find(sought)
    while at >= 0:
        row = bisect_right(index.ends, at)
        yield row
        at = index.lines.find(sought, index.ends[row])


def _drop_copies(index: WordIndex, *found: Flags) -> None:
    """Leave copies out whose original is found too, in any of the lists."""
    ids = {index.statements[row].id for rows in found for row in np.flatnonzero(rows).tolist()}
    for rows in found:
        for row in np.flatnonzero(rows).tolist():
            if index.statements[row].copy_of in ids:
                rows[row] = False
