"""What a run leaves for a later one to compare with: its conflicts in words, beside the summary of lineage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from analyzer.cache_keys import record_key
from analyzer.errors import WorkspaceError
from analyzer.lineage import Summary, summary_of
from analyzer.reviews import RecordsById, cite
from analyzer.schema import Analysis, Cited, Conflict, Document, NotedConflict, Provenance, Speaker, Statement

_VERSION = 1
_NOT_A_METHOD = ("report",)  # settings that change how much is shown and nothing that is found
_SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Records:
    """Records of one analysis by their ids, as :class:`analyzer.reviews.RecordsById` asks for."""

    statements: Mapping[str, Statement]
    documents: Mapping[str, Document]
    speakers: Mapping[str, Speaker]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier run, as far as a later one is compared with it.

    Attributes
    ----------
    summary
        Its documents, statements, groups and threads.
    started_at
        ISO time.
    method
        Digest of version, models and settings.
    conflicts
        Strongest first.
    number
        Its number in the workspace, or ``None``.
    """

    summary: Summary
    started_at: str
    method: str
    conflicts: tuple[NotedConflict, ...]
    number: int | None = None


def records_of(analysis: Analysis) -> Records:
    """Index an analysis."""
    return Records(
        {statement.id: statement for statement in analysis.statements},
        {document.id: document for document in analysis.documents},
        {speaker.id: speaker for speaker in analysis.speakers},
    )


def note_conflict(conflict: Conflict, records: RecordsById) -> NotedConflict:
    """Take down a conflict so that it can be read without its analysis."""
    return NotedConflict(
        id=conflict.id,
        kind=conflict.kind,
        strength=conflict.strength,
        band=conflict.band,
        probability=conflict.probability,
        rationale=conflict.rationale,
        left=cite(conflict.left.statement, records),
        right=cite(conflict.right.statement, records),
        left_group=conflict.left.group,
        right_group=conflict.right.group,
    )


def method_of(provenance: Provenance) -> str:
    """Return a digest of what decides the findings beside the documents: version, models, settings."""
    settings = {name: section for name, section in provenance.settings.items() if name not in _NOT_A_METHOD}
    return record_key(provenance.analyzer_version, provenance.models, settings)


def earlier_from(analysis: Analysis) -> Earlier:
    """Return what a later run needs of an analysis."""
    noted = _noted(analysis)
    return Earlier(summary_of(analysis), analysis.provenance.started_at, method_of(analysis.provenance), noted)


def to_record(analysis: Analysis) -> dict[str, Any]:
    """Return what JSON can hold of a finished run, for :func:`from_record`; documents and groups are in its summary.

    Each conflict is one record that names its documents itself, so that a workspace can forget them.
    """
    return {
        "version": _VERSION,
        "started_at": analysis.provenance.started_at,
        "method": method_of(analysis.provenance),
        "conflicts": [_flat(conflict) for conflict in _noted(analysis)],
    }


def from_record(record: Mapping[str, Any] | None, summary: Summary, number: int) -> Earlier:
    """Read back what :func:`to_record` gave.

    Raises
    ------
    WorkspaceError
        There is none, or it is of another version or shape.
    """
    if record is None or record.get("version") != _VERSION:
        found = "without its conflicts" if record is None else f"in version {record.get('version')}"
        raise WorkspaceError(f"it was recorded {found}, by another version of this program")
    try:
        conflicts = tuple(_raised(one) for one in record["conflicts"])
        return Earlier(summary, str(record["started_at"]), str(record["method"]), conflicts, number)
    except (KeyError, TypeError, AttributeError, msgspec.ValidationError) as error:
        raise WorkspaceError(f"its conflicts are not of the expected shape: {error!r}") from error


def in_order(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Return conflicts as people see them: flagged ones first, strongest first."""
    return sorted(conflicts, key=lambda one: (one.band != "flagged", -one.score, one.id))


def _noted(analysis: Analysis) -> tuple[NotedConflict, ...]:
    records = records_of(analysis)
    return tuple(note_conflict(conflict, records) for conflict in in_order(analysis.conflicts))


def _flat(conflict: NotedConflict) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(conflict)
    for side in _SIDES:
        record |= {f"{side}_{field}": value for field, value in record.pop(side).items()}
    return record


def _raised(record: Mapping[str, Any]) -> NotedConflict:
    fields = Cited.__dataclass_fields__
    sides = {side: {field: record[f"{side}_{field}"] for field in fields} for side in _SIDES}
    return msgspec.convert({**record, **sides}, NotedConflict)
