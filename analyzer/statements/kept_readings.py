"""What was read in a document, as a cache keeps it, and read again only if that is not known."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from analyzer.cache_keys import MODEL_LIBRARIES, code_digest, content_key, short_digest
from analyzer.protocols import Tagger
from analyzer.schema import Document, Span, Stance
from analyzer.settings import StatementSettings
from analyzer.statements.attribution import Attribution
from analyzer.statements.descriptions import Description
from analyzer.statements.found import Found
from analyzer.statements.mentions import Mention
from analyzer.statements.quotations import Quotation
from analyzer.statements.sentences import Sentence

READINGS, STATEMENTS = "readings", "statements"
_ROOMS = ("statements", "language", "lexicons", "models", "schema/texts.py", "protocols.py", "ids.py")
_LIBRARIES = ("nupunkt", "simplemma", "countryinfo", "rapidfuzz", *MODEL_LIBRARIES)
FAST = 1  # of zlib: a fifth of the size for a third of a millisecond a document

Edit = tuple[int, str]
"""Where a text differs from another of the same length, and what stands there instead."""


@dataclass(slots=True)
class Reading:
    """What a document alone tells; whom its mentions mean is found out over the whole corpus.

    Attributes
    ----------
    paragraphs
        Its sentences.
    found
        In text order, speakers not yet known.
    doubts
        What a reader should know of how it was read.
    described
        Everybody whom it names with a title, or as a speaker.
    """

    paragraphs: list[list[Sentence]]
    found: list[Found]
    doubts: list[str]
    described: list[Description]


class _Sentence(msgspec.Struct, array_like=True):
    text: int
    start: int
    end: int
    paragraph: int
    section: int
    quotations: list[tuple[int, int, bool]]
    names: list[tuple[int, str]]


class _Found(msgspec.Struct, array_like=True):
    sentence: int
    content: tuple[Span, ...]
    clause: Span
    cue: Span | None
    cue_words: str
    frames: str
    mention: Mention | None
    stance: Stance
    attribution: Attribution | None
    parent: int | None
    speaker_from: int | None
    continuation_of: int | None
    confidence: float
    verbatim: bool


class _Reading(msgspec.Struct, array_like=True):
    texts: list[list[Edit]]
    sentences: list[_Sentence]
    paragraphs: list[list[int]]
    found: list[_Found]
    n_listed: int  # what else is found is only pointed at
    doubts: list[str]
    described: list[Description]


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(_Reading)


def kinds_of_statements(settings: StatementSettings, tagger: Tagger | None) -> tuple[str, str]:
    """Return the kinds under which readings, and the statements made of them, are kept."""
    digests = (
        code_digest(_ROOMS, _LIBRARIES),
        short_digest(repr(tagger.describe())) if tagger is not None else "rules",
        short_digest(repr(settings)),
    )
    return "/".join((READINGS, *digests)), "/".join((STATEMENTS, *digests))


def reading_key(document: Document) -> str:
    """Return the key of a document's reading: all that it depends on, so neither id and path nor copies elsewhere."""
    known = (document.title, document.publisher, document.published, document.url, document.language)
    return content_key(document.text, _ENCODER.encode((known, [tuple(_parts(s)) for s in document.sections])))


def encode_reading(document: Document, reading: Reading) -> bytes:
    """Write a reading, before speakers are known, without the text of its document."""
    found = _reachable(reading.found)
    sentences = {id(s): s for paragraph in reading.paragraphs for s in paragraph}
    sentences |= {id(one.sentence): one.sentence for one in found}
    texts = list({id(s.text): s.text for s in sentences.values()}.values())
    sections = {section: place for place, section in enumerate(document.sections)}
    place_of_text = {id(text): place for place, text in enumerate(texts)}
    place_of = {key: place for place, key in enumerate(sentences)}
    number = {id(one): place for place, one in enumerate(found)}
    kept = _Reading(
        texts=[list(edits(document.text, text)) for text in texts],
        sentences=[
            _Sentence(
                text=place_of_text[id(s.text)],
                start=s.start,
                end=s.end,
                paragraph=s.paragraph,
                section=sections[s.section],
                quotations=[(q.start, q.end, q.closed) for q in s.quotations],
                names=s.names,
            )
            for s in sentences.values()
        ],
        paragraphs=[[place_of[id(s)] for s in paragraph] for paragraph in reading.paragraphs],
        found=[_kept_found(one, place_of, number) for one in found],
        n_listed=len(reading.found),
        doubts=reading.doubts,
        described=reading.described,
    )
    return zlib.compress(_ENCODER.encode(kept), FAST)


def decode_reading(document: Document, data: bytes) -> Reading | None:
    """Return what :func:`encode_reading` wrote, made afresh; ``None`` if that does not fit the document."""
    try:
        kept = _DECODER.decode(zlib.decompress(data))
        texts = [with_edits(document.text, one) for one in kept.texts]
        sentences = [_sentence(document, texts[one.text], one) for one in kept.sentences]
        found = [_found(one, sentences) for one in kept.found]
        for made, one in zip(found, kept.found, strict=True):
            made.parent = _pointed(found, one.parent)
            made.speaker_from = _pointed(found, one.speaker_from)
            made.continuation_of = _pointed(found, one.continuation_of)
        paragraphs = [[sentences[place] for place in paragraph] for paragraph in kept.paragraphs]
    except (msgspec.ValidationError, msgspec.DecodeError, zlib.error, IndexError):
        return None
    return Reading(paragraphs, found[: kept.n_listed], kept.doubts, kept.described)


def edits(text: str, other: str) -> Iterator[Edit]:
    """Yield where a text of the same length differs.

    Examples
    --------
    >>> list(edits("He said “no”", 'He said "no"')), with_edits("a?b?", [(1, "'")])
    ([(8, '"'), (11, '"')], "a'b?")
    """
    start = -1
    for at, (one, new) in enumerate(zip(text, other, strict=True)):
        if one != new and start < 0:
            start = at
        elif one == new and start >= 0:
            yield start, other[start:at]
            start = -1
    if start >= 0:
        yield start, other[start:]


def with_edits(text: str, changes: Sequence[Edit]) -> str:
    """Return the other text of :func:`edits`."""
    pieces, end = [], 0
    for start, piece in changes:
        pieces += [text[end:start], piece]
        end = start + len(piece)
    return "".join([*pieces, text[end:]])


def _parts(section: object) -> Iterator[object]:
    return (getattr(section, name) for name in ("start", "end", "kind", "post", "title"))


def _reachable(listed: Sequence[Found]) -> list[Found]:
    """List what was found, and behind it what that points at beyond the list (a cap may have cut it off)."""
    found, known = list(listed), {id(one) for one in listed}
    for one in found:  # grows while it is read
        for other in (one.parent, one.speaker_from, one.continuation_of):
            if other is not None and id(other) not in known:
                known.add(id(other))
                found.append(other)
    return found


def _kept_found(one: Found, place_of: dict[int, int], number: dict[int, int]) -> _Found:
    return _Found(
        sentence=place_of[id(one.sentence)],
        content=one.content,
        clause=one.clause,
        cue=one.cue,
        cue_words=one.cue_words,
        frames=one.frames,
        mention=one.mention,
        stance=one.stance,
        attribution=one.attribution,
        parent=number[id(one.parent)] if one.parent is not None else None,
        speaker_from=number[id(one.speaker_from)] if one.speaker_from is not None else None,
        continuation_of=number[id(one.continuation_of)] if one.continuation_of is not None else None,
        confidence=one.confidence,
        verbatim=one.verbatim,
    )


def _found(one: _Found, sentences: Sequence[Sentence]) -> Found:
    return Found(
        sentence=sentences[one.sentence],
        content=one.content,
        clause=one.clause,
        cue=one.cue,
        cue_words=one.cue_words,
        frames=one.frames,
        mention=one.mention,
        stance=one.stance,
        attribution=one.attribution,
        confidence=one.confidence,
        verbatim=one.verbatim,
    )


def _sentence(document: Document, text: str, one: _Sentence) -> Sentence:
    quotations = tuple(Quotation(*quotation) for quotation in one.quotations)
    section = document.sections[one.section]
    sentence = Sentence(text, one.start, one.end, one.paragraph, section, quotations)
    sentence.__dict__["names"] = one.names  # else found out from its tokens
    return sentence


def _pointed(found: Sequence[Found], place: int | None) -> Found | None:
    return None if place is None else found[place]
