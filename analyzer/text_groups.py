"""Bare texts to groups that say the same, and to threads, when nothing but their words is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analyzer.comparisons import compare_statements
from analyzer.copies import link_statement_copies
from analyzer.embeddings import embed_statements
from analyzer.groups import group_statements
from analyzer.pipeline import Parts
from analyzer.protocols import Progress
from analyzer.schema import Document, Embeddings, Statement
from analyzer.settings import Settings
from analyzer.threads import thread_statements
from analyzer.two_texts import ONE_DAY, document_of, statement_of


def group_texts(
    texts: Sequence[str],
    *,
    settings: Settings,
    parts: Parts,
    progress: Progress = lambda stage, done, total: None,
) -> list[str]:
    """Group texts as the pipeline groups statements, each said by somebody else on one day.

    Parameters
    ----------
    texts
        Not blank. A text that is one attribution ("The ministry denied that ...") is taken apart by the rules, any
        other is one statement as a whole.
    settings, parts
        As in :func:`analyzer.pipeline.analyze`; the tagger is not asked.

    Returns
    -------
    list of str
        Each text's group, in the order of the texts; which texts share one does not depend on that order.
    """
    statements, embeddings = _embedded(texts, settings, parts, progress)
    thread_of = thread_statements(statements, embeddings, settings.threads)
    compared = compare_statements(
        statements, (), embeddings, thread_of, settings.comparisons, progress, parts.relations
    )
    groups = group_statements(statements, (), embeddings, compared.comparisons, thread_of, settings.groups)
    group_of = {member: group.id for group in groups for member in group.members}
    return [group_of[statement.id] for statement in statements]


def thread_texts(
    texts: Sequence[str],
    *,
    settings: Settings,
    parts: Parts,
    progress: Progress = lambda stage, done, total: None,
) -> list[str]:
    """Put texts in threads as the pipeline does; otherwise as :func:`group_texts`."""
    statements, embeddings = _embedded(texts, settings, parts, progress)
    thread_of = thread_statements(statements, embeddings, settings.threads)
    return [thread_of[statement.id] for statement in statements]


def _embedded(
    texts: Sequence[str], settings: Settings, parts: Parts, progress: Progress
) -> tuple[tuple[Statement, ...], Embeddings]:
    documents = _documents(texts)
    made = [statement_of(document, f"sp-{document.id}", settings.statements) for document in documents]
    copies = {one.id: one.copy_of for one in link_statement_copies(made, documents, settings.copies)}
    statements = tuple(replace(one, copy_of=copies[one.id]) for one in made)
    return statements, embed_statements(statements, parts.encoder, settings.embeddings, progress)


def _documents(texts: Sequence[str]) -> list[Document]:
    """Return each text as a document whose id follows from the text, and from how many were equal before it."""
    seen: Counter[str] = Counter()
    documents = []
    for text in texts:
        seen[text] += 1
        documents.append(document_of(f"text {seen[text]}", text, ONE_DAY))
    return documents
