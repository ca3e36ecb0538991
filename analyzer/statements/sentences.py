"""Documents cut into sentences, with quotation regions kept whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import nupunkt

from analyzer.language.lexicon import read_table, read_words
from analyzer.language.tokens import Token, lemma, tokenize
from analyzer.schema import Document, Section
from analyzer.statements.grammar import is_class, is_finite_verb, is_person_noun
from analyzer.statements.names import fold
from analyzer.statements.quotations import Quotation, find_quotations, plain_marks

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\n(?=\s*[^\sa-z])")
_INNER_END = re.compile(r"[.!?…](?=.)", re.S)
_ASKED = re.compile(r"[?!…]\s?[\"'”’]+\s*\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}\s*\Z")
_MAX_TAIL = 40
# "PORT AVELIN, Jan 14 (Agency) - ", "OSLO — ", "9:05am – ": where and when a text was written, before it begins.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]{2,}(?:[ ,/][^\n—–]{0,60}?)?|[A-Z][\w .,/'’-]{0,40}\([A-Z][\w .]{1,20}\))"
    r"\s*(?:--|[—–-])\s+(?=[A-Z\"“])"
    r"|(?:UPDATED? )?\d{1,2}[:.]\d{2}\s?(?:[ap]m|[A-Z]{2,4})?\s*[-–—:]?\s+(?=[A-Z\"“])"
)
_CONTINUES = re.compile(r"[\s?.!”\"’'»]*(?:[a-z),;]|$)")


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence with its quotation regions; a quotation of several sentences counts as part of the one around it.

    A sentence is equal to itself only, so that it can be looked up without reading it.

    Attributes
    ----------
    text
        The reading copy of the whole document: offsets are those of the document.
    paragraph
        Number of the paragraph in the document.
    section
        The section it stands in.
    """

    text: str
    start: int
    end: int
    paragraph: int
    section: Section
    quotations: tuple[Quotation, ...]

    @cached_property
    def tokens(self) -> list[Token]:
        """Words and marks in order."""
        return tokenize(self.text, self.start, self.end)

    @cached_property
    def quoted(self) -> list[bool]:
        """For each token whether it stands between quotation marks."""
        quoted, n = [], 0
        for token in self.tokens:
            while n < len(self.quotations) and self.quotations[n].end < token.end:
                n += 1
            quoted.append(n < len(self.quotations) and self.quotations[n].start <= token.start)
        return quoted

    @cached_property
    def names(self) -> list[tuple[int, str]]:
        """Where each capitalised word begins, and the word folded as names are."""
        return [(token.start, fold(token.text)) for token in self.tokens if token.is_word and token.is_capitalised]

    @cached_property
    def lead(self) -> int:
        """Number of tokens of a dateline or clock time that goes before the first word."""
        match = _DATELINE.match(self.text, self.start, self.end)
        return sum(token.start < match.end() for token in self.tokens) if match and not self.is_headline else 0

    @property
    def is_headline(self) -> bool:
        """Whether it stands in a headline."""
        return self.section.kind == "headline"

    def words(self, first: int, last: int) -> str:
        """Return the text from token ``first`` up to token ``last``, exclusive."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""


def split_sentences(document: Document, reading: str) -> Iterator[tuple[list[Sentence], int]]:
    """Yield the sentences of each headline and body paragraph, and how many of its quotation marks are unpaired.

    Parameters
    ----------
    document
        Gives the sections, and the original marks.
    reading
        The reading copy of its text, of the same length.
    """
    number, marks = 0, plain_marks(document.text)
    reading = plain_marks(reading)
    for section in document.sections:
        if section.kind not in ("headline", "body"):
            continue
        for start, end in _paragraphs(reading, section):
            quotations, n_unpaired = find_quotations(marks, start, end)
            whole = section.kind == "headline"
            spans = [(start, end)] if whole else _sentence_spans(reading, start, end, quotations)
            yield (
                [
                    Sentence(reading, first, last, number, section, _within(quotations, first, last))
                    for first, last in spans
                ],
                n_unpaired,
            )
            number += 1


def _within(quotations: list[Quotation], start: int, end: int) -> tuple[Quotation, ...]:
    """Return the quotations that reach into a stretch of text."""
    first = bisect_right(quotations, start, key=lambda quotation: quotation.end)
    last = bisect_left(quotations, end, key=lambda quotation: quotation.start)
    return tuple(quotations[first:last])


def _paragraphs(text: str, section: Section) -> Iterator[tuple[int, int]]:
    start = section.start
    breaks = [(m.start(), m.end()) for m in _PARAGRAPH_BREAK.finditer(text, section.start, section.end)]
    for end, following in [*breaks, (section.end, section.end)]:
        stripped = _strip(text, start, end)
        if stripped[0] < stripped[1]:
            yield stripped
        start = following


def _sentence_spans(text: str, start: int, end: int, quotations: list[Quotation]) -> Iterator[tuple[int, int]]:
    flat = _without_inner_ends(text, start, end, quotations)
    spans = nupunkt.sent_spans(flat)
    current: int | None = None
    for n, (begin, stop) in enumerate(spans):
        current = start + begin if current is None else current
        goes_on = _CONTINUES.match(flat, stop) or _is_fragment(text, current, start + stop)
        if n + 1 < len(spans) and (goes_on or _is_attributed(text, current, start + stop, end)):
            continue
        cut = _strip(text, current, start + stop)
        if cut[0] < cut[1]:
            yield cut
        current = None


def _without_inner_ends(text: str, start: int, end: int, quotations: list[Quotation]) -> str:
    """Hide the sentence ends inside quotations, but for the last: what follows the quotation decides there."""
    flat = list(text[start:end].replace("\n", " "))
    for quotation in quotations:
        inside = text[quotation.start : quotation.end].rstrip()
        for match in _INNER_END.finditer(inside):
            flat[quotation.start + match.start() - start] = ","
    return "".join(flat)


def _is_attributed(text: str, start: int, stop: int, end: int) -> bool:
    """Whether a quoted question is followed by who asked it ("Why?" the mayor said.)."""
    if not _ASKED.search(text[max(start, stop - _MAX_TAIL) : stop]):
        return False
    following = tokenize(text, stop, min(end, stop + 90))
    for k, token in enumerate(following[:8]):
        if token.lower in read_words("verbs.txt") and lemma(token.lower) in read_table("reporting_verbs.tsv"):
            after = following[k + 1].lower if k + 1 < len(following) else "."
            return k > 0 and after not in ("that", '"', ":")
        if not (token.is_capitalised or is_class(token, "determiner", "pronoun") or is_person_noun(token.lower)):
            return False
    return False


def _is_fragment(text: str, start: int, end: int) -> bool:
    """Whether a piece ends in an abbreviation ("U.S.") before any verb has come."""
    if not _INITIALS.search(text[max(start, end - _MAX_TAIL) : end]):
        return False
    tokens = tokenize(text, start, end)
    return not any(is_finite_verb(tokens, i) for i in range(len(tokens)))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
