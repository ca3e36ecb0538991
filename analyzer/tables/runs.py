"""The run itself in rows: the settings it was made with, and what changed since the run before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from analyzer.schema import DocumentEdit, EditKind, LineageKind, Merge, Split
from analyzer.settings import Settings
from analyzer.tables.lookup import Lookup

KIND_WORDS: dict[LineageKind, str] = {"group": "group", "thread": "event or topic"}
EDIT_WORDS: dict[EditKind, str] = {
    "unchanged": "as before",
    "changed": "changed",
    "added": "added",
    "removed": "removed",
}
UNKNOWN = "no setting of this version"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting.

    Attributes
    ----------
    name
        Section and key: ``groups.min_entailment``.
    value, shipped
        As a settings file writes them. ``shipped`` is what this version of the program has without a file;
        :data:`UNKNOWN` where it does not know the setting.
    changed
        Whether the two differ.
    """

    name: str
    value: str
    shipped: str
    changed: bool


@dataclass(frozen=True, slots=True)
class LineageRow:
    """Groups, or events and topics, that became one, or one that became several.

    Attributes
    ----------
    what
        ``2 groups became one``.
    id
        Of what stands in this analysis; of a split, the one that kept the id, else the first in order.
    now
        What stands now, in the words of its labels.
    before
        Ids in the run before, of which nothing else is kept here.
    """

    what: str
    id: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class EditRow:
    """A statement of a document that was edited since the run before.

    Attributes
    ----------
    document
        Its path.
    statement
        Id in this analysis; empty for what was removed.
    what
        ``changed``, ``added`` or ``removed``.
    before, after
        The words; empty where there are none.
    """

    document: str
    statement: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SinceBefore:
    """What changed since the run before.

    Attributes
    ----------
    known
        Whether there was a run before that this one knew of.
    n_unchanged
        Statements of edited documents that stand as they stood.
    """

    known: bool
    moves: tuple[LineageRow, ...] = ()
    edits: tuple[EditRow, ...] = ()
    n_edited_documents: int = 0
    n_unchanged: int = 0


def setting_rows(settings: Mapping[str, Any]) -> tuple[SettingRow, ...]:
    """Shape the settings of a run, those that differ from what is shipped first.

    Parameters
    ----------
    settings
        As the analysis tells them, section by section; an older analysis may lack some, or have others.

    Example
    -------
    >>> [row.name for row in setting_rows({"groups": {"min_entailment": 0.5, "min_pair_entailment": 0.25}})]
    ['groups.min_entailment', 'groups.min_pair_entailment']
    """
    shipped = _shipped()
    rows = [
        SettingRow(name, value, shipped.get(name, UNKNOWN), value != shipped.get(name))
        for name, value in _flattened(settings)
    ]
    return tuple(sorted(rows, key=lambda row: not row.changed))


def since_before(lookup: Lookup) -> SinceBefore:
    """Shape what changed since the run before; an analysis without one, or of an older version, knows of none."""
    lineage = lookup.analysis.lineage
    if lineage is None:
        return SinceBefore(known=False)
    edits = [row for edit in lineage.edits for row in _edits(edit, lookup)]
    kinds = [one.kind for edit in lineage.edits for one in edit.statements]
    return SinceBefore(
        known=True,
        moves=(
            *(_merged(merge, lookup) for merge in lineage.merges),
            *(_parted(split, lookup) for split in lineage.splits),
        ),
        edits=tuple(edits),
        n_edited_documents=len(lineage.edits),
        n_unchanged=kinds.count("unchanged"),
    )


def _merged(merge: Merge, lookup: Lookup) -> LineageRow:
    what = f"{len(merge.sources)} {_several(merge.kind)} became one"
    return LineageRow(what, merge.into, _label(merge.into, lookup), ", ".join(merge.sources))


def _parted(split: Split, lookup: Lookup) -> LineageRow:
    what = f"One {KIND_WORDS[split.kind]} became {len(split.into)}"
    kept = split.source if split.source in split.into else min(split.into, default=split.source)
    return LineageRow(what, kept, " / ".join(_label(id_, lookup) for id_ in split.into), split.source)


def _several(kind: LineageKind) -> str:
    return "groups" if kind == "group" else "events or topics"


def _label(id_: str, lookup: Lookup) -> str:
    found = lookup.groups.get(id_) or lookup.threads.get(id_)
    return found.label if found else id_


def _edits(edit: DocumentEdit, lookup: Lookup) -> Iterator[EditRow]:
    document = lookup.documents.get(edit.document)
    path = document.path if document else edit.document
    for one in edit.statements:
        if one.kind != "unchanged":
            yield EditRow(path, one.statement or "", EDIT_WORDS[one.kind], one.before or "", one.after or "")


def _flattened(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", json.dumps(value, ensure_ascii=False)


@cache
def _shipped() -> Mapping[str, str]:
    return dict(_flattened(asdict(Settings())))
