"""A run that keeps what it computes in a workspace, and is recorded there once its results are written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.cache_keys import content_key

if TYPE_CHECKING:
    from analyzer.protocols import Progress
    from analyzer.schema import Analysis, Embeddings
    from analyzer.settings import Settings

WORKSPACE_FILE = "workspace.sqlite"


def analyze_keeping(
    inputs: Sequence[Path], settings: Settings, kept_in: Path | None, progress: Progress
) -> tuple[Analysis, Embeddings]:
    """Analyse with the parts that the settings choose; what ``kept_in`` knows is not computed again.

    A workspace that cannot be written becomes a caution of the analysis.

    Raises
    ------
    WorkspaceError
        The workspace is damaged, or of another format.
    """
    from analyzer.assembly import assemble
    from analyzer.pipeline import analyze

    parts = assemble(settings)
    if kept_in is None:
        return analyze(inputs, settings=settings, parts=parts, progress=progress)
    from analyzer.storage.workspace import Workspace

    with Workspace(kept_in) as workspace:
        analysis, embeddings = analyze(inputs, settings=settings, parts=parts, progress=progress, cache=workspace)
    warnings = (*analysis.provenance.warnings, *workspace.cautions)
    return replace(analysis, provenance=replace(analysis.provenance, warnings=warnings)), embeddings


def record_run(analysis: Analysis, kept_in: Path) -> None:
    """Note in the workspace that a run has finished, and which documents it used."""
    from analyzer.storage.workspace import Workspace

    with Workspace(kept_in) as workspace:
        workspace.record_run(
            started=analysis.provenance.started_at,
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            settings=content_key(json.dumps(analysis.provenance.settings, sort_keys=True)),
            documents=[document.id for document in analysis.documents],
            summary={"documents": {document.id: document.path for document in analysis.documents}},
        )
