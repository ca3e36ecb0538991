"""Quotations without a reporting word of their own: they go on, stand behind a colon, or are headlines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.language.tokens import tokenize
from analyzer.schema import Span
from analyzer.statements.colons import colon_attribution
from analyzer.statements.found import Found
from analyzer.statements.heads import governing_subject
from analyzer.statements.quotations import Quotation
from analyzer.statements.sentences import Sentence

_MIN_QUOTED_WORDS = 4
_LETTERS = re.compile(r"[^\W_]+")


def uncued_quotations(sentence: Sentence, found: list[Found], earlier: list[Found]) -> list[Found]:
    """List the quotations of a body sentence that no cue introduces and that are long enough to be statements.

    Parameters
    ----------
    found
        What has a cue in this sentence.
    earlier
        What was found in the sentences of the paragraph before it.

    Returns
    -------
    list of Found
        Those that are all of the sentence go on with the speaker before them; where nobody has spoken yet they have
        neither ``speaker_from`` nor ``mention`` and wait for the one who comes next.
    """
    if sentence.section.kind != "body":
        return []
    alone = _is_only_quotation(sentence)
    head = next((one for one in reversed(earlier) if one.parent is None), None)
    result = []
    for quotation in _loose_quotations(sentence, found, alone=alone):
        span = Span(max(quotation.start, sentence.start), min(quotation.end, sentence.end))
        continued = Found(sentence, (span,), span, confidence=0.8 if quotation.closed else 0.6)
        if alone:
            continued.speaker_from, continued.continuation_of = head, head
        elif not _introduce(continued):
            continue
        result.append(continued)
    return result


def restating_headlines(paragraphs: list[list[Sentence]], found: list[Found]) -> list[Found]:
    """Read each headline that quotes without naming a speaker as the statement of its own post that it restates."""
    cued = {one.sentence for one in found}
    result = []
    for sentence in (s for sentences in paragraphs for s in sentences if s.is_headline and s.quotations):
        restated = _restated(sentence, found) if sentence not in cued else None
        if restated is not None:
            span = Span(sentence.start, sentence.end)
            result.append(Found(sentence, (span,), span, speaker_from=restated, stance=restated.stance, confidence=0.6))
    return result


def _is_only_quotation(sentence: Sentence) -> bool:
    words = [quoted for token, quoted in zip(sentence.tokens, sentence.quoted, strict=True) if token.is_word]
    return bool(sentence.quotations) and all(words)


def _loose_quotations(sentence: Sentence, found: Iterable[Found], *, alone: bool) -> list[Quotation]:
    """List the quotations of a sentence that are in no content and have enough words, or any when they stand alone."""
    spans = [span for one in found for span in one.content]
    min_words = 1 if alone else _MIN_QUOTED_WORDS
    return [
        quotation
        for quotation in sentence.quotations
        if not any(span.start < quotation.end and quotation.start < span.end for span in spans)
        and _n_words(sentence.text, quotation) >= min_words
    ]


def _n_words(text: str, quotation: Quotation) -> int:
    return sum(token.is_word for token in tokenize(text, quotation.start, quotation.end))


def _introduce(continued: Found) -> bool:
    """Take the subject of a sentence that leads to its quotation with a colon ("She shrugged: “…”")."""
    sentence = continued.sentence
    first = next(k for k, token in enumerate(sentence.tokens) if token.start >= continued.start)
    before = [token for token in sentence.tokens[:first] if token.text not in "\"'"]
    if not before or before[-1].text != ":":
        return False
    colon = colon_attribution(sentence)
    continued.mention = governing_subject(sentence, first) or (colon[0] if colon else None)
    continued.confidence = 0.5
    return continued.mention is not None


def _restated(headline: Sentence, found: list[Found]) -> Found | None:
    """Return the first statement in the body of a headline's post that holds all its quotations."""
    quotes = [_letters(headline.text, quotation.start, quotation.end) for quotation in headline.quotations]
    for one in found:
        section = one.sentence.section
        if section.kind != "body" or section.post != headline.section.post or one.parent is not None:
            continue
        contents = [_letters(headline.text, span.start, span.end) for span in one.content]
        if all(any(quote in content for content in contents) for quote in quotes):
            return one
    return None


def _letters(text: str, start: int, end: int) -> str:
    return " ".join(_LETTERS.findall(text[start:end].lower()))
