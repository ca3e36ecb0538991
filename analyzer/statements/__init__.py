"""Who said what: documents to statements and speakers, by rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.language.repair import mask
from analyzer.protocols import Progress
from analyzer.schema import Caution, Document, Speaker, Statement
from analyzer.settings import StatementSettings
from analyzer.statements.document_speakers import resolve_speakers
from analyzer.statements.reading import read_document
from analyzer.statements.records import make_statements
from analyzer.statements.speakers import SpeakerResolver

__all__ = ["ExtractedStatements", "extract_statements"]


@dataclass(frozen=True, slots=True)
class ExtractedStatements:
    """What the stage gives: statements in document order, narration included; speakers by id; cautions."""

    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    cautions: tuple[Caution, ...]


def extract_statements(
    documents: Sequence[Document],
    settings: StatementSettings,
    progress: Progress = lambda stage, done, total: None,
) -> ExtractedStatements:
    """Find every statement of the documents and who makes it.

    Parameters
    ----------
    documents
        With their sections; only headlines and bodies are read.
    settings
        Caps.
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
    read, cautions = [], []
    for n, document in enumerate(documents):
        reading = mask(document.text)
        paragraphs, found, n_unpaired = read_document(document, reading)
        if n_unpaired:
            marks = "quotation mark has" if n_unpaired == 1 else "quotation marks have"
            cautions.append(
                Caution(document.path, f"{n_unpaired} {marks} no partner; read to the end of the paragraph at most")
            )
        if len(found) > settings.max_statements_per_document:
            dropped = len(found) - settings.max_statements_per_document
            cautions.append(
                Caution(
                    document.path,
                    f"{dropped} statements beyond the cap of {settings.max_statements_per_document} left out",
                )
            )
            found = found[: settings.max_statements_per_document]
        read.append((document, paragraphs, found))
        progress("statements", n + 1, len(documents))
    resolver = SpeakerResolver(read)
    statements: list[Statement] = []
    used: set[str] = set()
    for document, paragraphs, found in read:
        resolve_speakers(resolver, document, paragraphs, found)
        made, dropped_found = make_statements(document, paragraphs, found, resolver)
        statements += made
        used.update(key for one in found for key in (*one.speakers, *one.via) if one not in dropped_found)
        cautions += [
            Caution(document.path, f"no speaker found for: {one.sentence.text[one.start : one.content[-1].end][:120]}")
            for one in dropped_found
        ]
    return ExtractedStatements(tuple(statements), resolver.speakers(used), tuple(cautions))
