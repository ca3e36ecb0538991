"""Records of the run itself: its inputs and models, what to know of it, what changed since the one before.

They are part of :mod:`analyzer.schema`, which is where others take them from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

InputStatus = Literal["read", "skipped", "failed"]
ModelRole = Literal["embedder", "quotations", "relations"]
LineageKind = Literal["group", "thread"]
EditKind = Literal["unchanged", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class ModelUse:
    """A model that took part in a run."""

    role: ModelRole
    name: str
    revision_or_sha256: str
    backend: Literal["torch", "onnx", "rules"]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was given, and what became of it; ``reason`` is set unless it was read."""

    path: str
    sha256: str | None
    bytes: int | None
    encoding: str | None
    status: InputStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a reader of the result should know: a dropped sentence, a cap, a doubt."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Enough to make the result again."""

    analyzer_version: str
    python: str
    started_at: str
    seconds: float
    settings: dict[str, Any] = field(default_factory=dict)
    models: tuple[ModelUse, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    warnings: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """What were several groups, or threads, in the previous run, and now stand in one.

    Attributes
    ----------
    into
        Id in this file; where it is inherited, it is one of ``sources``.
    sources
        Two or more ids of the previous run, sorted.
    """

    kind: LineageKind
    into: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """What was one group, or thread, in the previous run, and now stands in several.

    Attributes
    ----------
    source
        Id of the previous run.
    into
        Two or more ids in this file, sorted; the one that inherited ``source`` is among them.
    """

    kind: LineageKind
    source: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementEdit:
    """What became of one statement of a document that was edited.

    Attributes
    ----------
    statement
        Id in this file; ``None`` for a statement that was removed.
    before, after
        The words as they stood and as they stand; ``None`` where there are none.
    """

    kind: EditKind
    statement: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DocumentEdit:
    """A document whose address held another text in the previous run.

    Attributes
    ----------
    document
        Id in this file.
    before
        Id in the previous run.
    statements
        In the order of the text; what was removed stands where it was. Narration is left out.
    """

    document: str
    before: str
    statements: tuple[StatementEdit, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """What changed since the previous run in the same workspace."""

    merges: tuple[Merge, ...] = ()
    splits: tuple[Split, ...] = ()
    edits: tuple[DocumentEdit, ...] = ()
