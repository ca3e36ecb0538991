"""One SQLite file that keeps what was computed, by content; told in ``docs/workspace.md``."""

from analyzer.storage.workspace.care import (
    Forgotten,
    KindSize,
    Pruned,
    WorkspaceSize,
    forget,
    known_documents,
    measure,
    named_in_runs,
    prune,
    values_of_family,
)
from analyzer.storage.workspace.keeping import SUMMARIES_KEPT, Run, Workspace

__all__ = [
    "SUMMARIES_KEPT",
    "Forgotten",
    "KindSize",
    "Pruned",
    "Run",
    "Workspace",
    "WorkspaceSize",
    "forget",
    "known_documents",
    "measure",
    "named_in_runs",
    "prune",
    "values_of_family",
]
