"""Who said what: documents to statements and speakers, by rules and, where there is one, a trained tagger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.language.repair import mask
from analyzer.protocols import Progress, Tagger
from analyzer.schema import Caution, Document, Speaker, Statement
from analyzer.settings import StatementSettings
from analyzer.statements.anchors import is_anchor
from analyzer.statements.document_speakers import resolve_speakers
from analyzer.statements.found import Found
from analyzer.statements.reading import read_document
from analyzer.statements.records import make_statements
from analyzer.statements.restated import unite_restated
from analyzer.statements.sentences import Sentence
from analyzer.statements.speakers import SpeakerResolver

_EXCERPT_CHARS = 120
_CURLY = frozenset("“”‘’")  # they tell which way they face
_NO_BREAK = re.compile(r"[^\n]")

__all__ = ["ExtractedStatements", "extract_statements", "text_to_tag"]


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

    Returns
    -------
    ExtractedStatements
        Sentences of the text's own voice are among the statements as ``narration``.

    Notes
    -----
    The rules are described, with what counts as a statement, in ``docs/statements.md``.
    """
    read: list[tuple[Document, list[list[Sentence]], list[Found]]] = []
    cautions: list[Caution] = []
    for n, document in enumerate(documents):
        paragraphs, found, doubts = _read(document, settings, tagger)
        read.append((document, paragraphs, found))
        cautions += doubts
        progress("statements", n + 1, len(documents))
    resolver = SpeakerResolver(read)
    statements: list[Statement] = []
    used: set[str] = set()
    for document, paragraphs, found in read:
        resolve_speakers(resolver, document, paragraphs, found)
        unite_restated(found, resolver)
        made, without_speaker = make_statements(document, paragraphs, found, resolver)
        statements += made
        used.update(key for one in found if one.speakers and not is_anchor(one) for key in (*one.speakers, *one.via))
        cautions += [Caution(document.path, f"no speaker found for: {_excerpt(one)}") for one in without_speaker]
    return ExtractedStatements(tuple(statements), resolver.speakers(used), tuple(cautions))


def _read(
    document: Document, settings: StatementSettings, tagger: Tagger | None
) -> tuple[list[list[Sentence]], list[Found], list[Caution]]:
    """Read one document up to its caps: its sentences, what is found in them, and what a reader should know of that."""
    reading, limit, cap = mask(document.text), settings.max_tagged_characters, settings.max_statements_per_document
    tagging, doubts = None, []
    if tagger is not None and len(reading) > limit:
        doubts.append(Caution(document.path, f"longer than {limit:,} characters: read by rules alone"))
    elif tagger is not None:
        tagging = tagger.tag([text_to_tag(document, reading)])[0]
    paragraphs, found, n_unpaired = read_document(document, reading, tagging)
    return paragraphs, found[:cap], doubts + _cautions(document, n_unpaired, len(found) - cap, cap)


def text_to_tag(document: Document, reading: str) -> str:
    """Return the reading copy with curly marks as printed, and spaces for whatever is not read for statements."""
    printed = "".join(mark if mark in _CURLY else read for mark, read in zip(document.text, reading, strict=True))
    parts, end = [], 0
    for section in document.sections:
        if section.kind in ("headline", "body"):
            parts += [_NO_BREAK.sub(" ", printed[end : section.start]), printed[section.start : section.end]]
            end = section.end
    return "".join([*parts, _NO_BREAK.sub(" ", printed[end:])])


def _cautions(document: Document, n_unpaired: int, n_dropped: int, cap: int) -> list[Caution]:
    """Say what a reader of a document's statements should know about how it was read."""
    found = []
    if n_unpaired:
        marks = "quotation mark has" if n_unpaired == 1 else "quotation marks have"
        found.append(f"{n_unpaired} {marks} no partner; read to the end of the paragraph at most")
    if n_dropped > 0:
        found.append(f"{n_dropped} statements beyond the cap of {cap} left out")
    return [Caution(document.path, what) for what in found]


def _excerpt(found: Found) -> str:
    return found.sentence.text[found.start : found.content[-1].end][:_EXCERPT_CHARS]
