"""Bare texts to groups that say the same, or to threads, when little but their words is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analyzer.comparisons import compare_statements
from analyzer.copies import link_statement_copies
from analyzer.embeddings import embed_statements
from analyzer.groups import group_statements
from analyzer.pipeline import Parts
from analyzer.protocols import Progress
from analyzer.schema import Document, Section, Span, Statement
from analyzer.settings import Settings, StatementSettings
from analyzer.threads import thread_statements
from analyzer.two_texts import ONE_DAY, document_of, statement_of

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class BareText:
    """A text and where it stands.

    Attributes
    ----------
    text
        Not blank.
    document
        Name of the document it is taken from; texts of one document stand in it in the order given. ``None`` where that
        is not known: then it is a document of its own.
    """

    text: str
    document: str | None = None


def group_texts(
    texts: Sequence[BareText],
    level: Literal["claims", "threads"] = "claims",
    *,
    settings: Settings,
    parts: Parts,
    progress: Progress = lambda stage, done, total: None,
) -> list[str]:
    """Group texts as the pipeline groups statements, each said by somebody else on one day.

    Parameters
    ----------
    texts
        A text that is one attribution ("The ministry denied that ...") is taken apart by the rules, any other is one
        statement as a whole.
    level
        ``claims`` for groups that say the same, ``threads`` for the threads alone.
    settings, parts
        As in :func:`analyzer.pipeline.analyze`; the tagger is not asked.

    Returns
    -------
    list of str
        Each text's group or thread, in the order of the texts. Which texts share one depends on that order only inside
        a document.
    """
    documents, made = _documents(texts, settings.statements)
    statements = link_statement_copies(made, documents, settings.copies)
    embeddings = embed_statements(statements, parts.encoder, settings.embeddings, progress)
    thread_of = thread_statements(statements, embeddings, settings.threads)
    if level == "threads":
        return [thread_of[statement.id] for statement in statements]
    compared = compare_statements(
        statements, (), embeddings, thread_of, settings.comparisons, progress, parts.relations
    )
    groups = group_statements(statements, (), embeddings, compared.comparisons, thread_of, settings.groups)
    group_of = {member: group.id for group in groups for member in group.members}
    return [group_of[statement.id] for statement in statements]


def _documents(
    texts: Sequence[BareText], settings: StatementSettings
) -> tuple[tuple[Document, ...], tuple[Statement, ...]]:
    """Return the documents that the texts make up, and each text as a statement in its place, in their order.

    A text is read alone; its statement's id follows from the text, and from how many were equal before it.
    """
    alone, rows_of = _alone(texts), dict[tuple[str, str | int], list[int]]()
    for row, text in enumerate(texts):
        key = ("alone", row) if text.document is None else ("named", text.document)
        rows_of.setdefault(key, []).append(row)
    documents, statements = [], dict[int, Statement]()
    for rows in rows_of.values():
        document = _joined(texts[rows[0]].document, [alone[row] for row in rows])
        documents.append(document)
        for row, section in zip(rows, document.sections, strict=True):
            read = statement_of(alone[row], f"sp-{alone[row].id}", settings)
            statements[row] = _placed(read, document, section.start)
    return tuple(documents), tuple(statements[row] for row in range(len(texts)))


def _alone(texts: Sequence[BareText]) -> list[Document]:
    seen: Counter[str] = Counter()
    documents = []
    for one in texts:
        seen[one.text] += 1
        documents.append(document_of(f"text {seen[one.text]}", one.text, ONE_DAY))
    return documents


def _joined(name: str | None, parts: Sequence[Document]) -> Document:
    """Return the document with these texts one behind the other, a section each; one alone stays as it is."""
    if name is None:
        return parts[0]
    sections, start = [], 0
    for part in parts:
        sections.append(Section(start, start + len(part.text), "body"))
        start = sections[-1].end + len(_GAP)
    document = document_of(f"document {name}", _GAP.join(part.text for part in parts), ONE_DAY)
    return replace(document, sections=tuple(sections))


def _placed(statement: Statement, document: Document, by: int) -> Statement:
    """Return a statement that was read alone as it stands in a document, so many characters further on."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        statement,
        document=document.id,
        start=statement.start + by,
        end=statement.end + by,
        content=tuple(map(moved, statement.content)),
        quoted=tuple(map(moved, statement.quoted)),
        cue=moved(statement.cue) if statement.cue else None,
        speaker_mention=moved(statement.speaker_mention) if statement.speaker_mention else None,
        certainty_spans=tuple(map(moved, statement.certainty_spans)),
    )
