"""One document read for statements: attributions of its sentences, and quotations that go on without a cue."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.language.tokens import tokenize
from analyzer.schema import Document, Span
from analyzer.statements.attribution import Attribution, read_attributions
from analyzer.statements.found import Found
from analyzer.statements.heads import governing_subject
from analyzer.statements.quotations import Quotation
from analyzer.statements.sentences import Sentence, split_sentences

_MIN_QUOTED_WORDS = 4
_LETTERS = re.compile(r"[^\W_]+")


def read_document(document: Document, reading: str) -> tuple[list[list[Sentence]], list[Found], int]:
    """Find the statements of a document, speakers not yet known.

    Returns
    -------
    list of list of Sentence, list of Found, int
        The sentences by paragraph; what was found, in text order, outer before inner; the number of unpaired marks.
    """
    paragraphs: list[list[Sentence]] = []
    found: list[Found] = []
    n_unpaired = 0
    for sentences, n in split_sentences(document, reading):
        n_unpaired += n
        paragraphs.append(sentences)
        found += _read_paragraph(sentences, found)
    found += _headlines(paragraphs, found)
    return (
        paragraphs,
        sorted(found, key=lambda f: (f.sentence.start, f.content[0].start, -f.content[-1].end, f.clause.start)),
        n_unpaired,
    )


def _read_paragraph(sentences: list[Sentence], earlier: list[Found]) -> list[Found]:
    result: list[Found] = []
    waiting: list[Found] = []
    for sentence in sentences:
        found = _from_attributions(sentence)
        loose = _loose_quotations(sentence, found)
        result += found
        if loose and sentence.section.kind == "body":
            alone = _is_only_quotation(sentence)
            head = next((f for f in reversed(result) if f.parent is None and f.sentence is not sentence), None)
            for span, quotation in loose:
                continued = Found(sentence, (span,), span, confidence=0.8 if quotation.closed else 0.6)
                if alone and head is not None:
                    continued.speaker_from, continued.continuation_of = head, head
                elif alone:
                    waiting.append(continued)
                elif not _introduce(continued):
                    continue
                result.append(continued)
        waiting = [] if _settle(waiting, found) else waiting
    for continued in waiting:  # a paragraph of its own goes on with the speaker of the one before
        before = next(
            (f for f in reversed(earlier) if f.parent is None and f.sentence.section == continued.sentence.section),
            None,
        )
        if before is None or continued.sentence.paragraph - before.sentence.paragraph > 1:
            result.remove(continued)
            continue
        continued.speaker_from, continued.continuation_of, continued.confidence = before, before, 0.6
    return result


def _settle(waiting: list[Found], found: list[Found]) -> bool:
    """Give quotations that stood before the first cue of their paragraph the speaker who then comes."""
    heads = [f for f in found if f.parent is None and f.mention is not None]
    if not heads:
        return False
    for continued in waiting:
        continued.speaker_from = heads[0]
    return True


def _from_attributions(sentence: Sentence) -> list[Found]:
    attributions = read_attributions(sentence)
    found: list[Found] = []
    for attribution in attributions:
        parent = found[attribution.parent] if attribution.parent is not None else None
        found.append(_found(sentence, attribution, parent))
    return found


def _found(sentence: Sentence, attribution: Attribution, parent: Found | None) -> Found:
    tokens, cue = sentence.tokens, attribution.cue
    content = tuple(_content_span(sentence, first, last) for first, last in attribution.content)
    first, last = attribution.clause
    return Found(
        sentence,
        content,
        Span(min(tokens[first].start, content[0].start), max(tokens[last - 1].end, content[-1].end)),
        Span(tokens[cue.first].start, tokens[cue.last - 1].end),
        cue.lemma,
        cue.frames,
        attribution.mention,
        cue.stance,
        attribution,
        parent,
        confidence=0.7 if cue.form in ("noun", "participle", "passive") else 0.9,
    )


def _content_span(sentence: Sentence, first: int, last: int) -> Span:
    """Turn tokens into offsets; a content that is one whole quotation leaves its marks outside."""
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    for quotation in sentence.quotations:
        if _only_marks(sentence.text, start, quotation.start) and _only_marks(sentence.text, quotation.end, end):
            return Span(quotation.start, quotation.end)
        if end == quotation.end and start < quotation.start and quotation.closed:
            end = quotation.end + 1
    return Span(start, end)


def _only_marks(text: str, start: int, end: int) -> bool:
    return (start <= end and not any(c.isalnum() for c in text[start:end])) or (start > end and start - end <= 1)


def _loose_quotations(sentence: Sentence, found: Iterable[Found]) -> list[tuple[Span, Quotation]]:
    """List the quotations of a sentence that are in no content and long enough to be statements."""
    spans = [span for f in found for span in f.content]
    loose = []
    for quotation in sentence.quotations:
        if any(span.start < quotation.end and quotation.start < span.end for span in spans):
            continue
        words = [t for t in tokenize(sentence.text, quotation.start, quotation.end) if t.is_word]
        if len(words) >= _MIN_QUOTED_WORDS or (_is_only_quotation(sentence) and words):
            start = max(quotation.start, sentence.start)
            loose.append((Span(start, min(quotation.end, sentence.end)), quotation))
    return loose


def _is_only_quotation(sentence: Sentence) -> bool:
    return bool(sentence.quotations) and all(
        quoted for token, quoted in zip(sentence.tokens, sentence.quoted, strict=True) if token.is_word
    )


def _introduce(continued: Found) -> bool:
    """Take the subject of a sentence that leads to its quotation with a colon or comma ("She shrugged: “…”")."""
    sentence = continued.sentence
    first = next(k for k, t in enumerate(sentence.tokens) if t.start >= continued.content[0].start)
    before = [t for t in sentence.tokens[:first] if t.text not in "\"'"]
    if not before or before[-1].text != ":":
        return False
    continued.mention = governing_subject(sentence, first)
    continued.confidence = 0.5
    return continued.mention is not None


def _headlines(paragraphs: list[list[Sentence]], found: list[Found]) -> list[Found]:
    """Read a headline that quotes without naming a speaker as the statement of its own post that it restates."""
    result = []
    for sentence in (s for sentences in paragraphs for s in sentences if s.is_headline and s.quotations):
        if any(f.sentence is sentence for f in found):
            continue
        quotes = [_letters(sentence.text, q.start, q.end) for q in sentence.quotations]
        body = [
            f
            for f in found
            if f.sentence.section.kind == "body"
            and f.sentence.section.post == sentence.section.post
            and f.parent is None
        ]
        restated = next((f for f in body if all(any(q in c for c in _contents(f)) for q in quotes)), None)
        if restated is not None:
            span = Span(sentence.start, sentence.end)
            result.append(Found(sentence, (span,), span, speaker_from=restated, stance=restated.stance, confidence=0.6))
    return result


def _contents(found: Found) -> list[str]:
    return [_letters(found.sentence.text, span.start, span.end) for span in found.content]


def _letters(text: str, start: int, end: int) -> str:
    return " ".join(_LETTERS.findall(text[start:end].lower()))
