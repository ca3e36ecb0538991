"""Documents with one voice: statements, remarks, press releases and readouts, told by their form alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.language.lexicon import read_words
from analyzer.language.tokens import lemma
from analyzer.schema import Document, Span
from analyzer.statements import grammar
from analyzer.statements.anchors import anchor
from analyzer.statements.found import Found
from analyzer.statements.mentions import Mention, subject_before
from analyzer.statements.narration import narrated
from analyzer.statements.release_forms import (
    HeadLine,
    Manner,
    Paragraphs,
    body_line,
    head_lines,
    head_word,
    is_release_mark,
    publisher_line,
    read_title,
    until_end,
)
from analyzer.statements.sentences import Sentence
from analyzer.statements.speech import Part, first_person_words, has_verb, speech_statements

_INTRODUCES = re.compile(r"\b(?:issued|released|made|gave|read|posted)\s+(?:the following|this)\b.{0,60}:\s*$")
_DATELINE = re.compile(r"\s*[A-Z][A-Z.'’\-]+(?:[ ,][^\n–—]{0,50}?)?\s?(?:[–—]|--?\s)")
_REPORTED = r"(?:(?:said|says|told|added|stated|explained)\b|(?:has|had|also|later) (?:said|told|added)\b)"
_MIN_WORDS = 5
_MIN_PERSONAL_SHARE = 0.15
_CONFIDENCE = 0.75


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a whole document is.

    Attributes
    ----------
    sentence, mention
        Where the speaker or issuer is named; the sentence may be a header line that is none of the paragraphs.
    manner
        ``spoken``: unquoted sentences are the speaker's own words; ``issued``: they are the issuer's account.
    first, last
        The paragraphs that are theirs, end exclusive.
    """

    sentence: Sentence
    mention: Mention
    manner: Manner
    first: int
    last: int


def one_voice(document: Document, paragraphs: Paragraphs) -> Voice | None:
    """Tell whose words a document is, from its title, its first and its last lines.

    Parameters
    ----------
    document
        Gives the sections: header lines are read where they stand.
    paragraphs
        Its sentences, headlines included.

    Returns
    -------
    Voice or None
        ``None`` for everything else: an article about a statement tells of its speaker in the third person.
    """
    written, ends = until_end(document, [paragraph for paragraph in paragraphs if paragraph])
    body = [place for place, paragraph in enumerate(written) if paragraph[0].section.kind == "body"]
    if not body or any(section.post is not None for section in document.sections):
        return None
    lines = head_lines(document, written)
    return (
        _introduced(written, body)
        or _from_title(written, lines)
        or _from_release_mark(document, written, lines, ends=ends)
    )


def voice_statements(voice: Voice, paragraphs: Paragraphs, found: Iterable[Found]) -> list[Found]:
    """Make the statements of a document with one voice: of what no attribution covers, if issued; of all, if spoken.

    Returns
    -------
    list of Found
        The first is an anchor (:mod:`analyzer.statements.anchors`) unless the first statement holds the mention.
    """
    written = [paragraph for paragraph in paragraphs if paragraph][voice.first : voice.last]
    sentences = [s for paragraph in written for s in paragraph if s.section.kind == "body"]
    if voice.manner == "spoken":
        plain = [s for s in sentences if not _is_foreign(s)]
        parts = [Part(s, s.start, _CONFIDENCE) for s in plain]
        return speech_statements(voice.sentence, voice.mention, parts)
    inside: dict[int, list[Found]] = {}
    for one in found:
        inside.setdefault(one.sentence.start, []).append(one)
    head = anchor(voice.sentence, voice.mention)
    told = [
        Found(s, (span,), Span(s.start, s.end), speaker_from=head, confidence=_CONFIDENCE)
        for s in sentences
        for span in _told(s, inside.get(s.start, []))
    ]
    return [head, *told] if told else []


def _told(sentence: Sentence, found: list[Found]) -> Iterator[Span]:
    if found or any(grammar.is_finite_verb(sentence.tokens, k) for k in range(len(sentence.tokens))):
        yield from narrated(sentence, found)
    elif has_verb(sentence.tokens) and sum(token.is_word for token in sentence.tokens) >= _MIN_WORDS:
        yield Span(sentence.start, sentence.end)


def _is_foreign(sentence: Sentence) -> bool:
    """Whether a sentence is somebody else's: it is all quotation, or leads to what follows."""
    text = sentence.text[sentence.start : sentence.end]
    return text.endswith(":") or (bool(sentence.quotations) and all(_quoted_words(sentence)))


def _quoted_words(sentence: Sentence) -> list[bool]:
    return [quoted for token, quoted in zip(sentence.tokens, sentence.quoted, strict=True) if token.is_word]


def _from_title(paragraphs: Paragraphs, lines: Sequence[HeadLine]) -> Voice | None:
    for line in lines:
        title = read_title(line)
        if title is not None:
            return _titled(paragraphs, lines, line, title[1], title[0])
    return None


def _titled(
    paragraphs: Paragraphs, lines: Sequence[HeadLine], line: HeadLine, mention: Mention, manner: Manner
) -> Voice | None:
    first = _first_after(paragraphs, line)
    last = len(paragraphs)
    if _is_told_of(paragraphs[first:last], line.sentence, mention):
        return None
    if manner == "issued":
        body = body_line(lines)
        if body is not None:
            return Voice(body[0], body[1], "issued", first, last)
        return Voice(line.sentence, Mention(mention.first, mention.last, is_office=True), "issued", first, last)
    if _is_personal(paragraphs[first:last]):
        return Voice(line.sentence, mention, "spoken", first, last)
    names_body = grammar.is_group_noun(head_word(line.sentence, mention))
    return Voice(line.sentence, mention, "issued", first, last) if names_body else None


def _introduced(paragraphs: Paragraphs, body: Sequence[int]) -> Voice | None:
    """Read "Mayor Ana Ruiz issued the following statement:" at the head of the body."""
    for place in body[:2]:
        sentence = paragraphs[place][-1]
        text = sentence.text[sentence.start : sentence.end]
        found = _INTRODUCES.search(text)
        if found is None:
            continue
        verb = next(k for k, token in enumerate(sentence.tokens) if token.start >= sentence.start + found.start())
        subject = subject_before(sentence, verb)
        last = len(paragraphs)
        if subject is not None and _is_personal(paragraphs[place + 1 : last]):
            return Voice(sentence, subject[0], "spoken", place + 1, last)
    return None


def _from_release_mark(
    document: Document, paragraphs: Paragraphs, lines: Sequence[HeadLine], *, ends: bool
) -> Voice | None:
    first = next(place for place, paragraph in enumerate(paragraphs) if paragraph[0].section.kind == "body")
    opening, last = paragraphs[first][0], len(paragraphs)
    announcing = _announcing(opening)
    dateline = _DATELINE.match(opening.text, opening.text.rfind("\n", 0, opening.start) + 1, opening.end)
    if not any(map(is_release_mark, lines)) and not (ends and announcing is not None and dateline):
        return None
    published = publisher_line(document, lines) or body_line(lines)
    if published is not None:
        return Voice(published[0], published[1], "issued", first, last)
    return Voice(opening, announcing, "issued", first, last) if announcing is not None else None


def _announcing(sentence: Sentence) -> Mention | None:
    """Return the body that announces something in the first sentence: "The Lind Port Authority today announced …"."""
    for k, token in enumerate(sentence.tokens[:30]):
        if token.is_capitalised or sentence.quoted[k] or lemma(token.lower) not in read_words("release_verbs.txt"):
            continue
        subject = subject_before(sentence, k)
        if subject is None or subject[1]:
            continue
        words = sentence.tokens[subject[0].first : subject[0].last]
        if any(word.is_capitalised and not grammar.is_class(word, "determiner", "pronoun") for word in words):
            return subject[0]
    return None


def _first_after(paragraphs: Paragraphs, line: HeadLine) -> int:
    return next((k for k, p in enumerate(paragraphs) if p[0].start > line.sentence.start), len(paragraphs))


def _text(paragraph: Sequence[Sentence]) -> str:
    return paragraph[0].text[paragraph[0].start : paragraph[-1].end]


def _is_personal(paragraphs: Paragraphs) -> bool:
    """Whether enough sentences say "I" or "we" outside quotation marks."""
    sentences = [s for paragraph in paragraphs for s in paragraph if s.section.kind == "body"]
    personal = sum(first_person_words(sentence) > 0 for sentence in sentences)
    return personal > 0 and personal >= _MIN_PERSONAL_SHARE * len(sentences)


def _is_told_of(paragraphs: Paragraphs, sentence: Sentence, mention: Mention) -> bool:
    """Whether the body reports that the one of the title said something: then it is an article about a statement."""
    name = re.escape(sentence.tokens[mention.last - 1].text)
    told = re.compile(
        rf"\b{name}(?:'s)?,? (?:\w+ly )?{_REPORTED}|\b{_REPORTED} (?:\w+\.? ){{0,4}}{name}\b", re.IGNORECASE
    )
    return any(told.search(_text(paragraph)) for paragraph in paragraphs)
