"""Files to Documents: the one door through which text comes in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer.documents.files import FoundFile, find_files
from analyzer.documents.headers import Header, read_header
from analyzer.documents.keeping import document_key, keep_document, kind_of_documents, recall_document
from analyzer.documents.languages import detect_language
from analyzer.documents.markdown import MarkdownReader, heading_title
from analyzer.documents.plain_text import PlainTextReader
from analyzer.documents.sections import find_sections
from analyzer.documents.subtitles import SubtitleReader
from analyzer.errors import DocumentError
from analyzer.language.repair import mask, repair
from analyzer.protocols import NO_CACHE, Cache, Progress, Reader
from analyzer.schema import Caution, Document, InputFile, Section
from analyzer.settings import DocumentSettings

READERS: tuple[Reader, ...] = (MarkdownReader(), SubtitleReader(), PlainTextReader())
"""One reader a file format; a new format is one more of these."""


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
        Documents and inputs sorted by name.
    """
    reader_of = {suffix: reader for reader in READERS for suffix in reader.suffixes}
    found = find_files(inputs, frozenset(reader_of))
    documents, listed, cautions = [], [], []
    for n_done, file in enumerate(found):
        progress("documents", n_done, len(found))
        document, entry = _load(file, reader_of, settings, cache)
        listed.append(entry)
        if document:
            documents.append(document)
            cautions += _doubts(document)
    progress("documents", len(found), len(found))
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
    return _read_document(name, text, mask(text), markup=False)


def _load(
    file: FoundFile, reader_of: dict[str, Reader], settings: DocumentSettings, cache: Cache
) -> tuple[Document | None, InputFile]:
    entry = InputFile(file.name, None, None, None, file.status, file.reason)
    if file.status != "read":
        return None, entry
    try:
        data = _read_bytes(file.path, settings.max_bytes)
        entry = replace(entry, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
        if not data:
            return None, replace(entry, status="skipped", reason="empty")
        reader = reader_of.get(file.path.suffix.lower(), READERS[-1])
        text, encoding = reader.read(file.path, data)
    except DocumentError as error:
        return None, replace(entry, status="failed", reason=str(error))
    entry = replace(entry, encoding=encoding)
    kind, key = kind_of_documents(settings), document_key(file.name, data)
    document = recall_document(cache, kind, key, file.name, text)
    if document is not None:
        return document, entry
    document, reason = _parse(file.name, text, reader, settings)
    if document is None:
        return None, replace(entry, status="skipped", reason=reason)
    keep_document(cache, kind, key, document)
    return document, entry


def _parse(name: str, text: str, reader: Reader, settings: DocumentSettings) -> tuple[Document | None, str]:
    """Make a document of a file's text, or say why it is skipped."""
    reading = mask(text)
    if not reading.strip():
        return None, "only white space"
    if isinstance(reader, SubtitleReader):
        document = _document(name, text, reading, Header(), (Section(0, len(text.rstrip()), "body"),))
    else:
        document = _read_document(name, text, reading, markup=isinstance(reader, MarkdownReader))
    if document.language and document.language not in settings.languages:
        return None, f"language is {document.language}, analysed are: {', '.join(settings.languages)}"
    return document, ""


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


def _read_document(name: str, text: str, reading: str, *, markup: bool) -> Document:
    header = read_header(reading)
    sections = (*header.sections, *find_sections(text, reading, header.end, markup=markup))
    title = header.title or _first_headline(text, sections, markup=markup)
    return _document(name, text, reading, replace(header, title=title), sections)


def _document(name: str, text: str, reading: str, header: Header, sections: tuple[Section, ...]) -> Document:
    body = "\n".join(reading[section.start : section.end] for section in sections if section.kind == "body")
    digest = hashlib.sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=f"d-{digest[:12]}",
        path=name,
        text=text,
        title=repair(header.title, text) if header.title else None,
        publisher=header.publisher,
        published=header.published,
        url=header.url,
        language=detect_language(body) or detect_language(reading),
        sections=sections,
    )


def _first_headline(text: str, sections: Sequence[Section], *, markup: bool) -> str | None:
    heads = [section for section in sections if section.kind == "headline"]
    first = next((section for section in heads if section.post is None), heads[0] if heads else None)
    if first is None or (first.start > 0 and any(s.kind == "body" for s in sections if s.end <= first.start)):
        return None
    title = text[first.start : first.end]
    return heading_title(title) if markup else title


def _doubts(document: Document) -> list[Caution]:
    """Say what a reader of the result should know about how a document was read."""
    doubts = []
    if document.language is None:
        doubts.append(Caution(document.path, "too little text to tell its language; taken as English"))
    if not any(section.kind == "body" for section in document.sections):
        doubts.append(Caution(document.path, "no body text was found"))
    return doubts
