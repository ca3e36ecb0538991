"""Files to Documents: the one door through which text comes in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer.documents import making
from analyzer.documents.files import FoundFile, find_files
from analyzer.documents.keeping import (
    contents_key,
    document_key,
    keep_contents,
    keep_documents,
    kinds_of_documents,
    read_kept,
    recall_contents,
)
from analyzer.documents.making import NotAnalysedError, make_document
from analyzer.documents.readers import Readers, readers_for
from analyzer.errors import DocumentError
from analyzer.protocols import NO_CACHE, Cache, FoundText, Progress
from analyzer.schema import Caution, Document, InputFile
from analyzer.settings import DocumentSettings

_NO_LANGUAGE = "too little text to tell its language; taken as English"
_NO_BODY = "no body text was found"


@dataclass(frozen=True, slots=True)
class LoadedDocuments:
    """What came of the inputs: documents to analyse, every file with its fate, and doubts that a reader should know."""

    documents: tuple[Document, ...]
    inputs: tuple[InputFile, ...]
    cautions: tuple[Caution, ...] = ()


def load_documents(
    inputs: Sequence[Path],
    settings: DocumentSettings,
    progress: Progress = lambda stage, done, total: None,
    cache: Cache = NO_CACHE,
) -> LoadedDocuments:
    """Read every file of the inputs; what cannot be read is listed with the reason, never fatal.

    Parameters
    ----------
    inputs
        Files and folders, in any order.
    settings
        Largest size, languages that are analysed.
    progress
        Told about each file.
    cache
        Files of which name and bytes are known are only decoded: their parts and language are not looked for again.

    Returns
    -------
    LoadedDocuments
        Documents and inputs sorted by name; a file of several texts is one input, each part of it that could not be
        read one more.

    Raises
    ------
    SettingsError
        ``settings.columns`` names a field that does not exist.
    """
    readers = readers_for(settings)
    found = find_files(inputs, readers.suffixes)
    documents: list[Document] = []
    listed: list[InputFile] = []
    cautions = list(readers.doubts)
    for n_done, file in enumerate(found):
        progress("documents", n_done, len(found))
        loaded = _load(file, readers, settings, cache)
        documents += loaded.documents
        listed += loaded.inputs
        cautions += loaded.cautions
    progress("documents", len(found), len(found))
    documents.sort(key=lambda document: (document.path, document.id))
    return LoadedDocuments(tuple(documents), tuple(listed), tuple(cautions))


def join_documents(read: LoadedDocuments, known: LoadedDocuments) -> LoadedDocuments:
    """Put documents that were read in an earlier run beside those read now; a document that is in both counts once.

    Returns
    -------
    LoadedDocuments
        Sorted as :func:`load_documents` sorts; whether a document is a copy is to be found out again.
    """
    if not known.documents and not known.inputs:
        return read
    known_documents = [replace(document, copy_of=None) for document in known.documents]
    documents = {document.id: document for document in (*known_documents, *read.documents)}
    inputs = dict.fromkeys((*known.inputs, *read.inputs))
    return LoadedDocuments(
        tuple(sorted(documents.values(), key=lambda document: (document.path, document.id))),
        tuple(sorted(inputs, key=lambda file: (file.path, file.sha256 or ""))),
        tuple(dict.fromkeys((*known.cautions, *read.cautions))),
    )


def read_text(name: str, text: str) -> Document:
    """Make a document of plain text that is at hand, in whatever language; ``name`` becomes its path."""
    return making.read_text(name, FoundText(text))


def _load(file: FoundFile, readers: Readers, settings: DocumentSettings, cache: Cache) -> LoadedDocuments:
    entry = InputFile(file.name, None, None, None, file.status, file.reason)
    if file.status != "read":
        return LoadedDocuments((), (entry,))
    try:
        data = _read_bytes(file.path, settings.max_bytes)
        entry = replace(entry, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
        if not data:
            return LoadedDocuments((), (replace(entry, status="skipped", reason="empty"),))
        return _load_contents(file, data, entry, readers, settings, cache)
    except DocumentError as error:
        return LoadedDocuments((), (replace(entry, status="failed", reason=str(error)),))


def _load_contents(
    file: FoundFile, data: bytes, entry: InputFile, readers: Readers, settings: DocumentSettings, cache: Cache
) -> LoadedDocuments:
    kind_of_texts, kind = kinds_of_documents(settings)
    suffix = file.path.suffix.lower()
    key = contents_key(suffix, data)
    known = recall_contents(cache, kind, key) if suffix in readers.slow else None
    contents = known or readers.read(file.path, data)
    documents, left_out = _make_documents(file.name, contents.texts, settings, cache, kind_of_texts)
    if suffix in readers.slow and known is None:
        keep_contents(cache, kind, key, contents, documents)
    entry = replace(entry, encoding=contents.encoding)
    unread = [InputFile(file.name + one.part, None, None, None, one.status, one.reason) for one in contents.unread]
    if not documents and len(left_out) == 1 and not unread:
        return LoadedDocuments((), (replace(entry, status="skipped", reason=left_out[0].reason),))
    if not documents:
        reason = f"none of its {len(left_out) + len(unread):,} parts is analysed"
        entry = replace(entry, status="skipped", reason=reason)
    doubts = [Caution(file.name, doubt) for doubt in contents.doubts]
    cautions = (*doubts, *_doubts(file.name, documents))
    return LoadedDocuments(tuple(documents), (entry, *unread, *left_out), cautions)


def _make_documents(
    name: str, texts: Sequence[FoundText], settings: DocumentSettings, cache: Cache, kind: str
) -> tuple[list[Document], list[InputFile]]:
    """Make the texts of a file documents, as far as the cache does not know them; list those that are left out."""
    named = [(document_key(*one), *one) for one in _named_apart(name, texts)]
    known = cache.get(kind, [key for key, _, _ in named])
    documents: list[Document] = []
    left_out: list[InputFile] = []
    made: dict[str, Document] = {}
    for key, path, found in named:
        document = read_kept(known.get(key), path, found.text)
        if document is None:
            try:
                document = made[key] = make_document(path, found, settings)
            except NotAnalysedError as error:
                left_out.append(InputFile(path, None, None, None, "skipped", str(error)))
                continue
        documents.append(document)
    keep_documents(cache, kind, made)
    return documents, left_out


def _named_apart(name: str, texts: Sequence[FoundText]) -> Iterator[tuple[str, FoundText]]:
    """Yield each text with its name; where parts share one, all but the first get a number."""
    n_named = Counter[str]()
    for found in texts:
        n_named[found.part] += 1
        again = f"~{n_named[found.part]}" if n_named[found.part] > 1 else ""
        yield f"{name}{found.part}{again}", found


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError(
                f"too large: {size:,} bytes, at most {max_bytes:,} are read (setting documents.max_bytes)"
            )
        with path.open("rb") as stream:
            return stream.read(max_bytes)
    except PermissionError as error:
        raise DocumentError("cannot be read: permission denied") from error
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror or error}") from error


def _doubts(name: str, documents: Sequence[Document]) -> list[Caution]:
    """Say what a reader of the result should know about how the documents of a file were read."""
    if len(documents) == 1:
        name = documents[0].path
    found = []
    for doubt, doubtful in (
        (_NO_LANGUAGE, [one for one in documents if one.language is None]),
        (_NO_BODY, [one for one in documents if not any(section.kind == "body" for section in one.sections)]),
    ):
        if doubtful:
            found.append(Caution(name, doubt if len(documents) == 1 else f"{len(doubtful):,} of its texts: {doubt}"))
    return found
