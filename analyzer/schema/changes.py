"""Records of what changed between two runs; the JSON form of :class:`Changes` is ``changes.json``.

They are part of :mod:`analyzer.schema`, which is where others take them from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.schema.decisions import Cited
from analyzer.schema.findings import Band, ConflictKind, Strength
from analyzer.schema.runs import StatementEdit

CHANGES_VERSION = "1"

ConflictNews = Literal["new", "changed", "resolved"]
GateOutcome = Literal["passed", "tripped", "dismissed"]


@dataclass(frozen=True, slots=True)
class NotedConflict:
    """A conflict as it stood in a run, with all that is needed to read it without that run's files.

    Attributes
    ----------
    id
        Id in its run.
    probability
        As in ``analysis.json``.
    left, right
        The two cited statements as they stood.
    left_group, right_group
        Ids of their groups in its run.
    """

    id: str
    kind: ConflictKind
    strength: Strength
    band: Band
    probability: float | None
    rationale: str
    left: Cited
    right: Cited
    left_group: str
    right_group: str


@dataclass(frozen=True, slots=True)
class ConflictChange:
    """What became of one conflict.

    Attributes
    ----------
    news
        New: nothing in the earlier run is this conflict. Changed: its kind, strength, band, texts or speakers changed.
        Resolved: it is found no more, which does not say that the two agree now.
    now
        As it stands; null for a resolved one.
    before
        As it stood in the earlier run; null for a new one.
    why
        What changed, or why it is found no more, in words; null for a new one.
    dismissed
        Whether a person decided that it is no conflict, and what they saw has not changed.
    """

    news: ConflictNews
    now: NotedConflict | None
    before: NotedConflict | None
    why: str | None = None
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class NewVoice:
    """Somebody who says what a group said before without them.

    Attributes
    ----------
    group, label
        The group in this run; it held other statements in the earlier one.
    speaker, name
        Who says it now.
    cited
        Where: a statement whose text is new since the earlier run.
    """

    group: str
    label: str
    speaker: str
    name: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document by its ids and names; what does not apply is null.

    Attributes
    ----------
    document
        Id in this run; null for one that was removed.
    before
        Id in the earlier run; null for one that was added.
    path, title
        As they are now, or were; the title of a removed document is not known.
    path_before
        Where a document of the same text stood, for one that moved.
    """

    document: str | None
    before: str | None
    path: str
    title: str | None = None
    path_before: str | None = None


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """A document whose address held another text in the earlier run.

    Attributes
    ----------
    statements
        Those that changed, were added or removed, in the order of the text; empty where only other words changed.
    n_unchanged
        Statements that stand as they stood.
    """

    document: NamedDocument
    statements: tuple[StatementEdit, ...] = ()
    n_unchanged: int = 0


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """The run with which this one was compared.

    Attributes
    ----------
    number
        Its number in the workspace; null for one that was read from a folder of results.
    started_at
        ISO time in UTC.
    same_method
        Whether it was made by the same version, models and settings; otherwise some changes may come from these.
    """

    number: int | None
    started_at: str
    same_method: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since an earlier run; what ``changes.json`` holds.

    Attributes
    ----------
    run
        When this run started, as in ``provenance.started_at`` of the ``analysis.json`` written with it.
    since
        The earlier run; null where there was none to compare with, and then all else is empty.
    why_not
        Why nothing was compared, in words; null where it was.
    conflicts
        New ones first, then changed ones, each strongest first; then those resolved.
    n_unchanged
        Conflicts that stand as they stood.
    changed_positions
        Ids of new or changed conflicts in which somebody contradicts what they said on another day.
    voices
        By group and name.
    edited, added, removed, moved
        Documents, by path.
    """

    run: str
    since: EarlierRun | None
    why_not: str | None = None
    conflicts: tuple[ConflictChange, ...] = ()
    n_unchanged: int = 0
    changed_positions: tuple[str, ...] = ()
    voices: tuple[NewVoice, ...] = ()
    edited: tuple[EditedDocument, ...] = ()
    added: tuple[NamedDocument, ...] = ()
    removed: tuple[NamedDocument, ...] = ()
    moved: tuple[NamedDocument, ...] = ()
    changes_version: str = CHANGES_VERSION


@dataclass(frozen=True, slots=True)
class GateFinding:
    """What a gate makes of one conflict.

    Attributes
    ----------
    outcome
        Dismissed: a person decided that it is no conflict, so that it trips nothing.
    tripped
        The conditions that it meets, as they were given; empty unless it trips the gate.
    """

    conflict: NotedConflict
    outcome: GateOutcome
    tripped: tuple[str, ...] = ()
