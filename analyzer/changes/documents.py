"""Documents that were edited, added, removed or moved since an earlier run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.lineage import Edits, Summary
from analyzer.schema import Document, EditedDocument, NamedDocument


@dataclass(frozen=True, slots=True)
class DocumentNews:
    """What became of documents, each by path."""

    edited: tuple[EditedDocument, ...] = ()
    added: tuple[NamedDocument, ...] = ()
    removed: tuple[NamedDocument, ...] = ()
    moved: tuple[NamedDocument, ...] = ()


def document_news(documents: Sequence[Document], before: Summary, editions: Edits) -> DocumentNews:
    """Tell documents apart by what became of them.

    Parameters
    ----------
    documents
        Of this run.
    editions
        Of this run and ``before``.
    """
    paths, now = {edition.id: edition.path for edition in before.documents}, {one.id: one for one in documents}
    of = {new: old for old, new in editions.pairs}
    edits = {edit.document: edit for edit in editions.documents}
    edited, added, moved = [], [], []
    for document in documents:
        old = of.get(document.id)
        if document.id in edits:
            told = tuple(one for one in edits[document.id].statements if one.kind != "unchanged")
            n_unchanged = len(edits[document.id].statements) - len(told)
            edited.append(EditedDocument(_named(document, old, paths), told, n_unchanged))
        elif old is not None and paths[old] != document.path:
            moved.append(_named(document, old, paths))
        elif old is None and document.id not in paths:
            added.append(_named(document, None, paths))
    gone = paths.keys() - now.keys() - {old for old, _ in editions.pairs}
    removed = [NamedDocument(None, old, paths[old]) for old in gone]
    edited.sort(key=lambda one: (one.document.path, one.document.document or ""))
    return DocumentNews(tuple(edited), _by_path(added), _by_path(removed), _by_path(moved))


def _named(document: Document, before: str | None, paths: dict[str, str]) -> NamedDocument:
    path_before = paths[before] if before is not None and paths[before] != document.path else None
    return NamedDocument(document.id, before, document.path, document.title, path_before)


def _by_path(documents: Iterable[NamedDocument]) -> tuple[NamedDocument, ...]:
    return tuple(sorted(documents, key=lambda one: (one.path, one.document or "", one.before or "")))
