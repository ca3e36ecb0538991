"""A document as a cache keeps it: what its file was read to, without its text, which the file gives."""

from __future__ import annotations

import msgspec

from analyzer.cache_keys import code_digest, content_key, short_digest
from analyzer.protocols import Cache
from analyzer.schema import Document, Section, SectionKind
from analyzer.settings import DocumentSettings

FAMILY = "documents"
_ROOMS = ("documents", "language", "lexicons", "schema/texts.py")
_LIBRARIES = ("py3langid", "simplemma", "countryinfo")

_Section = tuple[int, int, SectionKind, int | None, str | None]


class _Kept(msgspec.Struct, array_like=True):
    id: str
    path: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    sections: list[_Section]


_DECODER = msgspec.msgpack.Decoder(_Kept)


def kind_of_documents(settings: DocumentSettings) -> str:
    """Return the kind under which documents read with these settings, by this code, are kept."""
    return f"{FAMILY}/{code_digest(_ROOMS, _LIBRARIES)}/{short_digest(repr(settings))}"


def document_key(name: str, data: bytes) -> str:
    """Return the key of a file: its name tells the format and becomes the document's path."""
    return content_key(name, data)


def recall_document(cache: Cache, kind: str, key: str, name: str, text: str) -> Document | None:
    """Return the document that a file of this key, name and text was read to, if it is known."""
    data = cache.get(kind, [key]).get(key)
    if data is None:
        return None
    try:
        kept = _DECODER.decode(data)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
    return Document(
        id=kept.id,
        path=name,
        text=text,
        title=kept.title,
        publisher=kept.publisher,
        published=kept.published,
        url=kept.url,
        language=kept.language,
        sections=tuple(Section(*section) for section in kept.sections),
    )


def keep_document(cache: Cache, kind: str, key: str, document: Document) -> None:
    """Keep what a file was read to."""
    sections = [(s.start, s.end, s.kind, s.post, s.title) for s in document.sections]
    kept = _Kept(
        document.id,
        document.path.encode("utf-8", "replace").decode(),
        document.title,
        document.publisher,
        document.published,
        document.url,
        document.language,
        sections,
    )
    cache.put(kind, {key: msgspec.msgpack.encode(kept)}, {key: [document.id]})


def kept_name(data: bytes) -> tuple[str, str] | None:
    """Return the id and path of a kept document; ``None`` if it was kept in another form than this version's."""
    try:
        kept = _DECODER.decode(data)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
    return kept.id, kept.path
