"""Quotations that go on: the further sentences of what a tagger found go to whoever says its first part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from analyzer.schema import Span
from analyzer.statements.found import Found
from analyzer.statements.sentences import Sentence
from analyzer.statements.tagged import range_of, snapped, span_of
from analyzer.statements.tagged_only import has_clause, has_quotation

_MIN_TOKENS = 4


def follow_quotations(paragraphs: Sequence[Sequence[Sentence]], found: Sequence[Found]) -> list[Found]:
    """Give the further sentences of a tagged quotation to whoever says its first part.

    Parameters
    ----------
    paragraphs
        The sentences of the document.
    found
        What was found sentence by sentence; quotations without a cue may get another speaker.

    Returns
    -------
    list of Found
        With a statement for each further sentence of a tagged quotation that had none.
    """
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    starts = [sentence.start for sentence in sentences]
    known: dict[Sentence, list[Found]] = {}
    for one in found:
        known.setdefault(one.sentence, []).append(one)
    added: list[Found] = []
    for head, span in _heads_and_spans(found):
        first = max(0, bisect_right(starts, span.start) - 1)
        for sentence in sentences[first : bisect_left(starts, span.end)]:
            if sentence is not head.sentence and span.start < sentence.end:
                added += _further(sentence, span, head, known.setdefault(sentence, []))
    return [*found, *added]


def _heads_and_spans(found: Sequence[Found]) -> list[tuple[Found, Span]]:
    """Pair each span of a tagged quotation with the first statement made of that quotation."""
    seen: set[int] = set()
    pairs = []
    for one in found:
        quotation = one.attribution.quotation if one.attribution is not None and one.parent is None else None
        if quotation is not None and id(quotation) not in seen:
            seen.add(id(quotation))
            pairs += [(one, span) for span in quotation.content]
    return pairs


def _further(sentence: Sentence, span: Span, head: Found, known: list[Found]) -> list[Found]:
    """Tie what is found in a further sentence of a quotation to its head, or make a statement of it."""
    whole = range_of(sentence, span)
    part = snapped(sentence, whole) if whole else None
    if part is None or sentence.section.kind != "body":
        return []
    content = span_of(sentence, part)
    covering = [one for one in known if any(c.start < content.end and content.start < c.end for c in one.content)]
    for one in covering:
        if one.cue is None and one.mention is None:
            one.speaker_from, one.continuation_of, one.confidence = head, head, head.confidence
    is_told = has_quotation(sentence, part) or (part[1] - part[0] >= _MIN_TOKENS and has_clause(sentence, part))
    if covering or not is_told:
        return []
    further = Found(sentence, (content,), content, speaker_from=head, continuation_of=head, confidence=head.confidence)
    known.append(further)
    return [further]
