"""Who said what: documents to statements and speakers, by rules and, where there is one, a trained tagger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.language.repair import mask
from analyzer.protocols import NO_CACHE, Cache, Progress, Tagger
from analyzer.schema import Caution, Document, Speaker, Statement
from analyzer.settings import StatementSettings
from analyzer.statements.attributed import described_speakers, read_attributed, resolve_attributed
from analyzer.statements.document_speakers import resolve_speakers
from analyzer.statements.kept_readings import (
    Reading,
    decode_reading,
    encode_reading,
    kinds_of_statements,
    reading_key,
)
from analyzer.statements.kept_statements import statements_of
from analyzer.statements.reading import read_document
from analyzer.statements.restated import unite_restated
from analyzer.statements.speakers import SpeakerResolver, descriptions_of

_CHUNK = 64  # documents looked up at once
_CURLY = frozenset("“”‘’")  # they tell which way they face
_NO_BREAK = re.compile(r"[^\n]")

__all__ = ["ExtractedStatements", "extract_statements", "kinds_of_statements", "text_to_tag"]


@dataclass(frozen=True, slots=True)
class ExtractedStatements:
    """What the stage gives: statements in document order, narration included; speakers by id; cautions."""

    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    cautions: tuple[Caution, ...]


def extract_statements(
    documents: Sequence[Document],
    settings: StatementSettings,
    tagger: Tagger | None = None,
    progress: Progress = lambda stage, done, total: None,
    cache: Cache = NO_CACHE,
) -> ExtractedStatements:
    """Find every statement of the documents and who makes it.

    Parameters
    ----------
    documents
        With their sections; only headlines and bodies are read.
    settings
        Caps.
    tagger
        Sees what is said where; ``None`` for rules alone.
    progress
        Told after each document.
    cache
        Documents that it knows are neither tagged nor read; whom their mentions mean is resolved each time.

    Returns
    -------
    ExtractedStatements
        Sentences of the text's own voice are among the statements as ``narration``.

    Notes
    -----
    The rules are described, with what counts as a statement, in ``docs/statements.md``.
    """
    kinds = kinds_of_statements(settings, tagger)
    read = _read_all(documents, settings, tagger, progress, cache, kinds[0])
    resolver = SpeakerResolver((one.document.id, described) for one in read for described in one.reading.described)
    statements: list[Statement] = []
    used: set[str] = set()
    cautions = [Caution(one.document.path, doubt) for one in read for doubt in one.reading.doubts]
    for document, key, reading in read:
        if document.speaker is not None:
            resolve_attributed(resolver, document, reading.found)
        else:
            resolve_speakers(resolver, document, reading.paragraphs, reading.found)
        unite_restated(reading.found, resolver)
        made = statements_of(document, reading, key, resolver, NO_CACHE if document.speaker else cache, kinds[1])
        statements += made.statements
        used.update(made.used)
        cautions += [Caution(document.path, f"no speaker found for: {one}") for one in made.without_speaker]
    return ExtractedStatements(tuple(statements), resolver.speakers(used), tuple(cautions))


class _Read(NamedTuple):
    document: Document
    key: str
    reading: Reading


def _read_all(
    documents: Sequence[Document],
    settings: StatementSettings,
    tagger: Tagger | None,
    progress: Progress,
    cache: Cache,
    kind: str,
) -> list[_Read]:
    """Read every document that the cache does not know; each is kept as soon as it is read.

    One of which the input says who says it is read in less time than it takes to keep it.
    """
    read: list[_Read] = []
    for start in range(0, len(documents), _CHUNK):
        chunk = [(document, reading_key(document)) for document in documents[start : start + _CHUNK]]
        known = cache.get(kind, [key for _, key in chunk])
        owners: dict[str, list[str]] = {}
        for document, key in chunk:
            reading = decode_reading(document, known[key]) if key in known else None
            if document.speaker is not None:
                reading = _read(document, settings, tagger)
            elif reading is None:
                reading = _read(document, settings, tagger)
                cache.put(kind, {key: encode_reading(document, reading)}, {key: [document.id]})
            else:
                owners.setdefault(key, []).append(document.id)
            read.append(_Read(document, key, reading))
            progress("statements", len(read), len(documents))
        if owners:
            cache.put(kind, {}, owners)
    return read


def _read(document: Document, settings: StatementSettings, tagger: Tagger | None) -> Reading:
    """Read one document up to its caps: its sentences, what is found in them, and what a reader should know of that."""
    reading, limit, cap = mask(document.text), settings.max_tagged_characters, settings.max_statements_per_document
    tagging, doubts = None, []
    if document.speaker is not None:
        paragraphs, found, n_unpaired = read_attributed(document, reading)
        doubts = _doubts(n_unpaired, len(found) - cap, cap)
        return Reading(paragraphs, found[:cap], doubts, described_speakers(document))
    if tagger is not None and len(reading) > limit:
        doubts.append(f"longer than {limit:,} characters: read by rules alone")
    elif tagger is not None:
        tagging = tagger.tag([text_to_tag(document, reading)])[0]
    paragraphs, found, n_unpaired = read_document(document, reading, tagging)
    doubts += _doubts(n_unpaired, len(found) - cap, cap)
    return Reading(paragraphs, found[:cap], doubts, descriptions_of(paragraphs, found[:cap]))


def text_to_tag(document: Document, reading: str) -> str:
    """Return the reading copy with curly marks as printed, and spaces for whatever is not read for statements."""
    printed = "".join(mark if mark in _CURLY else read for mark, read in zip(document.text, reading, strict=True))
    parts, end = [], 0
    for section in document.sections:
        if section.kind in ("headline", "body"):
            parts += [_NO_BREAK.sub(" ", printed[end : section.start]), printed[section.start : section.end]]
            end = section.end
    return "".join([*parts, _NO_BREAK.sub(" ", printed[end:])])


def _doubts(n_unpaired: int, n_dropped: int, cap: int) -> list[str]:
    """Say what a reader of a document's statements should know about how it was read."""
    found = []
    if n_unpaired:
        marks = "quotation mark has" if n_unpaired == 1 else "quotation marks have"
        found.append(f"{n_unpaired} {marks} no partner; read to the end of the paragraph at most")
    if n_dropped > 0:
        found.append(f"{n_dropped} statements beyond the cap of {cap} left out")
    return found
