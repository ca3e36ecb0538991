"""The statements of a document as a cache keeps them: made again only if somebody's name has become another."""

from __future__ import annotations

import zlib

import msgspec

from analyzer.cache_keys import content_key
from analyzer.protocols import Cache
from analyzer.schema import Document, Statement
from analyzer.statements.anchors import is_anchor
from analyzer.statements.found import Found
from analyzer.statements.kept_readings import FAST, Reading
from analyzer.statements.records import make_statements
from analyzer.statements.speakers import SpeakerResolver

_EXCERPT_CHARS = 120


class MadeStatements(msgspec.Struct, frozen=True, array_like=True):
    """The statements of one document.

    Attributes
    ----------
    statements
        In text order, narration included.
    without_speaker
        The beginnings of those of which nobody can tell who says them.
    used
        Keys of the speakers that they mention, sorted.
    """

    statements: list[Statement]
    without_speaker: list[str]
    used: list[str]


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(MadeStatements)


def statements_of(
    document: Document, reading: Reading, key: str, resolver: SpeakerResolver, cache: Cache, kind: str
) -> MadeStatements:
    """Make the statements of a document of which the speakers are resolved, unless the cache knows them.

    Parameters
    ----------
    key
        Of the reading.
    cache, kind
        Where they are kept: under the reading, who was found to speak, and what these are called at this moment.
    """
    named = {
        speaker: (resolver.draft_name(speaker), resolver.group_name(speaker))
        for one in reading.found
        for speaker in (*one.speakers, *one.via, *one.disputed)
    }
    said_by = [(one.speakers, one.via, one.disputed) for one in reading.found]
    key = content_key(key, document.id, _ENCODER.encode((said_by, sorted(named.items()))))
    known = _decoded(cache.get(kind, [key]).get(key))
    if known is not None:
        return known
    made = _make(document, reading, resolver)
    # A name may be taken from other documents: they too must be able to take it back.
    others = {
        told
        for speaker, names in named.items()
        if any(name not in document.text for name in names)
        for told in resolver.told_in(speaker)
    }
    cache.put(kind, {key: zlib.compress(_ENCODER.encode(made), FAST)}, {key: sorted({document.id, *others})})
    return made


def _make(document: Document, reading: Reading, resolver: SpeakerResolver) -> MadeStatements:
    statements, without_speaker = make_statements(document, reading.paragraphs, reading.found, resolver)
    said = [one for one in reading.found if one.speakers and not is_anchor(one)]
    used = {key for one in said for key in (*one.speakers, *one.via)}
    return MadeStatements(statements, [_excerpt(one) for one in without_speaker], sorted(used))


def _decoded(data: bytes | None) -> MadeStatements | None:
    try:
        return _DECODER.decode(zlib.decompress(data)) if data is not None else None
    except (msgspec.ValidationError, msgspec.DecodeError, zlib.error):
        return None


def _excerpt(found: Found) -> str:
    return found.sentence.text[found.start : found.content[-1].end][:_EXCERPT_CHARS]
