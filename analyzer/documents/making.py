"""A text that was found made a Document: its header, sections, language."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from analyzer.documents.headers import Header, publisher_of, read_header
from analyzer.documents.languages import detect_language
from analyzer.documents.markdown import heading_title
from analyzer.documents.sections import find_sections
from analyzer.errors import DocumentError
from analyzer.language.repair import mask, repair
from analyzer.protocols import FoundText
from analyzer.schema import Document, Section
from analyzer.settings import DocumentSettings


class NotAnalysedError(DocumentError):
    """A text that was read and is left out on purpose: it is blank, or in another language."""


def make_document(name: str, found: FoundText, settings: DocumentSettings) -> Document:
    """Make a text a document.

    Parameters
    ----------
    name
        Becomes the document's path.

    Raises
    ------
    NotAnalysedError
        It is blank, or in a language that is not analysed.
    """
    document = read_text(name, found)
    if not document.sections:
        raise NotAnalysedError("only white space")
    if document.language and document.language not in settings.languages:
        raise NotAnalysedError(f"language is {document.language}, analysed are: {', '.join(settings.languages)}")
    return document


def read_text(name: str, found: FoundText) -> Document:
    """Make a text a document, in whatever language; what the file told outside it wins over its header."""
    text, reading = found.text, mask(found.text)
    header = _header(found, reading)
    sections = header.sections
    if header.end < len(text.rstrip()):
        sections = (*sections, *find_sections(text, reading, header.end, markup=found.markdown))
    title = found.title or header.title or _first_headline(text, sections, markup=found.markdown)
    url = found.url or header.url
    body = "\n".join(reading[section.start : section.end] for section in sections if section.kind == "body")
    digest = hashlib.sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=f"d-{digest[:12]}",
        path=name,
        text=text,
        title=repair(title, text) if title else None,
        publisher=found.publisher or header.publisher or (publisher_of(url) if url else None),
        published=found.published or header.published,
        url=url,
        language=detect_language(body) or detect_language(reading),
        sections=sections if reading.strip() else (),
        speaker=found.speaker,
    )


def _header(found: FoundText, reading: str) -> Header:
    """Return the header that a text has, or the sections that its reader knows, whichever reaches further."""
    known_end = found.sections[-1].end if found.sections else 0
    if known_end >= len(found.text.rstrip()) > 0:
        return Header(end=known_end, sections=found.sections)
    header = read_header(reading)
    return replace(header, end=known_end, sections=found.sections) if known_end > header.end else header


def _first_headline(text: str, sections: Sequence[Section], *, markup: bool) -> str | None:
    heads = [section for section in sections if section.kind == "headline"]
    first = next((section for section in heads if section.post is None), heads[0] if heads else None)
    if first is None or (first.start > 0 and any(s.kind == "body" for s in sections if s.end <= first.start)):
        return None
    title = text[first.start : first.end]
    return heading_title(title) if markup else title
