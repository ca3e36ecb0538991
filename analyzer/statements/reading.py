"""One document read for statements: attributions of its sentences, and quotations that go on without a cue."""

from __future__ import annotations

import re

from analyzer.protocols import Tagging
from analyzer.schema import Document, Span, Stance
from analyzer.statements.attribution import Attribution, read_attributions
from analyzer.statements.colons import colon_attribution
from analyzer.statements.confidence import confidence_of
from analyzer.statements.continuations import restating_headlines, uncued_quotations
from analyzer.statements.cues import Cue
from analyzer.statements.found import Found
from analyzer.statements.further import follow_quotations
from analyzer.statements.grammar import is_class
from analyzer.statements.nesting import nest
from analyzer.statements.reconciling import reconcile
from analyzer.statements.sentences import Sentence, split_sentences
from analyzer.statements.unquoted import add_unquoted

_INNER_END = re.compile(r"[.!]\s")


def read_document(
    document: Document, reading: str, tagging: Tagging | None = None
) -> tuple[list[list[Sentence]], list[Found], int]:
    """Find the statements of a document, speakers not yet known.

    Parameters
    ----------
    document
        With its sections.
    reading
        The reading copy of its text, of the same length.
    tagging
        What a trained tagger sees in it; ``None`` if rules alone read it.

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
        found += _read_paragraph(sentences, found, tagging)
    if tagging is not None:
        found = follow_quotations(paragraphs, found)
    found += restating_headlines(paragraphs, found)
    paragraphs, found = add_unquoted(document, paragraphs, found)
    return paragraphs, sorted(found, key=_reading_order), n_unpaired


def _reading_order(found: Found) -> tuple[int, int, int, int]:
    return found.sentence.start, found.start, -found.content[-1].end, found.clause.start


def _read_paragraph(sentences: list[Sentence], earlier: list[Found], tagging: Tagging | None) -> list[Found]:
    result: list[Found] = []
    waiting: list[Found] = []
    for sentence in sentences:
        found = _from_attributions(sentence, tagging)
        uncued = uncued_quotations(sentence, found, result)
        result += [*found, *uncued]
        waiting += [one for one in uncued if one.speaker_from is None and one.mention is None]
        if _settle(waiting, found):
            waiting = []
    lost = [one for one in waiting if not _goes_on_from(one, earlier)]
    return [one for one in result if one not in lost]


def _settle(waiting: list[Found], found: list[Found]) -> bool:
    """Give quotations that stood before the first cue of their paragraph the speaker who then comes."""
    head = next((one for one in found if one.parent is None and one.mention is not None), None)
    if head is None:
        return False
    for one in waiting:
        one.speaker_from = head
    return True


def _goes_on_from(continued: Found, earlier: list[Found]) -> bool:
    """Let a paragraph that is all quotation go on with the speaker of the one before, if there is one."""
    section = continued.sentence.section
    head = next((one for one in reversed(earlier) if one.parent is None and one.sentence.section == section), None)
    if head is None or continued.sentence.paragraph - head.sentence.paragraph > 1:
        return False
    continued.speaker_from, continued.continuation_of, continued.confidence = head, head, 0.6
    return True


def _from_attributions(sentence: Sentence, tagging: Tagging | None) -> list[Found]:
    attributions = read_attributions(sentence)
    if tagging is not None:
        attributions = reconcile(sentence, attributions, tagging)
    found: list[Found] = []
    for attribution in nest(sentence, attributions):
        parent = found[attribution.parent] if attribution.parent is not None else None
        found.append(_found(sentence, attribution, parent, tagged=tagging is not None))
    if sentence.is_headline and not found:
        return _from_colon(sentence)
    return found


def _from_colon(headline: Sentence) -> list[Found]:
    """Read a headline without a reporting word that names the speaker beside a colon."""
    colon = colon_attribution(headline)
    if colon is None:
        return []
    mention, content = colon
    span = Span(headline.start, headline.end)
    return [Found(headline, (_content_span(headline, *content),), span, mention=mention, confidence=0.6)]


def _found(sentence: Sentence, attribution: Attribution, parent: Found | None, *, tagged: bool) -> Found:
    tokens, cue = sentence.tokens, attribution.cue
    content = tuple(_content_span(sentence, first, last) for first, last in attribution.content)
    first, last = attribution.clause
    return Found(
        sentence=sentence,
        content=content,
        clause=Span(min(tokens[first].start, content[0].start), max(tokens[last - 1].end, content[-1].end)),
        cue=Span(tokens[cue.first].start, tokens[cue.last - 1].end),
        cue_words=cue.lemma,
        frames=cue.frames,
        mention=attribution.mention,
        stance=_stance(sentence, cue, content),
        attribution=attribution,
        parent=parent,
        confidence=confidence_of(attribution, unseen=tagged and parent is None and not sentence.is_headline),
    )


def _stance(sentence: Sentence, cue: Cue, content: tuple[Span, ...]) -> Stance:
    """Return what a cue does with its content; a content that is one question is asked."""
    words = sentence.text[content[0].start : content[-1].end].rstrip(" \"'”’")
    first = next((token for token in sentence.tokens if token.start >= content[0].start and token.is_word), None)
    indirect = "w" in cue.frames and first is not None and is_class(first, "question_word")
    return "asks" if indirect or (words.endswith("?") and not _INNER_END.search(words)) else cue.stance


def _content_span(sentence: Sentence, first: int, last: int) -> Span:
    """Turn tokens into offsets; a content that is one whole quotation leaves its marks outside."""
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    for quotation in sentence.quotations:
        if _only_marks(sentence.text, start, quotation.start) and _only_marks(sentence.text, quotation.end, end):
            return Span(quotation.start, quotation.end)
        if end == quotation.end and start < quotation.start and quotation.closed:
            end = quotation.end + 1
    return Span(start, end)


def _only_marks(text: str, start: int, end: int) -> bool:
    """Whether nothing but marks stands between two places, the second of which may lie one before the first."""
    if start > end:
        return start - end <= 1
    return not any(character.isalnum() for character in text[start:end])
