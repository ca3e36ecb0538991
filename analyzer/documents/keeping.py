"""What a cache keeps of files: what slow readers found in them, and documents without their text, which files give."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import msgspec

from analyzer.cache_keys import code_digest, content_key, record_key, short_digest
from analyzer.protocols import Cache, FileContents, FoundText
from analyzer.schema import Document, Section, SectionKind
from analyzer.settings import DocumentSettings

FAMILY = "documents"
_CONTENTS = "contents"
_FAST = 1  # of zlib
_ROOMS = ("documents", "language", "lexicons", "schema/texts.py", "protocols.py")
_LIBRARIES = (
    *("py3langid", "simplemma", "countryinfo"),
    *("trafilatura", "htmldate", "lxml", "feedparser", "pypdf", "defusedxml", "pyarrow"),
)

_Section = tuple[int, int, SectionKind, int | None, str | None]


class _Kept(msgspec.Struct, array_like=True):
    id: str
    path: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    speaker: str | None
    sections: list[_Section]


_DECODER = msgspec.msgpack.Decoder(_Kept)
_CONTENTS_DECODER = msgspec.msgpack.Decoder(FileContents)


def kinds_of_documents(settings: DocumentSettings) -> tuple[str, str]:
    """Return the kinds under which documents, and the contents of files, are kept by this code and these settings."""
    made_by = f"{code_digest(_ROOMS, _LIBRARIES)}/{short_digest(repr(settings))}"
    return f"{FAMILY}/{made_by}", f"{_CONTENTS}/{made_by}"


def contents_key(suffix: str, data: bytes) -> str:
    """Return the key of a file's contents: its ending tells the format."""
    return content_key(suffix, data)


def recall_contents(cache: Cache, kind: str, key: str) -> FileContents | None:
    """Return what a reader found in a file of this key, if it is known."""
    data = cache.get(kind, [key]).get(key)
    try:
        return _CONTENTS_DECODER.decode(zlib.decompress(data)) if data is not None else None
    except (msgspec.ValidationError, msgspec.DecodeError, zlib.error):
        return None


def keep_contents(cache: Cache, kind: str, key: str, contents: FileContents, documents: Sequence[Document]) -> None:
    """Keep what a reader found in a file, for as long as each of its documents may be known."""
    if documents:
        value = zlib.compress(msgspec.msgpack.encode(contents), _FAST)
        cache.put(kind, {key: value}, {key: [document.id for document in documents]})


def document_key(name: str, found: FoundText) -> str:
    """Return the key of a text: its name becomes the document's path."""
    return record_key((name, found))


def read_kept(data: bytes | None, name: str, text: str) -> Document | None:
    """Return the document that a text of this name was made; ``None`` where it is not known."""
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
        speaker=kept.speaker,
        sections=tuple(Section(*section) for section in kept.sections),
    )


def keep_documents(cache: Cache, kind: str, documents: Mapping[str, Document]) -> None:
    """Keep what texts were made, by their keys."""
    if documents:
        values = {key: _written(document) for key, document in documents.items()}
        cache.put(kind, values, {key: [document.id] for key, document in documents.items()})


def _written(document: Document) -> bytes:
    sections = [(s.start, s.end, s.kind, s.post, s.title) for s in document.sections]
    kept = _Kept(
        document.id,
        document.path.encode("utf-8", "replace").decode(),
        document.title,
        document.publisher,
        document.published,
        document.url,
        document.language,
        document.speaker,
        sections,
    )
    return msgspec.msgpack.encode(kept)


def kept_name(data: bytes) -> tuple[str, str] | None:
    """Return the id and path of a kept document; ``None`` if it was kept in another form than this version's."""
    try:
        kept = _DECODER.decode(data)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
    return kept.id, kept.path
