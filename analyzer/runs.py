"""One run over inputs: what is known is taken from a workspace, and the run is recorded there for the next one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from analyzer import corrections, reviews
from analyzer.assembly import assemble
from analyzer.cache_keys import content_key
from analyzer.documents import LoadedDocuments
from analyzer.errors import WorkspaceError
from analyzer.lineage import Summary, follow, read_summary, summarise
from analyzer.pipeline import NO_DOCUMENTS, analyze
from analyzer.protocols import Progress
from analyzer.reviews import review_analysis
from analyzer.schema import Analysis, Caution, Correction, Embeddings, Review
from analyzer.settings import Settings
from analyzer.storage import DECISIONS_FILE, WORKSPACE_FILE, DecisionLog, Record
from analyzer.storage.workspace import Workspace

_RUNS_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Memory:
    """The files in which runs remember.

    Attributes
    ----------
    workspace
        Keeps what was computed, and earlier runs; ``None`` to compute everything, keep nothing and follow no run.
    decisions
        What people decided and corrected; ``None``, or a file that is not there, for nothing.
    """

    workspace: Path | None = None
    decisions: Path | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided that nobody has undone, in the order of time."""

    reviews: tuple[Review, ...] = ()
    corrections: tuple[Correction, ...] = ()


def memory_of(folder: Path) -> Memory:
    """Return the files that stand beside the results in a folder."""
    return Memory(folder / WORKSPACE_FILE, folder / DECISIONS_FILE)


def read_decisions(path: Path | None) -> Decided:
    """Read the decisions that stand.

    Raises
    ------
    DecisionsError
        The file is damaged, or of a newer version.
    """
    if path is None:
        return Decided()
    with DecisionLog(path) as log:
        events = log.standing("review"), log.standing("correction")
    return Decided(
        tuple(reviews.from_body(one.body, person=one.person, at=one.at) for one in events[0]),
        tuple(corrections.from_body(one.body, person=one.person, at=one.at, entry=one.uid) for one in events[1]),
    )


def check_decisions(records: Iterable[Record]) -> None:
    """Refuse decisions from elsewhere that would stop every later report.

    Raises
    ------
    DecisionsError
        One cannot be understood.
    """
    for record in records:
        if record.kind == "review":
            reviews.from_body(record.body, person=record.person, at=record.at)
        elif record.kind == "correction":
            corrections.from_body(record.body, person=record.person, at=record.at)


def run(
    inputs: Sequence[Path],
    settings: Settings,
    memory: Memory,
    progress: Progress,
    known: LoadedDocuments = NO_DOCUMENTS,
) -> tuple[Analysis, Embeddings]:
    """Analyse inputs with the parts that the settings choose; groups and threads keep the ids of the run before.

    What people corrected is applied, and what they decided about conflicts is noted beside them. The run before is the
    latest in the workspace that read any of these documents, or another text at their address. A workspace that cannot
    be written becomes a caution of the analysis.

    Raises
    ------
    WorkspaceError, DecisionsError
        The workspace, or the file of decisions, is damaged or of another format.
    """
    decided, parts = read_decisions(memory.decisions), assemble(settings)
    analyze_inputs = partial(
        analyze,
        inputs,
        settings=settings,
        parts=parts,
        progress=progress,
        known=known,
        corrections=decided.corrections,
    )
    if memory.workspace is None:
        analysis, embeddings = analyze_inputs()
    else:
        with Workspace(memory.workspace) as workspace:
            analysis, embeddings = analyze_inputs(cache=workspace)
            before, doubts = _run_before(analysis, workspace)
            warnings = (*analysis.provenance.warnings, *workspace.cautions, *doubts)
        analysis = replace(analysis, provenance=replace(analysis.provenance, warnings=warnings))
        analysis = follow(analysis, before)
    return review_analysis(analysis, decided.reviews), embeddings


def record_run(analysis: Analysis, memory: Memory) -> None:
    """Note that a run has finished and its results are written, for the runs that follow it."""
    if memory.workspace is None:
        return
    with Workspace(memory.workspace) as workspace:
        workspace.record_run(
            started=analysis.provenance.started_at,
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            settings=content_key(json.dumps(analysis.provenance.settings, sort_keys=True)),
            documents=[document.id for document in analysis.documents],
            summary=summarise(analysis),
        )


def _run_before(analysis: Analysis, workspace: Workspace) -> tuple[Summary | None, list[Caution]]:
    """Return the latest run with a document at an address of this one, and which runs could not be read."""
    addresses = {address for d in analysis.documents for address in (d.path, d.url) if address}
    for recorded in workspace.recent_runs(_RUNS_LOOKED_AT):
        try:
            summary = read_summary(recorded.summary)
        except WorkspaceError as error:
            where = workspace.path.name
            return None, [Caution(where, f"ids do not carry over from the run of {recorded.finished}: {error}")]
        if any(addresses & {document.path, document.url} for document in summary.documents):
            return summary, []
    return None, []
