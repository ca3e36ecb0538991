"""What the next run needs to know of this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from analyzer.errors import WorkspaceError
from analyzer.schema import Analysis, Statement

_VERSION = 1


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A statement of a run, as far as the next one needs it.

    Attributes
    ----------
    text
        The words as they stand, attribution and content.
    content
        The words of what was said alone.
    speakers
        Names, sorted.
    """

    id: str
    text: str
    content: str
    speakers: tuple[str, ...]
    is_narration: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """One document of a run: its addresses, a digest of its text, its statements in the order of the text."""

    id: str
    path: str
    url: str | None
    sha256: str
    statements: tuple[SaidBefore, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A finished run, as far as the next one needs it.

    Attributes
    ----------
    groups
        Statement ids by group id.
    threads
        Group ids by thread id.
    """

    documents: tuple[Edition, ...] = ()
    groups: Mapping[str, tuple[str, ...]] | None = None
    threads: Mapping[str, tuple[str, ...]] | None = None

    def group_members(self) -> dict[str, tuple[str, ...]]:
        """Return the statements of each group."""
        return dict(self.groups or {})

    def thread_members(self) -> dict[str, tuple[str, ...]]:
        """Return the statements of each thread."""
        groups = self.groups or {}
        return {
            thread: tuple(member for group in held for member in groups.get(group, ()))
            for thread, held in (self.threads or {}).items()
        }


def summary_of(analysis: Analysis) -> Summary:
    """Keep of an analysis what the next run needs."""
    names = {speaker.id: speaker.name for speaker in analysis.speakers}
    text_of = {document.id: document.text for document in analysis.documents}
    said: dict[str, list[SaidBefore]] = {document.id: [] for document in analysis.documents}
    for one in sorted(analysis.statements, key=lambda one: (one.document, one.start, one.end, one.content, one.id)):
        if one.document in said:
            speakers = tuple(sorted(names.get(speaker, speaker) for speaker in one.speakers))
            content = _squeezed(" ".join(text_of[one.document][slice(*span)] for span in one.content))
            narration = one.kind == "narration"
            said[one.document].append(SaidBefore(one.id, _words(one, text_of), content, speakers, narration))
    documents = tuple(
        Edition(d.id, d.path, d.url, sha256(d.text.encode("utf-8", "replace")).hexdigest(), tuple(said[d.id]))
        for d in sorted(analysis.documents, key=lambda document: document.id)
    )
    groups = {group.id: tuple(sorted(group.members)) for group in sorted(analysis.groups, key=lambda g: g.id)}
    threads = {thread.id: tuple(sorted(thread.groups)) for thread in sorted(analysis.threads, key=lambda t: t.id)}
    return Summary(documents, groups, threads)


def summarise(analysis: Analysis) -> dict[str, Any]:
    """Return a summary of a finished run that JSON can hold, for :func:`read_summary` in the next one."""
    summary = summary_of(analysis)
    return {
        "version": _VERSION,
        "documents": [
            {
                "id": document.id,
                "path": document.path,
                "url": document.url,
                "sha256": document.sha256,
                "statements": [
                    [one.id, one.text, one.content, list(one.speakers), one.is_narration] for one in document.statements
                ],
            }
            for document in summary.documents
        ],
        "groups": {id_: list(members) for id_, members in summary.group_members().items()},
        "threads": {id_: list(groups) for id_, groups in (summary.threads or {}).items()},
    }


def read_summary(record: Mapping[str, Any]) -> Summary:
    """Read back what :func:`summarise` gave.

    Raises
    ------
    WorkspaceError
        It is of another version, or not of that shape.
    """
    if record.get("version") != _VERSION:
        found = record.get("version", "none")
        raise WorkspaceError(f"the summary of the previous run has version {found}, expected {_VERSION}")
    try:
        return Summary(
            tuple(_edition(document) for document in record["documents"]),
            {id_: tuple(members) for id_, members in record["groups"].items()},
            {id_: tuple(groups) for id_, groups in record["threads"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorkspaceError(f"the summary of the previous run is not of the expected shape: {error!r}") from error


def _edition(record: Mapping[str, Any]) -> Edition:
    said = (
        SaidBefore(id_, text, content, tuple(speakers), bool(narration))
        for id_, text, content, speakers, narration in record["statements"]
    )
    return Edition(record["id"], record["path"], record["url"], record["sha256"], tuple(said))


def _words(statement: Statement, text_of: Mapping[str, str]) -> str:
    """Return the clause with the attribution, and what of the content lies outside it."""
    text = text_of[statement.document]
    outside = [text[s.start : s.end] for s in statement.content if s.start < statement.start or s.end > statement.end]
    return _squeezed(" ".join([statement.text, *outside]))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
