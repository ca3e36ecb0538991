"""The lines at the head of a release: its title, its marks, and the name of the body that issues it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analyzer.language.lexicon import read_lines
from analyzer.language.turn_labels import is_end_mark
from analyzer.schema import Document, Section, Span
from analyzer.statements import grammar
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence

Manner = Literal["spoken", "issued"]
Paragraphs = Sequence[Sequence[Sentence]]

_BEHIND = (
    r"(?:\s+(?:on|about|regarding|concerning|following|after|before|at|to|in|with|upon|for|ahead of|as)\b.*"
    r"|\s*[,:–—-].*)?"
)
_MAX_HEAD_LINES = 10
_MAX_LINE = 160
_MIN_FULL = 80
_MAX_TITLE_WORDS = 40
_MAX_NAME_WORDS = 10


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line above the body, or the first of it."""

    sentence: Sentence
    paragraph: int | None  # its number among those that are split into sentences

    @property
    def text(self) -> str:
        """The line as it stands in the reading copy."""
        return self.sentence.text[self.sentence.start : self.sentence.end]


def head_lines(document: Document, paragraphs: Paragraphs) -> list[HeadLine]:
    """Return the lines before the body and its first short ones, as sentences of their own."""
    text = paragraphs[0][0].text
    numbers = {paragraph[0].start: place for place, paragraph in enumerate(paragraphs)}
    lines: list[HeadLine] = []
    for section in document.sections:
        for start, end in _lines(text, section):
            if section.kind == "body" and end - start > _MAX_LINE:
                return lines
            place = numbers.get(start)
            split = paragraphs[place] if place is not None else []
            same = split[0] if len(split) == 1 and split[0].end == end else None
            lines.append(HeadLine(same or Sentence(text, start, end, -1, section, ()), place))
            if len(lines) == _MAX_HEAD_LINES:
                return lines
    return lines


def read_title(line: HeadLine) -> tuple[Manner, Mention] | None:
    """Read "Statement by X on Y", "X's remarks at Y", "Readout of X's call with Y"; ``None`` for any other line."""
    if len(line.text.split()) > _MAX_TITLE_WORDS:
        return None
    for manner, form in _titles():
        found = form.fullmatch(line.text)
        if found is not None:
            start = line.sentence.start
            mention = _named(line.sentence, Span(start + found.start("who"), start + found.end("who")))
            if mention is not None:
                return manner, mention
    return None


def publisher_line(document: Document, lines: Sequence[HeadLine]) -> tuple[Sentence, Mention] | None:
    """Return where a header line names the publisher ("Source: Lind Port Authority")."""
    for line in lines if document.publisher else ():
        at = line.text.find(document.publisher or "")
        if at >= 0 and line.sentence.section.kind == "furniture" and "://" not in line.text:
            start = line.sentence.start + at
            mention = _within(line.sentence, Span(start, start + len(document.publisher or "")))
            if mention is not None:
                return line.sentence, mention
    return None


def body_line(lines: Sequence[HeadLine]) -> tuple[Sentence, Mention] | None:
    """Return the line that is nothing but the name of a body or office."""
    for line in lines:
        tokens = [token for token in line.sentence.tokens if token.is_word]
        if not 1 < len(tokens) <= _MAX_NAME_WORDS or line.text[-1] in ".:!?":
            continue
        mention = Mention(0, len(line.sentence.tokens))
        named = all(t.is_capitalised or grammar.is_class(t, "determiner", "preposition", "conjunction") for t in tokens)
        if (
            named
            and len(tokens) == len(line.sentence.tokens)
            and grammar.is_group_noun(head_word(line.sentence, mention))
        ):
            return line.sentence, mention
    return None


def head_word(sentence: Sentence, mention: Mention) -> str:
    """Return the noun that heads a name: "ministry" in "Ministry of Ports", "authority" in "Lind Port Authority"."""
    words = [token.lower for token in sentence.tokens[mention.first : mention.last]]
    cut = next((k for k, word in enumerate(words) if k and word in ("of", "for", "on")), len(words))
    return words[cut - 1]


def is_release_mark(line: HeadLine) -> bool:
    """Whether a line says what this is: "FOR IMMEDIATE RELEASE", "Press release"."""
    return bool(_release_mark().fullmatch(line.text))


def until_end(document: Document, paragraphs: Paragraphs) -> tuple[Paragraphs, bool]:
    """Cut off what follows the first end mark below the body's first full paragraph, and tell whether there is one.

    The mark may be a paragraph ("ENDS"), a headline ("About the company") or furniture ("###").
    """
    body = [paragraph for paragraph in paragraphs if paragraph[0].section.kind == "body"]
    if not body:
        return paragraphs, False
    text = body[0][0].text
    full = next((p for p in body if p[-1].end - p[0].start > _MIN_FULL), body[0])[-1].end
    marks = [
        start
        for section in document.sections
        if section.end > full
        for start, end in _lines(text, section)
        if start >= full and is_end_mark(text[start:end])
    ]
    if not marks:
        return paragraphs, False
    return [paragraph for paragraph in paragraphs if paragraph[0].start < marks[0]], True


def _lines(text: str, section: Section) -> Iterator[tuple[int, int]]:
    start = section.start
    while start < section.end:
        end = text.find("\n", start, section.end)
        end = section.end if end < 0 else end
        line = text[start:end]
        if line.strip():
            yield start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))
        start = end + 1


def _named(sentence: Sentence, span: Span) -> Mention | None:
    """Return who a title names, unless what stands there reads like the rest of a headline."""
    mention = _within(sentence, span)
    if mention is None or mention.last - mention.first > 2 * _MAX_NAME_WORDS:
        return None
    tokens = sentence.tokens[mention.first : mention.last]
    links = ("determiner", "preposition", "conjunction", "name_particle")
    named = all(
        t.is_capitalised or not t.is_word or grammar.is_class(t, *links) or grammar.is_speaking_noun(t.lower)
        for t in tokens
    )
    # "A mother's testimony" names nobody, whatever the capitals of its headline.
    names = [t for t in tokens if t.is_capitalised and not grammar.is_class(t, *links) and not is_person_only(t.lower)]
    return mention if named and names else None


def is_person_only(word: str) -> bool:
    """Whether a word says what a person is ("mother") and names no body."""
    return grammar.is_person_noun(word) and not grammar.is_group_noun(word)


def _within(sentence: Sentence, span: Span) -> Mention | None:
    inside = [k for k, token in enumerate(sentence.tokens) if span.start <= token.start and token.end <= span.end]
    return Mention(inside[0], inside[-1] + 1) if inside else None


@cache
def _titles() -> tuple[tuple[Manner, re.Pattern[str]], ...]:
    rows = [line.split("\t") for line in read_lines("release_titles.tsv")]
    return tuple(
        ("issued" if manner == "issued" else "spoken", re.compile(rf"(?:# )?{form}{_BEHIND}", re.IGNORECASE))
        for manner, form in rows
    )


@cache
def _release_mark() -> re.Pattern[str]:
    forms = "|".join(read_lines("release_marks.txt"))
    return re.compile(rf"\W{{0,4}}(?:{forms})(?:\s*[:,|–—-].{{0,60}})?\W{{0,4}}", re.IGNORECASE)
