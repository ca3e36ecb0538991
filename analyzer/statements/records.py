"""What was found, made into records."""

from __future__ import annotations

from analyzer.ids import speaker_id, statement_id
from analyzer.language.certainty import read_certainty
from analyzer.language.lexicon import read_words
from analyzer.language.repair import repair
from analyzer.language.wording import kind_of_wording
from analyzer.schema import Document, Span, Statement
from analyzer.statements.anchors import is_anchor
from analyzer.statements.claims import write_claim
from analyzer.statements.descriptions import describe
from analyzer.statements.disputed import disputed_statement
from analyzer.statements.found import Found
from analyzer.statements.narration import narrated
from analyzer.statements.sentences import Sentence
from analyzer.statements.speakers import SpeakerResolver


def make_statements(
    document: Document, paragraphs: list[list[Sentence]], found: list[Found], resolver: SpeakerResolver
) -> tuple[list[Statement], list[Found]]:
    """Make the statements of one document, narration included, in text order.

    Returns
    -------
    list of Statement, list of Found
        The statements; and what was found of which nobody can tell who says it. It is among the statements, without
        speakers, if a mention such as a pronoun stands there, and dropped if none does.
    """
    relays = [one for one in found if _is_relay(one, found)]
    for one in relays:
        for inner in (f for f in found if f.parent is one):
            inner.parent, inner.via = None, one.speakers
    kept = [one for one in found if _is_said_by_somebody(one) and one not in relays and not is_anchor(one)]
    unknown = [one for one in found if not one.speakers and one not in relays]
    ids = {id(one): statement_id(document.id, one.content, one.cue) for one in kept}
    statements = [_statement(document, one, kept, ids, resolver) for one in kept]
    for sentence in (s for part in paragraphs for s in part):
        inside = [one for one in kept if one.sentence is sentence]
        statements += [_narration(document, span) for span in narrated(sentence, inside)]
    unique = {one.id: one for one in sorted(statements, key=lambda s: s.kind != "narration", reverse=True)}
    return sorted(unique.values(), key=lambda s: (s.content[0].start, -s.content[-1].end, s.id)), unknown


def _statement(
    document: Document, one: Found, kept: list[Found], ids: dict[int, str], resolver: SpeakerResolver
) -> Statement:
    reading = one.sentence.text
    quoted = _quoted(one)
    certainties = [read_certainty(reading, span.start, span.end) for span in one.content]
    certainty = min(certainties, key=lambda pair: pair[0])
    inner = next((f for f in kept if f.parent is one and f.speakers), None)
    names = [resolver.draft_name(key) for key in one.speakers] or [_mention_words(one)]
    group = resolver.group_name(one.speakers[0]) if one.speakers else names[0]
    disputed = disputed_statement(one, kept)
    inner_name = resolver.draft_name(inner.speakers[0]) if inner else _subject_name(one, kept, resolver)
    return Statement(
        id=ids[id(one)],
        document=document.id,
        start=one.clause.start,
        end=one.clause.end,
        text=document.text[one.clause.start : one.clause.end],
        content=one.content,
        quoted=quoted,
        kind="direct" if one.verbatim else kind_of_wording(reading, one.content, quoted),
        claim=write_claim(one, " and ".join(names), group, inner_name, document.text),
        cue=one.cue,
        speakers=tuple(speaker_id(key) for key in one.speakers),
        speaker_mention=_mention_span(one),
        via=tuple(speaker_id(key) for key in one.via),
        nested_in=ids.get(id(one.parent)) if one.parent else None,
        continuation_of=ids.get(id(one.continuation_of)) if one.continuation_of else None,
        stance=one.stance,
        disputes=ids.get(id(disputed)) if disputed else None,
        certainty=certainty[0],
        certainty_spans=certainty[1],
        published=document.published,
        confidence=one.confidence if one.parent is None else min(one.confidence, 0.8),
    )


def _mention_span(one: Found) -> Span | None:
    """Return the mention of the speaker, or the one at the head of a text or turn that has nothing else to say."""
    head = one.speaker_from
    return one.mention_span or (head.mention_span if head is not None and is_anchor(head) else None)


def _is_said_by_somebody(one: Found) -> bool:
    """Whether it is known who says it, or somebody is mentioned though nobody can tell whom the mention means."""
    if one.speakers:
        return True
    while one.speaker_from is not None and one.mention is None:
        one = one.speaker_from
    is_noun = one.attribution is not None and one.attribution.cue.form == "noun"
    return one.mention is not None and not is_anchor(one) and not is_noun


def _mention_words(one: Found) -> str:
    span = one.mention_span
    return one.sentence.text[span.start : span.end] if span else ""


def _narration(document: Document, span: Span) -> Statement:
    text = document.text[span.start : span.end]
    claim = repair(text, document.text)
    certainty, spans = read_certainty(document.text, span.start, span.end)
    return Statement(
        id=statement_id(document.id, (span,), None),
        document=document.id,
        start=span.start,
        end=span.end,
        text=text,
        content=(span,),
        quoted=(),
        kind="narration",
        claim=claim[:1].upper() + claim[1:].rstrip(".") + ".",
        certainty=certainty,
        certainty_spans=spans,
        published=document.published,
    )


def _quoted(one: Found) -> tuple[Span, ...]:
    """Return the parts of the content between quotation marks."""
    spans = [
        Span(max(part.start, q.start), min(part.end, q.end))
        for part in one.content
        for q in one.sentence.quotations
        if q.start < part.end and part.start < q.end
    ]
    return tuple(sorted(set(spans)))


def _is_relay(one: Found, found: list[Found]) -> bool:
    """Whether a news agency or paper only passes on what somebody else is quoted as saying."""
    if one.mention is None or not any(f.parent is one for f in found):
        return False
    role = describe(one.sentence.words(one.mention.first, one.mention.last)).role
    return any(word in read_words("relays.txt") for word in role)


def _subject_name(one: Found, kept: list[Found], resolver: SpeakerResolver) -> str:
    """Return whose doing a content without subject reports: who is reported in the part of the sentence before it."""
    before = [
        f for f in kept if f.sentence is one.sentence and f.parent is not None and f.start < one.start and f.speakers
    ]
    return resolver.draft_name(before[0].speakers[0]) if before else ""
