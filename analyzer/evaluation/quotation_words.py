"""The words of a quotation: which they are, which stand between quotation marks, which one names the speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from analyzer.schema import Span

QuotationKind = Literal["direct", "mixed", "indirect"]

KINDS: tuple[QuotationKind, ...] = ("direct", "mixed", "indirect")

_DIRECT_SHARE = 0.95

_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
_MARK = re.compile(r"``|''|[“«„”»\"]")
_PARAGRAPH = re.compile(r"[^\n]+")
_PHRASE_END = re.compile(r"[,;:(\[—–]| - ")
_POSSESSIVE = re.compile(r"[’']s$")

_ARTICLES = frozenset(("the", "a", "an"))
_LINKS = frozenset(
    (
        "of",
        "for",
        "from",
        "in",
        "at",
        "on",
        "with",
        "to",
        "by",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "and",
        "or",
        "as",
    )
)


class Head(NamedTuple):
    """The word that names a speaker: where it begins, and its letters in lower case without a possessive."""

    start: int
    word: str


def word_starts(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Return where the words of some spans begin: marks and white space at the edges of spans never count."""
    return frozenset(word.start() for word in _words(text, spans))


def quoted_regions(text: str) -> list[Span]:
    """Find what stands between double quotation marks, in order; without a partner, to the end of the paragraph.

    Examples
    --------
    >>> text = 'He spoke of “two boats” and of "fog.'
    >>> [text[start:end] for start, end in quoted_regions(text)]
    ['two boats', 'fog.']
    """
    regions = []
    for paragraph in _PARAGRAPH.finditer(text):
        opened: re.Match[str] | None = None
        for mark in _MARK.finditer(text, paragraph.start(), paragraph.end()):
            if opened is None:
                opened = mark if _can_open(text, mark) else None
            elif _can_close(opened.group(), mark.group()):
                regions.append(Span(opened.end(), mark.start()))
                opened = None
        if opened is not None:
            regions.append(Span(opened.end(), paragraph.end()))
    return regions


def quotation_kind(text: str, content: Iterable[Span], regions: Sequence[Span]) -> QuotationKind:
    """Tell the kind of a quotation: direct if 95 % of its words or more are quoted, indirect if none, mixed between.

    Parameters
    ----------
    text, content
        The article, and what was said in it.
    regions
        Of the article, by :func:`quoted_regions`.
    """
    starts = [region.start for region in regions]
    n_words = n_quoted = 0
    for word in _words(text, content):
        n_words += 1
        nearest = bisect_right(starts, word.start()) - 1
        n_quoted += nearest >= 0 and word.end() <= regions[nearest].end
    if n_quoted == 0:
        return "indirect"
    return "direct" if n_quoted / n_words >= _DIRECT_SHARE else "mixed"


def head_word(text: str, source: Sequence[Span]) -> Head | None:
    """Find the word that names the speaker, without a parser: the last of the first phrase of a mention.

    The phrase ends at a comma, bracket or dash, or at a preposition or relative word.

    Returns
    -------
    Head or None
        None if the mention has no word.

    Examples
    --------
    >>> text = "the head of the port's union, Otto Lind"
    >>> head_word(text, [Span(0, len(text))])
    Head(start=4, word='head')
    """
    words = list(_words(text, source[:1]))
    head = None
    for n, word in enumerate(words):
        letters = word.group().lower()
        if head and (letters in _LINKS or _PHRASE_END.search(text, words[n - 1].end(), word.start())):
            break
        if letters not in _LINKS | _ARTICLES:
            head = word
    head = head or next(iter(words), None)
    return Head(head.start(), _POSSESSIVE.sub("", head.group()).lower()) if head else None


def _words(text: str, spans: Iterable[Span]) -> Iterable[re.Match[str]]:
    return (word for start, end in spans for word in _WORD.finditer(text, start, end))


def _can_open(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark may open; a straight one not behind a word and before a gap."""
    if mark.group() == '"':
        before, after = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
        return not before.strip() or bool(after.strip())
    return mark.group() not in "”»"


def _can_close(opened: str, mark: str) -> bool:
    return mark in ("”", "»", '"', "``", "''") or (opened, mark) == ("„", "“")
